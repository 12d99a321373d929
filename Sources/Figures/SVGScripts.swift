import Foundation

/// Puts right what gnuplot's SVG makes of indices below exponents (`@_{s}^{SM}` of its enhanced text).
///
/// It goes back by half of a full letter for each sign of the index, whatever its width, and names the size of letters only where
/// it changes, although in SVG neighbours do not hand it on: what comes second is written in full size and over its neighbours.
enum SVGScripts {
  /// The drawing with every piece of such words in its own size and in its own place.
  static func corrected(_ drawing: String) -> String {
    guard drawing.contains("em\" dy=") else { return drawing }
    return drawing.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.contains("em\" dy=") ? correctedLine(String($0)) : String($0) }.joined(separator: "\n")
  }

  /// A line that holds one text.
  private static func correctedLine(_ line: String) -> String {
    var size: Double?
    var width = 0.0
    return line.replacing(/<tspan ([^>]*)>([^<]*)<\/tspan>/) { match in
      var attributes = String(match.output.1)
      let letters = String(match.output.2)
      if let own = attributes.firstMatch(of: /font-size="([0-9.]+)"/), let points = Double(own.output.1) {
        size = points
      } else if let size {
        attributes += " font-size=\"\(size)\""
      }
      // An index begins where the line is left, and what stands above or below it goes back by its width.
      if attributes.contains("dy=\"") {
        if let size {
          let back = String(format: "dx=\"%.2fpx\"", -width * size)
          attributes = attributes.replacing(/dx="-[0-9.]+em"/) { _ in back }
        }
        width = 0
      }
      width += GnuplotText.width([.letters(unescaped(letters), isItalic: false)])
      return "<tspan \(attributes)>\(letters)</tspan>"
    }
  }

  private static func unescaped(_ letters: String) -> String {
    letters.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
  }
}
