import Testing

@testable import Figures

@Suite("Indices below exponents in SVG")
struct SVGScriptsTests {
  /// As gnuplot 5.4 writes `g@_{s}^{SM} [ps]` in letters of 10.67 pixels.
  private let line = """
    \t\t<text><tspan font-family="Serif" >g</tspan><tspan font-family="Serif"  font-size="8.5" dy="3.20px">s</tspan>\
    <tspan font-family="Serif"  dx="-0.50em" dy="-8.53px">SM</tspan>\
    <tspan font-family="Serif"  font-size="10.7" dy="5.33px"> [ps]</tspan></text>
    """

  private func attributes(of letters: String, in drawing: String) throws -> Substring {
    let end = try #require(drawing.range(of: ">\(letters)</tspan>"))
    let start = try #require(drawing[..<end.lowerBound].lastIndex(of: "<"))
    return drawing[start..<end.lowerBound]
  }

  @Test func whatComesSecondIsAsSmallAsWhatComesFirstAndStandsAboveIt() throws {
    let exponent = try attributes(of: "SM", in: SVGScripts.corrected(line))
    #expect(exponent.contains("font-size=\"8.5\"") && exponent.contains("dy=\"-8.53px\""))
    let match = try #require(exponent.firstMatch(of: /dx="(-[0-9.]+)px"/))
    let back = try #require(Double(match.output.1))
    // An s of Times is 0.389 of its size wide (Adobe's metrics of Times-Roman).
    #expect(abs(back + 0.389 * 8.5) < 0.5)
  }

  @Test func whatStandsBeforeAndBehindStaysAsItIs() throws {
    let corrected = SVGScripts.corrected(line)
    #expect(try !attributes(of: "g", in: corrected).contains("font-size"))
    #expect(try attributes(of: " [ps]", in: corrected).contains("font-size=\"10.7\" dy=\"5.33px\""))
  }

  @Test func everyPieceOfAnExponentHasItsSize() throws {
    let line = """
      <text><tspan >x</tspan><tspan font-size="8.5" dy="3.20px">a</tspan><tspan font-style="italic" >b</tspan>\
      <tspan dx="-1.00em" dy="-8.53px">S</tspan><tspan font-style="italic" >M</tspan></text>
      """
    let corrected = SVGScripts.corrected(line)
    for letters in ["a", "b", "S", "M"] {
      #expect(try attributes(of: letters, in: corrected).contains("font-size=\"8.5\""), "\(letters)")
    }
  }

  @Test func aDrawingWithoutThemIsLeftAlone() {
    let drawing = "<svg>\n<text><tspan dy=\"3px\">a</tspan></text>\n</svg>\n"
    #expect(SVGScripts.corrected(drawing) == drawing)
  }
}
