import Foundation

/// Draws in cells smoothed by as much as they bear at each place: little where their density changes, much where it is flat, so
/// that what is seen of a plateau is no noise of the draws.
///
/// The draws are smoothed by Gaussians each √2 times as wide as the last, reflected at the ends. At each cell the widest is taken
/// up to which every one agrees with all narrower ones that have enough draws to tell within their Monte Carlo errors. For a kernel K_t of diffusion time t and
/// draws of weights w, Var f_t = Σ w² K_t², where K_t² = K_(t/2)/√(4πt) along each axis, and a narrower one with time s differs by
/// Var(f_s − f_t) = Var f_s · (1 + (s/t)^(d/2) − 2 (2s/(s + t))^(d/2)) in d dimensions; next to a reflecting end, at a distance x, variances are
/// larger by 1 + exp(−x²/t).
///
/// Source: O. V. Lepski, E. Mammen, V. G. Spokoiny, Ann. Stat. 25 (1997) 929, doi:10.1214/aos/1069362731, section 2.
struct LocalSmoothing {
  /// The number of cells along an axis.
  let count: Int
  /// The coefficients of the cosine transform of the fractions in the cells, as many as cells in one dimension, or their square.
  let waves: [Double]
  /// Those of the sums of the squares of the weights, which add up to one themselves.
  let squares: [Double]
  /// The diffusion time along each axis from which it starts.
  let times: [Double]
  /// How many draws an independent one is worth; 1 of independent draws.
  let inefficiency: Double

  /// By how many standard errors densities may differ that agree: many are compared, and hardly one of them must fail by chance.
  private static let tolerance = 3.0
  /// A narrower Gaussian with fewer draws than these in it has nothing to say: their number is then no normal variable.
  private static let fewest = 10.0
  /// Up to which diffusion time: a third of the range.
  private static let longest = 0.1

  /// The fractions in the cells, smoothed.
  var fractions: [Double] {
    let transform = CosineTransform(count: count)
    var ratios = [1.0]
    while let last = ratios.last, let most = times.max(), 2 * last * most <= Self.longest {
      ratios.append(2 * last)
    }
    let smoothed = ratios.map { ratio in Self.diffused(waves, times.map { $0 * ratio }, transform) }
    var chosen = [Int](repeating: 0, count: waves.count)
    var isOpen = [Bool](repeating: true, count: waves.count)
    for wide in ratios.indices.dropFirst() {
      let spread = Self.diffused(squares, times.map { $0 * ratios[wide] / 2 }, transform)
      let ends = endFactors(after: times.map { $0 * ratios[wide] })
      for narrow in 0..<wide {
        let variance = inefficiency * height(after: ratios[narrow])
        let share = Self.tolerance * Self.tolerance * shareOfVariance(ratios[narrow], ratios[wide])
        for cell in waves.indices where isOpen[cell] {
          let difference = smoothed[wide][cell] - smoothed[narrow][cell]
          let variance = variance * ends[cell] * max(0, spread[cell])
          let isTold = smoothed[wide][cell] * smoothed[wide][cell] > Self.fewest * variance
          if isTold, difference * difference > share * variance { isOpen[cell] = false }
        }
      }
      for cell in waves.indices where isOpen[cell] { chosen[cell] = wide }
    }
    return blended(smoothed, chosen, transform)
  }

  /// Var f_s over the smoothed squares of the weights, for times that are `ratio` times those at the start. A Gaussian narrower than
  /// a cell is as wide as one.
  private func height(after ratio: Double) -> Double {
    times.reduce(1.0) { product, time in
      product * min(1, 1 / ((4 * .pi * time * ratio).squareRoot() * Double(count)))
    }
  }

  /// Var(f_s − f_t)/Var f_s.
  private func shareOfVariance(_ narrow: Double, _ wide: Double) -> Double {
    let half = Double(times.count) / 2
    let ratio = narrow / wide
    return 1 + pow(ratio, half) - 2 * pow(2 * ratio / (1 + ratio), half)
  }

  /// By how much variances are larger in each cell for the reflection at the ends.
  private func endFactors(after times: [Double]) -> [Double] {
    let own = times.map { time in
      (0..<count).map { cell -> Double in
        let place = (Double(cell) + 0.5) / Double(count)
        return 1 + exp(-place * place / time) + exp(-(1 - place) * (1 - place) / time)
      }
    }
    guard own.count == 2 else { return own[0] }
    return own[0].flatMap { x in own[1].map { x * $0 } }
  }

  /// Between the widths from cell to cell without steps: the choice is smoothed by twice the narrowest Gaussian.
  private func blended(_ smoothed: [[Double]], _ chosen: [Int], _ transform: CosineTransform) -> [Double] {
    let widths = Self.diffused(
      Self.transformed(chosen.map(Double.init), transform, isForward: true), times.map { 4 * $0 }, transform)
    var fractions = widths.indices.map { cell -> Double in
      let width = min(max(widths[cell], 0), Double(smoothed.count - 1))
      let (lower, share) = (Int(width), width - Double(Int(width)))
      let upper = min(lower + 1, smoothed.count - 1)
      return max(0, (1 - share) * smoothed[lower][cell] + share * smoothed[upper][cell])
    }
    let total = fractions.reduce(0, +)
    if total > 0 { for cell in fractions.indices { fractions[cell] /= total } }
    return fractions
  }

  /// Coefficients after diffusion, back in the cells.
  private static func diffused(_ waves: [Double], _ times: [Double], _ transform: CosineTransform) -> [Double]
  {
    let damping = times.map { time in
      (0..<transform.count).map { exp(-0.5 * time * (Double($0) * .pi) * (Double($0) * .pi)) }
    }
    let damped = waves.indices.map { place in
      damping.count == 1
        ? waves[place] * damping[0][place]
        : waves[place] * damping[0][place / transform.count] * damping[1][place % transform.count]
    }
    return transformed(damped, transform, isForward: false)
  }

  private static func transformed(_ values: [Double], _ transform: CosineTransform, isForward: Bool)
    -> [Double]
  {
    func along(_ line: [Double]) -> [Double] {
      isForward ? transform.forward(line) : transform.backward(line)
    }
    return values.count == transform.count
      ? along(values) : transform.onBothAxes(values) { _, line in along(line) }
  }
}
