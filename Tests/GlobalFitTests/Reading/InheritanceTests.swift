import Physics
import Testing

@testable import GlobalFit

@Suite("A fit file that starts from another")
struct InheritanceTests {
  private static let base = """
    title: Base
    parametrisation: leptonic
    parameters:
      gPrime: {prior: uniform, min: 0, max: 1}
      mZPrime: {prior: log-uniform, min: 10, max: 100}
    constraints: [a, b]
    variants:
      no-b: {remove: [b]}
    sample: {sampler: ensemble, walkers: 20}
    seed: 3

    """

  /// The fit in `fits/child.yaml`, beside these files.
  private func fit(_ child: String, _ others: [String: String] = ["base.yaml": base]) throws -> Fit {
    let folder = try TemporaryFolder()
    for (name, text) in others { try folder.write(text, to: "fits/\(name)") }
    let path = try folder.write(child, to: "fits/child.yaml")
    do {
      return try Fit(contentsOf: path)
    } catch {
      throw InputError(
        file: error.file.replacing(folder.path + "/fits/", with: ""), line: error.line, column: error.column,
        problem: error.problem.replacing(folder.path + "/fits/", with: ""))
    }
  }

  @Test("says what the other says where it says nothing itself")
  func overriding() throws {
    let fit = try fit(
      """
      extends: base.yaml
      title: Child
      parameters:
        mZPrime: 50
        mMu: {prior: uniform, min: 0.1, max: 0.2}
      variants:
        with-c: {add: [c]}
      sample: {sampler: nested}
      """)
    #expect(fit.title == "Child" && fit.file.hasSuffix("fits/child.yaml") && fit.seed == 3)
    #expect(fit.parameters.map(\.parameter.rawValue) == ["gPrime", "mZPrime", "mMu"])
    #expect(fit.parameters[1].role == .fixed(50))
    #expect(fit.constraints.map(\.name) == ["a", "b"])
    #expect(fit.variants.map(\.name) == ["no-b", "with-c"])
    // a whole block takes the place of a block: nothing is left of the settings of another sampler
    #expect(fit.sample.sampler == .nested)
    // the resolved text stands alone
    #expect(!fit.resolved.contains("extends"))
    let alone = try Fit(element(fit.resolved))
    #expect(alone.resolved == fit.resolved)
  }

  @Test("may take out parameters and variants, and change the inherited constraints")
  func takingOut() throws {
    let fit = try fit(
      """
      extends: base.yaml
      parameters: {mZPrime: 30, mMu: none}
      constraints: {replace: {b: d}, add: [e]}
      variants: {no-b: none}
      """, ["base.yaml": Self.base.replacing("constraints:", with: "  mMu: 0.1\nconstraints:")])
    #expect(fit.title == "Base")
    #expect(fit.parameters.map(\.parameter.rawValue) == ["gPrime", "mZPrime"])
    #expect(fit.constraints.map(\.name) == ["a", "d", "e"])
    #expect(fit.variants.isEmpty)
    let none = try self.fit("extends: base.yaml\nconstraints: [x]\nvariants: none\n")
    #expect(none.variants.isEmpty && none.constraints.map(\.name) == ["x"])
  }

  @Test("may be started from in turn, from another folder too")
  func chain() throws {
    let fit = try fit(
      "extends: sub/middle.yaml\nseed: 5\n",
      ["base.yaml": Self.base, "sub/middle.yaml": "extends: ../base.yaml\ntitle: Middle\nseed: 4\n"])
    #expect(fit.title == "Middle" && fit.seed == 5 && fit.constraints.count == 2)
  }

  @Test("Mistakes are told where they stand, in whichever file")
  func places() {
    #expect(
      whatIsSaid { try fit("extends: base.yaml\nsaed: 1\n") }
        == "child.yaml:2:1: unknown key 'saed' in a fit; did you mean 'seed'?")
    #expect(
      whatIsSaid {
        try fit("extends: base.yaml\n", ["base.yaml": Self.base.replacing("seed: 3", with: "seed: x")])
      }
        == "base.yaml:10:7: expected seed, a whole number from 0 to 9223372036854775807, found 'x'")
    #expect(
      whatIsSaid { try fit("extends: base.yaml\nparameters: {gPrime: -1}\n") }?.hasPrefix(
        "child.yaml:2:22: 'gPrime' must lie") == true)
    #expect(
      whatIsSaid { try fit("extends: base.yaml\nconstraints: [x]\n") }
        == "base.yaml:8:19: 'b' is no constraint of this fit, which inherits the variant 'no-b' ('no-b: none' takes it "
        + "out); expected one of: x")
  }

  @Test(
    "A fit that inherits what is made of theory errors of an input that it takes out is told what to write")
  func theoryErrors() throws {
    let base = Self.base.replacing("seed: 3", with: "theory-errors: {b: rfit}")
    let child = "extends: base.yaml\nconstraints: [a, c]\nvariants: none\n"
    #expect(
      whatIsSaid { try fit(child, ["base.yaml": base]) }
        == "base.yaml:10:17: 'b' is no input and no nuisance parameter of this fit (child.yaml inherits this: write "
        + "'theory-errors' there); expected one of: default, a, c")
    let cured = try fit(child + "theory-errors: rfit\n", ["base.yaml": base])
    #expect(cured.theoryErrors == TheoryErrorChoice(standard: .rfit))
    let variant = Self.base.replacing("{remove: [b]}", with: "{theory-errors: {b: rfit}}")
    #expect(
      whatIsSaid { try fit("extends: base.yaml\nconstraints: [a, c]\n", ["base.yaml": variant]) }
        == "base.yaml:8:26: 'b' is no input and no nuisance parameter of this fit, which inherits the variant 'no-b' "
        + "('no-b: none' takes it out); expected one of: default, a, c")
  }

  @Test("A fit that takes out an input of an allowed pair is told what to write, and may")
  func allowedSharing() throws {
    let base = Self.base.replacing("[a, b]", with: "[a, b, c]")
      .replacing("variants:\n  no-b: {remove: [b]}\n", with: "allow-shared-data: [[a, b], [a, c]]\n")
    let child = "extends: base.yaml\nconstraints: {remove: [b]}\n"
    #expect(
      whatIsSaid { try fit(child, ["base.yaml": base]) }
        == "base.yaml:7:25: 'b' is used neither by this fit nor by a variant of it; expected one of: a, c "
        + "(child.yaml inherits this: write 'allow-shared-data: [[a, c]]' there)")
    let cured = try fit(child + "allow-shared-data: [[a, c]]\n", ["base.yaml": base])
    #expect(cured.allowedSharing.count == 1)
    // where the file allows it itself, there is nothing more to say
    #expect(
      whatIsSaid { try fit(child + "allow-shared-data: [[a, b]]\n", ["base.yaml": base]) }
        == "child.yaml:3:25: 'b' is used neither by this fit nor by a variant of it; expected one of: a, c")
  }

  @Test("A variant that sets something, of a fit that starts from another, is told where it stands")
  func variants() throws {
    let child = "extends: base.yaml\nvariants: {heavy: {set: {mZPrime: VALUE}}}\n"
    let fit = try fit(child.replacing("VALUE", with: "90"))
    #expect(try fit.applying(fit.variant(named: "heavy")).parameters[1].role == .fixed(90))
    #expect(
      whatIsSaid { try self.fit(child.replacing("VALUE", with: "-90")) }?.hasPrefix(
        "child.yaml:2:35: 'mZPrime' must lie") == true)
  }

  @Test(
    "What cannot be started from is refused",
    arguments: [
      ("extends: bass.yaml", "child.yaml:1:10: there is no file 'bass.yaml'; did you mean 'base.yaml'?"),
      (
        "extends: [base.yaml]",
        "child.yaml:1:10: expected the name of a fit file, such as leptonic.yaml, found a list"
      ),
      ("extends: child.yaml", "child.yaml:1:10: fits extend each other in a circle: child.yaml → child.yaml"),
      (
        "extends: ./loop.yaml",
        "./loop.yaml:1:10: fits extend each other in a circle: child.yaml → ./loop.yaml → ./child.yaml"
      ),
      ("extends: list.yaml", "child.yaml:1:10: 'list.yaml' is no fit: found a list"),
      ("extends: broken.yaml", "broken.yaml:2:1: not valid YAML"),
      (
        "extends: base.yaml\nparameters: {mMu: none}",
        "child.yaml:2:14: 'mMu' is not inherited: there is nothing to take out"
      ),
      (
        "extends: base.yaml\nvariants: {nob: none}",
        "child.yaml:2:12: 'nob' is not inherited: there is nothing to take out; did you mean 'no-b'?"
      ),
      (
        "extends: base.yaml\nconstraints: {replace: {c: d}}",
        "child.yaml:2:25: 'c' is no constraint of this fit; expected one of: a, b"
      ),
      (
        "extends: base.yaml\nconstraints: {add: [a]}",
        "child.yaml:2:21: 'a' is used twice in the inherited list"
      ),
      (
        "extends: base.yaml\nconstraints: {}",
        "child.yaml:2:14: nothing changes here; expected replace, remove or add"
      ),
      (
        "extends: base.yaml\nconstraints: {swap: {a: b}}",
        "child.yaml:2:15: unknown key 'swap' in 'constraints', what changes of the inherited list"
      ),
      (
        "extends: base.yaml\nparameters: {mZPrime: none}",
        "child.yaml:2:13: missing parameter 'mZPrime': it has no default"
      ),
      (
        "title: Alone\nparametrisation: leptonic\nparameters: {gPrime: none}",
        "child.yaml:3:22: expected the value of 'gPrime'"
      ),
    ])
  func refused(child: String, said: String) {
    let others = [
      "base.yaml": Self.base, "loop.yaml": "extends: child.yaml\n", "list.yaml": "[a, b]\n",
      "broken.yaml": "a: [\n",
    ]
    let heard = whatIsSaid { try fit(child + "\n", others) }
    #expect(heard?.hasPrefix(said) == true, "\(heard ?? "accepted")")
  }
}
