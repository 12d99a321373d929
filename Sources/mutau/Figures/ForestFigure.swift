import Figures
import Foundation
import GlobalFit
import Inference

/// The intervals of each quantity, row by row: what changes from one run, or one variant, to the next.
struct ForestFigure {
  /// A run or a variant.
  struct Row {
    let name: RunName
    /// What it is, in the words of the caption.
    let words: String
    let result: FitResult
    /// Between which values the fit looks for each parameter, by their names.
    let priors: [Quantity: ClosedRange<Double>]
    /// What the draws say at other levels than those of the result; nil for its own.
    var posteriors: [QuantityPosterior]?
    /// The profile likelihood at other levels; nil for those of the result.
    var profiles: [ProfileResult]?

    /// The posterior of a quantity that varies; nil if it has none.
    func posterior(of quantity: Quantity) -> QuantityPosterior? {
      (posteriors ?? result.posterior.quantities).first { $0.quantity == quantity && $0.problem == nil }
    }

    /// The profile likelihood of a quantity, if it converged.
    func profile(of quantity: Quantity) -> ProfileResult? {
      (profiles ?? result.profiles).first { $0.quantity == quantity && $0.problem == nil }
    }

    /// The value at the best fit; nil if there is none.
    func bestValue(of quantity: Quantity) -> Double? { result.bestValue(of: quantity) }
  }

  private let name: String
  private let rows: [Row]
  private let axes: [QuantityAxis]
  /// The probabilities of the intervals, ascending.
  private let levels: [Double]
  /// How many quantities are shown, and of those that somebody asked for.
  private static let most = 6
  private static let mostWanted = 8

  /// Nil where no quantity has a posterior in the first row and in another.
  ///
  /// - Parameters:
  ///   - wanted: the quantities to show; the first few of the usual ones if there are none.
  ///   - usual: those of the first row, the most interesting ones first.
  ///   - levels: the probabilities of the intervals of all rows, ascending.
  init?(
    _ name: String, _ rows: [Row], _ wanted: [Quantity], usual: [Quantity],
    levels: [Double] = shownProbabilities
  ) {
    guard let first = rows.first else { return nil }
    let shown = (wanted.isEmpty ? usual : wanted).filter { quantity in
      first.posterior(of: quantity) != nil && rows.count { $0.posterior(of: quantity) != nil } > 1
    }
    guard !shown.isEmpty else { return nil }
    self.name = name
    (self.rows, self.levels) = (rows, levels)
    axes = shown.prefix(wanted.isEmpty ? Self.most : Self.mostWanted).map { QuantityAxis($0, of: rows) }
  }

  /// How thick the line of each interval is, in points: the shorter the thicker.
  private var widths: [Double] {
    levels.indices.map { levels.count == 1 ? 2.6 : 2.6 - 1.7 * Double($0) / Double(levels.count - 1) }
  }

  private func height(of index: Int) -> Double { Double(rows.count - index) - 0.5 }

  var figure: Figure {
    let columns = min(3, axes.count)
    let lines = (axes.count + columns - 1) / columns
    let names = rows.indices.map { (value: height(of: $0), label: rows[$0].name.label) }
    let none = names.map { (value: $0.value, label: Label("")) }
    let drawn = axes.enumerated().map { index, axis in
      Panel(
        horizontal: axis.axis,
        vertical: Axis("", 0...Double(rows.count), ticks: .named(index % columns == 0 ? names : none)),
        layers: rows.indices.flatMap { layers(axis, row: $0) })
    }
    let panels = (0..<lines).map { line in
      (0..<columns).map { column -> Panel? in
        line * columns + column < drawn.count ? drawn[line * columns + column] : nil
      }
    }
    return Figure(
      name: name, caption: caption, alternativeText: words,
      size: Figure.Size(
        width: columns == 1 ? 8.6 : 17.8, height: 0.6 + Double(lines) * (1.9 + 0.75 * Double(rows.count))),
      panels: panels, key: key)
  }

  private func layers(_ axis: QuantityAxis, row number: Int) -> [Layer] {
    let (row, y) = (rows[number], height(of: number))
    let colour = SeriesStyle(number).colour
    var layers: [Layer] = []
    if let posterior = row.posterior(of: axis.quantity) {
      for (interval, width) in zip(posterior.equalTailed, widths) {
        let pieces = axis.pieces(from: interval.lower, to: interval.upper).map {
          [Point($0.lowerBound, y), Point($0.upperBound, y)]
        }
        layers.append(Layer(.lines(pieces, Stroke(colour, width: width))))
      }
      layers.append(
        Layer(
          .points([Point(posterior.median, y)], SeriesStyle(number).marker(of: .medians, size: 5))))
    }
    return layers + profile(axis, row, at: y - 0.24)
  }

  /// The best fit with the interval of the profile likelihood. An end that the data do not give is an arrow: where the prior ends,
  /// or as far as the posterior reaches.
  private func profile(_ axis: QuantityAxis, _ row: Row, at y: Double) -> [Layer] {
    var layers: [Layer] = []
    let interval = row.profile(of: axis.quantity)?.intervals.first
    // A best fit at infinity, which has no number, or far out stands at the frame.
    let isInfinite = interval != nil && interval?.upper == nil && row.result.bestFit.isConverged
    let best = (row.bestValue(of: axis.quantity) ?? (isInfinite ? .infinity : nil)).map { axis.nearest($0) }
    if let interval {
      let prior = row.priors[axis.quantity]
      let posterior = row.posterior(of: axis.quantity)?.equalTailed.last
      func end(_ value: Double?, _ prior: Double?, _ reached: [Double?], _ outermost: ([Double]) -> Double?)
        -> Double?
      {
        (value ?? prior ?? outermost(reached.compactMap(\.self))).map { axis.nearest($0) }
      }
      let low = end(interval.lower, prior?.lowerBound, [best, posterior?.lower]) { $0.min() }
      let high = end(interval.upper, prior?.upperBound, [best, posterior?.upper]) { $0.max() }
      if let low, let high {
        var lines = axis.pieces(from: low, to: high).map {
          [Point($0.lowerBound, y), Point($0.upperBound, y)]
        }
        if interval.lower == nil { lines.append(axis.arrow(to: Point(low, y), side: -1)) }
        if interval.upper == nil { lines.append(axis.arrow(to: Point(high, y), side: 1)) }
        layers.append(Layer(.lines(lines, Stroke(.black, width: 0.9))))
      }
    }
    if let best { layers.append(Layer(.points([Point(best, y)], Marker(.diamond, .black, size: 4)))) }
    return layers
  }

  /// What the lines and marks mean.
  private var key: [Layer] {
    zip(levels, widths).enumerated().map { place, level in
      Layer(
        .lines([], Stroke(.darkGrey, width: level.1)),
        name: Label((place == 0 ? "posterior, " : "") + level.0.percent))
    } + [
      Layer(.points([], Marker(.disc, .darkGrey, size: 5)), name: "median"),
      Layer(.lines([], Stroke(.black, width: 0.9)), name: Label("profile, \(levels[0].percent)")),
      Layer(.points([], Marker(.diamond, .black, size: 4)), name: "best fit"),
    ]
  }

  private var caption: String {
    "Intervals in \(rows.map(\.words).asList). Coloured: the posterior with \(levels.map(\.percent).asList), the less the thicker, as much below as above, a "
      + "disc at the median. Black below it: a diamond at the best fit, with the \(levels[0].percent) interval of the profile likelihood "
      + "where the fit asks for one. An arrow: the data give no end there, and the line goes as far as the prior of a parameter, or as "
      + "\(levels[levels.count - 1].percent) of the posterior of a prediction. A best fit outside the frame stands at its edge."
  }

  private var words: String {
    rows.map { row in
      let sentences = axes.compactMap { axis -> String? in
        guard let interval = row.posterior(of: axis.quantity)?.equalTailed.first else { return nil }
        return "\(axis.quantity.symbol) \(axis.quantity.words(from: interval.lower, to: interval.upper))"
      }
      return "\(row.name.words), posterior at \(levels[0].percent): \(sentences.joined(separator: "; "))."
    }.joined(separator: "\n")
  }
}

extension QuantityAxis {
  /// What the longest intervals of every posterior hold, and the best fits that are not far out.
  fileprivate init(_ quantity: Quantity, of rows: [ForestFigure.Row]) {
    let posteriors = rows.compactMap { $0.posterior(of: quantity) }
    // a phase may be cut open elsewhere, and its intervals go over the end of the turn
    guard !posteriors.contains(where: { $0.cutAt != nil }) else {
      self.init(quantity, isLogarithmic: false, range: 0...2 * .pi)
      return
    }
    let ends = posteriors.compactMap(\.equalTailed.last)
    let (least, most) = (ends.map(\.lower).min() ?? 0, ends.map(\.upper).max() ?? 1)
    let isLogarithmic =
      least > 0 && (posteriors.contains { $0.densityScale == "logarithmic" } || most > 100 * least)
    func place(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
    var (low, high) = (place(least), place(most))
    let width = max(high - low, 1e-12 * abs(high), .leastNormalMagnitude)
    for best in rows.compactMap({ $0.bestValue(of: quantity) }) where !isLogarithmic || best > 0 {
      // one far out would leave nothing to see of the rest
      if place(best) > low - 1.5 * width, place(best) < high + 1.5 * width {
        (low, high) = (min(low, place(best)), max(high, place(best)))
      }
    }
    let room = 0.06 * max(high - low, width)
    (low, high) = (low - room, high + room)
    // Beyond the priors, or below zero where nothing is, there is nothing to show.
    let priors = rows.compactMap { $0.priors[quantity] }
    if let first = priors.map(\.lowerBound).min(), !isLogarithmic || first > 0 {
      low = max(low, place(first))
    }
    if let last = priors.map(\.upperBound).max() { high = min(high, place(last)) }
    if !isLogarithmic, least >= 0 { low = max(0, low) }
    self.init(
      quantity, isLogarithmic: isLogarithmic, range: isLogarithmic ? exp(low)...exp(high) : low...high)
  }

  /// The value itself, or where it leaves the frame.
  fileprivate func nearest(_ value: Double) -> Double { min(max(value, range.lowerBound), range.upperBound) }

  /// The head of an arrow that ends at a point of the frame and runs to the right (`side` 1) or to the left (-1).
  fileprivate func arrow(to tip: Point, side: Double) -> [Point] {
    let length = 0.025 * (place(range.upperBound) - place(range.lowerBound))
    let back = value(place(tip.x) - side * length)
    return [Point(back, tip.y + 0.1), tip, Point(back, tip.y - 0.1)]
  }

  /// An interval in the frame; in two pieces if it goes over the end of the turn.
  fileprivate func pieces(from lower: Double, to upper: Double) -> [ClosedRange<Double>] {
    guard lower > upper else { return [lower...upper] }
    return [range.lowerBound...max(upper, range.lowerBound), min(lower, range.upperBound)...range.upperBound]
  }
}
