import Physics
import Testing

@testable import GlobalFit

@Suite("A fit with quarks")
struct QuarkFitTests {
  private func fit(_ parametrisation: String, _ parameters: [String], _ rest: String = "") throws -> Fit {
    let lines = ["gPrime: {prior: uniform, min: 0, max: 1}", "mZPrime: 50"] + parameters
    return try Fit(
      element(
        "title: A fit\nparametrisation: \(parametrisation)\nparameters:\n"
          + lines.map { "  \($0)\n" }.joined() + "constraints: [neutrino-trident/ccfr-1991]\n\(rest)"))
  }

  @Test("takes a complex coupling by modulus and phase, or by real and imaginary part")
  func forms() throws {
    let fit = try fit(
      "vector-like-quarks", ["mQ: 25000", "mD: 25000", "YQb.re: 1", "YQs.modulus: 0.1", "YQs.phase: 3"])
    let names = try Problem(fit, library: InputLibrary(folder: Shipped.inputs)).allParameters.map(\.rawValue)
    #expect(names.contains("YQb.im") && !names.contains("YQb.phase"))
    #expect(names.contains("YQs.modulus") && !names.contains("YQs.re"))
    #expect(names.contains("YDb.modulus"), "what is not given is listed in its usual form")
  }

  @Test("takes the bare name of a coupling for its real part")
  func bareName() throws {
    let fit = try fit("effective", ["C9: -1"])
    #expect(fit.parameters.last?.parameter == .component(.c9, .real))
    #expect(fit.parameters.last?.role == .fixed(-1))
  }

  static let refused = [
    (
      "effective", "C9: -1\n  C9.modulus: 1",
      "7:3: 'C9.modulus' beside 'C9.re': a complex coupling is given by"
    ),
    ("effective", "C9: -1\n  C9.re: 1", "7:3: 'C9.re' is given twice"),
    ("effective", "YQs.re: 1", "6:3: 'YQs.re' is no parameter of 'effective'"),
    ("leptonic", "C9: 1", "6:3: 'C9' is no parameter of 'leptonic'"),
    ("effective", "C9.fase: 1", "6:3: unknown parameter 'C9.fase'; did you mean 'C9.phase'?"),
    ("vector-like-quarks", "mQ: 1", "6:7: 'mQ' must lie between 100 and 1e9 GeV"),
    ("vector-like-quarks", "mQ: 1000", "4:3: missing parameter 'mD': it has no default"),
  ]

  @Test("is refused where a parameter is wrong", arguments: refused)
  func parameters(parametrisation: String, line: String, said: String) {
    let heard = whatIsSaid { _ = try fit(parametrisation, [line]) }
    #expect(heard?.hasPrefix("input.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }

  @Test("does not predict what its parametrisation cannot")
  func unpredictable() {
    let leptonic = whatIsSaid { _ = try fit("leptonic", [], "predictions: [DeltaM_s/SM]") }
    #expect(
      leptonic
        == "input.yaml:7:15: 'leptonic' does not predict 'DeltaM_s/SM'; effective or vector-like-quarks does")
    let effective = whatIsSaid { _ = try fit("effective", [], "profile: [epsilon]") }
    #expect(effective == "input.yaml:7:11: 'effective' does not predict 'epsilon'; vector-like-quarks does")
  }

  @Test("cannot be constrained by what its parametrisation does not predict")
  func unpredictableConstraint() throws {
    let fit = try Fit(
      element(
        """
        title: A fit
        parametrisation: leptonic
        parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50}
        constraints:
          - bs-mixing/2014
        """))
    let heard = whatIsSaid { _ = try Problem(fit, library: InputLibrary(folder: Shipped.inputs)) }
    #expect(heard?.hasPrefix("input.yaml:5:5: 'bs-mixing/2014': 'leptonic' does not predict") == true)
  }

  @Test("takes equations as printed, all or by number")
  func equations() throws {
    #expect(try fit("effective", [], "formulas: as-printed").formulas.asPrinted == .all)
    #expect(try fit("effective", [], "formulas: corrected").formulas.asPrinted == [])
    #expect(
      try fit("effective", [], "formulas: [19c, 24]").formulas.asPrinted == [.bsMixingLeftRight, .topDecay])
  }

  @Test("diagonalises mass matrices only where there are any")
  func diagonalisation() throws {
    let heavy = ["mQ: 25000", "mD: 25000"]
    let exact = try fit("vector-like-quarks", heavy, "diagonalisation: exact")
    #expect(exact.formulas.diagonalisation == .exact)
    #expect(try fit("vector-like-quarks", heavy).formulas.diagonalisation == .leadingOrder)
    let heard = whatIsSaid { _ = try fit("effective", [], "diagonalisation: exact") }
    #expect(
      heard
        == "input.yaml:7:18: only 'vector-like-quarks' has mass matrices to diagonalise; 'effective' has none"
    )
  }

  @Test("needs its table of Z -> 4 mu only where events are asked for")
  func table() throws {
    let library = try InputLibrary(folder: Shipped.inputs)
    let named = "z-to-4mu-table: z-to-4mu/none"
    let without = try Fit(
      element(
        """
        title: A fit
        parametrisation: leptonic
        parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50}
        constraints: [neutrino-trident/ccfr-1991]
        \(named)
        """))
    let problem = try Problem(without, library: library)
    #expect(problem.evaluate(at: [0.1]).observables[.fourMuonEvents] == nil)
    let with = try Fit(
      element(
        """
        title: A fit
        parametrisation: leptonic
        parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50}
        constraints: [z-to-4mu/atlas-2013]
        \(named)
        """))
    let heard = whatIsSaid { _ = try Problem(with, library: library) }
    #expect(heard?.hasPrefix("input.yaml:5:17: there is no table '") == true, "\(heard ?? "accepted")")
  }
}
