import Physics
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
          $0.hasPrefix("'average' (") && $0.hasSuffix("; the fit allows both")
            && $0.contains("shares data with")
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
          $0
            == "'life' (\(problem.constraints[1].measurements[0].file):1) measures 'tauLifetime', and so does the prior "
            + "of that (\(problem.fit.file):5); the fit allows both"
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

  /// Every pair of shipped inputs, and what a rule can tell of it.
  @Test("Every pair of shipped inputs that share data by any rule says so")
  func exhaustive() throws {
    let all = try InputLibrary(folder: Shipped.inputs).all()
    let supersessions = try InputLibrary(folder: Shipped.inputs).supersessions
    let declared = Set(
      SharedData.pairs(in: all, given: supersessions).map {
        Set([all[$0.declaring].name, all[$0.other].name])
      })
    var count = 0
    for (index, one) in all.enumerated() {
      for other in all[..<index] {
        let reasons = [
          haveOneSource(one, other)
            ? "one experiment's data, or an average's, on what is the same quantity" : nil,
          quotes(one, other) || quotes(other, one) ? "one is worked out from the value of the other" : nil,
        ].compactMap(\.self)
        guard !reasons.isEmpty else { continue }
        count += 1
        #expect(declared.contains([one.name, other.name]), "\(one.name) and \(other.name): \(reasons)")
      }
    }
    // the rules see something: the trident inputs of NuTeV alone are 8 over 2, and each is beside the average
    #expect(count > 28 + 8)
  }

  /// What an observable is worked out from, beside what is measured of it directly.
  private static let ingredients: [Observable: Set<Observable>] = [
    .tauToMuNuNuExcess: [.tauToMuNuNu, .tauLifetime, .tauToMuNuNuRate]
  ]

  /// Whether two inputs are on the same quantity, or one is on what the other is worked out from, and an experiment, or somebody
  /// who takes data of all, is behind both.
  private func haveOneSource(_ one: Problem.Constraint, _ other: Problem.Constraint) -> Bool {
    func observables(_ input: Problem.Constraint) -> Set<Observable> {
      Set(input.measurements.flatMap(\.observables))
    }
    func withIngredients(_ input: Problem.Constraint) -> Set<Observable> {
      observables(input).reduce(into: observables(input)) { $0.formUnion(Self.ingredients[$1] ?? []) }
    }
    let isRelated =
      !withIngredients(one).isDisjoint(with: observables(other))
      || !withIngredients(other).isDisjoint(with: observables(one))
    let (mine, theirs) = (sources(one), sources(other))
    let collectors: Set = ["PDG", "HFLAV", "others", "theory"]
    return isRelated
      && !(mine.isDisjoint(with: theirs) && mine.isDisjoint(with: collectors)
        && theirs.isDisjoint(with: collectors))
  }

  /// The experiments behind an input: `LEP` is four of them.
  private func sources(_ input: Problem.Constraint) -> Set<String> {
    let words = input.measurements.compactMap(\.experiment).joined(separator: ",")
      .replacing(" and ", with: ",").split(separator: ",")
    return words.reduce(into: []) { sources, word in
      let name = String(word.trimmingPrefix(" "))
      if name == "LEP" {
        sources.formUnion(["ALEPH", "DELPHI", "L3", "OPAL"])
      } else {
        sources.insert(name)
      }
    }
  }

  /// Whether the description of an input has a number of at least three digits that the other one measures.
  private func quotes(_ one: Problem.Constraint, _ other: Problem.Constraint) -> Bool {
    func numbers(_ text: String) -> Set<Substring> {
      Set(text.matches(of: /[0-9]+(\.[0-9]+)?/).map(\.output.0).filter { $0.count(where: \.isNumber) >= 3 })
    }
    let described = one.measurements.compactMap(\.description).joined(separator: " ")
    // a year in a name, or a number of a publication, is no value
    let values = other.measurements.flatMap(\.rows).compactMap { row in
      row.measured.firstMatch(of: /[0-9]+(\.[0-9]+)?/)?.output.0
    }.filter { $0.count(where: \.isNumber) >= 3 }
    return !numbers(described).isDisjoint(with: values)
  }

  @Test("Of the shipped inputs of one observable, two of one experiment always say so")
  func shipped() throws {
    let all = try InputLibrary(folder: Shipped.inputs).all()
    let supersessions = try InputLibrary(folder: Shipped.inputs).supersessions
    let declared = Set(
      SharedData.pairs(in: all, given: supersessions).map {
        Set([all[$0.declaring].name, all[$0.other].name])
      })
    func experiments(_ input: Problem.Constraint) -> Set<String> {
      let words = input.measurements.compactMap(\.experiment).joined(separator: ",")
        .replacing(" and ", with: ",").split(separator: ",")
      return Set(words.map { $0.trimmingPrefix(" ").split(separator: " ").joined(separator: " ") })
    }
    func observables(_ input: Problem.Constraint) -> Set<Observable> {
      Set(input.measurements.flatMap(\.observables))
    }
    for (index, one) in all.enumerated() {
      for other in all[..<index] where !observables(one).isDisjoint(with: observables(other)) {
        #expect(
          experiments(one).isDisjoint(with: experiments(other)) || declared.contains([one.name, other.name]),
          "\(one.name) and \(other.name)")
      }
    }
    // Averages, values worked out from others, vintages.
    for pair in [
      ["neutrino-trident/average-2014", "neutrino-trident/ccfr-1991"],
      ["neutrino-trident/nutev-2000", "neutrino-trident/average-2014"],
      ["neutrino-trident/nutev-2000", "neutrino-trident/nutev-1998"],
      ["tau-lifetime/average-2014", "tau-lifetime/belle-2014"],
      ["tau-decay/excess-2014", "tau-decay/pdg-2013"], ["tau-decay/excess-2014", "tau-decay/pdg-2024"],
      ["tau-decay/excess-2014", "tau-decay/sm-rate-2013"],
      ["tau-decay/excess-2014", "tau-decay/sm-rate-latest"],
      ["tau-decay/excess-latest", "tau-decay/sm-rate-2013"],
      ["tau-decay/excess-latest", "tau-decay/sm-rate-latest"],
      ["tau-decay/belle-ii-2024", "tau-decay/pdg-2024"],
      ["tau-decay/belle-ii-2024", "tau-decay/excess-latest"],
      ["tau-decay/excess-2014", "tau-lifetime/average-2014"],
      ["muon-magnetic-moment/2025", "muon-magnetic-moment/2009"],
      ["z-couplings/lep-slc-corrected", "z-couplings/lep-slc-2006"],
      ["bs-mixing/latest", "bs-mixing/2014"], ["bs-mixing-phase/latest", "bs-mixing-phase/lhcb-2013"],
      ["b-to-s-mu-mu/alguero-2023", "b-to-s-mu-mu/lhcb-r-k-2022"],
      ["b-to-s-mu-mu/altmannshofer-straub-2013", "b-to-s-mu-mu/lhcb-r-k-2022"],
    ] { #expect(declared.contains(Set(pair)), "\(pair)") }
  }

  @Test("No shipped fit, and no variant of one, counts data twice", arguments: Shipped.fits)
  func shippedFits(path: String) throws {
    let fit = try Fit(contentsOf: path)
    let library = try InputLibrary(folder: Shipped.inputs)
    for variant in [nil] + fit.variants.map(Optional.some) {
      _ = try Problem(fit, variant: variant, library: library)
    }
  }
}
