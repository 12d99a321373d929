import Figures
import Foundation
import GlobalFit
import Inference

/// The axis of a quantity over several runs: what holds nearly all draws and the best fits.
struct QuantityAxis {
  let quantity: Quantity
  let isLogarithmic: Bool
  let range: ClosedRange<Double>

  /// An axis with a range of its own.
  init(_ quantity: Quantity, isLogarithmic: Bool, range: ClosedRange<Double>) {
    self.quantity = quantity
    self.isLogarithmic = isLogarithmic
    self.range = range
  }

  init(_ quantity: Quantity, in runs: [DrawnRun], withBestFit: Bool = true) {
    self.quantity = quantity
    let found = runs.compactMap { run in run.place(of: quantity).map { (run, run.drawn.quantities[$0]) } }
    let isLogarithmic = !found.isEmpty && found.allSatisfy { $0.1.isLogarithmic }
    self.isLogarithmic = isLogarithmic
    func scaled(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
    var low = found.map { scaled($0.1.quantiles[0]) }.min() ?? 0
    var high = found.map { scaled($0.1.quantiles[4]) }.max() ?? 1
    let width = max(high - low, 1e-12 * abs(high), .leastNormalMagnitude)
    if withBestFit {
      for value in found.compactMap({ $0.0.result.bestValue(of: quantity.name) })
      where !isLogarithmic || value > 0 {
        // A best fit far out would leave nothing to see of the rest.
        let place = scaled(value)
        if place > low - 1.5 * width, place < high + 1.5 * width {
          (low, high) = (min(low, place), max(high, place))
        }
      }
    }
    let room = 0.06 * (high - low)
    (low, high) = (low - room, high + room)
    // Where the prior ends close by, the frame ends there.
    if let supports = found.map(\.1.support) as? [ClosedRange<Double>] {
      let (first, last) = (supports.map(\.lowerBound).min() ?? low, supports.map(\.upperBound).max() ?? high)
      if low < first + 0.15 * width { low = max(first, low - 0.15 * width) }
      if high > last - 0.15 * width { high = min(last, high + 0.15 * width) }
    }
    range = isLogarithmic ? exp(low)...exp(high) : low...high
  }

  var axis: Axis { Axis(quantity.label, range, scale: isLogarithmic ? .logarithmic : .linear) }

  /// From where densities count to the number itself.
  func value(_ place: Double) -> Double { isLogarithmic ? exp(place) : place }

  /// Where densities count a number.
  func place(_ value: Double) -> Double { isLogarithmic ? log(value) : value }

  /// A density as the axis shows it, and the regions of highest density.
  struct Curve {
    var points: [Point]
    var highest: Double
    /// For each of ``shownProbabilities`` its pieces.
    var regions: [[ClosedRange<Double>]]

    /// What lies below the curve in a region.
    func area(_ pieces: [ClosedRange<Double>]) -> [Area] {
      pieces.map { piece in
        var inside = points.filter { piece.contains($0.x) }
        for (end, isFirst) in [(piece.lowerBound, true), (piece.upperBound, false)] {
          let height = height(at: end)
          inside.insert(Point(end, height), at: isFirst ? 0 : inside.count)
        }
        return Area(rings: [[Point(piece.lowerBound, 0)] + inside + [Point(piece.upperBound, 0)]])
      }
    }

    private func height(at x: Double) -> Double {
      guard let next = points.firstIndex(where: { $0.x >= x }), next > 0 else {
        return (x <= points.first?.x ?? x ? points.first : points.last)?.y ?? 0
      }
      let (a, b) = (points[next - 1], points[next])
      return b.x > a.x ? a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) : b.y
    }
  }

  /// The density of the quantity in a run; nil if it has none.
  ///
  /// Where the axis is another than that of the run, densities are those of the run's own.
  func curve(in run: DrawnRun) -> Curve? {
    guard let place = run.place(of: quantity), run.moves(place), let density = run.drawn.density(place) else {
      return nil
    }
    let own = run.drawn.quantities[place].isLogarithmic
    func value(_ place: Double) -> Double { own ? exp(place) : place }
    // Some eight thousandths of the width of the frame between points: finer than it is drawn
    let step = max(1, density.axis.count / 512)
    var points = stride(from: 0, to: density.axis.count, by: step).map {
      Point(value(density.axis.center($0)), density.values[$0])
    }
    if let first = points.first, let last = points.last {
      points.insert(Point(value(density.axis.lower), first.y), at: 0)
      points.append(Point(value(density.axis.upper), last.y))
    }
    let regions = shownProbabilities.map { probability in
      density.region(holding: probability).map { value($0.lower)...max(value($0.lower), value($0.upper)) }
    }
    return Curve(points: points, highest: density.values.max() ?? 0, regions: regions)
  }
}
