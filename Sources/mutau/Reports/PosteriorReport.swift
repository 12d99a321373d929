import GlobalFit
import Typesetting

/// The posterior as text, every number to the digits its Monte Carlo error supports.
struct PosteriorReport {
  private let posterior: PosteriorSummary

  init(_ posterior: PosteriorSummary) { self.posterior = posterior }

  var document: Document {
    var document = Document()
    guard posterior.draws > 0 else {
      document.head("Posterior", "no draws", gap: 3)
      return document
    }
    let hasNotes = posterior.chains?.trajectories.map { !$0.notes.isEmpty } ?? false
    let state =
      posterior.isConverged ? hasNotes ? "converged, but see the notes" : "converged" : "NOT CONVERGED"
    document.head(
      "Posterior",
      "\(posterior.chains.map(Self.words) ?? "nested sampling, \(posterior.draws) weighted draws"): "
        + "\(posterior.effectiveSampleSize.significant(2)) effective\(posterior.rHat.map { ", R̂ = \($0.fixed(3))" } ?? ""), \(state)",
      gap: 3)
    if let nested = posterior.nested { document.say(Self.text(nested)) }
    document.append(Self.quantities(posterior.quantities))
    for region in posterior.regions {
      let parts = region.levels.map { level in
        let percent = 100 * level.priorFraction
        let part = level.monteCarloErrorOfPriorFraction.map { percent.supported(by: 100 * $0) }
        return "\((level.probability * 100).fixed(1)) % of the posterior in \(part ?? percent.fixed(1)) %"
      }
      document.say(
        "  regions in the plane (\(region.x.symbol), \(region.y.symbol)): "
          + parts.joined(separator: ", ") + " of the plane that the prior spans")
    }
    if posterior.invalidDensities > 0 {
      document.say(
        "  the posterior could not be computed at \(posterior.invalidDensities) points, which were rejected")
    }
    if let trajectories = posterior.chains?.trajectories { document.append(Self.found(trajectories)) }
    return document
  }

  /// Every quantity with its intervals; where it is set in type, the median has the ends of the first as its errors.
  static func quantities(_ quantities: [QuantityPosterior]) -> Document {
    let intervals = ["68.3 % equal-tailed", "68.3 % highest density", "95.4 % highest density"]
    var table = Table(["", "median"] + intervals, typeset: ["quantity", "median"] + intervals)
    for quantity in quantities {
      let name = Cell.quantity(quantity.quantity)
      guard quantity.problem == nil else {
        table.add([name, Cell(quantity.median.resolving(quantity.resolution)), Cell(quantity.problem ?? "")])
        continue
      }
      let equalTailed = quantity.equalTailed.first
      table.add([
        name,
        .value(
          quantity.median.supported(by: quantity.monteCarloErrorOfMedian), quantity.median,
          from: equalTailed?.lower, to: equalTailed?.upper, uncertainty: quantity.monteCarloErrorOfMedian),
        Cell(equalTailed.map(words) ?? ""), Cell(quantity.highestDensity.first.map(words) ?? ""),
        Cell(quantity.highestDensity.last.map(words) ?? ""),
      ])
    }
    var document = Document()
    document.add(table)
    let logarithmic = quantities.filter { $0.densityScale == "logarithmic" }.map(\.quantity.symbol)
    let periodic = quantities.filter { $0.cutAt != nil }.map(\.quantity.symbol)
    if !periodic.isEmpty {
      document.say(
        "  the circle of \(periodic.joined(separator: ", ")) is cut open where its range ends, or in a gap between the draws"
      )
    }
    if !logarithmic.isEmpty {
      document.say("  highest density per unit of the logarithm for \(logarithmic.joined(separator: ", "))")
    }
    return document
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
      "  evidence    ln Z = \(Double.withError(found.logEvidence, found.logEvidenceError)), "
      + "information \(found.information.fixed(1)) nats, \(found.calls) likelihood calls\n"
      + "  runs        \(runs.runs) of \(runs.livePoints) live points, \(runs.calls) calls"
    if let refined = found.refinement {
      text += ", in haste, to learn from\n"
      text +=
        "  refinement  \(refined.draws) draws from the density learned from the runs: "
        + "\((100 * refined.efficiency).significant(2)) % effective, "
        + "tail of the weights k = \(refined.paretoShape.fixed(2))"
    } else {
      text += runs.insertionRankProbability.map { ", insertion ranks p = \($0.significant(2))" } ?? ""
    }
    return text
  }

  /// How the No-U-Turn sampler fared, and what is to be thought of it.
  private static func found(_ found: TrajectorySummary) -> Document {
    let numbers = [
      "\(found.divergences) divergences",
      "\((100 * found.shareAtDepthLimit).fixed(1)) % at the largest depth",
      "mean depth \(found.meanDepth.fixed(1))", "step size \(found.stepSize.significant(2))",
      "smallest E-BFMI \(found.smallestEnergyMixing.fixed(2))",
      "\(found.gradientEvaluations) gradient evaluations (\(found.warmupGradientEvaluations) in the warmup)",
    ]
    var document = Document()
    document.say("  trajectories: \(numbers.joined(separator: ", "))")
    for note in found.notes { document.note(note) }
    return document
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
