import Physics
import Testing

@testable import GlobalFit

@Suite("Variants")
struct VariantReaderTests {
  /// A fit with these variants, which begin in line 11.
  private func fit(_ variants: String, profile: String = "") throws -> Fit {
    try Fit(element(Self.text(variants, profile: profile)))
  }

  private static func text(_ variants: String, profile: String = "") -> String {
    """
    title: A fit
    parametrisation: leptonic
    parameters:
      gPrime: {prior: uniform, min: 0, max: 1}
      mMu: 0.1
      mZPrime: {prior: log-uniform, min: 10, max: 100}
    constraints: [a/b, c]
    predictions: [v_Phi]
    planes: [[mZPrime, gPrime]]
    variants:
    \(variants.split(separator: "\n").map { "  \($0)\n" }.joined())\(profile)
    """
  }

  private func changed(_ fit: Fit, _ name: String) throws -> Fit {
    fit.applying(try fit.variant(named: name))
  }

  @Test("set values and priors, free what was fixed and fix what was free")
  func parameters() throws {
    let fit = try fit(
      "v: {set: {gPrime: {prior: uniform, min: 0, max: 2}, mZPrime: 50, mMu: {prior: uniform, min: 0.1, max: 0.2}}}"
    )
    let other = try changed(fit, "v")
    #expect(
      other.parameters.map { "\($0.parameter.rawValue) \($0.role)" } == [
        "gPrime \(FitParameter.Role.free(.uniform(0...2)))", "mZPrime \(FitParameter.Role.fixed(50))",
        "mMu \(FitParameter.Role.free(.uniform(0.1...0.2)))",
      ])
    // what is asked by default, of the parameters that are free now; nothing of the one that is not
    #expect(other.profile.map(\.name) == ["gPrime", "mMu", "v_Phi"])
    #expect(other.planes.isEmpty)
    #expect(fit.parameters.map(\.role)[0] == .free(.uniform(0...1)) && fit.planes.count == 1)
    #expect(other.variants.isEmpty && other.constraints.map(\.name) == ["a/b", "c"])
  }

  @Test("leave a profile that the file lists, but for what is fixed")
  func profile() throws {
    let variant = "v: {set: {mZPrime: 50, mMu: {prior: uniform, min: 0.1, max: 0.2}}}"
    let own = try changed(fit(variant, profile: "profile: [v_Phi, mZPrime, gPrime]"), "v")
    #expect(own.profile.map(\.name) == ["v_Phi", "gPrime"])
    // a file that spells the default out means the default
    let spelt = try changed(fit(variant, profile: "profile: [gPrime, mZPrime, v_Phi]"), "v")
    #expect(try spelt.resolved == changed(fit(variant), "v").resolved)
    #expect(spelt.profile.map(\.name) == ["gPrime", "mMu", "v_Phi"])
  }

  @Test("set how formulas are taken")
  func formulas() throws {
    let text = Self.text("v: {set: {diagonalisation: exact, vertex-correction: complex, formulas: [15]}}")
      .replacing("leptonic", with: "vector-like-quarks").replacing("  mMu: 0.1", with: "  mQ: 1e4\n  mD: 1e4")
    #expect(
      try changed(Fit(element(text)), "v").formulas
        == Formulas(vertexCorrection: .complex, diagonalisation: .exact, asPrinted: .kineticMixing))
  }

  @Test("keep the seed that the command line gives")
  func seed() throws {
    var fit = try fit("v: {set: {mZPrime: 50}}")
    fit.seed = 17
    #expect(try changed(fit, "v").seed == 17)
  }

  private static let four = """
    one: as-it-stands
    two: {replace: {a/b: a/c}}
    three: as-it-stands
    heavy: {set: {mZPrime: 90}}
    flat: {theory-errors: rfit}
    product: [[one, two], [three, heavy, flat]]
    """

  @Test("combine to every choice of one from each list, the fit as it stands left out")
  func product() throws {
    let fit = try fit(Self.four)
    #expect(
      fit.variants.map(\.name) == ["two", "heavy", "flat", "two+heavy", "two+flat"])
    let both = try changed(fit, "two+heavy")
    #expect(both.constraints.map(\.name) == ["a/c", "c"])
    #expect(both.parameters.first { $0.parameter == .mZPrime }?.role == .fixed(90))
    #expect(try changed(fit, "two+flat").theoryErrors.standard == .rfit)
    #expect(try fit.variant(named: "two+heavy").summary == "a/b → a/c, mZPrime: 90")
    // with an alternative that is the fit as it stands a combination is what it is without
    #expect(try fit.variant(named: "one+heavy").name == "heavy")
    #expect(try fit.variant(named: "two+three").name == "two")
  }

  @Test("are the same read back from the resolved fit, which holds all of them")
  func resolved() throws {
    for text in [
      Self.four,
      "v: {set: {mMu: {prior: uniform, min: 0.1, max: 0.2}, gPrime: 0.5, vertex-correction: complex}}",
    ] {
      let original = try fit(text)
      let copy = try Fit(element(original.resolved))
      #expect(copy.resolved == original.resolved)
      #expect(copy.meaning == original.meaning)
      for variant in original.variants {
        #expect(try changed(copy, variant.name).resolved == changed(original, variant.name).resolved)
        #expect(try Fit(element(changed(original, variant.name).resolved)).variants.isEmpty)
      }
    }
  }

  @Test("that a fit does not have get the nearest spelling")
  func unknown() throws {
    let fit = try fit(Self.four)
    func said(_ name: String) -> String {
      do throws(NoSuchVariant) {
        _ = try fit.variant(named: name)
        return "found"
      } catch { return error.description }
    }
    #expect(said("two+heavi") == "has no variant 'two+heavi'; did you mean 'two+heavy'?")
    #expect(said("heavy+two") == "has no variant 'heavy+two'; did you mean 'two+heavy'?")
    #expect(said("one+three") == "has no variant 'one+three': that is the fit as it stands")
    #expect(said("one") == "has no variant 'one': that is the fit as it stands")
  }

  @Test(
    "What cannot be, or changes nothing, is refused at its place",
    arguments: [
      (
        "v: {set: {mZPrim: 1}}",
        "11:13: 'set' takes parameters and formulas, diagonalisation, vertex-correction; "
          + "found 'mZPrim'; did you mean 'mZPrime'?"
      ),
      (
        "v: {set: {theory-errors: rfit}}",
        "11:13: 'set' takes parameters and formulas, diagonalisation, "
          + "vertex-correction; found 'theory-errors', which stands beside 'set'"
      ),
      ("v: {set: {mZPrime: -1}}", "11:22: 'mZPrime' must"),
      (
        "v: {set: {mZPrime: {prior: unifrom, min: 1, max: 2}}}",
        "11:30: unknown prior 'unifrom'; did you mean"
      ),
      ("v: {set: {C9.re: 1}}", "11:13: 'C9.re' is no parameter of 'leptonic' (in the variant 'v')"),
      ("v: {set: {mMu: 0.1}}", "11:18: 'mMu' is 0.1 in the fit as it stands: this changes nothing"),
      ("v: {set: {mTau: 1.77682}}", "11:19: 'mTau' is 1.77682 in the fit as it stands: this changes nothing"),
      (
        "v: {set: {gPrime: {min: 0, max: 1, prior: uniform}}}",
        "11:21: 'gPrime' is {prior: uniform, min: 0, max: 1, nuisance: false} in the fit as it stands"
      ),
      ("v: {set: {formulas: corrected}}", "11:23: 'formulas' is corrected in the fit as it stands"),
      (
        "v: {set: {formulas: as-printed}}",
        "11:23: none of the equations 15, 19c, 24 enters the lepton sector: this changes nothing (in the variant 'v')"
      ),
      ("v: {set: {vertex-correction: real}}", "11:32: 'vertex-correction' is real in the fit as it stands"),
      ("v: {set: {vertex-correction: complx}}", "11:32: unknown vertex-correction 'complx'; did you mean"),
      ("v: {set: {diagonalisation: exact}}", "11:30: only 'vector-like-quarks' has mass matrices"),
      ("v: {set: {gPrime: 1, mZPrime: 50}}", "4:3: every parameter is fixed"),
      (
        "v: {set: {}}",
        "11:6: the variant 'v' changes nothing; expected replace, remove, add, set or theory-errors"
      ),
      ("v: {set: [mZPrime]}", "11:12: expected 'set', values or priors by parameter (a mapping)"),
      ("v: {theory-errors: nuisance}", "11:22: 'theory-errors' are nuisance in the fit as it stands"),
      ("v: {replace: {a/b: a/b}}", "11:22: 'a/b' is replaced by itself"),
      (
        "v: {remove: [c], add: [c]}",
        "11:6: the variant 'v' changes nothing: it has the constraints of the fit"
      ),
      (
        "v: as-it-stand",
        "11:6: expected the variant 'v' (a mapping), found 'as-it-stand'; did you mean 'as-it-stands'?"
      ),
      ("v: none", "11:6: expected the variant 'v' (a mapping), found 'none'"),
      ("\"v\\aw\": {remove: [c]}", "11:3: the name of a variant has no control characters, found U+0007"),
      ("\"v\\ew\": {remove: [c]}", "11:3: the name of a variant has no control characters, found U+001B"),
      (
        "\(String(repeating: "v", count: 101)): {remove: [c]}",
        "11:3: the name of a variant, which is part of that of its folder, has at most 100 bytes, found 101"
      ),
      (
        "\(String(repeating: "v", count: 100)): {remove: [c]}\n"
          + "\(String(repeating: "w", count: 100)): {remove: [a/b]}\n"
          + "product: [[\(String(repeating: "v", count: 100))], [\(String(repeating: "w", count: 100))]]",
        "13:12: the name of the combination '\(String(repeating: "v", count: 100))+"
      ),
      (
        "v: {theory-errors: {default: nuisance, a/c: rfit}}",
        "11:42: 'a/c' is no input and no nuisance parameter of the variant 'v'; did you mean 'a/b'?"
      ),
      ("a+b: {remove: [c]}", "11:3: the name of a variant has no '+', which joins the names"),
      ("a,b: {remove: [c]}", "11:3: the name of a variant has no ','"),
      ("a/b: {remove: [c]}", "11:3: the name of a variant has no '/'"),
      ("v: {remove: [c]}\nproduct: [[v, w], [x]]", "12:17: there is no variant 'w' to combine with"),
      (
        "v: {remove: [c]}\nproduct: [[v]]",
        "12:12: expected 'product', lists of variants such as [[a, b], [c, d]]; found one list"
      ),
      ("v: {remove: [c]}\nproduct: []", "12:12: expected 'product', lists of variants"),
      ("v: {remove: [c]}\nproduct: [[v], [v]]", "12:19: 'v' is in this product twice"),
      ("v: {remove: [c]}\nproduct: [[v], []]", "12:18: expected at least one variant, found none"),
      (
        "v: {remove: [c]}\nproduct: [v, v]",
        "12:13: expected a list of variants such as [a, b] (a list), found 'v'"
      ),
      (
        "v: {remove: [c]}\nw: {replace: {c: d}}\nproduct: [[v], [w]]",
        "13:12: 'v' and 'w' cannot be combined: both change 'c'"
      ),
      (
        "v: {set: {mZPrime: 20}}\nw: {set: {mZPrime: 30}}\nproduct: [[v], [w]]",
        "13:12: 'v' and 'w' cannot be combined: both change 'mZPrime'"
      ),
      (
        "v: {theory-errors: rfit}\nw: {theory-errors: gaussian-flat}\nproduct: [[v], [w]]",
        "13:12: 'v' and 'w' cannot be combined: both change 'theory-errors'"
      ),
      ("v: {add: [e]}\nw: {add: [e]}\nproduct: [[v], [w]]", "12:13: 'e' is used twice in 'v+w'"),
      (
        "v: {remove: [c]}\nw: {remove: [a/b]}\nproduct: [[v], [w]]",
        "13:12: the variant 'v+w' leaves no constraint"
      ),
    ])
  func refused(variants: String, said: String) {
    let heard = whatIsSaid { try fit(variants) }
    #expect(heard?.hasPrefix("input.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }

  @Test("What a variant does to settings that go by the number of free parameters is checked")
  func dimension() {
    let heard = whatIsSaid { try fit("v: {set: {mZPrime: 50}}", profile: "minimize: {algorithm: LN_BOBYQA}") }
    #expect(
      heard
        == "input.yaml:12:23: LN_BOBYQA takes 2 free parameters or more; this fit has 1 (in the variant 'v')",
      "\(heard ?? "accepted")")
  }
}
