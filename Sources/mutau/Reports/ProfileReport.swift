import GlobalFit

/// Profile-likelihood intervals and limits as text.
struct ProfileReport {
  private let profiles: [ProfileResult]

  init(_ profiles: [ProfileResult]) { self.profiles = profiles }

  var text: String {
    var table = Table(["", "best fit", "68.3 %", "95.4 %", "95 % one-sided"])
    for profile in profiles {
      guard profile.problem == nil else {
        table.add([labelled(profile.quantity, profile.unit), profile.bestFit.significant(4), "not converged"])
        continue
      }
      table.add(
        [labelled(profile.quantity, profile.unit), profile.bestFit.significant(4)]
          + profile.intervals.map(Self.words) + [Self.limits(profile.limits)])
    }
    return "Profile likelihood (Δχ² = 1, 4; one-sided 2.71)\n" + table.text
  }

  private static func words(_ interval: ProfileResult.Interval) -> String {
    switch (interval.lower, interval.upper) {
    case (nil, nil): "everything allowed"
    case (let lower?, nil): "> \(lower.significant(4))"
    case (nil, let upper?): "< \(upper.significant(4))"
    case (let lower?, let upper?): "[\(lower.significant(4)), \(upper.significant(4))]"
    }
  }

  static func limits(_ limits: ProfileResult.Interval) -> String {
    let parts = [limits.lower.map { "> \($0.significant(4))" }, limits.upper.map { "< \($0.significant(4))" }]
    let words = parts.compactMap(\.self).joined(separator: ", ")
    return words.isEmpty ? "–" : words
  }
}
