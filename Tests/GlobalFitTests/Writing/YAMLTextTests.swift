import Inference
import Testing

@testable import GlobalFit

@Suite("What is written as YAML reads back as it was")
struct YAMLTextTests {
  static let strings = [
    "plain", "two words", "R_K[1.1,6]", "{a: b}", "a: b", "a:b", "a #b", "#a", "- a", "-a", "? a", "a?",
    "'a'", "it's",
    "\"a\"", "say \"a\"", "back\\slash", "\\n", "%a", "@a", "`a`", "|", ">", "!tag", "!!str a", "&a",
    "a &b *b", "*a",
    "R&D", "R & D", "a, b", "true", "False", "yes", "NO", "null", "~", "1", "1.5e3", "0x1F", "2014-01-01",
    "1:30", ".inf",
    "---", "...", "<<", "=", " a", "a ", " ", "a  b", "a\tb", "one\ntwo", "one\n\n two\n", "a\r\nb", "\n",
    "m_Z′ ≥ 10 GeV",
    "τ → μνν", "é", "e\u{301}", "日本語", "😀", "👩‍👩‍👧", "\u{200b}", "\u{a0}", "\u{85}", "\u{2028}", "a\u{feff}b",
    "\u{7}", "\u{1b}[31m", "\u{7f}", "\u{e000}", "\u{fffe}", "\u{10ffff}", "\u{10fffd}",
    String(repeating: "long ", count: 300),
  ]

  @Test("in a block, a list and a mapping", arguments: strings)
  func scalars(text: String) throws {
    let written = YAMLText.scalar(text)
    #expect(!written.contains { $0.isNewline })
    let root = try element(
      "block: \(written)\nlist: [\(written), \(written)]\nflow: {a: \(written)}\n"
    ).record(
      "a text", keys: ["block", "list", "flow"])
    let list = try root.required("list").list("a list").map { try $0.text("a text") }
    let flow = try root.required("flow").entries("a mapping").map { try $0.value.text("a text") }
    for read in try [root.required("block").text("a text")] + list + flow {
      #expect(read.unicodeScalars.elementsEqual(text.unicodeScalars), "\(written)")
    }
    #expect(list.count == 2)
  }

  @Test("as a key", arguments: strings.filter { $0.utf8.count < 1000 })
  func keys(text: String) throws {
    let written = YAMLText.scalar(text)
    for document in ["\(written): 1\n", "{\(written): 1}\n"] {
      let entries = try element(document).entries("a mapping")
      #expect(entries.count == 1)
      #expect(entries[0].name.unicodeScalars.elementsEqual(text.unicodeScalars), "\(written)")
    }
  }

  @Test("in a fit", arguments: strings)
  func names(text: String) throws {
    // A name of an input has no blanks.
    let isName = !text.contains(where: \.isWhitespace)
    let (any, name) = (byNumbers(text), byNumbers(isName ? text : "a,b"))
    // That of a variant has none of these either (VariantName).
    let isControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    let isOfVariant = text.utf8.count < 100 && isName && !isControl && !text.contains(where: "+,/".contains)
    let variant = isOfVariant ? any : "a"
    let original = try fit(
      """
      title: \(any)
      parametrisation: leptonic
      parameters: {gPrime: {prior: uniform, min: 0, max: 1}, mZPrime: 50}
      constraints: [\(name), c/d]
      theory-errors: {\(name): rfit}
      z-to-4mu-table: \(any)
      variants:
        \(variant): {replace: {\(name): e/f}, remove: [c/d], add: [g/h]}
        other: {replace: {c/d: g/h}}
        rest: {remove: [\(name)]}
      """)
    #expect(original.title.unicodeScalars.elementsEqual(text.unicodeScalars))
    let copy = try fit(original.resolved)
    #expect(zip(copy.meaning, original.meaning).allSatisfy { $0.utf8.elementsEqual($1.utf8) })
    #expect(copy.resolved.utf8.elementsEqual(original.resolved.utf8))
  }

  @Test("Numbers keep their bits")
  func numbers() throws {
    var random = Random(seed: 3, stream: 0)
    let extremes: [Double] = [
      0, -0.0, 1, -1, 0.1, 1e-5, 1e15, 1e16, 1e22, 1e23, .leastNonzeroMagnitude, 2.2250738585072014e-308,
      1.7976931348623157e308,
      9007199254740992, 0.30000000000000004, 123456789012345680,
    ]
    let others = (0..<20_000).map { _ in (random.uniform() - 0.5) * exponent(&random) }
    for value in extremes + others {
      let text = YAMLText.number(value)
      #expect(Element.decimal(text)?.bitPattern == value.bitPattern, "\(text)")
      #expect(text.count <= 24)
    }
    #expect(
      [0.001, 1000, 5.956e11, 1e-5, 1e22, -0.03712].map(YAMLText.number) == [
        "0.001", "1000", "595600000000", "1e-5", "1e22", "-0.03712",
      ])
  }

  private func exponent(_ random: inout Random) -> Double {
    Double(sign: .plus, exponent: Int(random.uniform() * 600) - 300, significand: 1)
  }
}
