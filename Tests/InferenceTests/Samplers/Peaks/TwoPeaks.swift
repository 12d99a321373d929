import Foundation

@testable import Inference

/// In each direction of [−10, 10]^D a light peak at −4 and a heavy one at 4, both of width 0.5: 2^D peaks, sixteen of their widths
/// apart. P(x < 0) is the share of the light peak but for 10⁻¹⁵, Φ(−8).
struct TwoPeaks: BayesianModel {
  let dimension: Int
  /// The weight of the peak at −4.
  let lightShare: Double

  func logPrior(at point: Span<Double>) -> Double {
    for index in point.indices where abs(point[index]) > 10 { return -.infinity }
    return -Double(dimension) * log(20)
  }

  func logLikelihood(at point: Span<Double>) -> Double {
    var sum = 0.0
    for index in point.indices {
      let light = log(lightShare) - 2 * (point[index] + 4) * (point[index] + 4)
      let heavy = log(1 - lightShare) - 2 * (point[index] - 4) * (point[index] - 4)
      sum += max(light, heavy) + log1p(exp(-abs(light - heavy)))
    }
    return sum
  }

  func drawFromPrior(using random: inout Random) -> [Double] {
    (0..<dimension).map { _ in 20 * random.uniform() - 10 }
  }

  func bounds(of coordinate: Int) -> ClosedRange<Double> { -10...10 }

  /// A point drawn from the density itself.
  func draw(using random: inout Random) -> [Double] {
    (0..<dimension).map { _ in (random.uniform() < lightShare ? -4 : 4) + 0.5 * random.normal() }
  }
}
