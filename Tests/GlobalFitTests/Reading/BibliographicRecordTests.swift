import Testing

@testable import GlobalFit

@Suite("What an input says of its publication")
struct BibliographicRecordTests {
  private func record(_ lines: String...) throws -> BibliographicRecord {
    let text = "M:\n" + lines.map { "  \($0)\n" }.joined() + "  values: {R_trident: 0.82 ± 0.28}\n"
    return try #require(try measurements(text).first).record
  }

  @Test("Authors, collaboration, title, journal and year")
  func everything() throws {
    let record = try record(
      "authors: Algueró, Marcel  and  Di Luzio, Luca and others", "collaboration: LHCb",
      "title: 'Test: b → s ℓ⁺ ℓ⁻'", "journal: Int. J. Mod. Phys. A 41 (2026) 2630011")
    #expect(record.authors == ["Algueró, Marcel", "Di Luzio, Luca"] && record.hasOtherAuthors)
    #expect(record.authorsInWords == "Algueró, Marcel and Di Luzio, Luca and others")
    #expect(record.collaboration == "LHCb" && record.title == "Test: b → s ℓ⁺ ℓ⁻")
    #expect(record.journal?.name == "Int. J. Mod. Phys. A" && record.journal?.volume == "41")
    #expect(record.journal?.pages == "2630011" && record.year == 2026)
  }

  @Test("What is not given is not known")
  func nothing() throws {
    #expect(try record().nilIfEmpty == nil)
    #expect(try record("year: 1998").nilIfEmpty == BibliographicRecord(year: 1998))
  }

  @Test(
    "Journals as they are cited",
    arguments: [
      ("JHEP 12 (2019) 009", "JHEP", "12", 2019, "009"),
      ("Phys. Lett. B 245 (1990) 271", "Phys. Lett. B", "245", 1990, "271"),
      ("Phys. Rev. D61 (2000) 092001", "Phys. Rev.", "D61", 2000, "092001"),
      ("Eur. Phys. J. C 36 (2004) 283-296", "Eur. Phys. J. C", "36", 2004, "283-296"),
    ])
  func journals(words: String, name: String, volume: String, year: Int, pages: String) throws {
    let journal = try #require(BibliographicRecord.Journal(words))
    #expect(journal.name == name && journal.volume == volume)
    #expect(journal.year == year && journal.pages == pages && journal.words == words)
  }

  @Test(
    "What could be misread is refused at its place",
    arguments: [
      ("authors: David Straub", "2:12: expected authors"),
      ("authors: Adams et al.", "2:12: expected authors"),
      ("authors: Adams, T. et al.", "2:12: expected authors"),
      ("authors: Adams, T.; Alton, A.", "2:12: expected authors"),
      ("authors: Adams, T., Alton, A.", "2:12: expected authors"),
      ("authors: others", "2:12: expected authors"),
      ("authors: Adams, T. and others and Alton, A.", "2:12: expected authors"),
      ("authors: [Adams, Alton]", "2:12: expected authors"),
      ("journal: Phys. Rev. D 61, 092001 (2000)", "2:12: expected a journal"),
      ("journal: Phys. Rev. D", "2:12: expected a journal"), ("year: 98", "2:9: expected the year"),
      ("year: about 1998", "2:9: expected the year"),
      ("title:", "2:9: expected the title"), ("autors: Adams, T.", "2:3: unknown key 'autors'"),
      (
        "title: >-\n    A paper\n    journal: JHEP 12 (2019) 009",
        "2:10: 'journal:' stands inside the title"
      ),
      (
        "journal: JHEP 12 (2019) 009\n  year: 2020",
        "3:9: the year is 2020 here and 2019 in 'journal'; give it once"
      ),
    ])
  func refused(line: String, said: String) {
    let heard = whatIsSaid { try record(line) }
    #expect(heard?.hasPrefix("input.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }

  @Test("Shipped inputs of one publication say the same of it")
  func shipped() throws {
    let all = try InputLibrary(folder: Shipped.inputs).all().flatMap(\.measurements)
    let index = PublicationIndex(all.map(\.publication))
    var pairs = 0
    for (number, one) in all.enumerated() {
      for other in all[..<number] where index.commonName(of: one.publication, and: other.publication) != nil {
        pairs += 1
        #expect(one.record == other.record, "\(one.title) and \(other.title)")
      }
    }
    #expect(pairs > 20)
    #expect(all.allSatisfy { $0.record.year != nil || $0.url == nil })
  }
}
