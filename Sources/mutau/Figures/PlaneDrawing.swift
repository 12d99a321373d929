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
    let count = figure.panels.count
    let hasKey = figure.layers.contains { $0.label != nil && $0.labelPlace == nil }
    let height = 7.4 + (hasKey ? 0.4 * Double(figure.layers.count) : 0)
    return Figure(
      name: figure.name, caption: figure.caption.isEmpty ? title : figure.caption,
      alternativeText: alternativeText,
      size: count == 1
        ? .column(height: height) : .init(width: min(8.6 * Double(count), 17.8), height: height),
      panels: [zip(figure.panels, shapes).map { panel($0, $1, key: hasKey) }])
  }

  private func panel(_ panel: PlanePanel, _ shapes: [PlaneShape], key: Bool) -> Panel {
    Panel(
      title: panel.title.map { Label($0) }, horizontal: axis(figure.horizontal),
      vertical: axis(figure.vertical), layers: shapes.flatMap(layers) + shapes.flatMap(labels),
      key: key ? .outside : nil)
  }

  private func axis(_ axis: PlaneAxis) -> Axis {
    Axis(axis.parameter.axisLabel, axis.range, scale: axis.isLogarithmic ? .logarithmic : .linear)
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
      let areas = Area.nested(shape.rings.map(\.points))
      var layers = [Layer(.area(areas, Fill(colour, opacity: layer.style.opacity ?? 1)), name: name)]
      if layer.style.hasOutline {
        layers.append(
          Layer(.lines(shape.lines.flatMap { $0.map(\.drawn) }, Stroke(colour, width: 1, dash: dash))))
      }
      return layers
    case .lines(_, let levels):
      let lines = zip(levels, shape.lines).map { level, lines in
        PlaneLineLabel(lines.map(\.drawn), words: level.label, in: figure)
      }
      let stroke = Stroke(colour, width: 0.9, dash: dash)
      return [Layer(.lines(lines.flatMap(\.lines), stroke), name: name)]
        + lines.compactMap { line in
          line.place.map { Layer(.text(Label(line.words), at: $0, .centre, colour)) }
        }
    }
  }

  private func labels(_ shape: PlaneShape) -> [Layer] {
    guard let label = shape.layer.label, let place = shape.layer.labelPlace else { return [] }
    return [Layer(.text(Label(label), at: Point(place.x, place.y), .centre, .black))]
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

extension Parameter {
  /// The symbol with its unit, for an axis.
  var axisLabel: Label {
    Label("$\(latex)$" + (unit.isEmpty ? "" : " [\(unit)]"))
  }
}

extension PlaneAxis {
  fileprivate var words: String {
    let unit = parameter.unit.isEmpty ? "" : " \(parameter.unit)"
    return "\(range.lowerBound.significant(3)) to \(range.upperBound.significant(3))\(unit), "
      + (isLogarithmic ? "logarithmic" : "linear")
  }

  /// How far along the axis a value lies, from 0 to 1.
  func fraction(of value: Double) -> Double {
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
    let points = Area.nested(rings.map(\.points)).map { area in
      area.rings.enumerated().reduce(0.0) { sum, ring in
        let own = ring.element.map {
          Point(figure.horizontal.fraction(of: $0.x), figure.vertical.fraction(of: $0.y))
        }
        return sum + (ring.offset == 0 ? 1 : -1) * own.enclosedArea
      }
    }
    return "\((100 * points.reduce(0, +)).fixed(0)) % of the plane"
  }
}

extension ContourLine {
  fileprivate var points: [Point] { zip(x, y).map { Point($0, $1) } }

  /// With the first point again at the end if it is closed.
  fileprivate var drawn: [Point] { isClosed ? points + points.prefix(1) : points }
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
