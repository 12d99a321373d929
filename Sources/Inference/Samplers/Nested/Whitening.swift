import Foundation

/// Coordinates in which draws are uncorrelated and of unit width: z = mean + L y, with L Lᵀ their covariance.
///
/// Coordinates on circles, whose covariance means nothing, are only shifted and scaled.
struct Whitening: Sendable {
  private let mean: [Double]
  private let factor: Cholesky
  private let onCircle: [Bool]

  /// Nil if the covariance is not positive definite.
  init?(_ draws: WeightedDraws, onCircle: [Bool], threads: Int) {
    let dimension = draws.dimension
    let mean = parallelMap(dimension, threads: threads) { draws.mean(of: draws.values(of: $0)) }
    let rows = parallelMap(dimension, threads: threads) { row in
      (0...row).map { column -> Double in
        guard row == column || !(onCircle[row] || onCircle[column]) else { return 0 }
        var sum = 0.0
        for draw in 0..<draws.count {
          let first = draw * dimension
          sum +=
            draws.weights[draw] * (draws.values[first + row] - mean[row])
            * (draws.values[first + column] - mean[column])
        }
        return sum
      }
    }
    var covariance = SymmetricMatrix(order: dimension)
    for row in 0..<dimension {
      for column in 0...row { covariance[row, column] = rows[row][column] }
    }
    self.mean = mean
    guard let factor = Cholesky(covariance) else { return nil }
    (self.factor, self.onCircle) = (factor, onCircle)
  }

  /// ln |∂z/∂y|.
  var logJacobian: Double { factor.logDeterminant / 2 }

  /// Where a coordinate of y ends, given where that of z does: nowhere if it is mixed with others.
  func bounds(_ coordinate: Int, _ bounds: ClosedRange<Double>) -> ClosedRange<Double> {
    guard onCircle[coordinate] else { return -.infinity ... .infinity }
    let scale = factor.lower[coordinate * mean.count + coordinate]
    return (bounds.lowerBound - mean[coordinate]) / scale...(bounds.upperBound - mean[coordinate]) / scale
  }

  /// y from z, in place.
  @inline(__always)
  func whiten(_ point: UnsafeMutableBufferPointer<Double>) {
    let count = mean.count
    factor.lower.withUnsafeBufferPointer { lower in
      for row in 0..<count {
        var sum = point[row] - mean[row]
        for column in 0..<row { sum -= lower[row * count + column] * point[column] }
        point[row] = sum / lower[row * count + row]
      }
    }
  }

  /// z from y, in place.
  @inline(__always)
  func colour(_ point: UnsafeMutableBufferPointer<Double>) {
    let count = mean.count
    factor.lower.withUnsafeBufferPointer { lower in
      for row in stride(from: count - 1, through: 0, by: -1) {
        var sum = mean[row]
        for column in 0...row { sum += lower[row * count + column] * point[column] }
        point[row] = sum
      }
    }
  }
}
