import Physics
import Testing

@testable import GlobalFit

@Suite("What is made of theory errors")
struct TheoryErrorReaderTests {
  /// A fit whose `theory-errors` stand in line 8, and its variants in line 9.
  private func fit(_ choice: String, variants: String = "{}") throws -> Fit {
    try Fit(
      element(
        """
        title: A fit
        parametrisation: leptonic
        parameters:
          gPrime: {prior: uniform, min: 0, max: 1}
          mZPrime: 50
          tauLifetime: {prior: normal, mean: 290, sigma: 1, nuisance: true, theory: true}
        constraints: [a/b, c]
        theory-errors: \(choice)
        variants: \(variants)
        """))
  }

  @Test("can be said by the names of inputs and nuisance parameters")
  func known() throws {
    let choice = try fit("{default: rfit, a/b: nuisance, tauLifetime: gaussian-flat}").theoryErrors
    #expect(choice.standard == .rfit)
    #expect(choice.exceptions == ["a/b": .nuisance, "tauLifetime": .gaussianFlat])
  }

  @Test(
    "A name that means nothing is refused at its place, with the nearest that means something",
    arguments: [
      (
        "{default: rfit, a/d: nuisance}",
        "8:32: 'a/d' is no input and no nuisance parameter of this fit; did you mean"
      ),
      // free and no nuisance
      (
        "{gPrime: rfit}",
        "8:17: 'gPrime' is no input and no nuisance parameter of this fit; expected one of: default, "
      ),
      // fixed
      ("{mZPrime: rfit}", "8:17: 'mZPrime' is no input and no nuisance parameter of this fit"),
      (
        "{defualt: rfit}",
        "8:17: 'defualt' is no input and no nuisance parameter of this fit; did you mean 'default'?"
      ),
    ])
  func unknown(choice: String, said: String) {
    let heard = whatIsSaid { try fit(choice) }
    #expect(heard?.hasPrefix("input.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }

  @Test("A fit may name an input of a variant, and each has what concerns it")
  func ofVariant() throws {
    let fit = try fit(
      "{default: rfit, d: nuisance, c: nuisance}",
      variants:
        "{with: {replace: {c: d}}, other: {set: {mZPrime: 60}}, own: {theory-errors: {tauLifetime: rfit}}}")
    func exceptions(_ name: String) throws -> [String: TheoryErrors] {
      try fit.applying(fit.variant(named: name)).theoryErrors.exceptions
    }
    #expect(try exceptions("with") == ["d": .nuisance])
    #expect(try exceptions("other") == ["c": .nuisance])
    #expect(try exceptions("own") == ["tauLifetime": .rfit])
    for variant in fit.variants {
      let resolved = fit.applying(variant).resolved
      #expect(try Fit(element(resolved)).resolved == resolved)
    }
  }

  @Test("A variant names what it has, not what it takes out")
  func inVariant() throws {
    #expect(
      whatIsSaid { try fit("nuisance", variants: "{v: {replace: {c: d}, theory-errors: {c: rfit}}}") }
        == "input.yaml:9:49: 'c' is no input and no nuisance parameter of the variant 'v'; expected one of: default, "
        + "a/b, d, tauLifetime")
    #expect(
      try fit("nuisance", variants: "{v: {replace: {c: d}, theory-errors: {d: rfit}}}").variants.count == 1)
  }
}
