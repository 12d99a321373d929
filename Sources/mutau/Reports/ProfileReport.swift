import GlobalFit

/// Profile-likelihood intervals and limits as text.
struct ProfileReport {
  private let profiles: [ProfileResult]

  init(_ profiles: [ProfileResult]) { self.profiles = profiles }

  var text: String {
    var table = Table(["", "best fit", "68.3 %", "95.4 %"])
    for profile in profiles {
      guard profile.problem == nil else {
        table.add([labelled(profile.quantity, profile.unit), profile.bestFit.significant(4), "not converged"])
        continue
      }
      table.add(
        [labelled(profile.quantity, profile.unit), profile.bestFit.significant(4)]
          + profile.intervals.map(Self.words))
    }
    return "Profile likelihood (Δχ² = 1 and 4)\n" + table.text
  }

  static func words(_ interval: ProfileResult.Interval) -> String {
    switch (interval.lower, interval.upper) {
    case (nil, nil): "everything allowed"
    case (let lower?, nil): "> \(lower.significant(4))"
    case (nil, let upper?): "< \(upper.significant(4))"
    case (let lower?, let upper?) where lower > upper:
      "≥ \(lower.significant(4)) or ≤ \(upper.significant(4))"
    case (let lower?, let upper?): "[\(lower.significant(4)), \(upper.significant(4))]"
    }
  }
}
