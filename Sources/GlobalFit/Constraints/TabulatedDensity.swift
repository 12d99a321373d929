import Foundation
import Inference

/// A density given by its values on a grid, linear between them and zero outside, normalised to area one.
struct TabulatedDensity: Sendable {
  let x: [Double]
  private let density: [Double]
  let mode: Double

  /// Nil if the area under the table underflows or overflows.
  ///
  /// - Precondition: at least two points, `x` strictly increasing, `y` not negative and not all zero.
  init?(x: [Double], y: [Double]) {
    precondition(x.count == y.count && x.count > 1, "A table needs as many densities as points, at least two")
    var area = 0.0
    for i in 1..<x.count { area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2 }
    guard area > 0, area.isFinite else { return nil }
    self.x = x
    density = y.map { $0 / area }
    let highest = y.indices.max { y[$0] < y[$1] } ?? 0
    mode = x[highest]
  }

  /// The same table shifted, so that the prediction is distributed in it as the table says.
  func simulated(at prediction: Double, using random: inout Random) -> TabulatedDensity {
    TabulatedDensity(self, shiftedBy: prediction - draw(using: &random))
  }

  /// The density moved by a distance.
  func shifted(by distance: Double) -> TabulatedDensity { TabulatedDensity(self, shiftedBy: distance) }

  private init(_ other: TabulatedDensity, shiftedBy distance: Double) {
    x = other.x.map { $0 + distance }
    density = other.density
    mode = other.mode + distance
  }

  /// A number distributed as the table says.
  private func draw(using random: inout Random) -> Double {
    var rest = random.uniform()
    for i in 1..<x.count {
      let area = (x[i] - x[i - 1]) * (density[i] + density[i - 1]) / 2
      if rest < area || i == x.count - 1 {
        // Where the line from a to b encloses the fraction u of its area: t = u(a + b)/(a + √(a² + u(b² − a²))).
        let (a, b, u) = (density[i - 1], density[i], min(rest / area, 1))
        let root = max(0, a * a + u * (b * b - a * a)).squareRoot()
        let place = a + root > 0 ? u * (a + b) / (a + root) : 0
        return x[i - 1] + min(place, 1) * (x[i] - x[i - 1])
      }
      rest -= area
    }
    return mode
  }

  /// ln p and its slope; at a point of the table that of the line above it.
  func logLikelihood(of point: Double) -> (value: Double, slope: Double) {
    guard let first = x.first, let last = x.last, point >= first, point <= last else {
      return (-.infinity, 0)
    }
    // The interval [below, above] that holds the point, by bisection.
    var below = 0
    var above = x.count - 1
    while above - below > 1 {
      let middle = (below + above) / 2
      if x[middle] <= point { below = middle } else { above = middle }
    }
    return logLikelihood(of: point, onPiece: below)
  }

  /// The same as the line between points `piece` and `piece` + 1 has it, at any prediction.
  func logLikelihood(of point: Double, onPiece piece: Int) -> (value: Double, slope: Double) {
    let rise = (density[piece + 1] - density[piece]) / (x[piece + 1] - x[piece])
    let value = density[piece] + rise * (point - x[piece])
    return value > 0 ? (log(value), rise / value) : (-.infinity, 0)
  }
}
