import Foundation

/// What is plotted for a layer, its numbers, and the styles of lines and areas.
extension GnuplotScript {
  /// What is to be plotted for a layer; its numbers go into the data.
  mutating func plot(_ layer: Layer, in place: Layout.Place, what: String) -> [String] {
    let name = layer.name.map(GnuplotText.quoted)
    let frame = place.frame
    var plots: [String] = []
    var nowhere: String?
    func title() -> String { name.map { "title \($0)" } ?? "notitle" }
    func append(_ block: Int?, _ columns: String, _ how: String) {
      guard let block else {
        // What is nowhere to be seen stands in the key all the same.
        if plots.isEmpty, name != nil { nowhere = "keyentry \(how) \(title())" }
        return
      }
      plots.append(
        "'\(figure.name).dat' index \(block) using \(columns) \(how) "
          + (plots.isEmpty ? title() : "notitle"))
    }
    switch layer.shape {
    case .text, .writing: break
    case .area(let areas, let fill):
      let polygons = areas.map { frame.polygon($0) }.filter { !$0.isEmpty }
      append(self.block("\(what), areas: x y", polygons), "1:2", self.style(fill))
    case .lines(let lines, let stroke):
      append(
        self.block("\(what), lines: x y", lines.flatMap { frame.clip(line: $0) }), "1:2", self.style(stroke))
    case .steps(let edges, let heights, let stroke, let fill):
      let outline = Self.outline(edges, heights, above: place.panel.vertical.range.lowerBound)
      if let fill {
        let polygon = frame.polygon(Area(rings: [outline]))
        append(
          self.block("\(what), below the steps: x y", polygon.isEmpty ? [] : [polygon]), "1:2",
          self.style(fill))
      }
      append(self.block("\(what), steps: x y", frame.clip(line: outline)), "1:2", self.style(stroke))
    case .points(let points, let marker):
      let seen = points.filter { frame.contains($0) }
      if marker.form == .bar {
        append(
          self.block("\(what), bars: x y", seen.map { bar(at: $0, marker, place) }), "1:2",
          self.style(bars: marker))
      } else {
        append(self.block("\(what), marks: x y", seen.isEmpty ? [] : [seen]), "1:2", self.style(marker))
      }
    case .intervals(let intervals, let marker):
      var marked: [[Double]] = []
      var lines: [[Point]] = []
      for interval in intervals {
        let line = frame.clip(line: [Point(interval.low, interval.y), Point(interval.high, interval.y)])
        let mark = interval.centre.map { Point($0, interval.y) }.flatMap { frame.contains($0) ? $0 : nil }
        if let mark, marker.form != .bar {
          let ends = line.first ?? [mark, mark]
          marked.append([mark.x, mark.y, ends[0].x, ends[ends.count - 1].x])
        } else {
          lines += line
          if let mark { lines.append(bar(at: mark, marker, place)) }
        }
      }
      let numbers = marked.isEmpty ? [] : [marked]
      append(
        self.block("\(what), marks with their bars: x y low high", rows: numbers), "1:2:3:4",
        self.style(marker, with: "xerrorbars"))
      append(self.block("\(what), bars: x y", lines), "1:2", self.style(bars: marker))
    }
    return plots.isEmpty ? nowhere.map { [$0] } ?? [] : plots
  }

  /// The outline of a histogram, from the base at the left to the base at the right.
  private static func outline(_ edges: [Double], _ heights: [Double], above lowest: Double) -> [Point] {
    guard edges.count == heights.count + 1, let first = edges.first, let last = edges.last else { return [] }
    let base = max(0, lowest)
    return [Point(first, base)]
      + heights.indices.flatMap { [Point(edges[$0], heights[$0]), Point(edges[$0 + 1], heights[$0])] }
      + [Point(last, base)]
  }

  /// An upright bar as high as the mark is to be.
  private func bar(at point: Point, _ marker: Marker, _ place: Layout.Place) -> [Point] {
    let half = marker.size / 2 / (place.top - place.bottom)
    let (u, v) = place.frame.place(point)
    return [place.frame.point(u: u, v: v - half), place.frame.point(u: u, v: v + half)]
  }

  // MARK: - Numbers

  private mutating func block(_ what: String, _ lines: [[Point]]) -> Int? {
    block(what, rows: lines.map { $0.map { [$0.x, $0.y] } })
  }

  /// Writes a block of groups of rows; nil if there is nothing to write.
  private mutating func block(_ what: String, rows: [[[Double]]]) -> Int? {
    guard !rows.isEmpty else { return nil }
    data += "\n\n# \(blocks): \(what)\n"
    data += rows.map { $0.map { $0.map { "\($0)" }.joined(separator: " ") + "\n" }.joined() }.joined(
      separator: "\n")
    blocks += 1
    return blocks - 1
  }

  // MARK: - Styles

  /// The number of a style, which is defined at the top of the script.
  private mutating func number(of definition: String) -> Int {
    if let number = styles[definition] { return number }
    let number = styles.count + 1
    styles[definition] = number
    styleLines.append(definition.replacing("#NUMBER", with: "\(number)"))
    return number
  }

  private mutating func style(_ fill: Fill) -> String {
    let number = number(
      of:
        "set style line #NUMBER linecolor rgb \"\(fill.colour.hexadecimal)\"; opacity_#NUMBER = \(fill.opacity)"
    )
    return
      "with filledcurves closed linestyle \(number) fillstyle transparent solid opacity_\(number) noborder"
  }

  private mutating func style(_ stroke: Stroke) -> String {
    let number = number(
      of:
        "set style line #NUMBER linecolor rgb \"\(stroke.colour.hexadecimal)\" linewidth \(max(0.5, stroke.width)) "
        + "dashtype \(stroke.dash.number)")
    return "with lines linestyle \(number)"
  }

  private mutating func style(bars marker: Marker) -> String { style(Stroke(marker.colour, width: 1)) }

  private mutating func style(_ marker: Marker, with how: String = "points") -> String {
    let width = how == "points" && marker.form.isFilled ? 0.5 : 0.9
    let size = String(format: "%.3f", max(0.05, (marker.size - width) / 6))
    let number = number(
      of: "set style line #NUMBER linecolor rgb \"\(marker.colour.hexadecimal)\" linewidth \(width) "
        + "pointtype \(marker.form.number) pointsize \(size)")
    return "with \(how) linestyle \(number)"
  }
}

extension Colour {
  /// As gnuplot and web pages write it.
  var hexadecimal: String { String(format: "#%02X%02X%02X", red, green, blue) }
}

extension Stroke.Dash {
  /// Gnuplot's number of it.
  fileprivate var number: Int {
    switch self {
    case .solid: 1
    case .dashed: 2
    case .dotted: 3
    case .dashDotted: 4
    }
  }
}

extension Marker.Form {
  /// Gnuplot's number of it.
  fileprivate var number: Int {
    switch self {
    case .disc: 7
    case .circle: 6
    case .square: 5
    case .diamond: 13
    case .cross: 2
    case .star: 3
    case .bar: 1
    }
  }

  fileprivate var isFilled: Bool { self == .disc || self == .square || self == .diamond }
}
