import Testing

@testable import GlobalFit

@Suite("Data of a variant")
struct SameDataTests {
  /// Whether the only variant of the lepton sector has the data of the fit as it stands.
  private func hasSameData(_ variant: String) throws -> Bool {
    let text = """
      title: A fit
      parametrisation: leptonic
      parameters:
        gPrime: {prior: log-uniform, min: 1e-3, max: 3}
        mZPrime: {prior: log-uniform, min: 10, max: 1000}
        tauLifetime: {prior: normal, mean: 290.29, sigma: 0.53, nuisance: true, theory: true}
      constraints: [neutrino-trident/ccfr-1991, muon-magnetic-moment/2025]
      variants: {v: \(variant)}
      """
    let fit = try Fit(element(text))
    let library = try InputLibrary(folder: Shipped.inputs)
    return try Problem(fit, variant: fit.variants[0], library: library).hasSameData(
      as: Problem(fit, library: library))
  }

  @Test(
    "are the same for another model of them: another prior of interest, formula, or treatment of theory errors",
    arguments: [
      "{set: {gPrime: {prior: uniform, min: 0, max: 3}}}", "{set: {mZPrime: 100}}",
      "{set: {vertex-correction: complex}}", "{set: {mMu: {prior: uniform, min: 0.1, max: 0.2}}}",
      "{set: {mMu: {prior: uniform, min: 0.1, max: 0.2, nuisance: true}}}", "{theory-errors: rfit}",
      "{theory-errors: {default: nuisance, tauLifetime: gaussian-flat}}",
    ])
  func same(variant: String) throws {
    #expect(try hasSameData(variant))
  }

  @Test(
    "are others with another input, or another prior that is an auxiliary measurement",
    arguments: [
      "{add: [neutrino-trident/charm-ii-1990]}", "{remove: [neutrino-trident/ccfr-1991]}",
      "{replace: {neutrino-trident/ccfr-1991: neutrino-trident/charm-ii-1990}}",
      "{set: {tauLifetime: {prior: normal, mean: 289.0, sigma: 0.3, nuisance: true}}}",
      "{set: {tauLifetime: 290.29}}",
      "{set: {tauLifetime: {prior: uniform, min: 280, max: 300, nuisance: true}}}",
      "{set: {mMu: {prior: normal, mean: 0.1057, sigma: 0.0001, nuisance: true}}}",
    ])
  func other(variant: String) throws {
    #expect(try !hasSameData(variant))
  }

  @Test("A treatment of theory errors that changes nothing is refused at its place")
  func idleTreatment() throws {
    #expect(
      whatIsSaid {
        try hasSameData(
          "{remove: [muon-magnetic-moment/2025], theory-errors: {tauLifetime: nuisance, default: rfit}}")
      }
        == "input.yaml:8:68: tauLifetime is treated so in the fit as it stands: 'theory-errors' changes nothing in the "
        + "variant 'v'")
    let leptonic = """
      title: A fit
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50}
      constraints: [neutrino-trident/ccfr-1991]
      variants: {v: {theory-errors: rfit}, w: {theory-errors: rfit, add: [muon-magnetic-moment/2025]}}
      """
    let fit = try Fit(element(leptonic))
    let library = try InputLibrary(folder: Shipped.inputs)
    #expect(
      whatIsSaid { try Problem(fit, variant: fit.variants[0], library: library) }
        == "input.yaml:5:31: nothing in the variant 'v' has a theory error that stands by itself: 'theory-errors' changes "
        + "nothing")
    #expect(try Problem(fit, variant: fit.variants[1], library: library).fit.theoryErrors.standard == .rfit)
  }

  @Test("In a combination a treatment may come to nothing: its parts say something of their own")
  func combination() throws {
    let text = """
      title: A fit
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50}
      constraints: [neutrino-trident/ccfr-1991, muon-magnetic-moment/2025]
      variants:
        rfit: {theory-errors: rfit}
        no-g-2: {remove: [muon-magnetic-moment/2025]}
        product: [[rfit], [no-g-2]]
      """
    let fit = try Fit(element(text))
    let library = try InputLibrary(folder: Shipped.inputs)
    #expect(
      try fit.variants.map { try Problem(fit, variant: $0, library: library).constraints.count } == [2, 1, 1])
  }
}
