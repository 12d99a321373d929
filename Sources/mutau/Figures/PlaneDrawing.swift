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
  /// What to know of it, one sentence each.
  let notes: [String]

  /// A column of a paper for one panel, both columns for more.
  var drawing: Figure {
    Figure(
      name: figure.name, caption: caption,
      alternativeText: PlaneWords(figure: figure, shapes: shapes).text, size: size,
      panels: [figure.panels.indices.map { panel(figure.panels[$0].title, shapes[$0]) }],
      key: key
    ).noting(notes)
  }

  private var caption: String {
    let words = figure.caption.isEmpty ? Label.words(title) : figure.caption
    guard figure.showsRises else { return words }
    return words + (words.hasSuffix(".") ? "" : ".")
      + " Where $\\Delta\\chi^2$ is asked for, it rises from its smallest value in the plane, with every parameter that is not on an axis, "
      + "nuisance parameters too, held fixed: nothing is fitted again."
  }

  private var size: Figure.Size {
    let count = figure.panels.count
    return count == 1 ? .column(height: 7.4) : .init(width: min(8.6 * Double(count), 17.8), height: 8.4)
  }

  private func panel(_ title: String?, _ shapes: [PlaneShape]) -> Panel {
    let labels = shapes.flatMap { self.labels($0) }
    let layers = shapes.flatMap(fills) + lines(shapes, around: labels) + labels
    return Panel(
      title: title.map { Label($0) }, horizontal: axis(figure.horizontal),
      vertical: axis(figure.vertical), layers: layers)
  }

  /// Above the panels, so that the frames are the same whatever stands in it. Panels beside each other have the same layers.
  private var key: [Layer] {
    (shapes.first ?? []).flatMap { fills($0) + lines([$0], around: []) }.compactMap { layer in
      switch layer.shape {
      case .area(_, let fill): layer.name.map { Layer(.area([], fill), name: $0) }
      case .lines(_, let stroke): layer.name.map { Layer(.lines([], stroke), name: $0) }
      default: nil
      }
    }
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
  private var frame: Point { Point(size.width / Double(figure.panels.count) - 1.6, size.height - 1.8) }

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

  /// What a layer is called in the key.
  private func keyName(of layer: PlaneLayer) -> Label? {
    layer.labelPlace == nil ? layer.label.map { Label($0) } : nil
  }

  private func fills(_ shape: PlaneShape) -> [Layer] {
    guard case .region = shape.layer.content, shape.layer.isFilled else { return [] }
    let fill = Fill(colour(of: shape.layer), opacity: shape.layer.style.opacity ?? 1)
    return [Layer(.area(Area.nested(shape.rings.map(drawn)), fill), name: keyName(of: shape.layer))]
  }

  /// Outlines and lines, which no fill hides, with the words on lines where they are clear of all else.
  private func lines(_ shapes: [PlaneShape], around labels: [Layer]) -> [Layer] {
    let strokes = shapes.map { shape -> [[[Point]]] in
      if case .region = shape.layer.content, !shape.layer.style.hasOutline { return [] }
      return shape.lines.map { $0.map(outline) }
    }
    var words = labels.flatMap { places(along: $0) }
    var layers: [Layer] = []
    for index in shapes.indices {
      let drawn = lines(shapes[index].layer, strokes[index], besides: words) { level in
        let others = strokes.indices.flatMap { other in
          strokes[other].indices.filter { other != index || $0 != level }.flatMap { strokes[other][$0] }
        }
        return others.flatMap { $0.map(position) }
      }
      layers += drawn
      words += drawn.flatMap { places(along: $0) }
    }
    return layers
  }

  private func lines(
    _ layer: PlaneLayer, _ strokes: [[[Point]]], besides others: [Point], around: (_ level: Int) -> [Point]
  ) -> [Layer] {
    let colour = colour(of: layer)
    let dash = layer.style.dash.dash
    switch layer.content {
    case .region:
      guard layer.style.hasOutline else { return [] }
      let stroke = Stroke(colour.ofOutlines, width: 1, dash: dash)
      return [Layer(.lines(strokes.flatMap(\.self), stroke), name: layer.isFilled ? nil : keyName(of: layer))]
    case .lines(_, let levels):
      // A single line with a label of its own needs no words on it.
      let hasWords = levels.count > 1 || layer.labelPlace == nil
      var words = others
      let lines = zip(levels, strokes).enumerated().map { number, line in
        let label = PlaneLineLabel(
          line.1, words: hasWords ? line.0.label : "", at: number.isMultiple(of: 2) ? 0.45 : 0.55,
          lines: around(number), otherWords: words, position: position, frame: frame)
        if let place = label.place {
          words += places(
            along: Layer(.writing(Label(label.words), at: place.middle, towards: place.towards, colour)))
        }
        return label
      }
      let stroke = Stroke(colour, width: 0.9, dash: dash)
      return [Layer(.lines(lines.flatMap(\.lines), stroke), name: keyName(of: layer))]
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
    // Words at a line have its colour, as those on it do.
    let ink: Colour = if case .lines = shape.layer.content { colour(of: shape.layer) } else { .black }
    guard let direction = shape.layer.labelDirection else {
      return [Layer(.text(Label(label), at: point, .centre, ink))]
    }
    return [Layer(.writing(Label(label), at: point, towards: drawn(direction.x, direction.y), ink))]
  }

  /// Points along the words of a label, in centimetres.
  private func places(along label: Layer) -> [Point] {
    let (words, middle, direction): (Label, Point, Point)
    switch label.shape {
    case .text(let label, let point, _, _): (words, middle, direction) = (label, position(point), Point(1, 0))
    case .writing(let label, let point, let other, _):
      let (start, end) = (position(point), position(other))
      let length = max(hypot(end.x - start.x, end.y - start.y), .leastNormalMagnitude)
      (words, middle) = (label, start)
      direction = Point((end.x - start.x) / length, (end.y - start.y) / length)
    default: return []
    }
    let half = PlaneLineLabel.width(of: words.text) / 2
    return stride(from: -half, through: half, by: 0.1).map {
      Point(middle.x + $0 * direction.x, middle.y + $0 * direction.y)
    }
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

  /// How far along the axis a value lies, from 0 to 1.
  func fraction(of value: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    return isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
  }
}

extension PlaneLayer {
  /// Whether a region has more than a line around it to be seen.
  fileprivate var isFilled: Bool { style.opacity != 0 || !style.hasOutline }
}
