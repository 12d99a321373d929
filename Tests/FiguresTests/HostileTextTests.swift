import Foundation
import Testing

@testable import Figures

/// Text of a user is drawn as it is, wherever a figure has it: nothing in it is a command, a format or a formula.
@Suite("Hostile text in figures", .enabled(if: Drawings.isThere)) struct HostileTextTests {
  private let folder = Drawings()

  /// Formats of numbers, all punctuation, what gnuplot's enhanced text, its strings, its shell and its comments know.
  static let texts =
    ["%", "50%g", "%%", "%d %s %n", "%.3t{/*10^%T}", "50% of \\% and \\\\%"]
    + (33..<127).compactMap { code -> String? in
      let sign = Character(Unicode.Scalar(UInt8(code)))
      return sign.isLetter || sign.isNumber ? nil : "a\(sign)b \(sign)\(sign)c \(sign)"
    }
    + [
      ##"!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"##, #"\U+0041 \\U+0041 \n \t \\ \'"#,
      "`touch hacked` $(touch hacked)",
      "@var {/:Bold x} {/=40 big} a_b^c &{space} ~a{.8-}", "'; set output 'hacked'; '",
      "\"; system(\"touch hacked\")",
      "ends with \\", "µτ → ‹γ› ±1 ′ é 漢",
    ]

  @Test func everyPlaceShowsTheVeryText() throws {
    let figures = Self.texts.enumerated().map { number, text in
      let label = Label.verbatim(text)
      let axis = Axis(
        label, 0...1, ticks: .named([(value: 0.5, label: label)]))
      let panel = Panel(
        title: label, horizontal: axis, vertical: axis,
        layers: [
          Layer(.points([Point(0.5, 0.5)], Marker(.disc, .blue)), name: label),
          Layer(.points([], Marker(.disc, .green)), name: label),
          Layer(.text(label, at: Point(0.5, 0.2), .centre, .black)),
          Layer(.writing(label, at: Point(0.5, 0.8), towards: Point(0.6, 0.8), .black)),
        ], key: .topLeft)
      return Figure(
        name: "figure-\(number)", caption: "\(text)\n\(Label.words(text))", alternativeText: text,
        size: Figure.Size(width: 12, height: 12), panels: [[panel]])
    }
    try Gnuplot().draw(figures, into: folder.path, formats: [.svg])
    for (number, text) in Self.texts.enumerated() {
      let drawing = try folder.text("figure-\(number).svg")
      let shown = drawing.matches(of: /<text>(.*?)<\/text>/).map { Self.words(String($0.output.1)) }
      #expect(shown.count { $0 == text } == 9, "\(text): \(shown)")
      #expect(drawing.contains("<desc>\(Self.escaped(text))</desc>"))
    }
    #expect(!folder.has("hacked"))
  }

  /// The same bytes as of text in which the terminal looks for nothing at all. Other signs are drawn in pieces, whose places may
  /// differ by a part of a dot.
  @Test(arguments: ["68.3 %", "50%g", "%%", "%d %s %n"]) func aBitmapShowsTheVeryText(text: String) throws {
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    func bitmap(_ name: String, label: String, mark: String) throws -> Data {
      let complaints = try folder.gnuplot(
        """
        set encoding utf8; set terminal pngcairo enhanced size 400,200; set output "\(name)"; \
        set label \(label) at graph 0.5, graph 0.5; set xtics (\(mark) 0.5); \
        plot [0:1] x title \(label)
        """)
      #expect(complaints.isEmpty)
      return try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)"))
    }
    let enhanced = GnuplotText.enhanced(Label.verbatim(text).pieces)
    let drawn = try bitmap(
      "drawn.png", label: GnuplotText.quoted(enhanced), mark: GnuplotText.quotedMark(enhanced))
    let doubled = text.replacing("%", with: "%%")
    let plain = try bitmap("plain.png", label: "'\(text)' noenhanced", mark: "'\(doubled)'")
    #expect(drawn.count > 1000 && drawn == plain)
  }

  @Test func whatNobodySeesIsSpeltOut() throws {
    let text = "a\u{1b}[2J\u{9b}\u{202e}b\r"
    let panel = Panel(
      title: .verbatim(text), horizontal: Axis(.verbatim(text), 0...1), vertical: Axis("", 0...1), layers: [])
    let figure = Figure(
      name: "unseen", caption: text, alternativeText: text, size: Figure.Size(width: 12, height: 12),
      panels: [[panel]])
    try Gnuplot().draw([figure], into: folder.path, formats: [.svg])
    for name in ["unseen.svg", "unseen.txt", "unseen.gnuplot", "unseen.dat"] {
      let hidden = try folder.text(name).unicodeScalars.filter {
        ["\u{1b}", "\u{9b}", "\u{202e}", "\r"].contains($0)
      }
      #expect(hidden.isEmpty, "\(name)")
    }
    #expect(try folder.text("unseen.svg").contains(#"a\u{1b}"#))
  }

  @Test(arguments: texts) func aCaptionHoldsTheTextWithoutFormulas(text: String) {
    #expect(Label(Label.words(text)).pieces == [.letters(text, isItalic: false)])
    #expect(Label.verbatim(text).pieces == [.letters(text, isItalic: false)])
    #expect(Label.verbatim(text).problem == nil)
  }

  /// The letters of an SVG text, without tags.
  private static func words(_ text: String) -> String {
    text.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&amp;", with: "&")
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
