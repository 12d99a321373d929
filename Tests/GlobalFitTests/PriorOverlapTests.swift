import Testing

@testable import GlobalFit

@Suite("A prior that is a measurement, beside an input")
struct PriorOverlapTests {
  /// A fit with a prior of the lifetime in line 5, constraints in line 6 and more from line 7 on.
  private func lifetime(
    _ prior: String, _ constraints: String, _ more: String = ""
  ) throws -> Problem {
    let folder = try TemporaryFolder()
    try folder.write("M: {values: {tau_tau: 290 ± 1}}\n", to: "inputs/life.yaml")
    try folder.write("M: {values: {R_trident: 1 ± 1}}\n", to: "inputs/part.yaml")
    let path = try folder.write(
      """
      title: A fit
      parametrisation: leptonic
      parameters:
        {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50,
        tauLifetime: \(prior)}
      constraints: \(constraints)
      \(more)
      """, to: "fit.yaml")
    do {
      let fit = try Fit(contentsOf: path)
      let library = try InputLibrary(folder: folder.path + "/inputs")
      return try Problem(fit, variant: fit.variants.first, library: library)
    } catch {
      throw InputError(
        file: error.file.replacing(folder.path + "/", with: ""), line: error.line, column: error.column,
        problem: error.problem.replacing(folder.path + "/", with: ""))
    }
  }

  private static let informative = "{prior: normal, mean: 290, sigma: 1, nuisance: true}"

  @Test("An input that measures what a prior is a measurement of counts it twice, unless the fit allows it")
  func prior() throws {
    let said =
      "fit.yaml:6:21: 'life' (inputs/life.yaml:1) measures 'tauLifetime', and so does the prior of that "
      + "(fit.yaml:5): leave out the input, take a flat prior, or allow both by "
      + "'allow-shared-data: [[tauLifetime, life]]'"
    #expect(whatIsSaid { try lifetime(Self.informative, "[part, life]") } == said)
    for pair in ["[tauLifetime, life]", "[life, tauLifetime]"] {
      let problem = try lifetime(Self.informative, "[part, life]", "allow-shared-data: [\(pair)]")
      #expect(problem.measuredNumbers == 3)
      #expect(
        problem.notes.contains {
          $0 == "'life' measures 'tauLifetime', and so does the prior of that; the fit allows both"
        }, "\(problem.notes)")
    }
    // in a variant, be it the input or the prior that it brings
    #expect(
      whatIsSaid { try lifetime(Self.informative, "[part]", "variants: {v: {add: [life]}}") }?
        .hasPrefix("fit.yaml:7:22: 'life' (inputs/life.yaml:1) measures 'tauLifetime', and so does") == true)
    let brought = "variants: {v: {set: {tauLifetime: \(Self.informative)}}}"
    #expect(
      whatIsSaid { try lifetime("290", "[part, life]", brought) }?
        .contains("and so does the prior of that (fit.yaml:7)") == true)
  }

  @Test(
    "A flat prior is no measurement, nor is one of a parameter of interest",
    arguments: [
      "290", "{prior: uniform, min: 280, max: 300, nuisance: true}", "{prior: normal, mean: 290, sigma: 1}",
    ])
  func flatPrior(prior: String) throws {
    #expect(try lifetime(prior, "[part, life]").constraints.count == 2)
    let said = whatIsSaid {
      try lifetime(prior, "[part, life]", "allow-shared-data: [[tauLifetime, life]]")
    }
    #expect(
      said
        == "fit.yaml:7:22: 'tauLifetime' has no informative prior as a nuisance parameter of this fit or of a variant of "
        + "it: there is nothing to allow")
  }

  @Test("What is allowed of a prior must be measured by the input")
  func idleAllowance() throws {
    let said = whatIsSaid {
      try lifetime(
        Self.informative, "[part, life]", "allow-shared-data: [[tauLifetime, life], [tauLifetime, part]]")
    }
    #expect(
      said
        == "fit.yaml:7:43: 'tauLifetime' and 'part' share no data, as far as their files say: there is nothing to allow"
    )
  }
}
