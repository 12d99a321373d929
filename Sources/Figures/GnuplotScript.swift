import Foundation
import Typesetting

/// The data and the script of a figure, put together layer by layer.
struct GnuplotScript {
  /// The text of the file with the numbers.
  var data = ""
  /// The text of the script.
  private(set) var script = ""

  let figure: Figure
  var blocks = 0
  var styles: [String: Int] = [:]
  var styleLines: [String] = []
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
    script =
      head(height: layout.height / Layout.pointsPerCentimetre) + panels
      + "  unset multiplot\n  unset output\n}\n"
  }

  // MARK: - The script

  private func head(height: Double) -> String {
    let width = (figure.size.width * 100).rounded() / 100
    let height = (height * 100).rounded() / 100
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

  /// Words that stay in their line of a comment, which a backslash at its end would go on with.
  private static func words(_ text: String) -> String {
    let line = text.map { $0.isNewline ? " " : String($0) }.joined().visible
    return line.hasSuffix("\\") ? line + " ." : line
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
      "key_font_above = sized(\(String(format: "%.2f", layout.key.scale)) * key_font_size)",
      "set key inside center center horizontal maxcols \(layout.key.columns) reverse Left samplen 1.6 "
        + "spacing key_spacing font key_font_above noopaque",
      "plot NaN notitle, " + entries.joined(separator: ", \\\n    "),
    ]
    panels += lines.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }

  /// Smaller letters for a label that is longer than its side of the frame, which would run into that of the next panel.
  private static func font(of label: Label, within length: Double) -> String {
    let width = GnuplotText.width(label.pieces) * Layout.fontSize
    guard width > length - 3 else { return "" }
    return String(format: " font sized(%.2f * font_size)", max(0.5, (length - 3) / width))
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
      return "\(GnuplotText.quotedMark(words)) \(tick.value)\(tick.words == nil ? " 1" : "")"
    }
    let offset = axis == "x" ? " offset screen shift, screen (lift)" : ""
    return ["set \(axis)tics scale 0.6, 0.3\(offset) (\(marks.joined(separator: ", ")))"]
  }
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
