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

  /// How far words keep from other lines, from labels and from the frame, in centimetres; where nothing is as far from all of
  /// them, they stand where there is most room.
  private static let distance = 0.25

  /// Of words, in centimetres.
  private static let halfHeight = 0.14

  /// About how wide words are, in centimetres: a letter of eight points takes 1.5 mm.
  static func width(of words: String) -> Double {
    0.15 * Double(words.filter { !"$\\{}".contains($0) }.count) + 0.15
  }

  /// Puts words onto the longest line, as near to a wish as they stand clear of everything else.
  ///
  /// - Parameters:
  ///   - fraction: how far along the line the words are wished to stand; lines near each other look best with different ones.
  ///   - others: points of other lines, in centimetres.
  ///   - otherWords: points in the middle of other words, in centimetres.
  ///   - position: where a point lies on paper, in centimetres from the lower left corner of the frame.
  ///   - frame: the upper right corner of the frame.
  init(
    _ lines: [[Point]], words: String, at fraction: Double, lines others: [Point], otherWords: [Point],
    position: (Point) -> Point, frame: Point
  ) {
    self.words = words
    let width = Self.width(of: words)
    let lengths = lines.map { Self.distances($0.map(position)).last ?? 0 }
    guard !words.isEmpty, let longest = lengths.indices.max(by: { lengths[$0] < lengths[$1] }),
      lengths[longest] > 3 * width
    else {
      self.lines = lines
      place = nil
      return
    }
    let line = lines[longest]
    let places = line.map(position)
    let travelled = Self.distances(places)
    let wish = min(max(fraction * lengths[longest], width), lengths[longest] - width)
    let room: [Double] = places.map { place in
      min(
        Self.room(at: place, among: others, in: frame),
        Self.room(at: place, among: otherWords, in: frame) - Self.halfHeight)
    }
    let free = travelled.indices.filter { index in
      travelled[index] > width && travelled[index] < lengths[longest] - width
    }
    /// The least room along words in the middle of which a point stands.
    func leastRoom(around index: Int) -> Double {
      let reach = travelled.indices.filter { other in abs(travelled[other] - travelled[index]) <= width / 2 }
      let least: Double = reach.map { other in room[other] }.min() ?? 0
      return min(least, Self.distance)
    }
    var best: (centre: Double, room: Double) = (wish, -1)
    for index in free {
      let centre: Double = travelled[index]
      let own = leastRoom(around: index)
      let isNearer = abs(centre - wish) < abs(best.centre - wish)
      if own > best.room || own == best.room && isNearer { best = (centre, own) }
    }
    let centre = best.centre
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

  /// How far a place is from the nearest obstacle and from the frame.
  private static func room(at place: Point, among obstacles: [Point], in frame: Point) -> Double {
    var least = min(min(place.x, place.y), min(frame.x - place.x, frame.y - place.y))
    for obstacle in obstacles { least = min(least, hypot(obstacle.x - place.x, obstacle.y - place.y)) }
    return least
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
