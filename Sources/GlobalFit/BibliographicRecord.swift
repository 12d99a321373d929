/// What a bibliography says of a publication, as far as the input's file has it.
public struct BibliographicRecord: Sendable, Codable, Equatable {
  /// The authors, family names first: `Mishra, S. R.`; of a long list the first ones.
  public var authors: [String] = []
  /// Whether there are more authors than are named.
  public var hasOtherAuthors = false
  /// The collaboration that signs the paper.
  public var collaboration: String?
  /// The title of the paper.
  public var title: String?
  /// Where it was printed; nil of what is an e-print only.
  public var journal: Journal?
  /// The year of the journal, or that of an e-print.
  public var year: Int?

  /// Where a paper was printed: `Phys. Rev. Lett. 66 (1991) 3117`.
  public struct Journal: Sendable, Codable, Equatable {
    /// The name as it is abbreviated.
    public let name: String
    /// The volume.
    public let volume: String
    /// The year of the volume.
    public let year: Int
    /// The first page, or the number of the article.
    public let pages: String

    /// As it is cited.
    public var words: String { "\(name) \(volume) (\(year)) \(pages)" }

    init(name: String, volume: String, year: Int, pages: String) {
      (self.name, self.volume, self.year, self.pages) = (name, volume, year, pages)
    }

    /// The parts of what ``words`` puts together; nil if one is missing.
    init?(_ words: String) {
      // name, volume, year, page
      let pattern = /(\p{L}.*?)\s+([A-Z]?\d\w*)\s+\((\d{4})\)\s+(\w+(?:[-–]\w+)?)/
      guard let match = words.wholeMatch(of: pattern), let year = Int(match.3) else { return nil }
      self.init(name: String(match.1), volume: String(match.2), year: year, pages: String(match.4))
    }
  }

  /// The names of the authors as BibTeX joins them; nil if none is known.
  public var authorsInWords: String? {
    authors.isEmpty ? nil : (authors + (hasOtherAuthors ? ["others"] : [])).joined(separator: " and ")
  }

  /// The record; nil if nothing is known.
  public var nilIfEmpty: BibliographicRecord? { self == BibliographicRecord() ? nil : self }
}
