import Inference

/// The χ² of many correlated normal numbers, several of which can have one prediction, as the hot path computes it.
///
/// With the measured numbers m, their covariance Σ and predictions p of which A says who has which,
/// (m − Ap)ᵀ Σ⁻¹ (m − Ap) = χ²₀ + |L (p̂ − p)|², where M = AᵀΣ⁻¹A, p̂ = M⁻¹AᵀΣ⁻¹m, χ²₀ is the value at p̂, and L is lower
/// triangular with LᵀL = M. What is left is the product of a triangle, packed, with a vector as long as there are
/// predictions.
final class SharedPredictions: Sendable {
  /// How many predictions there are.
  let count: Int
  /// The place of each number's prediction among them.
  let places: [Int]
  /// Eight rows of L side by side: for the rows from 8g on the columns from 0 to 8g + 7, one after the other.
  let triangle: [SIMD8<Double>]
  /// M⁻¹AᵀΣ⁻¹, row by row.
  private let combination: [Double]
  /// Σ⁻¹.
  private let inverse: SymmetricMatrix

  /// - Parameter inverse: Σ⁻¹.
  /// Nil where M is not positive definite.
  init?(places: [Int], inverse: SymmetricMatrix) {
    let numbers = places.count
    let count = (places.max() ?? -1) + 1
    var matrix = SymmetricMatrix(order: count)
    for i in 0..<numbers {
      for j in 0..<numbers where places[j] <= places[i] {
        // The setter mirrors: each pair of predictions once, both orders of numbers within one.
        matrix[places[i], places[j]] += inverse[i, j]
      }
    }
    // L from the factor of the matrix read backwards.
    var reversed = SymmetricMatrix(order: count)
    for i in 0..<count { for j in 0...i { reversed[i, j] = matrix[count - 1 - i, count - 1 - j] } }
    guard let factor = Cholesky(reversed), let forward = Cholesky(matrix) else { return nil }
    let groups = (count + 7) / 8
    var triangle: [SIMD8<Double>] = []
    for group in 0..<groups {
      for column in 0..<8 * (group + 1) {
        var rows = SIMD8<Double>.zero
        for lane in 0..<8 {
          let row = 8 * group + lane
          if row < count, column <= row {
            rows[lane] = factor.lower[(count - 1 - column) * count + (count - 1 - row)]
          }
        }
        triangle.append(rows)
      }
    }
    var combination = [Double](repeating: 0, count: count * numbers)
    for number in 0..<numbers {
      var sums = [Double](repeating: 0, count: count)
      for other in 0..<numbers { sums[places[other]] += inverse[other, number] }
      for (row, value) in forward.solve(sums).enumerated() { combination[row * numbers + number] = value }
    }
    self.count = count
    self.places = places
    self.triangle = triangle
    self.combination = combination
    self.inverse = inverse
  }

  /// p̂, made whole eights by zeros, and χ²₀.
  func combined(_ means: [Double]) -> (values: [Double], chiSquared: Double) {
    var values = [Double](repeating: 0, count: (count + 7) / 8 * 8)
    for row in 0..<count {
      for number in means.indices { values[row] += combination[row * means.count + number] * means[number] }
    }
    let residuals = means.indices.map { means[$0] - values[places[$0]] }
    return (values, zip(residuals, inverse.times(residuals)).reduce(0) { $0 + $1.0 * $1.1 })
  }
}
