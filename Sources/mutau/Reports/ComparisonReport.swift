import GlobalFit
import Typesetting

/// Variants side by side as text.
struct ComparisonReport {
  private let comparison: Comparison
  private let problem: Problem

  init(_ comparison: Comparison, _ problem: Problem) {
    self.comparison = comparison
    self.problem = problem
  }

  var document: Document {
    var title = Document()
    title.title(comparison.title, counted(comparison.shifts.count, "variant"))
    return Document([verdict, title, bestFits, limits, posteriors, shifts])
  }

  private func name(_ result: FitResult) -> String { result.variant ?? "as it stands" }

  private var verdict: Document {
    FitReport.verdict(comparison.results.filter { !$0.isConverged }.map { "NOT CONVERGED: \(name($0))" })
  }

  private var bestFits: Document {
    let parameters = problem.free.map(\.parameter)
    let columns: [Cell] =
      ["χ²/dof", "p"] + parameters.map { .quantity($0.rawValue, $0.unit) }
      + problem.fit.predictions.map { .quantity($0.rawValue, $0.unit) }
    var table = Table(
      [""] + columns, alignments: [.left] + columns.map { _ in .right }, typeset: ["variant"] + columns)
    for result in comparison.results {
      let best = result.bestFit
      table.add(
        [
          name(result), "\(best.chiSquared.fixed(2))/\(best.degreesOfFreedom)",
          best.pValue?.asProbability ?? "–",
        ]
          + best.parameters.map { $0.value.significant(4) + ($0.limit == nil ? "" : " *") }
          + problem.fit.predictions.map { best.value(of: $0.rawValue).significant(4) })
    }
    let anyAtLimit = comparison.results.contains { $0.bestFit.parameters.contains { $0.limit != nil } }
    var document = Document()
    document.head("Best fit", anyAtLimit ? "(* at an edge of its range)" : "", gap: 3)
    document.add(table)
    return document
  }

  private var limits: Document {
    var document = Document()
    let names = problem.fit.profile.map { Cell.quantity($0.name, $0.unit) }
    guard !names.isEmpty else { return document }
    var table = Table([""] + names, typeset: ["variant"] + names)
    for result in comparison.results {
      table.add(
        [name(result)]
          + result.profiles.map { $0.problem == nil ? LimitsReport.words($0.limits) : "not converged" })
    }
    document.head("Limits at 95 %, each side by itself, from the profile likelihood (Δχ² = 2.71)")
    document.add(table)
    return document
  }

  private var posteriors: Document {
    let names = comparison.results[0].posterior.quantities.map { Cell.quantity($0.quantity, $0.unit) }
    var table = Table([""] + names, typeset: ["variant"] + names)
    for result in comparison.results {
      table.add(
        [Cell(name(result))]
          + result.posterior.quantities.map { quantity in
            let error = quantity.monteCarloErrorOfMedian
            let interval = quantity.equalTailed.first
            return .value(
              "\(quantity.median.supported(by: error)) \(interval.map(PosteriorReport.words) ?? "")",
              quantity.median, from: interval?.lower, to: interval?.upper, uncertainty: error)
          })
    }
    var document = Document()
    document.head("Posterior", "median and 68.3 % equal-tailed interval", gap: 3)
    document.add(table)
    return document
  }

  private var shifts: Document {
    let quantities = comparison.results[0].posterior.quantities
    let logarithmic = quantities.filter { $0.densityScale == "logarithmic" }
    var document = Document()
    document.head(
      "What moved", "change of the posterior median in standard deviations of the fit as it stands", gap: 3)
    if !logarithmic.isEmpty {
      document.say(
        "             (of the logarithm for \(logarithmic.map { symbol(of: $0.quantity) }.joined(separator: ", ")))"
      )
    }
    let columns = quantities.map { Cell.quantity($0.quantity) } + ["what changed"]
    var table = Table(
      [""] + columns, alignments: [.left] + quantities.map { _ in .right }, typeset: ["variant"] + columns)
    for shift in comparison.shifts {
      table.add(
        [shift.variant]
          + shift.quantities.map { quantity in
            let decimals = quantity.monteCarloErrorOfSigmas < 0.01 ? 2 : 1
            return quantity.sigmas.isFinite ? quantity.sigmas.signed(decimals) : "–"
          } + [shift.what])
    }
    document.add(table)
    return document
  }
}
