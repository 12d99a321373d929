import Figures
import Foundation
import GlobalFit

/// A profiled plane as it is drawn, its axes in the order that is wanted.
struct ProfiledPlane {
  let result: ProfilePlaneResult
  /// Whether the second axis of the result is the horizontal one.
  let isTransposed: Bool
  let x: ProfiledAxis
  let y: ProfiledAxis

  init(_ result: ProfilePlaneResult, isTransposed: Bool = false) {
    self.result = result
    self.isTransposed = isTransposed
    x = ProfiledAxis(isTransposed ? result.y : result.x)
    y = ProfiledAxis(isTransposed ? result.x : result.y)
  }

  /// What it was profiled over, in the order of the result.
  var quantities: (Quantity, Quantity) { (result.x.quantity, result.y.quantity) }

  /// Where χ² is lowest.
  var bestFit: Point { Point(x.bestFit, y.bestFit) }

  /// The contour of a confidence level, to the digits in which levels are given: 0.683 is that of one standard deviation.
  func contour(at confidence: Double) -> ProfilePlaneResult.Contour? {
    let digits = min(0.0005, 0.2 * (1 - confidence))
    return result.contours.first { abs($0.confidence - confidence) < digits }
  }

  /// The region that a contour bounds, in shares of the two axes.
  func region(_ contour: ProfilePlaneResult.Contour) -> [Area] {
    let lines = contour.lines.map { line in
      let points = zip(line.x, line.y).map { first, second in
        isTransposed
          ? Point(x.share(of: second), y.share(of: first)) : Point(x.share(of: first), y.share(of: second))
      }
      return line.isClosed ? points + points.prefix(1) : points
    }
    return Area.within(lines) { rise(at: $0) < contour.deltaChiSquared }
  }

  /// The lines of a contour, in the numbers of the axes.
  func lines(_ contour: ProfilePlaneResult.Contour) -> [[Point]] {
    contour.lines.map { line in
      let points = zip(line.x, line.y).map { isTransposed ? Point($1, $0) : Point($0, $1) }
      return line.isClosed ? points + points.prefix(1) : points
    }
  }

  /// Δχ² at the point of the grid that is nearest to one of the plane.
  private func rise(at point: Point) -> Double {
    let (column, row) = (x.nearest(to: point.x), y.nearest(to: point.y))
    return isTransposed ? result.deltaChiSquared[row][column] : result.deltaChiSquared[column][row]
  }
}

/// An axis of a profiled plane. A scale that is followed to infinity is drawn as far as the last number on the grid.
struct ProfiledAxis {
  let quantity: Quantity
  let bestFit: Double
  let isLogarithmic: Bool
  let range: ClosedRange<Double>
  private let values: [Double]

  init(_ axis: ProfilePlaneResult.Axis) {
    (quantity, bestFit, values) = (axis.quantity, axis.bestFit, axis.values)
    let finite = axis.values.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    isLogarithmic = axis.isLogarithmic || finite.count < axis.values.count && low > 0
    range = low...high
  }

  /// How far along the axis a value lies, from 0 to 1.
  func share(of value: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    let share = isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
    // not a number is what -1/0 becomes on the way to infinity
    return value.isFinite ? min(max(share, 0), 1) : 1
  }

  /// The value that far along.
  func value(at share: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    let value = isLogarithmic ? low * pow(high / low, share) : low + share * (high - low)
    return min(max(value, low), high)
  }

  /// The place on the grid that is nearest to that far along.
  func nearest(to share: Double) -> Int {
    let distances = values.map { abs(self.share(of: $0) - share) }
    return distances.indices.min { distances[$0] < distances[$1] } ?? 0
  }
}
