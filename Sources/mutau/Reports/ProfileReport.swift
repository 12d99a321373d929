import GlobalFit
import Typesetting

/// Profile-likelihood intervals and limits as text.
struct ProfileReport {
  private let profiles: [ProfileResult]

  init(_ profiles: [ProfileResult]) { self.profiles = profiles }

  var document: Document {
    let levels = profiles.first?.intervals ?? []
    let intervals = levels.map { "\((100 * $0.confidence).significant(3)) %" }
    var table = Table(["", "best fit"] + intervals, typeset: ["quantity", "best fit"] + intervals)
    for profile in profiles {
      let quantity = Cell.quantity(profile.quantity, profile.unit)
      guard profile.problem == nil else {
        table.add([quantity, Cell(profile.bestFit.significant(4)), "not converged"])
        continue
      }
      table.add([quantity, Self.bestFit(profile)] + profile.intervals.map { Cell(Self.words($0)) })
    }
    let thresholds = levels.map { level in
      let rise = level.deltaChiSquared
      return rise == rise.rounded() ? "\(Int(rise))" : rise.significant(3)
    }.joined(separator: " and ")
    var document = Document()
    document.head("Profile likelihood (Δχ² = \(thresholds))")
    document.add(table)
    return document
  }

  /// The best fit, where it is set in type with the ends of the interval of Δχ² = 1 as its errors.
  private static func bestFit(_ profile: ProfileResult) -> Cell {
    let text = profile.bestFit.significant(4)
    guard let interval = profile.intervals.first, abs(interval.deltaChiSquared - 1) < 0.01,
      interval.others?.isEmpty ?? true
    else { return Cell(text) }
    return .value(text, profile.bestFit, from: interval.lower, to: interval.upper)
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
