import Testing

@testable import GlobalFit

/// A fit file in which one piece was changed, and what is said of it.
struct Mistake: Sendable, CustomStringConvertible {
  let old: String
  let new: String
  let said: String

  init(_ old: String, _ new: String, _ said: String) { (self.old, self.new, self.said) = (old, new, said) }

  var description: String { new }

  static let good = """
    title: A fit
    parametrisation: leptonic
    parameters:
      gPrime: {prior: uniform, min: 0, max: 1}
      mZPrime: 50
    constraints: [neutrino-trident/ccfr-1991, a/b]
    predictions: [v_Phi]
    variants:
      other: {remove: [a/b]}
    profile: [gPrime]
    minimize: {starts: 3}
    sample: {draws: 100, sampler: ensemble}
    seed: 1

    """

  /// The mistake is refused, with what is said.
  func check() {
    #expect(Self.good.contains(old))
    let heard = whatIsSaid { try Fit(element(Self.good.replacing(old, with: new))) }
    #expect(heard?.hasPrefix("input.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }
}
