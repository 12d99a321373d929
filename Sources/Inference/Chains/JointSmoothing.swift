import Foundation

/// How much to smooth draws of two quantities: the diffusion times t = (bandwidth/range)² of both axes.
///
/// The roughness ψ(i, j) = ‖∂_x^i ∂_y^j f‖² of the density is estimated from draws that are themselves smoothed by an
/// amount found from the next higher roughness, five orders up; a fixed point closes the chain.
///
/// Source: Z. I. Botev, J. F. Grotowski, D. P. Kroese, Ann. Stat. 38 (2010) 2916, arXiv:1011.2602, section 5 and
/// appendix; for the times, M. P. Wand, M. C. Jones, Kernel Smoothing (1995), eq. (4.11).
struct JointSmoothing {
  private let powers: [Double]
  private let count: Int
  private let size: Double

  /// - Parameters:
  ///   - powers: the squared coefficients of the cosine transform of the fractions in the cells.
  ///   - count: the number of cells of an axis.
  ///   - effectiveSampleSize: what the draws are worth.
  init(powers: [Double], count: Int, effectiveSampleSize: Double) {
    (self.powers, self.count, size) = (powers, count, effectiveSampleSize)
  }

  /// The times of the two axes.
  var times: (x: Double, y: Double) {
    let start = 0.25 / Double(count * count)
    let time = firstRoot(of: { $0 - fixedPoint($0) }, from: start) ?? pow(size, -1.0 / 3) / 10
    let (xx, xy, yy) = secondOrder(time)
    let common = 4 * .pi * size * (xy + (xx * yy).squareRoot())
    return (cbrt(pow(yy / xx, 0.75) / common), cbrt(pow(xx / yy, 0.75) / common))
  }

  /// (2π N (ψ(0,2) + ψ(2,0) + 2ψ(1,1)))^(−1/3), where the roughnesses are estimated from draws smoothed for `time`.
  private func fixedPoint(_ time: Double) -> Double {
    let (xx, xy, yy) = secondOrder(time)
    return pow(2 * .pi * size * (xx + yy + 2 * xy), -1.0 / 3)
  }

  /// The roughnesses ψ(2,0), ψ(1,1), ψ(0,2), from those of fifth order of draws smoothed for `time`.
  private func secondOrder(_ time: Double) -> (Double, Double, Double) {
    var higher = (0...5).map { roughness($0, 5 - $0, after: time) }
    for order in stride(from: 4, through: 2, by: -1) {
      higher = (0...order).map { i in
        let factor = (1 + pow(0.5, Double(order + 1))) / 3
        let scale = 2 * factor * kernelMoment(i) * kernelMoment(order - i) / size
        let time = pow(scale / (higher[i + 1] + higher[i]), 1 / Double(2 + order))
        return roughness(i, order - i, after: time)
      }
    }
    return (higher[2], higher[1], higher[0])
  }

  /// 1·3·…·(2s − 1)/√(2π).
  private func kernelMoment(_ s: Int) -> Double {
    stride(from: 1, through: 2 * s - 1, by: 2).reduce(1.0) { $0 * Double($1) } / (2 * .pi).squareRoot()
  }

  /// ‖∂_x^i ∂_y^j f‖² of the draws diffused for `time`, on the unit square.
  private func roughness(_ i: Int, _ j: Int, after time: Double) -> Double {
    let last = min(count - 1, Int((700 / time).squareRoot() / .pi))
    func weights(_ s: Int) -> [Double] {
      (0...last).map { k in
        let square = Double(k * k)
        return (k == 0 ? 1 : 2) * (s == 0 ? 1 : pow(square, Double(s))) * exp(-square * .pi * .pi * time)
      }
    }
    let (xWeights, yWeights) = (weights(i), weights(j))
    var sum = 0.0
    for k in 0...last {
      var row = 0.0
      for l in 0...last { row += powers[k * count + l] * yWeights[l] }
      sum += row * xWeights[k]
    }
    return pow(.pi, Double(2 * (i + j))) * sum
  }
}
