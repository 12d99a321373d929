import Figures
import Foundation
import GlobalFit
import Inference

/// The intervals of each quantity, row by row: what changes from one run, or one variant, to the next.
struct ForestFigure {
  /// A run or a variant.
  struct Row {
    let name: String
    /// What it is, in the words of the caption.
    let words: String
    let result: FitResult

    /// The posterior of a quantity that varies; nil if it has none.
    func posterior(of quantity: Quantity) -> QuantityPosterior? {
      result.posterior.quantities.first { $0.quantity == quantity.name && $0.problem == nil }
    }

    /// The profile likelihood of a quantity, if it converged.
    func profile(of quantity: Quantity) -> ProfileResult? {
      result.profiles.first { $0.quantity == quantity.name && $0.problem == nil }
    }

    /// The value at the best fit; nil if there is none.
    func bestValue(of quantity: Quantity) -> Double? { result.bestValue(of: quantity.name) }
  }

  private let name: String
  private let rows: [Row]
  private let axes: [QuantityAxis]
  private static let most = 6

  /// Nil where no quantity has a posterior in the first row and in another.
  ///
  /// - Parameters:
  ///   - wanted: the quantities to show; the first few of the usual ones if there are none.
  ///   - usual: those of the first row, the most interesting ones first.
  init?(_ name: String, _ rows: [Row], _ wanted: [Quantity], usual: [Quantity]) {
    guard let first = rows.first else { return nil }
    let shown = (wanted.isEmpty ? usual : wanted).filter { quantity in
      first.posterior(of: quantity) != nil && rows.count { $0.posterior(of: quantity) != nil } > 1
    }
    guard !shown.isEmpty else { return nil }
    self.name = name
    self.rows = rows
    axes = shown.prefix(wanted.isEmpty ? Self.most : CornerFigure.most).map { QuantityAxis($0, of: rows) }
  }

  private func height(of index: Int) -> Double { Double(rows.count - index) - 0.5 }

  var figure: Figure {
    let columns = min(3, axes.count)
    let lines = (axes.count + columns - 1) / columns
    let names = rows.indices.map { (value: height(of: $0), label: Label.verbatim(rows[$0].name)) }
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
        width: columns == 1 ? 8.6 : 17.8, height: Double(lines) * (1.9 + 0.75 * Double(rows.count))),
      panels: panels)
  }

  private func layers(_ axis: QuantityAxis, row number: Int) -> [Layer] {
    let (row, y) = (rows[number], height(of: number))
    let colour = Colour.series[number % Colour.series.count]
    var layers: [Layer] = []
    if let posterior = row.posterior(of: axis.quantity) {
      for (interval, width) in zip(posterior.equalTailed, [2.6, 0.9]) {
        let pieces = axis.pieces(from: interval.lower, to: interval.upper).map {
          [Point($0.lowerBound, y), Point($0.upperBound, y)]
        }
        layers.append(Layer(.lines(pieces, Stroke(colour, width: width))))
      }
      layers.append(Layer(.points([Point(posterior.median, y)], Marker(.disc, colour, size: 5))))
    }
    // A best fit at infinity has an interval, which comes from beyond the frame.
    let best = row.bestValue(of: axis.quantity)
    if let interval = row.profile(of: axis.quantity)?.intervals.first {
      let line = Interval(
        centre: best ?? .infinity, low: interval.lower ?? -.infinity, high: interval.upper ?? .infinity,
        y: y - 0.24)
      layers.append(Layer(.intervals([line], Marker(.diamond, .black, size: 4))))
    } else if let best {
      layers.append(Layer(.points([Point(best, y - 0.24)], Marker(.diamond, .black, size: 4))))
    }
    return layers
  }

  private var caption: String {
    "Intervals in \(rows.map(\.words).asList). Coloured: the posterior, thick with 68.3 % and thin with 95.4 %, as much below as above, a "
      + "disc at the median. Black below it: a diamond at the best fit, with the 68.3 % interval of the profile likelihood "
      + "where the fit asks for one; what reaches the frame goes on."
  }

  private var words: String {
    rows.map { row in
      let sentences = axes.compactMap { axis -> String? in
        guard let interval = row.posterior(of: axis.quantity)?.equalTailed.first else { return nil }
        return "\(axis.quantity.symbol) \(axis.quantity.words(from: interval.lower, to: interval.upper))"
      }
      return "\(row.name), posterior at 68.3 %: \(sentences.joined(separator: "; "))."
    }.joined(separator: "\n")
  }
}

extension QuantityAxis {
  /// What holds 95.4 % of every posterior and the best fits that are not far out.
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
      least > 0 && (posteriors.allSatisfy { $0.densityScale == "logarithmic" } || most > 100 * least)
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
    self.init(
      quantity, isLogarithmic: isLogarithmic, range: isLogarithmic ? exp(low)...exp(high) : low...high)
  }

  /// An interval in the frame; in two pieces if it goes over the end of the turn.
  fileprivate func pieces(from lower: Double, to upper: Double) -> [ClosedRange<Double>] {
    guard lower > upper else { return [lower...upper] }
    return [range.lowerBound...max(upper, range.lowerBound), min(lower, range.upperBound)...range.upperBound]
  }
}
