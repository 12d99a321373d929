import Foundation
import Testing

@testable import Typesetting

/// Characters that nobody sees although they do something are spelt out, everywhere.
@Suite struct VisibleTextTests {
  /// Escape, the one-byte beginning of a command, its end, carriage return, backspace, bell, and what turns the direction.
  static let hostile: [(Unicode.Scalar, String)] = [
    ("\u{1b}", "1b"), ("\u{9b}", "9b"), ("\u{9c}", "9c"), ("\u{9d}", "9d"), ("\u{90}", "90"), ("\r", "d"),
    ("\u{8}", "8"), ("\u{7}", "7"), ("\u{7f}", "7f"), ("\u{0}", "0"), ("\u{b}", "b"), ("\u{c}", "c"),
    ("\u{e}", "e"), ("\u{85}", "85"), ("\u{200e}", "200e"), ("\u{200f}", "200f"), ("\u{61c}", "61c"),
    ("\u{202a}", "202a"), ("\u{202e}", "202e"), ("\u{2066}", "2066"), ("\u{2069}", "2069"),
    ("\u{2028}", "2028"), ("\u{2029}", "2029"), ("\u{200b}", "200b"), ("\u{feff}", "feff"),
    ("\u{e0041}", "e0041"), ("\u{ffff}", "ffff"),
  ]

  @Test(arguments: hostile) func whatIsUnseenIsSpeltOut(scalar: Unicode.Scalar, code: String) {
    #expect("a\(Character(scalar))b".visible == "a\\u{\(code)}b")
    #expect("a\(Character(scalar))\nb".visibleLine == "a\\u{\(code)} b")
  }

  @Test(arguments: hostile) func inJSONItReadsBackAsItWas(scalar: Unicode.Scalar, code: String) throws {
    let text = "a\(Character(scalar))b"
    let written = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self).visibleInJSON
    #expect(!written.unicodeScalars.contains(scalar))
    #expect(try JSONDecoder().decode([String].self, from: Data(written.utf8)) == [text])
  }

  @Test func lettersOfAllAlphabetsStay() {
    let text = "m_Z′ → µτ, Δa_μ = ±1 Ångström ρ̄ 漢字 ⁻⁹ 𝛼 👩‍🔬\tnext\nline שלום"
    #expect(text.visible == text)
    #expect(text.visible.visible == text.visible)
  }

  @Test(arguments: hostile) func noFormOfADocumentHoldsIt(scalar: Unicode.Scalar, code: String) {
    let words = "x\(Character(scalar))y"
    var document = Document()
    document.title(words, words)
    document.warn(words)
    document.note(words)
    document.head(words, words)
    document.say(words)
    var table = Table([words, words], caption: words)
    table.add([Cell(words), Cell.link(words, to: "https://\(words)")])
    table.add([Cell.code(words), Cell.symbol(words, latex: "x", unit: words)])
    document.add(table)
    for text in [document.text, document.latex, document.markdown, document.html(level: 1)] {
      #expect(!text.unicodeScalars.contains(scalar))
      #expect(text.contains("\(code)") && !text.contains("xy"))
    }
  }

  @Test func aNewLineInATitleOrACellForgesNoLine() {
    var document = Document()
    document.title("One\nBest fit", "details\nBest fit")
    var table = Table(["a\nBest fit"])
    table.add(["b\nBest fit"])
    document.add(table)
    #expect(!document.text.split(separator: "\n").contains { $0.hasPrefix("Best fit") })
  }
}
