import Figures
import Foundation
import GlobalFit
import Inference
import Physics

/// The drawing of a fit file's plane, from the shapes of its layers.
struct PlaneDrawing {
  let figure: PlaneFigure
  /// By panel.
  let shapes: [[PlaneShape]]
  /// The fit's title.
  let title: String

  /// A column of a paper for one panel, both columns for more.
  var drawing: Figure {
    Figure(
      name: figure.name, caption: figure.caption.isEmpty ? title : figure.caption,
      alternativeText: alternativeText, size: size,
      panels: [zip(figure.panels, shapes).map { panel($0, $1) }])
  }

  private var size: Figure.Size {
    let count = figure.panels.count
    return count == 1 ? .column(height: 7.4) : .init(width: min(8.6 * Double(count), 17.8), height: 8)
  }

  private func panel(_ panel: PlanePanel, _ shapes: [PlaneShape]) -> Panel {
    let hasKey = figure.layers.contains { $0.label != nil && $0.labelPlace == nil }
    return Panel(
      title: panel.title.map { Label($0) }, horizontal: axis(figure.horizontal),
      vertical: axis(figure.vertical), layers: shapes.flatMap(layers) + shapes.flatMap(labels),
      key: hasKey ? .outside : nil)
  }

  private func axis(_ axis: PlaneAxis) -> Axis {
    let range = axis.inDrawnUnits(axis.range.lowerBound)...axis.inDrawnUnits(axis.range.upperBound)
    return Axis(axis.label, range, scale: axis.isLogarithmic ? .logarithmic : .linear)
  }

  /// A point in the units in which it is drawn.
  private func drawn(_ x: Double, _ y: Double) -> Point {
    Point(figure.horizontal.inDrawnUnits(x), figure.vertical.inDrawnUnits(y))
  }

  private func drawn(_ line: ContourLine) -> [Point] { zip(line.x, line.y).map(drawn) }

  /// With the first point again at the end if it is closed.
  private func outline(_ line: ContourLine) -> [Point] {
    let points = drawn(line)
    return line.isClosed ? points + points.prefix(1) : points
  }

  /// About how wide and high a panel's frame is on paper, in centimetres.
  private var frame: Point { Point(size.width / Double(figure.panels.count) - 1.6, size.height - 1.4) }

  /// About where a drawn point lies in the frame, in centimetres.
  private func position(_ point: Point) -> Point {
    Point(
      frame.x * figure.horizontal.drawnFraction(of: point.x),
      frame.y * figure.vertical.drawnFraction(of: point.y))
  }

  // MARK: - Layers

  private func colour(of layer: PlaneLayer) -> Colour {
    layer.style.colour?.colour ?? layer.inputs.first.map { ProcessColour.of(input: $0) } ?? .darkGrey
  }

  private func layers(_ shape: PlaneShape) -> [Layer] {
    let layer = shape.layer
    let colour = colour(of: layer)
    let name = layer.labelPlace == nil ? layer.label.map { Label($0) } : nil
    let dash = layer.style.dash.dash
    switch layer.content {
    case .region:
      let areas = Area.nested(shape.rings.map(drawn))
      var layers = [Layer(.area(areas, Fill(colour, opacity: layer.style.opacity ?? 1)), name: name)]
      if layer.style.hasOutline {
        layers.append(
          Layer(.lines(shape.lines.flatMap { $0.map(outline) }, Stroke(colour, width: 1, dash: dash))))
      }
      return layers
    case .lines(_, let levels):
      let lines = zip(levels, shape.lines).enumerated().map { number, line in
        PlaneLineLabel(
          line.1.map(outline), words: line.0.label, at: number.isMultiple(of: 2) ? 0.45 : 0.55,
          position: position, frame: frame)
      }
      let stroke = Stroke(colour, width: 0.9, dash: dash)
      return [Layer(.lines(lines.flatMap(\.lines), stroke), name: name)]
        + lines.compactMap { line in
          line.place.map { Layer(.writing(Label(line.words), at: $0.middle, towards: $0.towards, colour)) }
        }
    }
  }

  /// The name of a layer of which something is to be seen.
  private func labels(_ shape: PlaneShape) -> [Layer] {
    guard let label = shape.layer.label, let place = shape.layer.labelPlace,
      !shape.rings.isEmpty || shape.lines.contains(where: { !$0.isEmpty })
    else { return [] }
    let point = drawn(place.x, place.y)
    guard let direction = shape.layer.labelDirection else {
      return [Layer(.text(Label(label), at: point, .centre, .black))]
    }
    return [Layer(.writing(Label(label), at: point, towards: drawn(direction.x, direction.y), .black))]
  }

  // MARK: - Words

  private var alternativeText: String {
    let axes =
      "The plane of \(figure.horizontal.parameter.symbol) (\(figure.horizontal.words)) and "
      + "\(figure.vertical.parameter.symbol) (\(figure.vertical.words))"
    let panels = zip(figure.panels, shapes).map { panel, shapes in
      let sentences = shapes.map { shape in
        "\(shape.layer.words): \(shape.extent(in: figure))"
      }
      return (panel.title.map { "\($0). " } ?? "") + sentences.joined(separator: "; ")
    }
    return axes + ".\n" + panels.joined(separator: ".\n") + "."
  }
}

extension PlaneAxis {
  /// Whether it is drawn in TeV: where it begins at one or above.
  private var isInTeV: Bool { parameter.unit == "GeV" && range.lowerBound >= 1000 }

  /// A value in the unit in which the axis is drawn.
  fileprivate func inDrawnUnits(_ value: Double) -> Double { isInTeV ? value / 1000 : value }

  /// The symbol with the unit in which the axis is drawn.
  fileprivate var label: Label {
    let unit = isInTeV ? "TeV" : parameter.unit
    return Label("$\(parameter.latex)$" + (unit.isEmpty ? "" : " [\(unit)]"))
  }

  /// How far along the axis a drawn value lies, from 0 to 1.
  fileprivate func drawnFraction(of value: Double) -> Double { fraction(of: isInTeV ? value * 1000 : value) }

  fileprivate var words: String {
    let unit = parameter.unit.isEmpty ? "" : " \(parameter.unit)"
    return "\(range.lowerBound.significant(3)) to \(range.upperBound.significant(3))\(unit), "
      + (isLogarithmic ? "logarithmic" : "linear")
  }

  /// How far along the axis a value lies, from 0 to 1.
  fileprivate func fraction(of value: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    return isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
  }
}

extension PlaneLayer {
  /// What it is called, without the signs of formulas.
  fileprivate var words: String {
    guard let label else { return inputs.isEmpty ? "a layer without a name" : inputs.joined(separator: ", ") }
    return label.filter { !"$\\{}".contains($0) }
  }
}

extension PlaneShape {
  /// How much of the plane it covers, in words.
  fileprivate func extent(in figure: PlaneFigure) -> String {
    if case .lines(_, let levels) = layer.content {
      let drawn = zip(levels, lines).filter { !$0.1.isEmpty }.map(\.0.label)
      return drawn.isEmpty ? "no line inside the frame" : "lines at \(drawn.joined(separator: ", "))"
    }
    guard !rings.isEmpty else { return "nowhere inside the frame" }
    let fractions = rings.map { ring in
      zip(ring.x, ring.y).map { Point(figure.horizontal.fraction(of: $0), figure.vertical.fraction(of: $1)) }
    }
    let covered = Area.nested(fractions).flatMap { area in
      area.rings.enumerated().map { ($0.offset == 0 ? 1 : -1) * $0.element.enclosedArea }
    }.reduce(0, +)
    return "\((100 * covered).fixed(0)) % of the plane"
  }
}

extension PlaneColour {
  fileprivate var colour: Colour {
    switch self {
    case .black: .black
    case .blue: .blue
    case .green: .green
    case .orange: .orange
    case .vermilion: .vermilion
    case .purple: .purple
    case .yellow: .yellow
    case .grey: .grey
    case .white: Colour(0xFFFFFF)
    case .skyBlue: .skyBlue
    case .lightGrey: .lightGrey
    case .darkGrey: .darkGrey
    }
  }
}

extension PlaneDash {
  fileprivate var dash: Stroke.Dash {
    switch self {
    case .solid: .solid
    case .dashed: .dashed
    case .dotted: .dotted
    case .dashDotted: .dashDotted
    }
  }
}
