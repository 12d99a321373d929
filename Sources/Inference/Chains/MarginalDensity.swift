import Foundation

/// The density of one quantity, estimated from draws by smoothing with a Gaussian that is reflected at hard edges.
///
/// Draws are counted in cells, the counts expanded in cosines and damped: diffusion with reflecting ends.
/// The amount of smoothing is found from the draws without assuming a shape, so that separate peaks stay separate.
///
/// Source: Z. I. Botev, J. F. Grotowski, D. P. Kroese, Ann. Stat. 38 (2010) 2916, arXiv:1011.2602, algorithm 1.
public struct MarginalDensity: Sendable {
  /// The cells.
  public let axis: DensityAxis
  /// The density at the middle of each cell; integrates to 1.
  public let values: [Double]
  /// The standard deviation of the Gaussian that was used.
  public let bandwidth: Double
  private let atDraws: RankOrder
  private let weights: [Double]?

  /// Smooths draws into a density; nil if there are none or one is not finite.
  ///
  /// - Parameters:
  ///   - draws: the draws.
  ///   - weights: what each draw counts, if not all the same.
  ///   - support: where the quantity may lie; infinite ends are no edges.
  ///   - effectiveSampleSize: what correlated draws are worth; nil for their number (or Kish's, if weighted).
  ///   - leastBandwidth: how wide the smoothing is at least, whatever the draws suggest.
  ///   - isLocal: whether the smoothing is wider where the density is flat, so that noise makes no wiggles there.
  ///   - cells: how many cells, a power of 2.
  public init?(
    of draws: [Double], weights: [Double]? = nil, within support: ClosedRange<Double>? = nil,
    effectiveSampleSize: Double? = nil, leastBandwidth: Double = 0, isLocal: Bool = false,
    cells: Int = 2048
  ) {
    guard let axis = DensityAxis(over: draws, within: support, count: cells) else { return nil }
    self.axis = axis
    self.weights = weights
    let total = weights?.reduce(0, +) ?? Double(draws.count)
    var fractions = [Double](repeating: 0, count: cells)
    for (place, draw) in draws.enumerated() {
      fractions[axis.cell(of: draw)] += (weights?[place] ?? 1) / total
    }
    let transform = CosineTransform(count: cells)
    var waves = transform.forward(fractions)
    let suggested = marginalSmoothing(
      powers: waves.map { $0 * $0 },
      effectiveSampleSize: effectiveSampleSize ?? effectiveCount(draws.count, weights: weights))
    let least = leastBandwidth / (axis.upper - axis.lower)
    let time = max(suggested, least * least)
    let values: [Double]
    if isLocal {
      var squares = [Double](repeating: 0, count: cells)
      for (place, draw) in draws.enumerated() {
        let weight = (weights?[place] ?? 1) / total
        squares[axis.cell(of: draw)] += weight * weight
      }
      let count = effectiveCount(draws.count, weights: weights)
      values = LocalSmoothing(
        count: cells, waves: waves, squares: transform.forward(squares), times: [time],
        inefficiency: max(1, count / (effectiveSampleSize ?? count))
      ).fractions.map { $0 / axis.step }
    } else {
      for k in waves.indices { waves[k] *= exp(-0.5 * time * (Double(k) * .pi) * (Double(k) * .pi)) }
      values = transform.backward(waves).map { max(0, $0) / axis.step }
    }
    self.values = values
    bandwidth = time.squareRoot() * (axis.upper - axis.lower)
    atDraws = RankOrder(draws.map { Self.interpolate(values, on: axis, at: $0) })
  }

  /// The density at a point, linear between the middles of cells; 0 beyond the last cell.
  public func density(at point: Double) -> Double {
    guard axis.lower <= point, point <= axis.upper else { return 0 }
    return Self.interpolate(values, on: axis, at: point)
  }

  private static func interpolate(_ values: [Double], on axis: DensityAxis, at point: Double) -> Double {
    let (a, b, fraction) = axis.neighbours(of: point)
    return (1 - fraction) * values[a] + fraction * values[b]
  }

  /// The density at the edge of the region of highest density that holds `probability`.
  public func level(holding probability: Double) -> Double {
    densityLevel(holding: probability, of: atDraws, weights: weights)
  }

  /// The region of highest density that holds `probability` of the draws, as intervals from left to right.
  ///
  /// Peaks are separate only if the density between them falls below four fifths of the level: where the density is
  /// flat its wiggles are no peaks, and the interval over them holds a little more than `probability`.
  public func region(holding probability: Double) -> [CredibleInterval] {
    let level = level(holding: probability)
    var pieces: [CredibleInterval] = []
    var lowestSince = Double.infinity
    func crossing(_ cell: Int) -> Double {
      axis.center(cell - 1) + (level - values[cell - 1]) / (values[cell] - values[cell - 1]) * axis.step
    }
    for cell in 0..<axis.count {
      guard values[cell] >= level else {
        lowestSince = min(lowestSince, values[cell])
        continue
      }
      let upper =
        cell + 1 < axis.count && values[cell + 1] < level
        ? crossing(cell + 1) : axis.center(cell) + axis.step / 2
      if !pieces.isEmpty, lowestSince >= 0.8 * level {
        pieces[pieces.count - 1].upper = upper
      } else {
        let lower = cell > 0 ? crossing(cell) : axis.lower
        pieces.append(
          CredibleInterval(lower: lower, upper: upper, probability: probability, kind: .highestDensity))
      }
      lowestSince = .infinity
    }
    return pieces
  }
}

/// The diffusion time t = (bandwidth/range)² that suits the draws: the fixed point of t = ξ γ^[5](t).
///
/// `powers` are the squares of the coefficients of the cosine transform of the fractions in the cells. If there is no
/// fixed point, t = 0.28 N^(−2/5).
///
/// Source: arXiv:1011.2602, eq. (35)-(36) and appendix E.
private func marginalSmoothing(powers: [Double], effectiveSampleSize: Double) -> Double {
  /// ‖f^(s)‖² of the draws diffused for a time.
  func roughness(_ s: Int, after time: Double) -> Double {
    var sum = 0.0
    for k in 1..<powers.count {
      let square = Double(k * k)
      let damping = square * .pi * .pi * time
      if damping > 700 { break }
      sum += pow(square, Double(s)) * powers[k] * exp(-damping)
    }
    return 2 * pow(.pi, Double(2 * s)) * sum
  }
  func excess(_ time: Double) -> Double {
    var norm = roughness(7, after: time)
    for s in stride(from: 6, through: 2, by: -1) {
      let odd = stride(from: 1, through: 2 * s - 1, by: 2).reduce(1.0) { $0 * Double($1) }
      let factor = (1 + pow(0.5, Double(s) + 0.5)) / 3
      let scale = 2 * factor * odd / (2 * .pi).squareRoot() / effectiveSampleSize / norm
      norm = roughness(s, after: pow(scale, 2 / Double(3 + 2 * s)))
    }
    return time - pow(2 * effectiveSampleSize * Double.pi.squareRoot() * norm, -0.4)
  }
  return firstRoot(of: excess, from: 0.25 / Double(powers.count * powers.count))
    ?? 0.28 * pow(effectiveSampleSize, -0.4)
}

/// The smallest root of `function`, negative at `start`, below 0.1; nil if there is none.
func firstRoot(of function: (Double) -> Double, from start: Double) -> Double? {
  var (low, high) = (start, start)
  while !(function(high) >= 0) {
    guard high < 0.1 else { return nil }
    (low, high) = (high, 2 * high)
  }
  for _ in 0..<20 {
    let middle = (low * high).squareRoot()
    if function(middle) < 0 { low = middle } else { high = middle }
  }
  return high
}
