import Physics
import Testing

@testable import GlobalFit

@Suite("Shipped inputs that share data")
struct ShippedSharingTests {
  /// Every pair of shipped inputs, and what a rule can tell of it.
  @Test("Every pair of shipped inputs that share data by any rule says so")
  func exhaustive() throws {
    let all = try InputLibrary(folder: Shipped.inputs).all()
    let supersessions = try InputLibrary(folder: Shipped.inputs).supersessions
    let index = try InputLibrary(folder: Shipped.inputs).publications
    let declared = Set(
      SharedData.pairs(in: all, given: supersessions, index).map {
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
    let values = other.measurements.flatMap(\.rows).compactMap { row -> Substring? in
      // nothing is worked out from single bins, of which there are so many that some number is there by chance
      guard case .catalogue = row.observable else { return nil }
      return row.measured.firstMatch(of: /[0-9]+(\.[0-9]+)?/)?.output.0
    }.filter { $0.count(where: \.isNumber) >= 3 }
    return !numbers(described).isDisjoint(with: values)
  }

  @Test("Of the shipped inputs of one observable, two of one experiment always say so")
  func shipped() throws {
    let all = try InputLibrary(folder: Shipped.inputs).all()
    let supersessions = try InputLibrary(folder: Shipped.inputs).supersessions
    let index = try InputLibrary(folder: Shipped.inputs).publications
    let declared = Set(
      SharedData.pairs(in: all, given: supersessions, index).map {
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
      ["tau-decay/pdg-2026", "tau-decay/pdg-2024"], ["tau-decay/pdg-2026", "tau-decay/pdg-2013"],
      ["tau-decay/pdg-2026", "tau-decay/excess-2024"], ["tau-decay/pdg-2026", "tau-decay/excess-latest"],
      ["tau-decay/pdg-ratio-2026", "tau-decay/pdg-2026"],
      ["tau-decay/pdg-ratio-2026", "tau-decay/belle-ii-2024"],
      ["tau-decay/belle-ii-2024", "tau-decay/pdg-2026"],
      ["bs-mixing-phase/latest", "bs-mixing-phase/2024"],
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
