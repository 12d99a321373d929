import Physics
import Testing

@testable import GlobalFit

@Suite("The inputs of a fit")
struct InputSelectionTests {
  /// A library with these files, and the fit that uses the inputs of these names.
  private func problem(
    _ files: [String: String], using constraints: [String], variant: String = ""
  ) throws -> Problem {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: "inputs/\(name).yaml") }
    let path = try folder.write(
      """
      title: A fit
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50}
      constraints:
      \(constraints.map { "- \($0)\n" }.joined())\(variant)
      """, to: "fit.yaml")
    do {
      let fit = try Fit(contentsOf: path)
      return try Problem(
        fit, variant: fit.variants.first, library: InputLibrary(folder: folder.path + "/inputs"))
    } catch {
      throw InputError(
        file: error.file.replacing(folder.path + "/", with: ""), line: error.line, column: error.column,
        problem: error.problem.replacing(folder.path + "/", with: ""))
    }
  }

  private static let trident = "M: {values: {R_trident: 0.82 ± 0.28}}\n"

  @Test("A name that is no input gets the nearest spelling")
  func unknown() {
    #expect(
      whatIsSaid { try problem(["a/one": Self.trident], using: ["a/oen"]) }
        == "fit.yaml:5:3: there is no input 'a/oen' in inputs; did you mean 'a/one'?")
  }

  @Test(
    "A name cannot lead out of the folder, nor to anything but an input",
    arguments: [
      "../fit", "../../etc/passwd", "a/../../fit", "/etc/passwd", "./a/one", "a//one", "a/one.yaml", "a",
      "a/", "..",
      "a/one\\0", "~/one",
    ])
  func outside(name: String) {
    let said = whatIsSaid { try problem(["a/one": Self.trident], using: [name]) }
    #expect(said?.hasPrefix("fit.yaml:5:3: there is no input '") == true, "\(said ?? "accepted")")
  }

  @Test("A variant can bring in an unknown input no more than the fit can")
  func unknownInVariant() {
    #expect(
      whatIsSaid {
        try problem(["a": Self.trident], using: ["a"], variant: "variants: {other: {replace: {a: ab}}}")
      } == "fit.yaml:6:33: there is no input 'ab' in inputs; did you mean 'a'?")
  }

  @Test("One measurement counts once: not twice, nor beside what it supersedes or shares data with")
  func once() {
    let newer = "M: {supersedes: old, values: {R_trident: 1 ± 1}}\n"
    let sharing = "\n\nM: {shares-data-with: [new, old], values: {R_trident: 1 ± 1}}\n"
    let files = ["old": Self.trident, "new": newer, "sharing": sharing]
    #expect(
      whatIsSaid { try problem(files, using: ["old", "old"]) }
        == "fit.yaml:6:3: 'old' is used twice: one measurement counts once")
    #expect(
      whatIsSaid { try problem(files, using: ["old", "new"]) }
        == "fit.yaml:6:3: 'new' (inputs/new.yaml:1) supersedes 'old' (inputs/old.yaml:1, used at fit.yaml:5): "
        + "use one of them, or allow both by 'allow-shared-data: [[new, old]]'")
    #expect(
      whatIsSaid { try problem(files, using: ["new", "old"]) }
        == "fit.yaml:5:3: 'new' (inputs/new.yaml:1) supersedes 'old' (inputs/old.yaml:1, used at fit.yaml:6): "
        + "use one of them, or allow both by 'allow-shared-data: [[new, old]]'")
    for pair in [["sharing", "old"], ["old", "sharing"]] {
      #expect(
        whatIsSaid { try problem(files, using: pair) }?.contains(
          "'sharing' (inputs/sharing.yaml:3) shares data with 'old' (inputs/old.yaml:1, used at fit.yaml:")
          == true)
    }
  }

  @Test("The same observable of the same publication under two names is one measurement")
  func publication() throws {
    let first = "M: {inspire: 'A:2000b', values: {R_trident: 1 ± 1}}\n"
    let second = "N: {inspire: 'A:2000b', values: {tau_tau: 290 ± 1, R_trident: 1 ± 1}}\n"
    let other = "N: {inspire: 'A:2000b', values: {tau_tau: 290 ± 1}}\n"
    #expect(
      whatIsSaid { try problem(["a": first, "b": second], using: ["a", "b"]) }
        == "fit.yaml:6:3: 'b' (inputs/b.yaml:1) holds R_trident of A:2000b, as does 'a' (inputs/a.yaml:1, used at "
        + "fit.yaml:5): use one of them, or allow both by 'allow-shared-data: [[b, a]]'")
    #expect(try problem(["a": first, "b": other], using: ["a", "b"]).measuredNumbers == 2)
  }

  @Test("Notes say what is superseded, what an input itself warns of, and which names lead nowhere")
  func notes() throws {
    let old = "M:\n  note: preliminary\n  shares-data-with: [nwe]\n  values: {R_trident: 1 ± 1}\n"
    let newer = "# newer\nM: {supersedes: old, values: {R_trident: 1 ± 1}}\n"
    #expect(
      try problem(["old": old, "new": newer], using: ["old"]).notes.filter { !$0.contains("valid for") }
        .map { $0.replacing(#/\/[^ ]*\/(?=inputs)/#, with: "") } == [
          "old is superseded by new", "old: preliminary",
          "old names 'nwe', which is not among the inputs; did you mean 'new'?",
        ])
  }

  @Test("A broken input is refused where it is used, and only there")
  func broken() throws {
    let files = ["good": Self.trident, "bad": "M: {valuse: 1}\n"]
    #expect(
      whatIsSaid { try problem(files, using: ["bad"]) }
        == "inputs/bad.yaml:1:5: unknown key 'valuse' in the measurement 'M'; did you mean 'values'?")
    #expect(try problem(files, using: ["good"]).measuredNumbers == 1)
  }

  @Test("A folder of inputs that is not there is named")
  func noFolder() {
    #expect(
      whatIsSaid { try InputLibrary(folder: "/nowhere/inputs") }
        == "/nowhere/inputs: there is no such folder of inputs")
  }
}
