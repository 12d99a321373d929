import GlobalFit

/// Profile-likelihood intervals and limits as text.
struct ProfileReport {
  private let profiles: [ProfileResult]

  init(_ profiles: [ProfileResult]) { self.profiles = profiles }

  var text: String {
    let levels = profiles.first?.intervals ?? []
    var table = Table(["", "best fit"] + levels.map { "\((100 * $0.confidence).significant(3)) %" })
    for profile in profiles {
      guard profile.problem == nil else {
        table.add([labelled(profile.quantity, profile.unit), profile.bestFit.significant(4), "not converged"])
        continue
      }
      table.add(
        [labelled(profile.quantity, profile.unit), profile.bestFit.significant(4)]
          + profile.intervals.map(Self.words))
    }
    let thresholds = levels.map { level in
      let rise = level.deltaChiSquared
      return rise == rise.rounded() ? "\(Int(rise))" : rise.significant(3)
    }.joined(separator: " and ")
    return "Profile likelihood (Δχ² = \(thresholds))\n" + table.text
  }

  /// The interval around the best fit, and those apart from it.
  static func words(_ interval: ProfileResult.Interval) -> String {
    let others = interval.others ?? []
    return ([words(interval.lower, interval.upper)] + others.map { words($0.lower, $0.upper) })
      .joined(separator: " or ")
  }

  private static func words(_ lower: Double?, _ upper: Double?) -> String {
    switch (lower, upper) {
    case (nil, nil): "everything allowed"
    case (let lower?, nil): "> \(lower.significant(4))"
    case (nil, let upper?): "< \(upper.significant(4))"
    case (let lower?, let upper?) where lower > upper:
      "≥ \(lower.significant(4)) or ≤ \(upper.significant(4))"
    case (let lower?, let upper?): "[\(lower.significant(4)), \(upper.significant(4))]"
    }
  }
}
