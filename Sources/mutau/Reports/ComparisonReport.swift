import GlobalFit

/// Variants side by side as text.
struct ComparisonReport {
  private let comparison: Comparison
  private let problem: Problem

  init(_ comparison: Comparison, _ problem: Problem) {
    self.comparison = comparison
    self.problem = problem
  }

  var text: String {
    [
      verdict, "\(comparison.title): \(counted(comparison.shifts.count, "variant"))\n", bestFits, limits,
      posteriors, shifts,
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func name(_ result: FitResult) -> String { result.variant ?? "as it stands" }

  private var verdict: String {
    comparison.results.filter { !$0.isConverged }.map { "NOT CONVERGED: \(name($0))\n" }.joined()
  }

  private var bestFits: String {
    let parameters = problem.free.map(\.parameter)
    var table = Table(
      ["", "χ²/dof", "p"] + parameters.map { labelled($0.rawValue, $0.unit) }
        + problem.fit.predictions.map { labelled($0.rawValue, $0.unit) },
      alignments: [.left]
        + Array(repeating: .right, count: 2 + parameters.count + problem.fit.predictions.count))
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
    return "Best fit" + (anyAtLimit ? "   (* at an edge of its range)" : "") + "\n" + table.text
  }

  private var limits: String {
    let names = problem.fit.profile.map { labelled($0.name, $0.unit) }
    guard !names.isEmpty else { return "" }
    var table = Table([""] + names)
    for result in comparison.results {
      table.add(
        [name(result)]
          + result.profiles.map { $0.problem == nil ? LimitsReport.words($0.limits) : "not converged" })
    }
    return "Limits at 95 %, each side by itself, from the profile likelihood (Δχ² = 2.71)\n" + table.text
  }

  private var posteriors: String {
    let quantities = comparison.results[0].posterior.quantities
    var text = "Posterior   median and 68.3 % equal-tailed interval\n"
    var table = Table([""] + quantities.map { labelled($0.quantity, $0.unit) })
    for result in comparison.results {
      table.add(
        [name(result)]
          + result.posterior.quantities.map { quantity in
            let median = quantity.median.supported(by: quantity.monteCarloErrorOfMedian)
            return "\(median) \(quantity.equalTailed.first.map(PosteriorReport.words) ?? "")"
          })
    }
    text += table.text
    return text
  }

  private var shifts: String {
    let logarithmic = comparison.results[0].posterior.quantities.filter { $0.densityScale == "logarithmic" }
    var text = "What moved   change of the posterior median in standard deviations of the fit as it stands"
    if !logarithmic.isEmpty {
      text +=
        "\n             (of the logarithm for \(logarithmic.map { symbol(of: $0.quantity) }.joined(separator: ", ")))"
    }
    text += "\n"
    var table = Table(
      [""] + comparison.results[0].posterior.quantities.map { symbol(of: $0.quantity) } + ["what changed"],
      alignments: [.left] + comparison.results[0].posterior.quantities.map { _ in .right })
    for shift in comparison.shifts {
      table.add(
        [shift.variant]
          + shift.quantities.map { quantity in
            let decimals = quantity.monteCarloErrorOfSigmas < 0.01 ? 2 : 1
            return quantity.sigmas.isFinite ? quantity.sigmas.signed(decimals) : "–"
          } + [shift.what])
    }
    text += table.text
    return text
  }
}
