import GlobalFit

/// The posterior as text, every number to the digits its Monte Carlo error supports.
struct PosteriorReport {
  private let posterior: PosteriorSummary

  init(_ posterior: PosteriorSummary) { self.posterior = posterior }

  var text: String {
    guard posterior.draws > 0 else { return "Posterior   no draws\n" }
    let hasNotes = posterior.chains?.trajectories.map { !$0.notes.isEmpty } ?? false
    let state =
      posterior.isConverged ? hasNotes ? "converged, but see the notes" : "converged" : "NOT CONVERGED"
    var text =
      "Posterior   \(posterior.chains.map(Self.words) ?? "nested sampling, \(posterior.draws) weighted draws"): "
      + "\(posterior.effectiveSampleSize.significant(2)) effective, R̂ = \(posterior.rHat.fixed(3)), \(state)\n"
    if let nested = posterior.nested { text += Self.text(nested) }
    text += Self.table(posterior.quantities)
    for region in posterior.regions {
      let parts = region.levels.map {
        "\(($0.probability * 100).fixed(1)) % of the posterior in \(($0.priorFraction * 100).fixed(1)) %"
      }
      text +=
        "  regions in the plane (\(symbol(of: region.x)), \(symbol(of: region.y))): "
        + parts.joined(separator: ", ") + " of the plane that the prior spans\n"
    }
    if posterior.invalidDensities > 0 {
      text +=
        "  the posterior could not be computed at \(posterior.invalidDensities) points, which were rejected\n"
    }
    if let trajectories = posterior.chains?.trajectories { text += Self.text(trajectories) }
    return text
  }

  /// Every quantity with its intervals.
  static func table(_ quantities: [QuantityPosterior]) -> String {
    var table = Table([
      "", "median", "68.3 % equal-tailed", "68.3 % highest density", "95.4 % highest density",
    ])
    for quantity in quantities {
      guard quantity.problem == nil else {
        table.add([
          labelled(quantity.quantity, quantity.unit), quantity.median.significant(4), quantity.problem ?? "",
        ])
        continue
      }
      table.add([
        labelled(quantity.quantity, quantity.unit),
        quantity.median.supported(by: quantity.monteCarloErrorOfMedian),
        quantity.equalTailed.first.map(words) ?? "",
        quantity.highestDensity.first.map(words) ?? "",
        quantity.highestDensity.last.map(words) ?? "",
      ])
    }
    var text = table.text
    let logarithmic = quantities.filter { $0.densityScale == "logarithmic" }.map {
      symbol(of: $0.quantity)
    }
    let periodic = quantities.filter { $0.cutAt != nil }.map { symbol(of: $0.quantity) }
    if !periodic.isEmpty {
      text += "  the circle of \(periodic.joined(separator: ", ")) is cut open where the draws are fewest\n"
    }
    if !logarithmic.isEmpty {
      text += "  highest density per unit of the logarithm for \(logarithmic.joined(separator: ", "))\n"
    }
    return text
  }

  private static func words(_ chains: ChainsSummary) -> String {
    let what =
      chains.walkers == 1
      ? "\(chains.ensembles) chains" : "\(chains.ensembles) ensembles of \(chains.walkers) walkers"
    return "\(what), \(chains.draws) draws each, acceptance \(chains.acceptanceRate.fixed(2))"
  }

  /// The evidence, and how it was found.
  private static func text(_ found: NestedSummary) -> String {
    let runs = found.exploration
    var text =
      "  evidence    ln Z = \(found.logEvidence.supported(by: found.logEvidenceError)) "
      + "± \(found.logEvidenceError.significant(2)), "
      + "information \(found.information.fixed(1)) nats, \(found.calls) likelihood calls\n"
      + "  runs        \(runs.runs) of \(runs.livePoints) live points, \(runs.calls) calls"
    if let refined = found.refinement {
      text += ", in haste, to learn from\n"
      text +=
        "  refinement  \(refined.draws) draws from the density learned from the runs: "
        + "\((100 * refined.efficiency).significant(2)) % effective, "
        + "tail of the weights k = \(refined.paretoShape.fixed(2))\n"
    } else {
      text += runs.insertionRankProbability.map { ", insertion ranks p = \($0.significant(2))" } ?? ""
      text += "\n"
    }
    return text
  }

  /// How the No-U-Turn sampler fared, and what is to be thought of it.
  private static func text(_ found: TrajectorySummary) -> String {
    let numbers = [
      "\(found.divergences) divergences",
      "\((100 * found.shareAtDepthLimit).fixed(1)) % at the largest depth",
      "mean depth \(found.meanDepth.fixed(1))", "step size \(found.stepSize.significant(2))",
      "smallest E-BFMI \(found.smallestEnergyMixing.fixed(2))",
      "\(found.gradientEvaluations) gradient evaluations (\(found.warmupGradientEvaluations) in the warmup)",
    ]
    let notes = found.notes.map { "  note  \($0)\n" }.joined()
    return "  trajectories: \(numbers.joined(separator: ", "))\n" + notes
  }

  static func words(_ interval: CredibleIntervalResult) -> String { words(from: interval, to: interval) }

  /// Up to three pieces; more of them are the noise of a flat density, and only their extent is of use.
  static func words(_ region: CredibleRegionResult) -> String {
    guard region.pieces.count > 3, let first = region.pieces.first, let last = region.pieces.last else {
      return region.pieces.map(words).joined(separator: " ∪ ")
    }
    return "\(region.pieces.count) pieces in \(words(from: first, to: last))"
  }

  /// From the lower end of one interval to the upper end of another.
  private static func words(from first: CredibleIntervalResult, to last: CredibleIntervalResult) -> String {
    // More digits than a two-hundredth of the width say nothing, however well the end is known.
    func words(_ end: Double, _ error: Double) -> String {
      end.supported(by: max(error, min(0.005 * abs(last.upper - first.lower), 0.01 * abs(end))))
    }
    // on a circle, across the ends of the range
    if first.lower > last.upper {
      return "≥ \(words(first.lower, first.monteCarloErrorOfLower)) or "
        + "≤ \(words(last.upper, last.monteCarloErrorOfUpper))"
    }
    return
      "[\(words(first.lower, first.monteCarloErrorOfLower)), \(words(last.upper, last.monteCarloErrorOfUpper))]"
  }
}
