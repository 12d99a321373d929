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
      let quantity = Cell.quantity(profile.quantity)
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
    for profile in profiles {
      for line in Self.missingEnds(of: profile) { document.say("  " + line) }
    }
    return document
  }

  /// Why intervals have no end on a side: where the priors end before χ² has risen so far, or what went wrong. Nothing is said
  /// of a side on which the best fit itself lies at the edge.
  private static func missingEnds(of profile: ProfileResult) -> [String] {
    let sides: [(String, (ProfileResult.Interval) -> ProfileResult.MissingEnd?, Bool, String)] = [
      ("lower", { $0.noLower }, profile.limit == .lower, "down to"),
      ("upper", { $0.noUpper }, profile.limit == .upper, "up to"),
    ]
    return sides.compactMap { side, missing, isBestFit, way in
      guard !isBestFit, let interval = profile.intervals.first(where: { missing($0) != nil }),
        let end = missing(interval)
      else { return nil }
      let name = profile.quantity.symbol
      let level = "\((100 * interval.confidence).significant(3)) %"
      let place = end.reached.significant(4) + (profile.unit.isEmpty ? "" : " \(profile.unit)")
      if let problem = end.problem {
        return "\(name): \(side) end at \(level) not found: followed \(way) \(place) (\(problem))"
      }
      let rise = "Δχ² = \(end.deltaChiSquared.fixed(2))"
      return
        "\(name): no \(side) end at \(level) \(way) \(place), \(end.isFlat ? "flat at \(rise)" : "\(rise) there")"
    }
  }

  /// The best fit, where it is set in type with the ends of the interval of Δχ² = 1 as its errors.
  static func bestFit(_ profile: ProfileResult) -> Cell {
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
    return ([main(interval, of: profile)] + others).joined(separator: " or ")
  }

  /// The interval around the best fit; an end that could not be found is not left out as one that there is not.
  private static func main(_ interval: ProfileResult.Interval, of profile: ProfileResult) -> String {
    let isLost = (interval.noLower?.problem != nil, interval.noUpper?.problem != nil)
    guard isLost.0 || isLost.1 else {
      return words(interval.lower, interval.upper) { profile.words(end: $0) }
    }
    let lower = interval.lower.map { profile.words(end: $0) } ?? (isLost.0 ? "not found" : "no end")
    let upper = interval.upper.map { profile.words(end: $0) } ?? (isLost.1 ? "not found" : "no end")
    return "[\(lower), \(upper)]"
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
