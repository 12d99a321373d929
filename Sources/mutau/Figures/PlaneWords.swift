import Figures
import GlobalFit
import Inference
import Physics

/// What a plane of a fit file shows, for those who do not see it: sentences, each about a layer in a panel.
struct PlaneWords {
  let figure: PlaneFigure
  /// By panel.
  let shapes: [[PlaneShape]]

  /// A line about the axes and one about each panel.
  var text: String {
    let (horizontal, vertical) = (figure.horizontal, figure.vertical)
    let axes =
      "The plane of \(horizontal.parameter.symbol) (\(horizontal.words)) and \(vertical.parameter.symbol) (\(vertical.words))."
    let panels = zip(figure.panels, shapes).map { panel, shapes in
      ((panel.title.map { "\($0.withoutSigns):" }).map { [$0] } ?? []) + shapes.map(sentence)
    }
    return ([axes] + panels.map { $0.joined(separator: " ") }).joined(separator: "\n")
  }

  private func sentence(_ shape: PlaneShape) -> String {
    let name = shape.layer.words
    guard case .lines(_, let levels) = shape.layer.content else {
      guard !shape.rings.isEmpty else { return "\(name): nowhere inside the frame." }
      return "\(name): \((100 * covered(by: shape)).fixed(0)) % of the plane."
    }
    let drawn = zip(levels, shape.lines).filter { !$0.1.isEmpty }.map { $0.0.label.withoutSigns }
    guard !drawn.isEmpty else { return "\(name): no line inside the frame." }
    // The only line of a layer with a name of its own has nothing more to say.
    guard levels.count > 1 || shape.layer.name == nil else { return "\(name): a line." }
    return "\(name): \(drawn.count == 1 ? "a line" : "lines") at \(drawn.joined(separator: ", "))."
  }

  /// Which part of the plane a region covers, as it is drawn.
  private func covered(by shape: PlaneShape) -> Double {
    let fractions = shape.rings.map { ring in
      zip(ring.x, ring.y).map { Point(figure.horizontal.fraction(of: $0), figure.vertical.fraction(of: $1)) }
    }
    return Area.nested(fractions).flatMap { area in
      area.rings.enumerated().map { ($0.offset == 0 ? 1 : -1) * $0.element.enclosedArea }
    }.reduce(0, +)
  }
}

extension PlaneAxis {
  fileprivate var words: String {
    let unit = parameter.unit.isEmpty ? "" : " \(parameter.unit)"
    let ends = [range.lowerBound, range.upperBound].map {
      $0.resolving(range.upperBound - range.lowerBound, digits: 3)
    }
    return "\(ends[0]) to \(ends[1])\(unit), "
      + (isLogarithmic ? "logarithmic" : "linear")
  }
}

extension PlaneLayer {
  /// What it is called, without the signs of formulas; without a name of its own, after its label or what it shows.
  fileprivate var words: String {
    let words =
      name ?? label?.withoutSigns ?? (inputs.isEmpty ? content.words : inputs.joined(separator: ", "))
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension PlaneLayer.Content {
  /// What it is made from.
  fileprivate var words: String {
    switch self {
    case .lines(let field, _): field.words
    case .region(let conditions):
      conditions.map { condition in
        switch condition {
        case .field(let field, _): "a region of \(field.words)"
        case .nowhere(let variation): "nowhere, whatever \(variation.parameter.symbol)"
        }
      }.joined(separator: " and ")
    }
  }
}

extension PlaneField {
  fileprivate var words: String {
    switch self {
    case .observable(let observable): observable.rawValue
    case .parameter(let parameter): parameter.rawValue
    case .largest(let field, _): "the largest \(field.words)"
    case .pull, .chiSquared, .deltaChiSquared: inputs.joined(separator: ", ")
    }
  }
}

extension String {
  fileprivate var withoutSigns: String { filter { !"$\\{}".contains($0) } }
}
