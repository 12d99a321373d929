import Foundation
import Inference

/// Two normals that are equally wide in all directions, as one normalised density.
struct NormalPair: Sendable {
  typealias Normal = (centre: Double, width: Double)

  /// How much of the mass the left one has.
  let share: Double
  /// Every coordinate of the centre, and the standard deviation.
  let left: Normal
  let right: Normal

  /// The squared distances of a point from both centres.
  func squares(_ x: Span<Double>) -> (left: Double, right: Double) {
    var squares = (left: 0.0, right: 0.0)
    for i in x.indices {
      squares.left += (x[i] - left.centre) * (x[i] - left.centre)
      squares.right += (x[i] - right.centre) * (x[i] - right.centre)
    }
    return squares
  }

  /// The same of one coordinate.
  func squares(_ x: Double) -> (left: Double, right: Double) {
    ((x - left.centre) * (x - left.centre), (x - right.centre) * (x - right.centre))
  }

  private func logarithms(
    _ squares: (left: Double, right: Double), dimension: Int
  ) -> (left: Double, right: Double) {
    let dimension = Double(dimension)
    return (
      log(share) - squares.left / (2 * left.width * left.width) - dimension * log(left.width),
      log1p(-share) - squares.right / (2 * right.width * right.width) - dimension * log(right.width)
    )
  }

  /// ln of the density at squared distances from both centres.
  func logDensity(_ squares: (left: Double, right: Double), dimension: Int) -> Double {
    let (left, right) = logarithms(squares, dimension: dimension)
    return max(left, right) + log1p(exp(-abs(left - right))) - Double(dimension) * halfLogTwoPi
  }

  /// How strongly either centre pulls: the slope is the sum of pull · (centre − x).
  func pulls(_ squares: (left: Double, right: Double), dimension: Int) -> (left: Double, right: Double) {
    let logarithms = logarithms(squares, dimension: dimension)
    let chance = 1 / (1 + exp(logarithms.right - logarithms.left))
    return (chance / (left.width * left.width), (1 - chance) / (right.width * right.width))
  }

  /// Mean, variance and quantiles of a coordinate.
  ///
  /// The peaks do not overlap, so that the quantile at p is that of the left normal at p/s, or that of the right one at
  /// (p − s)/(1 − s): 0.05, 0.5 and 0.95, but what falls between the peaks, by scipy.
  func truths(of coordinate: Int) -> [Truth] {
    let mean = share * left.centre + (1 - share) * right.centre
    let way = left.centre - right.centre
    let variance =
      share * left.width * left.width + (1 - share) * right.width * right.width
      + share * (1 - share) * way * way
    let middle = (left.centre + right.centre) / 2
    let written = String(format: "%g", middle).replacing("-", with: "−")
    return [
      .mean("P(x\(coordinate) < \(written))", share) { $0[coordinate] < middle ? 1 : 0 },
      .mean("x\(coordinate)", mean) { $0[coordinate] },
      .mean("variance of x\(coordinate)", variance) { ($0[coordinate] - mean) * ($0[coordinate] - mean) },
    ]
      + (Self.standardQuantiles[share] ?? []).map { quantile in
        let normal = quantile.isLeft ? left : right
        return .quantile(
          quantile.probability, normal.centre + normal.width * quantile.deviation, named: "x\(coordinate)"
        ) { $0[coordinate] }
      }
  }

  /// Which of the normals a quantile lies in, and how many standard deviations from its centre, by share.
  private static let standardQuantiles: [Double: [(probability: Double, isLeft: Bool, deviation: Double)]] = [
    0.01: [(0.05, false, -1.7460165227), (0.5, false, -0.0126600769403), (0.95, false, 1.63997627013)],
    0.1: [(0.05, true, 0), (0.5, false, -0.139710298882), (0.95, false, 1.59321881802)],
    0.3: [
      (0.05, true, -0.967421566102), (0.5, false, -0.565948821933), (0.95, false, 1.46523379269),
    ],
    0.5: [(0.05, true, -1.28155156554), (0.95, false, 1.28155156554)],
  ]
}
