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
        table.add([quantity, Cell(profile.bestFitInWords), "not converged"])
        continue
      }
      table.add(
        [quantity, Self.bestFit(profile)] + profile.intervals.map { Cell(Self.words($0, of: profile)) })
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
    let text = profile.bestFitInWords
    guard let interval = profile.intervals.first, abs(interval.deltaChiSquared - 1) < 0.01,
      interval.others?.isEmpty ?? true
    else { return Cell(text) }
    return .value(text, profile.bestFit, from: interval.lower, to: interval.upper)
  }

  /// The interval around the best fit, and those apart from it.
  static func words(_ interval: ProfileResult.Interval, of profile: ProfileResult) -> String {
    let others = (interval.others ?? []).map { piece in
      let length = piece.lower.flatMap { lower in piece.upper.map { $0 - lower } }
      return words(piece.lower, piece.upper) { profile.words(end: $0, piece: length) }
    }
    return ([words(interval.lower, interval.upper) { profile.words(end: $0) }] + others)
      .joined(separator: " or ")
  }

  private static func words(_ lower: Double?, _ upper: Double?, end: (Double) -> String) -> String {
    switch (lower, upper) {
    case (nil, nil): "everything allowed"
    case (let lower?, nil): "> \(end(lower))"
    case (nil, let upper?): "< \(end(upper))"
    case (let lower?, let upper?) where lower > upper: "≥ \(end(lower)) or ≤ \(end(upper))"
    case (let lower?, let upper?): "[\(end(lower)), \(end(upper))]"
    }
  }
}
