import Foundation

@testable import Inference

/// "Getting it right": a kernel for θ given y, in turns with an exact draw of y given θ, must leave their joint
/// distribution as it is.
///
/// Source: J. Geweke, J. Am. Stat. Assoc. 99 (2004) 799, doi:10.1198/016214504000001132.
///
/// Model: θ ~ N(0, 1) or its positive half, y | θ ~ N(θ, 1). The walkers share y: their joint density is
/// p(y) Π p(θ_w | y), in which each pair (θ_w, y) has the distribution of the model; y given all walkers has the
/// density p(y)^(1 − W) Π p(y | θ_w), drawn by inversion on a fine grid.
struct GewekeTest {
  enum Prior: CaseIterable { case normal, halfNormal }

  let prior: Prior
  var turns = 20_000

  private struct Posterior: LogDensity {
    let dimension = 1
    let prior: Prior
    let y: Double

    func bounds(of coordinate: Int) -> ClosedRange<Double> {
      (prior == .halfNormal ? 0 : -.infinity) ... .infinity
    }

    func logDensity(at point: Span<Double>) -> Double {
      if prior == .halfNormal, point[0] < 0 { return -.infinity }
      return -(point[0] * point[0] + (y - point[0]) * (y - point[0])) / 2
    }
  }

  /// z-scores of E θ, E θ², E y, E y², E θy, P(θ < 0.1).
  func zScores(of sampler: some Sampler) -> [Double] {
    let isHalf = prior == .halfNormal
    let mean = isHalf ? (2 / Double.pi).squareRoot() : 0
    let low = isHalf ? erf(0.1 / 2.0.squareRoot()) : 0.5 + erf(0.1 / 2.0.squareRoot()) / 2
    let walkers = sampler.walkerCount(dimension: 1)
    var random = Random(seed: 11, stream: 0)
    var positions = (0..<walkers).map { _ in isHalf ? abs(random.normal()) : random.normal() }
    var y = 0.0
    let grid = stride(from: -7.0, through: 8, by: 0.025).map(\.self)
    let logMarginal = grid.map { y in -y * y / 4 + (isHalf ? log(erfc(-y / 2)) : 0) }
    var theta = [Double](repeating: 0, count: walkers * turns)
    var ys = theta
    for turn in -500..<turns {
      let density = Posterior(prior: prior, y: y)
      var state = sampler.start(at: positions.map { [$0] }, on: density)
      _ = sampler.step(&state, on: density, using: &random)
      positions = sampler.positions(of: state)
      y = draw(positions, grid, logMarginal, &random)
      for walker in 0..<walkers where turn >= 0 {
        theta[walker * turns + turn] = positions[walker]
        ys[walker * turns + turn] = y
      }
    }
    let both = Array(zip(theta, ys))
    let quantities: [([Double], Double)] = [
      (theta, mean), (theta.map { $0 * $0 }, 1), (ys, mean), (ys.map { $0 * $0 }, 2),
      (both.map { $0 * $1 }, 1), (theta.map { $0 < 0.1 ? 1 : 0 }, low),
    ]
    return quantities.map { values, truth in
      let found = Diagnostics(of: values, chainCount: walkers, walkerCount: walkers)
      return (found.mean - truth) / found.monteCarloErrorOfMean
    }
  }

  /// Draws y given all walkers.
  private func draw(
    _ walkers: [Double], _ grid: [Double], _ logMarginal: [Double], _ random: inout Random
  ) -> Double {
    let count = Double(walkers.count)
    let sum = walkers.reduce(0, +)
    let logarithms = zip(grid, logMarginal).map { y, marginal in
      y * (sum - count * y / 2) + (1 - count) * marginal
    }
    let highest = logarithms.max() ?? 0
    let weights = logarithms.map { exp($0 - highest) }
    var left = random.uniform() * weights.reduce(0, +)
    for (y, weight) in zip(grid, weights) {
      if left < weight { return y + 0.025 * (left / weight - 0.5) }
      left -= weight
    }
    return grid.last ?? 0
  }
}
