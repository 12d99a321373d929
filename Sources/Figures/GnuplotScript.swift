import Foundation

/// The data and the script of a figure, put together layer by layer.
struct GnuplotScript {
  /// The text of the file with the numbers.
  private(set) var data = ""
  /// The text of the script.
  private(set) var script = ""

  private let figure: Figure
  private var blocks = 0
  private var styles: [String: Int] = [:]
  private var styleLines: [String] = []
  private var panels = ""

  init(_ figure: Figure) {
    self.figure = figure
    let layout = Layout(figure)
    data = """
      # The numbers of \(figure.name).gnuplot. Blocks are parted by two empty lines and counted from 0; what is outside the axes
      # is cut off.


      """
    for place in layout.places { draw(place, on: layout) }
    drawKey(on: layout)
    if layout.places.isEmpty { panels = "  plot [0:1] [0:1] NaN notitle\n" }
    script = head() + panels + "  unset multiplot\n  unset output\n}\n"
  }

  // MARK: - The script

  private func head() -> String {
    let width = (figure.size.width * 100).rounded() / 100
    let height = (figure.size.height * 100).rounded() / 100
    return """
      # Draws \(figure.name).pdf, .svg and .png from \(figure.name).dat. In this folder:
      #   gnuplot \(figure.name).gnuplot
      # One format alone: gnuplot -e "formats='pdf'" \(figure.name).gnuplot
      #
      # \(Self.words(figure.caption))

      # How it looks: change it and draw again. Lengths in points unless said otherwise.
      if (!exists("formats")) formats = "pdf svg png"
      if (!exists("folder")) folder = ""  # of the drawings; empty for this one
      width = \(width)  # cm
      height = \(height)  # cm
      resolution = 300  # dots per inch of the png
      font = "Liberation Serif"
      font_size = \(Layout.fontSize)
      key_font_size = \(Layout.keyFontSize)
      sized(points) = sprintf("%s,%g", font, points * unit)
      frame_width = 0.7
      \(styleLines.joined(separator: "\n"))

      set encoding utf8
      point = 0.035278 / width  # a point as a part of the width
      do for [format in formats] {
        # pdf and png come out with centred words a point too far to the right, svg with numbers below an axis too low
        shift = (format eq "svg") ? 0 : -0.9 * point
        lift = (format eq "svg") ? 0.07 / height : 0
        key_spacing = (format eq "svg") ? 0.85 : 1.1
        unit = (format eq "svg") ? 96 / 72. : 1
        key_font = sized(key_font_size)
        if (format eq "pdf") {
          set terminal pdfcairo enhanced color rounded size width cm, height cm \\
            font sized(font_size) fontscale 0.75 linewidth 2 dashlength 1
        }
        if (format eq "svg") {
          set terminal svg enhanced rounded size width * 96 / 2.54, height * 96 / 2.54 fixed background "white" \\
            font sized(font_size) linewidth 96 / 72. name "\(figure.name.replacing("-", with: "_"))"
        }
        if (format eq "png") {
          set terminal pngcairo enhanced color rounded size width * resolution / 2.54, height * resolution / 2.54 \\
            font sized(font_size) fontscale 0.75 * resolution / 72. \\
            linewidth resolution / 72. pointscale resolution / 72. dashlength 0.5
        }
        set output folder . "\(figure.name)." . format
        set multiplot
        set border 15 front linewidth frame_width
        set errorbars 0
        set tics front

      """
  }

  /// Words that stay in their line of a comment.
  private static func words(_ text: String) -> String {
    text.map { $0.isNewline ? " " : String($0) }.joined()
  }

  private mutating func draw(_ place: Layout.Place, on layout: Layout) {
    let panel = place.panel
    func across(_ points: Double) -> String { String(format: "%.5f", points / layout.width) }
    func up(_ points: Double) -> String { String(format: "%.5f", points / layout.height) }

    var plots: [String] = []
    var words: [String] = []
    let title = "panel in row \(place.row + 1), column \(place.column + 1)"
    for (index, layer) in panel.layers.enumerated() {
      let name = layer.name.map { " \"\(Self.words($0.text))\"" } ?? ""
      let what = "\(title), layer \(index + 1)\(name)"
      if case .text(let label, let point, let anchor, let colour) = layer.shape {
        guard place.frame.contains(point) else { continue }
        let side = anchor == .centre ? "center" : anchor.rawValue
        words.append(
          "set label \(GnuplotText.quoted(label)) at first \(point.x), first \(point.y) \(side) front "
            + "textcolor rgb \"\(colour.hexadecimal)\"")
      } else if case .writing(let label, let point, let other, let colour) = layer.shape {
        guard place.frame.contains(point) else { continue }
        words.append(
          "set label \(GnuplotText.quoted(label)) at first \(point.x), first \(point.y) center rotate by "
            + "\(place.angle(from: point, to: other)) front textcolor rgb \"\(colour.hexadecimal)\"")
      } else {
        plots += plot(layer, in: place, what: what)
      }
    }

    var lines = [
      "", "# \(title)",
      "unset label; unset logscale; unset key; unset xtics; unset ytics; unset title",
      "set lmargin at screen \(across(place.left)); set rmargin at screen \(across(place.right))",
      "set bmargin at screen \(up(place.bottom)); set tmargin at screen \(up(place.top))",
      "set xrange [\(panel.horizontal.limits)]",
      "set yrange [\(panel.vertical.limits)]",
    ]
    if panel.horizontal.scale == .logarithmic { lines.append("set logscale x") }
    if panel.vertical.scale == .logarithmic { lines.append("set logscale y") }
    lines += tics("x", place.horizontalTicks, withWords: place.isLabelledBelow)
    lines += tics("y", place.verticalTicks, withWords: place.isLabelledLeft)

    let middle = across((place.left + place.right) / 2)
    if place.isLabelledBelow, !panel.horizontal.label.text.isEmpty {
      let label = place.horizontalTicks.label(of: panel.horizontal)
      let numbers = layout.hasNumbers(below: place) ? 1.2 * Layout.fontSize + Layout.tickGap : 2
      let y = up(place.bottom - numbers - 0.7 * Layout.fontSize)
      lines.append(
        "set label \(GnuplotText.quoted(label)) at screen \(middle) + shift, screen \(y) center front"
          + Self.font(of: label, within: place.right - place.left))
    }
    if place.isLabelledLeft, !panel.vertical.label.text.isEmpty {
      let label = place.verticalTicks.label(of: panel.vertical)
      let x = across(place.left - place.numbersWidth - 0.95 * Layout.fontSize)
      let y = up((place.top + place.bottom) / 2)
      lines.append(
        "set label \(GnuplotText.quoted(label)) at screen \(x), screen \(y) center rotate by 90 front"
          + Self.font(of: label, within: place.top - place.bottom))
    }
    if let title = panel.title {
      let y = up(place.top + 1.1 * Layout.fontSize)
      lines.append(
        "set label \(GnuplotText.quoted(title)) at screen \(middle) + shift, screen \(y) center front"
          + Self.font(of: title, within: place.right - place.left))
    }
    if let key = panel.key, panel.layers.contains(where: { $0.name != nil }) {
      lines.append(
        "set key \(Self.position(key)) reverse Left samplen 1.6 spacing key_spacing font key_font "
          + "opaque fillcolor rgb \"#30FFFFFF\"")
    }
    lines += words
    if plots.allSatisfy({ $0.hasPrefix("keyentry") }) { plots.insert("NaN notitle", at: 0) }
    lines.append("plot " + plots.joined(separator: ", \\\n    "))
    panels += lines.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }

  /// The key above all panels.
  private mutating func drawKey(on layout: Layout) {
    guard layout.key.height > 0 else { return }
    let nothing = Panel(horizontal: Axis("", 0...1), vertical: Axis("", 0...1), layers: [])
    let place = Layout.Place(
      panel: nothing, row: 0, column: 0, frame: PanelFrame(nothing), horizontalTicks: Ticks(),
      verticalTicks: Ticks(), isLabelledBelow: false, isLabelledLeft: false)
    let entries = figure.key.flatMap { plot($0, in: place, what: "key") }
    let bottom = String(format: "%.5f", 1 - layout.key.height / layout.height)
    let lines = [
      "", "# key", "unset label; unset logscale; unset xtics; unset ytics; unset title; unset border",
      "set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen \(bottom); set tmargin at screen 1",
      "set xrange [0:1]", "set yrange [0:1]",
      "set key inside center center horizontal maxcols \(layout.key.columns) reverse Left samplen 1.6 "
        + "spacing key_spacing font key_font noopaque",
      "plot NaN notitle, " + entries.joined(separator: ", \\\n    "),
    ]
    panels += lines.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }

  /// Smaller letters for a label that is longer than its side of the frame, which would run into that of the next panel.
  private static func font(of label: Label, within length: Double) -> String {
    let width = GnuplotText.width(label.pieces) * Layout.fontSize
    guard width > length + 2 else { return "" }
    return String(format: " font sized(%.2f * font_size)", max(0.5, (length + 2) / width))
  }

  private static func position(_ key: Panel.KeyPlace) -> String {
    switch key {
    case .topLeft: "top left"
    case .topRight: "top right"
    case .bottomLeft: "bottom left"
    case .bottomRight: "bottom right"
    case .outside: "at graph 1.03, graph 1 top left"
    }
  }

  private func tics(_ axis: String, _ ticks: Ticks, withWords: Bool) -> [String] {
    guard !ticks.ticks.isEmpty else { return [] }
    let marks = ticks.ticks.map { tick in
      let words = withWords ? tick.words ?? "" : ""
      return "\(GnuplotText.quoted(words)) \(tick.value)\(tick.words == nil ? " 1" : "")"
    }
    let offset = axis == "x" ? " offset screen shift, screen (lift)" : ""
    return ["set \(axis)tics scale 0.6, 0.3\(offset) (\(marks.joined(separator: ", ")))"]
  }

  // MARK: - Layers

  /// What is to be plotted for a layer; its numbers go into the data.
  private mutating func plot(_ layer: Layer, in place: Layout.Place, what: String) -> [String] {
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

extension Axis {
  /// The range as gnuplot takes it. On a logarithmic axis it is a little wider: rounding would cost the marks at its ends.
  fileprivate var limits: String {
    let slack = scale == .logarithmic ? 1e-9 : 0
    return "\(range.lowerBound * (1 - slack)):\(range.upperBound * (1 + slack))"
  }
}

extension Layout.Place {
  /// The direction on paper from one point to another, in degrees between -90 and 90.
  fileprivate func angle(from point: Point, to other: Point) -> Int {
    let (start, end) = (frame.place(point), frame.place(other))
    let angle = atan2((end.v - start.v) * (top - bottom), (end.u - start.u) * (right - left)) * 180 / .pi
    guard angle.isFinite else { return 0 }
    return Int((angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle).rounded())
  }
}
