import Testing

@testable import GlobalFit

@Suite("Inputs that share data")
struct SharedDataTests {
  private static let files = [
    "part": "M: {values: {R_trident: 1 ± 1}}\n", "other": "M: {values: {R_trident: 2 ± 1}}\n",
    "average": "M:\n  values: {R_trident: 1.5 ± 0.7}\n  shares-data-with: [part, other]\n",
    "newer": "M: {supersedes: part, values: {R_trident: 1 ± 0.5}}\n",
    "newest": "M: {supersedes: newer, values: {R_trident: 1 ± 0.2}}\n",
  ]

  /// The problems of a fit of these inputs, which stand in line 5, and of its variants; `more` stands from line 6 on.
  private func problems(_ constraints: String, _ more: String = "") throws -> [Problem] {
    let folder = try TemporaryFolder()
    for (name, text) in Self.files { try folder.write(text, to: "inputs/\(name).yaml") }
    let path = try folder.write(
      """
      title: A fit
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50}

      constraints: \(constraints)
      \(more)
      """, to: "fit.yaml")
    do {
      let fit = try Fit(contentsOf: path)
      let library = try InputLibrary(folder: folder.path + "/inputs")
      return try ([nil] + fit.variants.map(Optional.some))
        .map { try Problem(fit, variant: $0, library: library) }
    } catch let error as InputError {
      throw InputError(
        file: error.file.replacing(folder.path + "/", with: ""), line: error.line, column: error.column,
        problem: error.problem.replacing(folder.path + "/", with: ""))
    }
  }

  @Test("are refused in a fit and in a variant, and it is said where both are named and how to cure it")
  func refused() {
    #expect(
      whatIsSaid { try problems("[part, average]") }
        == "fit.yaml:5:21: 'average' (inputs/average.yaml:3) shares data with 'part' (inputs/part.yaml:1, used at "
        + "fit.yaml:5): use one of them, or allow both by 'allow-shared-data: [[average, part]]'")
    #expect(
      whatIsSaid { try problems("[average]", "variants: {v: {add: [other]}}") }
        == "fit.yaml:5:15: 'average' (inputs/average.yaml:3) shares data with 'other' (inputs/other.yaml:1, used at "
        + "fit.yaml:6): use one of them, or allow both by 'allow-shared-data: [[average, other]]'")
  }

  @Test("What supersedes something superseded supersedes that too, whether or not the fit has it")
  func chain() {
    let said = whatIsSaid { try problems("[part, newest]") }
    #expect(
      said
        == "fit.yaml:5:21: 'newest' (inputs/newest.yaml:1) supersedes 'newer' and, by way of that, 'part' "
        + "(inputs/part.yaml:1, used at fit.yaml:5): use one of them, or allow both by "
        + "'allow-shared-data: [[newest, part]]'")
  }

  @Test("may be used together where the fit file allows the pair, in either order, and a note says so")
  func allowed() throws {
    for pair in ["[part, average]", "[average, part]"] {
      let problem = try #require(try problems("[part, average]", "allow-shared-data: [\(pair)]").first)
      #expect(problem.measuredNumbers == 2)
      #expect(
        problem.notes.contains {
          $0 == "'average' shares data with 'part'; the fit allows both"
        })
      #expect(try fit(problem.fit.resolved).allowedSharing.count == 1)
    }
    // allowing one pair allows no other
    let said = whatIsSaid { try problems("[part, other, average]", "allow-shared-data: [[part, average]]") }
    #expect(
      said?.contains("'average' (inputs/average.yaml:3) shares data with 'other'") == true, "\(said ?? "")")
  }

  @Test("may be allowed for a variant alone, and the others do not carry what is allowed")
  func variant() throws {
    let problems = try problems(
      "[part]", "allow-shared-data: [[average, part]]\nvariants: {v: {add: [average]}, w: {add: [other]}}")
    #expect(problems.map(\.fit.allowedSharing.count) == [1, 1, 0])
    for problem in problems.dropFirst() {
      #expect(try fit(problem.fit.resolved).resolved == problem.fit.resolved)
    }
  }

  @Test(
    "What is allowed must be used, must share data, and must be spelt right",
    arguments: [
      (
        "[[part, averag]]",
        "6:28: 'averag' is used neither by this fit nor by a variant of it; did you mean 'average'?"
      ),
      (
        "[[part, newest]]",
        "6:28: 'newest' is used neither by this fit nor by a variant of it; expected one of: "
      ),
      (
        "[[other, average]]",
        "6:21: neither this fit nor a variant of it uses 'other' and 'average' together: there is nothing to allow"
      ),
      (
        "[[part, other]]",
        "6:22: 'part' and 'other' share no data, as far as their files say: there is nothing to allow"
      ),
      ("[[part, part]]", "6:28: expected two different inputs: one measurement counts once"),
      ("[[part]]", "6:21: expected a pair of inputs such as [a, b], found 1 of them"),
      ("[part, other]", "6:21: expected a pair of inputs such as [a, b] (a list), found 'part'"),
      ("true", "6:20: expected 'allow-shared-data', pairs of inputs such as [[a, b]] (a list), found 'true'"),
      ("[[part, average], [average, part]]", "6:38: this pair is listed twice"),
    ])
  func refusedAllowance(pairs: String, said: String) {
    // the variant has the average, and not the other
    let more = "allow-shared-data: \(pairs)\nvariants: {v: {replace: {other: average}}}"
    let heard = whatIsSaid { try problems("[part, other]", more) }
    #expect(heard?.hasPrefix("fit.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }
}
