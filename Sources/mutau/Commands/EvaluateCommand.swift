import ArgumentParser
import GlobalFit
import Physics

/// `mutau evaluate`
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "One point: every prediction, pull, chi-squared, prior and posterior.",
    discussion: """
      Every parameter with a flat prior must be set; a nuisance parameter that is
      not set stays at the centre of its prior. A fixed parameter can be set too.

      Examples:
        mutau evaluate fits/leptonic.yaml --set gPrime=0.1 --set mZPrime=50
        mutau evaluate fits/leptonic.yaml --set gPrime=0.1 --set mZPrime=50 \\
          --format json
      """)

  @OptionGroup var options: FitOptions

  @Option(name: .customLong("set"), help: ArgumentHelp("Value of a parameter.", valueName: "parameter=value"))
  var settings: [String] = []

  func run() throws {
    var problem = try options.problem()
    var values: [Parameter: Double] = [:]
    for setting in settings {
      let (parameter, value) = try Self.parse(setting, known: problem.fit.parametrisation.parameters)
      guard values.updateValue(value, forKey: parameter) == nil else {
        throw Failure.usage("--set \(parameter.rawValue) is given twice")
      }
      let others = values.keys.filter {
        $0.complexParameter != nil && $0.complexParameter == parameter.complexParameter
          && $0.component?.form != parameter.component?.form
      }
      if let other = problem.conflict(with: parameter) ?? others.first {
        throw Failure.usage(
          "--set \(parameter.rawValue) beside \(other.rawValue): a complex coupling is given by modulus and phase "
            + "or by re and im, not both")
      }
    }
    for (parameter, value) in values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if let refusal = problem.refusal(of: parameter, at: value) { throw Failure.usage("--set: \(refusal)") }
    }
    let free = Set(problem.free.map(\.parameter))
    problem = problem.fixing(values.filter { !free.contains($0.key) })
    let point = try problem.free.map { parameter in
      guard let value = values[parameter.parameter] ?? parameter.prior.centre else {
        throw Failure.usage(
          "no value for '\(parameter.parameter.rawValue)'; add --set \(parameter.parameter.rawValue)=…")
      }
      return value
    }
    let evaluation = problem.evaluate(at: point)
    try Console.write(
      options.library.format.rendering(
        evaluation,
        EvaluationReport(
          evaluation, title: problem.fit.title,
          standardModel: problem.standardModelPredictions(at: point)
        ).document))
  }

  private static func parse(_ setting: String, known: [Parameter]) throws -> (Parameter, Double) {
    let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw Failure.usage("--set takes parameter=value, found '\(setting)'") }
    let named = Parameter(rawValue: String(parts[0]))
    if let named, !known.contains(named) {
      throw Failure.usage("--set: '\(parts[0])' is no parameter of this fit's parametrisation")
    }
    guard let parameter = named else {
      let suggestion = Spelling.suggestion(for: String(parts[0]), among: known.map(\.rawValue))
      throw Failure.usage("--set: unknown parameter '\(parts[0])'\(suggestion)")
    }
    guard let value = Double(parts[1]), value.isFinite else {
      throw Failure.usage("--set \(parts[0]): '\(parts[1])' is not a number")
    }
    guard parameter.physicalRange.contains(value) else {
      let range = parameter.physicalRange
      throw Failure.usage(
        "--set \(parts[0]): \(value.plain) is outside [\(range.lowerBound.plain), "
          + "\(range.upperBound.plain)]")
    }
    return (parameter, value)
  }
}
