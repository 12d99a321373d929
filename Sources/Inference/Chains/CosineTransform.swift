import CGSL
import Foundation

/// The cosine transform of numbers on the midpoints of equal cells: their expansion in waves that are flat at both ends.
///
/// Damping its coefficients is smoothing with a Gaussian that is reflected at the ends, which is how a density estimate
/// respects hard edges.
struct CosineTransform: Sendable {
  /// The number of cells, a power of 2.
  let count: Int
  /// e^(−iπk/2n), cosine and sine.
  private let twiddles: [(cos: Double, sin: Double)]

  /// The transform of `count` cells, a power of 2.
  init(count: Int) {
    precondition(count > 1 && count & (count - 1) == 0, "The number of cells is a power of 2")
    self.count = count
    twiddles = (0..<count).map {
      let angle = Double.pi * Double($0) / Double(2 * count)
      return (cos(angle), sin(angle))
    }
  }

  /// a_k = Σ_j x_j cos(πk(j + ½)/n).
  ///
  /// Source: J. Makhoul, IEEE Trans. ASSP 28 (1980) 27, doi:10.1109/TASSP.1980.1163351.
  func forward(_ values: [Double]) -> [Double] {
    var data = [Double](repeating: 0, count: 2 * count)
    for j in 0..<count / 2 {
      data[2 * j] = values[2 * j]
      data[2 * (count - 1 - j)] = values[2 * j + 1]
    }
    gsl_fft_complex_radix2_forward(&data, 1, count)
    return (0..<count).map { twiddles[$0].cos * data[2 * $0] + twiddles[$0].sin * data[2 * $0 + 1] }
  }

  /// The values with the given coefficients: x_j = a_0/n + 2/n Σ_k a_k cos(πk(j + ½)/n).
  func backward(_ coefficients: [Double]) -> [Double] {
    var data = [Double](repeating: 0, count: 2 * count)
    data[0] = coefficients[0]
    for k in 1..<count {
      let (a, b, twiddle) = (coefficients[k], coefficients[count - k], twiddles[k])
      data[2 * k] = twiddle.cos * a + twiddle.sin * b
      data[2 * k + 1] = twiddle.sin * a - twiddle.cos * b
    }
    gsl_fft_complex_radix2_inverse(&data, 1, count)
    return (0..<count).map { $0 % 2 == 0 ? data[$0] : data[2 * count - 1 - $0] }
  }
}
