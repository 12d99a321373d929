import Foundation

/// The density of two quantities together, estimated from draws by smoothing that is reflected at hard edges.
///
/// As `MarginalDensity`, with a bandwidth for each axis.
///
/// Source: Z. I. Botev, J. F. Grotowski, D. P. Kroese, Ann. Stat. 38 (2010) 2916, arXiv:1011.2602.
public struct JointDensity: Sendable {
  /// The cells of the first quantity.
  public let x: DensityAxis
  /// The cells of the second quantity.
  public let y: DensityAxis
  /// The density at the middle of each cell, at `column * y.count + row` for cell `column` of `x` and `row` of `y`;
  /// integrates to 1.
  public let values: [Double]
  /// The standard deviations of the Gaussian that was used.
  public let bandwidth: (x: Double, y: Double)
  private let atDraws: RankOrder
  private let weights: [Double]?
  private let leftOut: Double

  /// Smooths draws into a density; nil if there are none or one is not finite.
  ///
  /// - Parameters:
  ///   - xDraws: the draws of the first quantity.
  ///   - yDraws: those of the second, in the same order.
  ///   - weights: what each draw counts, if not all the same.
  ///   - xSupport: where the first quantity may lie; infinite ends are no edges.
  ///   - ySupport: where the second may lie.
  ///   - effectiveSampleSize: what correlated draws are worth; nil for their number (or Kish's, if weighted).
  ///   - largestBandwidth: how wide the smoothing may be along each axis: one for both is too wide for a spike.
  ///   - isLocal: whether the smoothing is wider where the density is flat, so that noise makes no regions there.
  ///   - leftOut: the part of the distribution that is not among the draws, and in no region.
  ///   - cells: how many cells an axis has, a power of 2.
  public init?(
    ofX xDraws: [Double], y yDraws: [Double], weights: [Double]? = nil,
    xSupport: ClosedRange<Double>? = nil, ySupport: ClosedRange<Double>? = nil,
    effectiveSampleSize: Double? = nil,
    largestBandwidth: (x: Double, y: Double) = (.infinity, .infinity), isLocal: Bool = false,
    leftOut: Double = 0, cells: Int = 256
  ) {
    precondition(xDraws.count == yDraws.count, "Each draw has two coordinates")
    guard let x = DensityAxis(over: xDraws, within: xSupport, count: cells),
      let y = DensityAxis(over: yDraws, within: ySupport, count: cells)
    else { return nil }
    (self.x, self.y, self.weights, self.leftOut) = (x, y, weights, leftOut)
    let total = weights?.reduce(0, +) ?? Double(xDraws.count)
    var fractions = [Double](repeating: 0, count: cells * cells)
    for place in xDraws.indices {
      let (column, row) = (x.cell(of: xDraws[place]), y.cell(of: yDraws[place]))
      fractions[column * cells + row] += (weights?[place] ?? 1) / total
    }
    let transform = CosineTransform(count: cells)
    var waves = transform.onBothAxes(fractions) { $0.forward($1) }
    let suggested = JointSmoothing(
      powers: waves.map { $0 * $0 }, count: cells,
      effectiveSampleSize: effectiveSampleSize ?? effectiveCount(xDraws.count, weights: weights)
    ).times
    func capped(_ time: Double, _ largest: Double, _ axis: DensityAxis) -> Double {
      min(time, (largest / (axis.upper - axis.lower)) * (largest / (axis.upper - axis.lower)))
    }
    let time = (
      x: capped(suggested.x, largestBandwidth.x, x), y: capped(suggested.y, largestBandwidth.y, y)
    )
    let cellArea = x.step * y.step
    let values: [Double]
    if isLocal {
      var squares = [Double](repeating: 0, count: cells * cells)
      for place in xDraws.indices {
        let weight = (weights?[place] ?? 1) / total
        squares[x.cell(of: xDraws[place]) * cells + y.cell(of: yDraws[place])] += weight * weight
      }
      let count = effectiveCount(xDraws.count, weights: weights)
      values = LocalSmoothing(
        count: cells, waves: waves, squares: transform.onBothAxes(squares) { $0.forward($1) },
        times: [time.x, time.y], inefficiency: max(1, count / (effectiveSampleSize ?? count))
      ).fractions.map { $0 / cellArea }
    } else {
      let (xDamping, yDamping) = (damping(time.x, cells), damping(time.y, cells))
      for k in waves.indices { waves[k] *= xDamping[k / cells] * yDamping[k % cells] }
      values = transform.onBothAxes(waves) { $0.backward($1) }.map { max(0, $0) / cellArea }
    }
    self.values = values
    bandwidth = (time.x.squareRoot() * (x.upper - x.lower), time.y.squareRoot() * (y.upper - y.lower))
    atDraws = RankOrder(zip(xDraws, yDraws).map { Self.interpolate(values, x, y, at: $0, $1) })
  }

  /// The density at a point, bilinear between the middles of cells; 0 beyond the last cells.
  public func density(at xValue: Double, _ yValue: Double) -> Double {
    guard x.lower <= xValue, xValue <= x.upper, y.lower <= yValue, yValue <= y.upper else { return 0 }
    return Self.interpolate(values, x, y, at: xValue, yValue)
  }

  private static func interpolate(
    _ values: [Double], _ x: DensityAxis, _ y: DensityAxis, at xValue: Double, _ yValue: Double
  ) -> Double {
    let (left, right, u) = x.neighbours(of: xValue)
    let (below, above, v) = y.neighbours(of: yValue)
    let atLeft = (1 - v) * values[left * y.count + below] + v * values[left * y.count + above]
    let atRight = (1 - v) * values[right * y.count + below] + v * values[right * y.count + above]
    return (1 - u) * atLeft + u * atRight
  }

  /// The density at the edge of the region of highest density that holds `probability`.
  public func level(holding probability: Double) -> Double {
    densityLevel(holding: min(1, probability / (1 - leftOut)), of: atDraws, weights: weights)
  }

  /// The region of highest density that holds `probability` of the draws.
  public func region(holding probability: Double) -> CredibleRegion2D {
    CredibleRegion2D(density: self, probability: probability, level: level(holding: probability))
  }
}

/// The factors exp(−½ t (πk)²) of a diffusion for time `t`.
private func damping(_ time: Double, _ count: Int) -> [Double] {
  (0..<count).map { exp(-0.5 * time * (Double($0) * .pi) * (Double($0) * .pi)) }
}

extension CosineTransform {
  /// Transforms the rows and then the columns of a square of `count` × `count`.
  func onBothAxes(
    _ square: [Double], _ transform: (CosineTransform, [Double]) -> [Double]
  ) -> [Double] {
    var square = square
    for _ in 0..<2 {
      var transposed = square
      for row in 0..<count {
        let line = transform(self, Array(square[row * count..<(row + 1) * count]))
        for column in 0..<count { transposed[column * count + row] = line[column] }
      }
      square = transposed
    }
    return square
  }
}
