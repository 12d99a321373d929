import Foundation
import Testing

/// What to cite: publications of the inputs, the model, methods and libraries, the program.
@Suite struct CiteTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private struct Cited: Decodable {
    struct Entry: Decodable {
      struct Field: Decodable { let name, value: String }
      let type, key: String
      let fields: [Field]
      subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    }
    let entries: [Entry]
    subscript(_ key: String) -> Entry? { entries.first { $0.key == key } }
  }

  private func cited(_ source: String) async throws -> Cited {
    let run = try await workshop.mutau("cite", source, "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    return try run.json()
  }

  @Test func anArticleHasItsAuthorsTitleAndJournal() async throws {
    let entry = try #require(try await cited("fits/leptonic.yaml")["Mishra:1991bv"])
    #expect(entry.type == "article")
    #expect(entry["author"] == "Mishra, S. R. and others" && entry["collaboration"] == "CCFR")
    #expect(entry["title"] == "{Neutrino tridents and W-Z interference}")
    #expect(entry["journal"] == "Phys. Rev. Lett." && entry["volume"] == "66")
    #expect(entry["pages"] == "3117" && entry["year"] == "1991")
    #expect(entry["note"]?.hasPrefix("input neutrino-trident/ccfr-1991: ") == true)
  }

  @Test func theoryIsNoCollaboration() async throws {
    for entry in try await cited("fits/global.yaml").entries {
      #expect(entry["collaboration"] != "theory", "\(entry.key)")
    }
  }

  @Test func onePublicationIsOneEntryThatNamesAllItsInputs() async throws {
    let entries = try await cited("fits/global.yaml").entries
    let paper = entries.filter { $0["eprint"] == "1002.0900" }
    #expect(paper.count == 1)
    #expect(paper.first?["note"]?.matches(of: /input [a-z]+-mixing\/isidori-nir-perez-2010/).count ?? 0 > 1)
    // what the model's paper says of data is told in the entry of the model
    #expect(entries.filter { $0["eprint"] == "1403.1269" }.map(\.key) == ["Altmannshofer:2014cfa"])
  }

  @Test(arguments: [
    ("nested", ["Skilling:2006", "Walter:2014", "Vehtari:2015"], ["Goodman:2010", "Hoffman:2011"]),
    ("ensemble", ["Goodman:2010", "terBraak:2006"], ["Skilling:2006", "Vehtari:2015", "Hoffman:2011"]),
    ("nuts", ["Hoffman:2011"], ["Skilling:2006", "Goodman:2010"]),
  ])
  func theSamplerIsCitedAndNoOther(sampler: String, used: [String], others: [String]) async throws {
    try workshop.write(SmallFit.text(sample: "{sampler: \(sampler)}"), to: "fits/one.yaml")
    let cited = try await cited("fits/one.yaml")
    for key in used + ["Kraft:1994", "NLopt", "GSL", "Vehtari:2021"] {
      let entry = cited[key]
      #expect(entry?["note"]?.isEmpty == false && entry?["title"] != nil, "\(key)")
    }
    for key in others + ["Read:2002", "Feldman:1997qc"] { #expect(cited[key] == nil, "\(key)") }
  }

  @Test func aRunOfLimitsCitesTheMethodsThatItUsed() async throws {
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    let run = try await workshop.mutau(
      "limit", "fits/one.yaml", "--on", "gPrime", "--side", "upper", "--toys", "100", "--no-posterior")
    #expect(run.output.contains("Feldman-Cousins"), "\(run.output)\(run.complaints)")
    let cited = try await cited("runs/one-limit-gPrime")
    #expect(cited["Read:2002"] != nil && cited["Feldman:1997qc"] != nil)
    #expect(cited["Goodman:2010"] == nil && cited["Skilling:2006"] == nil)
    let version = cited["NLopt"]?["version"]
    #expect(version?.contains(/^\d+\.\d+\.\d+$/) == true)
  }

  @Test func keysAreUnique() async throws {
    for fit in ["leptonic", "global", "global-latest"] {
      let keys = try await cited("fits/\(fit).yaml").entries.map { $0.key.lowercased() }
      #expect(Set(keys).count == keys.count, "\(fit)")
    }
  }

  @Test func anInputIsShownWithItsPublication() async throws {
    let run = try await workshop.mutau("inputs", "muon-magnetic-moment/2023")
    #expect(run.output.contains("Aguillard, D. P. and others") && run.output.contains("Muon g-2"))
    #expect(run.output.contains("Phys. Rev. Lett. 131 (2023) 161802"), "\(run.output)")
  }
}
