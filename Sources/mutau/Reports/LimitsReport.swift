import GlobalFit
import Typesetting

/// One-sided limits at 95 %: what the profile likelihood says beside what the posterior says.
struct LimitsReport {
  private let profiles: [ProfileResult]
  private let posterior: PosteriorSummary?

  init(_ profiles: [ProfileResult], posterior: PosteriorSummary? = nil) {
    self.profiles = profiles
    self.posterior = posterior
  }

  var document: Document {
    let methods = ["profile likelihood"] + (posterior == nil ? [] : ["posterior, with these priors"])
    var table = Table([""] + methods, typeset: ["quantity"] + methods)
    for profile in profiles {
      guard profile.limits.lower != nil || profile.limits.upper != nil else { continue }
      let own = posterior?.quantities.first { $0.quantity == profile.quantity }
      table.add(
        [.quantity(profile.quantity), Cell(Self.words(profile))]
          + (posterior == nil ? [] : [Cell(own?.limits.map { Self.words($0, like: profile.limits) } ?? "")]))
    }
    var document = Document()
    guard !table.isEmpty else { return document }
    document.head("Limits at 95 %, each side by itself (Δχ² = 2.71; both sides together enclose 90 %)")
    document.add(table)
    return document
  }

  /// `> 609.3`, `< 1.6`, both, or a dash.
  static func words(_ profile: ProfileResult) -> String {
    let parts = [
      profile.limits.lower.map { "> \(profile.words(end: $0))" },
      profile.limits.upper.map { "< \(profile.words(end: $0))" },
    ]
    let words = parts.compactMap(\.self).joined(separator: ", ")
    return words.isEmpty ? "–" : words
  }

  /// The posterior's limits on the sides on which the profile likelihood has one, or on both where it is not known.
  ///
  /// - Parameter withErrors: whether the errors that the draws leave are printed too.
  static func words(
    _ limits: CredibleIntervalResult, like sides: ProfileResult.Interval?, withErrors: Bool = false
  ) -> String {
    func words(_ value: Double, _ error: Double) -> String {
      let isExact = !(error > Double.roundingError * value.magnitude)
      return withErrors && !isExact
        ? Double.withError(value, error) : Double.value(value, roundedBy: error)
    }
    return [
      sides == nil || sides?.lower != nil ? "> \(words(limits.lower, limits.monteCarloErrorOfLower))" : nil,
      sides == nil || sides?.upper != nil ? "< \(words(limits.upper, limits.monteCarloErrorOfUpper))" : nil,
    ].compactMap(\.self).joined(separator: ", ")
  }
}
