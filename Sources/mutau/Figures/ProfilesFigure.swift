import Figures
import Foundation
import GlobalFit
import Inference

/// Δχ² of every profiled quantity over its marginal posterior.
struct ProfilesFigure {
  private let run: DrawnRun
  private let profiles: [(QuantityAxis, ProfileResult)]
  private let without: [String]

  /// Nil if the fit profiles nothing, or nothing has a curve.
  ///
  /// - Parameter profiles: with their curves.
  init?(_ run: DrawnRun, _ profiles: [(Quantity, ProfileResult)]) {
    let usable = profiles.filter { $0.1.curve != nil && $0.1.problem == nil }
    guard !usable.isEmpty else { return nil }
    self.run = run
    self.profiles = usable.map { (QuantityAxis($0.0, in: [run]), $0.1) }
    without = profiles.filter { $0.1.curve == nil || $0.1.problem != nil }.map(\.0.symbol)
  }

  private static let highest = 6.0

  var figure: Figure {
    let columns = min(3, profiles.count)
    let rows = (profiles.count + columns - 1) / columns
    let drawn = profiles.enumerated().map { panel($1.0, $1.1, isFirst: $0 == 0) }
    let panels = (0..<rows).map { row in
      (0..<columns).map { column -> Panel? in
        let index = row * columns + column
        return index < drawn.count ? drawn[index] : nil
      }
    }
    let (width, height) = columns == 1 ? (8.6, 6.4) : columns == 2 ? (17.8, 6.8) : (17.8, 5.2)
    return Figure(
      name: "profiles", caption: caption, alternativeText: words,
      size: Figure.Size(width: width, height: height * Double(rows)), panels: panels)
  }

  /// The range of an axis with the intervals of the profile in it, where they have ends.
  private func axis(_ own: QuantityAxis, _ profile: ProfileResult) -> Axis {
    guard let curve = profile.curve else { return own.axis }
    let low = curve.values.indices.filter { curve.deltaChiSquared[$0] < Self.highest }.map {
      curve.values[$0]
    }
    var axis = own.axis
    let (first, last) = (low.min() ?? axis.range.lowerBound, low.max() ?? axis.range.upperBound)
    // A curve that stays low far beyond the posterior would squeeze that on a linear axis.
    let width = axis.range.upperBound - axis.range.lowerBound
    let reach =
      own.isLogarithmic ? 0...Double.infinity : axis.range.lowerBound - width...axis.range.upperBound + width
    axis.range =
      min(
        axis.range.lowerBound, max(first, reach.lowerBound))...max(
        axis.range.upperBound, min(last, reach.upperBound))
    return axis
  }

  private func panel(_ own: QuantityAxis, _ profile: ProfileResult, isFirst: Bool) -> Panel {
    let axis = axis(own, profile)
    var layers: [Layer] = []
    if let curve = own.curve(in: run), curve.highest > 0 {
      let points = curve.points.map { Point($0.x, $0.y / curve.highest * 0.6 * Self.highest) }
      let below = [Point(points[0].x, 0)] + points + [Point(points[points.count - 1].x, 0)]
      layers.append(Layer(.area([Area(rings: [below])], Fill(.lightGrey)), name: isFirst ? "posterior" : nil))
    }
    func place(_ fraction: Double) -> Double {
      own.isLogarithmic
        ? axis.range.lowerBound * pow(axis.range.upperBound / axis.range.lowerBound, fraction)
        : axis.range.lowerBound + fraction * (axis.range.upperBound - axis.range.lowerBound)
    }
    /// Whether the curve stays out of a part of the frame.
    func isFree(_ across: ClosedRange<Double>, _ up: ClosedRange<Double>) -> Bool {
      guard let curve = profile.curve else { return true }
      let inside = place(across.lowerBound)...place(across.upperBound)
      return !curve.values.indices.dropLast().contains { index in
        (0...10).contains { step in
          let part = Double(step) / 10
          func between(_ numbers: [Double]) -> Double {
            numbers[index] + part * (numbers[index + 1] - numbers[index])
          }
          return inside.contains(between(curve.values)) && up.contains(between(curve.deltaChiSquared))
        }
      }
    }
    for (level, name) in [(1.0, "68.3 %"), (4.0, "95.4 %")] {
      let line = [Point(axis.range.lowerBound, level), Point(axis.range.upperBound, level)]
      layers.append(Layer(.lines([line], Stroke(.black, width: 0.5, dash: .dotted))))
      // Above the line at its right end, or where else the curve leaves room
      let places = [(true, 0.3), (false, 0.3), (true, -0.3), (false, -0.3)]
      let (isRight, up) =
        places.first { isFree($0.0 ? 0.75...1 : 0...0.25, level + $0.1 - 0.3...level + $0.1 + 0.33) }
        ?? places[0]
      layers.append(
        Layer(
          .text(
            Label(name), at: Point(place(isRight ? 0.98 : 0.02), level + up), isRight ? .right : .left, .black
          )))
    }
    if let curve = profile.curve {
      let points = zip(curve.values, curve.deltaChiSquared).map { Point($0, $1.isFinite ? $1 : .nan) }
      layers.append(
        Layer(.lines([points], Stroke(.blue, width: 1.3)), name: isFirst ? "profile likelihood" : nil))
    }
    layers.append(
      Layer(
        .points([Point(profile.bestFit, 0.07)], Marker(.diamond, .vermilion, size: 5)),
        name: isFirst ? "best fit" : nil))
    return Panel(
      horizontal: axis, vertical: Axis("$\\Delta\\chi^2$", 0...Self.highest), layers: layers,
      key: isFirst ? (isFree(0.5...1, 4.4...20) ? .topRight : .topLeft) : nil)
  }

  private var caption: String {
    let names = profiles.map { "$\($0.0.quantity.latex)$" }
    var text =
      "Profile likelihood of \(names.asList) in \"\(run.problem.fit.title)\" (\(run.name)): the rise of $\\chi^2$, all other "
      + "parameters fitted again, with $\\Delta\\chi^2 = 1$ and 4 (68.3 % and 95.4 % of one quantity, by Wilks) dotted; diamonds "
      + "mark the best fit. Grey: the marginal posterior, scaled to the frame, per unit of length along the axis."
    if !without.isEmpty { text += " No profile can be shown of \(without.asList)." }
    return text
  }

  private var words: String {
    profiles.map { axis, profile in
      let quantity = axis.quantity
      let intervals = profile.intervals.prefix(2).map { interval in
        let range =
          switch (interval.lower, interval.upper) {
          case (let lower?, let upper?): quantity.words(from: lower, to: upper)
          case (nil, let upper?): "below \(quantity.words(upper))"
          case (let lower?, nil): "above \(quantity.words(lower))"
          case (nil, nil): "anywhere in its range"
          }
        return "\(range) at \((100 * interval.confidence).fixed(1)) %"
      }
      return
        "\(quantity.symbol): best fit \(quantity.words(profile.bestFit)), \(intervals.joined(separator: ", "))."
    }.joined(separator: " ")
  }
}
