import Figures
import Foundation

/// Lines of one level, opened where words run along the longest of them.
struct PlaneLineLabel {
  /// The lines with a gap.
  let lines: [[Point]]
  /// The words in the gap.
  let words: String
  /// Where the words stand and a point they run towards; nil where no line is long enough.
  let place: (middle: Point, towards: Point)?

  /// Puts words onto the middle of the longest line, or as near to it as they stand clear of the frame.
  ///
  /// - Parameters:
  ///   - position: where a point lies on paper, in centimetres from the lower left corner of the frame.
  ///   - frame: the upper right corner of the frame.
  ///   - fraction: how far along the line the words stand; lines near each other look best with different ones.
  init(
    _ lines: [[Point]], words: String, at fraction: Double, position: (Point) -> Point, frame: Point
  ) {
    self.words = words
    // A letter of eight points is about 1.5 mm wide.
    let width = 0.15 * Double(words.filter { !"$\\{}".contains($0) }.count) + 0.15
    let lengths = lines.map { Self.distances($0.map(position)).last ?? 0 }
    guard !words.isEmpty, let longest = lengths.indices.max(by: { lengths[$0] < lengths[$1] }),
      lengths[longest] > 3 * width
    else {
      self.lines = lines
      place = nil
      return
    }
    let line = lines[longest]
    let travelled = Self.distances(line.map(position))
    let wish = min(max(fraction * lengths[longest], width), lengths[longest] - width)
    func isClear(_ index: Int) -> Bool {
      let place = position(line[index])
      return min(place.x, place.y, frame.x - place.x, frame.y - place.y) > 0.3
        && travelled[index] > width && travelled[index] < lengths[longest] - width
    }
    let centre =
      travelled.indices.filter(isClear).map { travelled[$0] }
      .min { abs($0 - wish) < abs($1 - wish) } ?? wish
    let first = travelled.lastIndex { $0 <= centre - width / 2 } ?? 0
    let last = travelled.firstIndex { $0 >= centre + width / 2 } ?? line.count - 1
    let middle = travelled.firstIndex { $0 >= centre } ?? first
    var pieces = lines
    pieces.remove(at: longest)
    if first > 0 { pieces.append(Array(line[...first])) }
    if last < line.count - 1 { pieces.append(Array(line[last...])) }
    self.lines = pieces
    place = (line[middle], line[last])
  }

  /// How far each point is along the line.
  private static func distances(_ line: [Point]) -> [Double] {
    var (distances, sum) = ([0.0], 0.0)
    for (a, b) in zip(line, line.dropFirst()) {
      sum += hypot(b.x - a.x, b.y - a.y)
      distances.append(sum)
    }
    return distances
  }
}
