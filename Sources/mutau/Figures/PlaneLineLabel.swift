import Figures
import Foundation
import GlobalFit

/// Lines of one level, opened where words stand on them.
struct PlaneLineLabel {
  /// The lines with a gap.
  let lines: [[Point]]
  /// The words in the gap.
  let words: String
  /// The middle of the gap; nil where no line is long enough.
  let place: Point?

  /// Puts words on the longest of the lines, in its middle.
  init(_ lines: [[Point]], words: String, in figure: PlaneFigure) {
    self.words = words
    func fractions(_ point: Point) -> Point {
      Point(figure.horizontal.fraction(of: point.x), figure.vertical.fraction(of: point.y))
    }
    let lengths = lines.map { line in
      let own = line.map(fractions)
      return zip(own, own.dropFirst()).reduce(0.0) { $0 + hypot($1.1.x - $1.0.x, $1.1.y - $1.0.y) }
    }
    // A letter is about two hundredths of a panel wide.
    let width = 0.022 * Double(words.filter { !"$\\{}".contains($0) }.count) + 0.02
    guard let longest = lengths.indices.max(by: { lengths[$0] < lengths[$1] }), lengths[longest] > 2.5 * width
    else {
      self.lines = lines
      place = nil
      return
    }
    let line = lines[longest]
    let own = line.map(fractions)
    var (travelled, middle) = (0.0, 0)
    while middle + 1 < line.count, travelled < lengths[longest] / 2 {
      travelled += hypot(own[middle + 1].x - own[middle].x, own[middle + 1].y - own[middle].y)
      middle += 1
    }
    let centre = own[middle]
    let isOutside = own.map { abs($0.x - centre.x) > width / 2 || abs($0.y - centre.y) > 0.028 }
    // Only the stretch around the words goes, not where the line comes by again.
    let first = isOutside[..<middle].lastIndex(of: true)
    let last = isOutside[middle...].firstIndex(of: true)
    var pieces = lines
    pieces.remove(at: longest)
    if let first, first > 0 { pieces.append(Array(line[...first])) }
    if let last, last < line.count - 1 { pieces.append(Array(line[last...])) }
    self.lines = pieces
    place = line[middle]
  }
}
