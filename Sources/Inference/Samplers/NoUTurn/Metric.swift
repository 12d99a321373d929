/// The scales in which a sampler moves: a factor L of its estimate L Lᵀ of the covariance over the unbounded numbers.
///
/// The inverse of that covariance is the mass matrix of Hamiltonian dynamics. Here momenta are kept as L⁻¹-transformed,
/// unit normal numbers, which is the same dynamics: u changes by ε L p and p by ε Lᵀ ∇ ln p.
public enum Metric: Sendable, Codable, Equatable {
  /// What of the covariance is learnt.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The variances: cheap, enough unless correlations are strong.
    case diagonal
    /// All of it: needs more of the warmup and D² operations a step.
    case dense
  }

  /// The unit matrix, before anything is known.
  case unit
  /// Standard deviations.
  case diagonal([Double])
  /// The lower triangular factor, row by row.
  case dense([Double])

  /// Adds `step` L p to the numbers.
  @inline(__always)
  func drift(_ numbers: inout [Double], by step: Double, along momentum: [Double]) {
    switch self {
    case .unit:
      for index in numbers.indices { numbers[index] += step * momentum[index] }
    case .diagonal(let scales):
      for index in numbers.indices { numbers[index] += step * scales[index] * momentum[index] }
    case .dense(let lower):
      let order = numbers.count
      for row in 0..<order {
        var sum = 0.0
        for column in 0...row { sum += lower[row * order + column] * momentum[column] }
        numbers[row] += step * sum
      }
    }
  }

  /// Adds `step` Lᵀ g to the momentum.
  @inline(__always)
  func kick(_ momentum: inout [Double], by step: Double, along gradient: [Double]) {
    switch self {
    case .unit:
      for index in momentum.indices { momentum[index] += step * gradient[index] }
    case .diagonal(let scales):
      for index in momentum.indices { momentum[index] += step * scales[index] * gradient[index] }
    case .dense(let lower):
      let order = momentum.count
      for row in 0..<order {
        let pull = step * gradient[row]
        for column in 0...row { momentum[column] += lower[row * order + column] * pull }
      }
    }
  }
}
