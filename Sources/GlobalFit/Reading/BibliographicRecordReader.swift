/// Reads what an input says of the paper it was taken from.
enum BibliographicRecordReader {
  static let keys = ["authors", "collaboration", "title", "journal", "year"]

  /// The record among the keys of a measurement.
  ///
  /// - Parameter swallowed: keys that must not end up inside a text.
  static func read(_ measurement: Record, without swallowed: [String]) throws(InputError)
    -> BibliographicRecord
  {
    func prose(_ key: String, _ what: String) throws(InputError) -> String? {
      try measurement[key]?.prose(what, without: swallowed)
    }
    var record = BibliographicRecord()
    record.collaboration = try prose("collaboration", "the name of a collaboration")
    record.title = try prose("title", "the title of a paper")
    if let element = measurement["authors"], let text = try prose("authors", authorsWanted) {
      (record.authors, record.hasOtherAuthors) = try authors(text, at: element)
    }
    if let element = measurement["journal"], let text = try prose("journal", journalWanted) {
      guard let journal = BibliographicRecord.Journal(text) else {
        throw element.failure("expected \(journalWanted), found \(element.kind)")
      }
      record.journal = journal
      record.year = journal.year
    }
    if let element = measurement["year"] {
      let year = try element.wholeNumber("the year of a publication", in: 1800...2200)
      if let journal = record.journal, journal.year != year {
        throw element.failure("the year is \(year) here and \(journal.year) in 'journal'; give it once")
      }
      record.year = year
    }
    return record
  }

  private static let authorsWanted = "authors, such as 'Straub, David M. and Gori, Stefania and others'"
  private static let journalWanted = "a journal with volume, year and page: 'Phys. Rev. Lett. 66 (1991) 3117'"

  /// Names joined by `and`, each with the family name before a comma, and whether `others` stands for the rest.
  private static func authors(_ text: String, at element: Element) throws(InputError) -> ([String], Bool) {
    var names = text.split(separator: /\s+and\s+/, omittingEmptySubsequences: false).map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let hasOthers = names.count > 1 && names.last == "others"
    if hasOthers { names.removeLast() }
    for name in names {
      let parts = name.split(separator: ",", omittingEmptySubsequences: false)
      let isName = parts.count == 2 && parts.allSatisfy { $0.contains(where: \.isLetter) }
      guard isName, !name.contains(";"), !name.contains(/\bet\s+al\b/.ignoresCase()) else {
        throw element.failure(
          "expected \(authorsWanted): the family name, a comma, the given names, 'and' before the next; found '\(name)'"
        )
      }
    }
    return (names, hasOthers)
  }
}
