import Foundation
import Typesetting

/// What gnuplot cannot say in a drawing.
enum DrawingFinish {
  static func finished(_ drawing: Data, _ format: Gnuplot.Format, of figure: Figure) -> Data {
    switch format {
    case .pdf: withoutDate(drawing)
    case .svg: described(drawing, figure)
    case .png: withResolution(drawing)
    }
  }

  /// The date of a PDF overwritten with spaces, which moves nothing in it: the same numbers give the same bytes.
  private static func withoutDate(_ drawing: Data) -> Data {
    var drawing = drawing
    guard let key = drawing.range(of: Data("/CreationDate (".utf8)),
      let end = drawing[key.upperBound...].firstIndex(of: UInt8(ascii: ")"))
    else { return drawing }
    for index in key.lowerBound...end { drawing[index] = UInt8(ascii: " ") }
    return drawing
  }

  /// An SVG with words for those who cannot see it, and with letters for those who have not these.
  private static func described(_ drawing: Data, _ figure: Figure) -> Data {
    guard var text = String(data: drawing, encoding: .utf8) else { return drawing }
    func escaped(_ words: String) -> String {
      words.visible.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
    if let start = text.range(of: "<desc>"), let end = text.range(of: "</desc>") {
      text.replaceSubrange(start.upperBound..<end.lowerBound, with: escaped(figure.alternativeText))
    }
    if let start = text.range(of: "<svg") { text.replaceSubrange(start, with: "<svg role=\"img\"") }
    text = text.replacing(" shape-rendering='crispEdges'", with: "")
    return Data(
      SVGScripts.corrected(text).replacing(
        "font-family=\"Liberation Serif\"",
        with: "font-family=\"Liberation Serif, Times New Roman, Times, serif\""
      ).utf8)
  }

  /// A PNG that says that it has 300 dots per inch: the chunk pHYs after the header (PNG specification, 11.3.5.3).
  private static func withResolution(_ drawing: Data) -> Data {
    let header = 8 + 25
    guard drawing.count > header, drawing.range(of: Data("pHYs".utf8)) == nil else { return drawing }
    // 11 811 dots per metre in both directions, with the checksum of these bytes
    let chunk: [UInt8] =
      [0, 0, 0, 9] + Array("pHYs".utf8) + [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1, 0x78, 0xA5, 0x3F, 0x76]
    return drawing[..<header] + Data(chunk) + drawing[header...]
  }
}
