import GlobalFit
import Typesetting

/// Tables of one quantity: variants down, methods across.
extension ComparisonReport {
  /// How well each variant describes the data.
  var fits: Document {
    let columns = ["χ²/dof", "p", "Δχ² to the SM", "ln Z", "change of ln Z", "posterior"]
    var table = Table(
      [""] + columns, alignments: [.left, .right, .right, .right, .right, .right],
      typeset: ["variant"] + columns)
    for (index, result) in comparison.results.enumerated() {
      let best = result.bestFit
      let shift = index > 0 ? comparison.shifts[index - 1] : nil
      table.add([
        name(result), "\(best.chiSquared.fixed(2))/\(best.degreesOfFreedom)",
        best.pValue?.asProbability ?? "–", best.standardModel?.deltaChiSquared.fixed(2) ?? "–",
        result.posterior.logEvidence.map { Double.withError($0.value, $0.error) } ?? "–",
        shift?.logEvidence.map { Double.withError($0, shift?.logEvidenceError ?? .nan) } ?? "–",
        comparison.origins[index].way.inWords,
      ])
    }
    return Document(table)
  }

  /// Best fit, intervals and limits of a quantity.
  func summary(of quantity: Quantity) -> Document {
    let columns = ["best fit", "profile, 68 %", "posterior, 68 %", "limit, profile", "posterior"]
    return table(
      of: quantity, "limits at 95 %, each side by itself", columns, splitAtWidth: Document.screenWidth
    ) { result, profile, own in
      [
        profile.map(ProfileReport.bestFit)
          ?? Cell(result.bestFit.value(of: quantity).resolving(own?.resolution)),
        Cell(profile.flatMap { own in own.intervals.first.map { ProfileReport.words($0, of: own) } } ?? "–"),
        Cell(own?.highestDensity.first.map(PosteriorReport.words) ?? "–"),
        Cell(profile.map(LimitsReport.words) ?? "–"),
        Cell(own?.limits.map { LimitsReport.words($0, like: profile?.limits) } ?? "–"),
      ]
    }
  }

  /// One-sided limits by these statistics, as far as they were used.
  func limits(of quantity: Quantity, by statistics: [LimitStatistic]) -> Document {
    let isProfiled = statistics.contains(.chiSquared)
    let isSampled = statistics.contains(.posterior)
    let methods = Set(statistics.flatMap(\.methods))
    let scenarios = comparison.results.map { result in
      let profile = result.profiles.first { $0.quantity == quantity }
      let own = result.posterior.quantities.first { $0.quantity == quantity }?.limits
      let limits = result.limits.first { $0.quantity == quantity }?.limits ?? []
      return LimitTable.Scenario(
        name: name(result), bestFit: profile?.bestFit ?? .nan,
        // what the profile and the posterior with the priors of the fit say has columns of its own
        limits: limits.filter {
          methods.contains($0.method) && $0.prior != problem.priorsInWords && $0.method != .oneSided
        },
        first: (isProfiled ? [Cell(profile.map(LimitsReport.words) ?? "–")] : [])
          + (isSampled
            ? [Cell(own.map { LimitsReport.words($0, like: profile?.limits, withErrors: true) } ?? "–")] : [])
      )
    }
    return LimitTable(
      quantity: quantity, symbols: problem.free.map { .parameter($0.parameter) }, level: 0.95,
      scenarios: scenarios,
      first: (isProfiled ? ["profile likelihood"] : []) + (isSampled ? ["posterior"] : []),
      meanings: (isProfiled ? ["profile likelihood: Δχ² = 2.71"] : [])
        + (isSampled ? ["posterior: with the priors of the fit, \(problem.priorsInWords)"] : []),
      firstHaveErrors: isSampled
    ).document
  }

  /// Intervals at both levels of the profile likelihood and of the posterior.
  func intervals(of quantity: Quantity) -> Document {
    let levels = ["68.3 %", "95.4 %"]
    let columns = levels.map { "profile, \($0)" } + levels.map { "posterior, \($0)" }
    return table(of: quantity, "intervals; of the posterior those of highest density", columns) {
      _, profile, own in
      (0...1).map { level in
        Cell(
          profile.flatMap { profile in
            profile.intervals.indices.contains(level)
              ? ProfileReport.words(profile.intervals[level], of: profile) : nil
          } ?? "–")
      }
        + (0...1).map { level in
          Cell(
            own.flatMap { own in
              own.highestDensity.indices.contains(level)
                ? PosteriorReport.words(own.highestDensity[level]) : nil
            } ?? "–")
        }
    }
  }

  /// The posterior's median and intervals.
  func posterior(of quantity: Quantity) -> Document {
    let columns = [
      "median", "68.3 % equal-tailed", "68.3 % highest density", "95.4 % highest density",
    ]
    return table(of: quantity, "posterior", columns) { _, _, own in
      guard let own else { return columns.map { _ in "–" } }
      return [
        Cell(own.median.supported(by: own.monteCarloErrorOfMedian)),
        Cell(own.equalTailed.first.map(PosteriorReport.words) ?? "–"),
        Cell(own.highestDensity.first.map(PosteriorReport.words) ?? "–"),
        Cell(own.highestDensity.last.map(PosteriorReport.words) ?? "–"),
      ]
    }
  }

  private func table(
    of quantity: Quantity, _ what: String, _ columns: [String], splitAtWidth width: Int = Self.width,
    _ cells: (FitResult, ProfileResult?, QuantityPosterior?) -> [Cell]
  ) -> Document {
    // where it is set in type, the table says by itself of what it is
    let headings = columns.map { Cell($0) }
    var table = Table([""] + headings, typeset: [.quantity(quantity)] + headings)
    for result in comparison.results {
      table.add(
        [Cell(name(result))]
          + cells(
            result, result.profiles.first { $0.quantity == quantity },
            result.posterior.quantities.first { $0.quantity == quantity }))
    }
    table.caption([.quantity(quantity), Cell(": \(what)")])
    var document = Document()
    document.head(Cell.quantity(quantity).text, what, gap: 3)
    document.add(table, splitAtWidth: width)
    return document
  }
}

extension Comparison.Origin.Way {
  /// How a posterior was obtained.
  fileprivate var inWords: String {
    switch self {
    case .sampled: "sampled"
    case .kept: "finished run"
    case .weights: "by weights"
    case .same: "the same fit"
    }
  }
}
