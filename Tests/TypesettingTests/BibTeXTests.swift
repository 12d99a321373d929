import Testing

@testable import Typesetting

/// What BibTeX reads, by its rules: ASCII, braces in pairs whatever stands before them, every sign of TeX's own escaped.
@Suite struct BibTeXTests {
  /// All of ASCII by itself and beside itself, and letters and signs of names and titles.
  static let texts =
    (1..<127).flatMap { code in
      let sign = String(Character(Unicode.Scalar(UInt8(code))))
      return [sign, sign + sign, "a\(sign)b \(sign) \(sign){", "}\(sign)\\"]
    } + [
      "‹γ› → µ⁺µ⁻", "Müller, Ångström, Łukasz, Đorđe, Şahin, Dvořák, Ő, ĳ, ſ, ŋ, ǰ, Nguyễn",
      "x² y³⁻ z₁² ²₃⁴ ²°",
      "«a» „b“ ‚c‘ ¿d? ¡e! † § ¶ © ™ • … – — ― ″ ′ ‑", "漢字 שלום 👩‍🔬 𝛼 ∮ ⟨x⟩", "\u{1b}[2J\u{202e}\r\u{8}",
      "f\u{301}\u{323} R\u{302}", "\\end{document}", "%\n}", "}{", "--- ''' ,,, ?`",
    ]

  @Test(arguments: texts) func wordsCompileWhateverTheyHold(text: String) {
    let words = BibTeX.words(text)
    #expect(words.unicodeScalars.allSatisfy { (32..<127).contains($0.value) }, "\(words)")
    Self.expectBalanced(words)
    // without what is escaped, nothing of TeX's own is left but commands, groups and formulas in pairs
    let accents = /\\[\^~=.'`"]\{/
    let plain = words.replacing(/\\[&%#_$]/, with: "").replacing(accents, with: "{")
    #expect(!plain.contains(where: { "&%#~".contains($0) }), "\(words)")
    #expect(plain.count { $0 == "$" }.isMultiple(of: 2), "\(words)")
    let outside = plain.split(separator: "$", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    for part in outside {
      #expect(!part.contains("^") && !part.contains("_"), "\(words)")
    }
  }

  @Test(arguments: texts) func formulasHaveNoSecondExponent(text: String) {
    #expect(!BibTeX.words(text).contains(/\^\{[^}]*\}\^/))
    #expect(!BibTeX.words(text).contains(/_\{[^}]*\}_/))
  }

  @Test(arguments: texts) func addressesCompileInAndOutsideUrl(text: String) {
    let address = BibTeX.address("https://a.org/\(text)")
    #expect(address.unicodeScalars.allSatisfy { (33..<127).contains($0.value) })
    let plain = address.replacing(/\\[&%#_$]/, with: "")
    #expect(!plain.contains { "{}\\%#&_$~^\"<>|`".contains($0) }, "\(address)")
  }

  @Test func addressesStayWhatTheyAre() {
    #expect(BibTeX.address("https://doi.org/10.1007/978-3_4") == "https://doi.org/10.1007/978-3\\_4")
    #expect(BibTeX.address("https://a.org/x%20y?b=1&c=2#d") == "https://a.org/x\\%20y?b=1\\&c=2\\#d")
    #expect(BibTeX.address("a b}\u{e9}\n") == #"a\%20b\%7D\%C3\%A9\%0A"#)
  }

  @Test(arguments: texts) func keysAreOneWord(text: String) {
    let key = BibTeX.key(text)
    #expect(key.wholeMatch(of: /[A-Za-z0-9:.\/+_-]+/) != nil, "\(key)")
  }

  @Test(arguments: [
    ("é", #"{\'{e}}"#), ("î", #"{\^{\i}}"#), ("ş", #"{\c{s}}"#), ("ß", #"{\ss}"#), ("Å", #"{\AA}"#),
    ("ậ", #"{\^{\d{a}}}"#), ("ą", #"\texttt{U+105}"#), ("{", #"\textbraceleft{}"#), ("--", "-{}-"),
  ])
  func lettersAreWrittenByCommands(letter: String, latex: String) {
    #expect(BibTeX.words(letter) == latex)
  }

  private static func expectBalanced(_ words: String) {
    var depth = 0
    for character in words {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      #expect(depth >= 0, "\(words)")
    }
    #expect(depth == 0, "\(words)")
  }
}
