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
    // Runs with another prior of the quantity share the axis: one that asks for decades would be a line on another.
    let isLogarithmic =
      found.contains { $0.1.isLogarithmic } && found.allSatisfy { $0.1.isPositive }
    self.isLogarithmic = isLogarithmic
    func scaled(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
    var low = found.map { scaled($0.1.quantiles[0]) }.min() ?? 0
    var high = found.map { scaled(min($0.1.quantiles[4], $0.1.highest)) }.max() ?? 1
    let width = max(high - low, 1e-12 * abs(high), .leastNormalMagnitude)
    if withBestFit {
      for value in found.compactMap({ $0.0.result.bestValue(of: quantity) })
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
    if let supports = found.map({ $0.1.support(isLogarithmic) }) as? [ClosedRange<Double>] {
      let (first, last) = (supports.map(\.lowerBound).min() ?? low, supports.map(\.upperBound).max() ?? high)
      if low < first + 0.15 * width { low = max(first, low - 0.15 * width) }
      if high > last - 0.15 * width { high = min(last, high + 0.15 * width) }
    }
    // Room is no reason to show what cannot be.
    if !isLogarithmic, found.allSatisfy({ $0.1.isPositive }) { low = max(0, low) }
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
    /// For each probability its pieces.
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

  /// The density of the quantity in a run, per unit of length along this axis; nil if it has none.
  func curve(in run: DrawnRun, holding probabilities: [Double] = shownProbabilities) -> Curve? {
    guard let place = run.place(of: quantity), run.moves(place) else { return nil }
    let own = run.drawn.quantities[place]
    guard !isLogarithmic || own.isPositive,
      let density = run.drawn.density(place, isLogarithmic: isLogarithmic)
    else { return nil }
    let points = Self.averages(of: density, bins: 160, from: isLogarithmic ? range.logarithms : range).map {
      Point(value($0.place), $0.density)
    }
    return Curve(
      points: points, highest: points.map(\.y).max() ?? 0,
      regions: regions(holding: probabilities, of: density, in: own))
  }

  /// For each probability the pieces of the region of highest density. Where the density is the same everywhere
  /// there is no region of highest density: the outer one is then all there is.
  private func regions(holding probabilities: [Double], of density: MarginalDensity, in own: DrawnQuantity)
    -> [[ClosedRange<Double>]]
  {
    let (least, most) = (density.values.min() ?? 0, density.values.max() ?? 0)
    if least > 0.8 * most {
      let all = [value(density.axis.lower)...value(density.axis.upper)]
      return probabilities.indices.map { $0 == probabilities.count - 1 ? all : [] }
    }
    if probabilities == shownProbabilities, isLogarithmic == own.isLogarithmic, let shortest = own.shortest {
      return shortest.map { [$0] }
    }
    return probabilities.map { probability in
      density.region(holding: probability).map { value($0.lower)...max(value($0.lower), value($0.upper)) }
    }
  }

  /// The density averaged over bins of a range: what is narrower than a bin could not be seen.
  private static func averages(
    of density: MarginalDensity, bins: Int, from range: ClosedRange<Double>
  ) -> [(place: Double, density: Double)] {
    let cells = density.axis
    var below = [0.0]
    for value in density.values { below.append(below[below.count - 1] + value * cells.step) }
    func fraction(_ place: Double) -> Double {
      let position = min(max((place - cells.lower) / cells.step, 0), Double(cells.count))
      let cell = min(Int(position), cells.count - 1)
      return below[cell] + (position - Double(cell)) * (below[cell + 1] - below[cell])
    }
    let width = (range.upperBound - range.lowerBound) / Double(bins)
    let found = (0..<bins).map { bin -> (place: Double, density: Double) in
      let low = range.lowerBound + Double(bin) * width
      // Bins that the draws reach into only in part are averaged over that part.
      let (first, last) = (max(low, cells.lower), min(low + width, cells.upper))
      let average = last > first ? (fraction(last) - fraction(first)) / (last - first) : 0
      return (low + width / 2, average)
    }
    return [(range.lowerBound, found[0].density)] + found + [(range.upperBound, found[bins - 1].density)]
  }
}

extension ClosedRange<Double> {
  fileprivate var logarithms: ClosedRange<Double> { log(lowerBound)...log(upperBound) }
}
