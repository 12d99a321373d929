import GlobalFit
import Physics
import Typesetting

/// A fit as it was understood, with every default written out.
struct CheckReport: Encodable {
  struct ParameterRow: Encodable {
    let name: Parameter
    let role, value, unit, meaning, source: String
  }

  struct ConstraintRow: Encodable {
    let name: String
    let observable: Observable
    let measured, citation: String
  }

  let title: String
  let variant: String?
  let parameters: [ParameterRow]
  let constraints: [ConstraintRow]
  let variants: [String: String]
  let notes: [String]
  let measuredNumbers: Int
  private let numbersInWords: String
  let degreesOfFreedom: Int
  private let settings: [String: String]

  init(_ problem: Problem, variants: [Variant]) {
    let fit = problem.fit
    title = fit.title
    variant = problem.variant
    parameters = problem.allParameters.map { parameter in
      let given = fit.parameters.first { $0.parameter == parameter }
      let (role, value): (String, String) =
        switch given?.role {
        case .free(let prior): ("free", prior.words + (given?.isPeriodic == true ? ", periodic" : ""))
        case .nuisance(let prior): ("nuisance", prior.words + (given?.isPeriodic == true ? ", periodic" : ""))
        case .fixed(let value): ("fixed", value.typed)
        case nil: ("default", parameter.defaultValue?.typed ?? "")
        }
      return ParameterRow(
        name: parameter, role: role, value: value, unit: parameter.unit, meaning: parameter.meaning,
        source: fit.source(of: parameter) ?? "")
    }
    constraints = problem.constraints.flatMap { constraint in
      constraint.measurements.flatMap { measurement in
        measurement.rows.map { observable, measured in
          ConstraintRow(
            name: constraint.name, observable: observable, measured: measured,
            citation: measurement.citation)
        }
      }
    }
    self.variants = Dictionary(uniqueKeysWithValues: variants.map { ($0.name, $0.summary) })
    notes = problem.notes
    measuredNumbers = problem.measuredNumbers
    numbersInWords = problem.numbersInWords
    degreesOfFreedom = problem.degreesOfFreedom
    settings = [
      "seed": "\(fit.seed)",
      "formulas":
        fit.formulas.asPrinted.isEmpty
        ? "corrected" : "as printed: \(fit.formulas.asPrinted.numbers.joined(separator: ", "))",
      "diagonalisation": fit.formulas.diagonalisation.rawValue,
      "vertex-correction": fit.formulas.vertexCorrection.rawValue,
      "theory-errors": fit.theoryErrors.words,
      "profile": fit.profile.map(\.name).joined(separator: ", "),
      "predictions": fit.predictions.map(\.rawValue).joined(separator: ", "),
    ].merging(
      Self.words(fit.minimizeEntries, in: "minimize") + Self.words(fit.sampleEntries, in: "sample")
    ) { own, _ in own }
  }

  /// Settings with the block of the fit file that they stand in.
  private static func words(_ entries: [SettingEntry], in block: String) -> [(String, String)] {
    entries.map { ("\(block).\($0.key)", $0.words) }
  }

  var document: Document {
    var head = Document()
    head.say("\(title)\(variant.map { " · variant \($0)" } ?? "")")
    for note in notes { head.note(note) }
    var settingTable = Table(["setting", "value"])
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) { settingTable.add([name, value]) }
    var variantTable = Table(["variant", "what changes"])
    for (name, summary) in variants.sorted(by: { $0.key < $1.key }) { variantTable.add([name, summary]) }
    let free = parameters.count { $0.role == "free" || $0.role == "nuisance" }
    var end = Document()
    end.say(
      "\(numbersInWords), \(counted(free, "free parameter")), \(degreesOfFreedom) dof. No mistakes found.")
    let tables = [parameterTable, constraintTable, settingTable, variantTable].filter { !$0.isEmpty }
    return Document([head] + tables.map { Document($0) } + [end])
  }

  /// Every parameter with its prior or its value.
  var parameterTable: Table {
    var table = Table(["parameter", "role", "value or prior", "unit", "meaning", "source"])
    for row in parameters {
      table.add([
        .name(.parameter(row.name)), Cell(row.role), Cell(row.value.typeset), Cell(row.unit),
        Cell(row.meaning),
        row.source.hasPrefix("https://") ? .link(row.source, to: row.source) : Cell(row.source),
      ])
    }
    return table
  }

  private var constraintTable: Table {
    var table = Table(["constraint", "observable", "measured", "source"])
    for row in constraints {
      table.add([Cell(row.name), .observable(row.observable), .measured(row.measured), Cell(row.citation)])
    }
    return table
  }
}

extension Prior {
  /// The prior in words, as in a fit file.
  var words: String {
    switch self {
    case .uniform(let range): "uniform \(range.words)"
    case .logUniform(let range): "log-uniform \(range.words)"
    case .powerLaw(let exponent, let range): "power-law \(exponent.typed) \(range.words)"
    case .normal(let mean, let sigma): "normal \(mean.typed) ± \(sigma.typed)"
    case .truncatedNormal(let mean, let sigma, let range):
      "normal \(mean.typed) ± \(sigma.typed) in \(range.words)"
    case .halfNormal(let sigma): "half-normal, sigma \(sigma.typed)"
    case .logNormal(let median, let factor): "log-normal \(median.typed) */ \(factor.typed)"
    }
  }
}

extension Formulas.PrintedEquations {
  /// The numbers of the equations in the paper.
  fileprivate var numbers: [String] {
    Self.byNumber.filter { contains($0.equation) }.map(\.number)
  }
}

extension ClosedRange<Double> {
  fileprivate var words: String { "[\(lowerBound.typed), \(upperBound.typed)]" }
}
