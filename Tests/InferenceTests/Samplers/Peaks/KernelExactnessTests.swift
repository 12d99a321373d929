import CGSL
import Foundation
import Testing

@testable import Inference

/// A kernel that leaves a density as it is turns independent draws of it into independent draws of it. However the peaks look
/// that it is told of, right or wrong, its moves must not show.
@Suite("Kernels leave exact draws as they are")
struct KernelExactnessTests {
  /// A density with independent draws, and the distribution of its first coordinate.
  struct Target: LogDensity, CustomTestStringConvertible {
    let testDescription: String
    let dimension: Int
    let logarithm: @Sendable (Span<Double>) -> Double
    let draw: @Sendable (inout Random) -> [Double]
    let distribution: @Sendable (Double) -> Double

    func logDensity(at point: Span<Double>) -> Double { logarithm(point) }
  }

  static let targets: [Target] = [
    {
      let peaks = TwoPeaks(dimension: 2, lightShare: 0.1)
      return Target(
        testDescription: "two unequal peaks in each direction", dimension: 2,
        logarithm: { peaks.logDensity(at: $0) }, draw: { peaks.draw(using: &$0) },
        distribution: {
          0.1 * gsl_cdf_ugaussian_P(($0 + 4) / 0.5) + 0.9 * gsl_cdf_ugaussian_P(($0 - 4) / 0.5)
        })
    }(),
    // P(x < a) of the unit disc is 1/2 + (a √(1 − a²) + arcsin a)/π
    Target(
      testDescription: "plateau on the unit disc", dimension: 2,
      logarithm: { $0[0] * $0[0] + $0[1] * $0[1] < 1 ? 0 : -.infinity },
      draw: { random in
        let (radius, angle) = (random.uniform().squareRoot(), 2 * .pi * random.uniform())
        return [radius * cos(angle), radius * sin(angle)]
      },
      distribution: { 0.5 + ($0 * (1 - $0 * $0).squareRoot() + asin($0)) / .pi }),
    // e^−|x|: a cusp in each direction
    Target(
      testDescription: "cusp", dimension: 2, logarithm: { -abs($0[0]) - abs($0[1]) },
      draw: { random in
        (0..<2).map { _ in
          let sign = random.uniform() < 0.5 ? -1.0 : 1
          return -sign * log(random.uniform())
        }
      },
      distribution: { $0 < 0 ? 0.5 * exp($0) : 1 - 0.5 * exp(-$0) }),
  ]

  /// Three peaks as somebody might guess them: of unlike widths and orientations, some where there is nothing.
  private func guess() throws -> SeparatePeaks {
    var random = Random(seed: 8, stream: 0)
    let cycles: [ClosedRange<Double>?] = [nil, nil]
    let peaks = try [(-4.0, 0.4), (0.3, 1.5), (4, 0.7)].map { place, width in
      let points = (0..<50).map { _ in
        let (a, b) = (random.normal(), random.normal())
        return [place + width * a, place / 2 + width * (0.6 * a + 0.8 * b)]
      }
      return try #require(Peak(points, logDensities: points.map { _ in place }, cycles: cycles))
    }
    return try #require(SeparatePeaks(peaks, cycles: cycles))
  }

  /// The largest distance between the distribution of numbers and a known one, times √n: Kolmogorov's statistic.
  private func distance(of numbers: [Double], from distribution: (Double) -> Double) -> Double {
    let count = Double(numbers.count)
    let largest = numbers.sorted().enumerated().map { place, number in
      let expected = distribution(number)
      return max(Double(place + 1) / count - expected, expected - Double(place) / count)
    }.max()
    return (largest ?? .infinity) * count.squareRoot()
  }

  /// Independent draws after some steps of a kernel. Those of one ensemble are independent too if the kernel is right.
  private func after(
    _ steps: Int, of sampler: some Sampler, on target: Target, starts: Int
  ) -> [Double] {
    let walkers = sampler.walkerCount(dimension: target.dimension)
    return parallelMap(starts, threads: 2) { start in
      var random = Random(seed: 41, stream: UInt64(start))
      var state = sampler.start(at: (0..<walkers).map { _ in target.draw(&random) }, on: target)
      for _ in 0..<steps { _ = sampler.step(&state, on: target, using: &random) }
      let positions = sampler.positions(of: state)
      return (0..<walkers).map { positions[$0 * target.dimension] }
    }.flatMap(\.self)
  }

  // Kolmogorov's statistic exceeds 2.23 with a chance of 2 e^(−2 · 2.23²) = 10⁻⁴.

  @Test("An ensemble, told of wrong peaks or of none", arguments: targets, [false, true])
  func ensemble(target: Target, knowsPeaks: Bool) throws {
    var sampler = Ensemble(walkers: 8)
    if knowsPeaks { sampler.learn(try guess()) }
    let found = after(5, of: sampler, on: target, starts: 2500)
    #expect(distance(of: found, from: target.distribution) < 2.23)
  }

  @Test("The No-U-Turn sampler, told of wrong peaks or of none", arguments: targets, [false, true])
  func noUTurn(target: Target, knowsPeaks: Bool) throws {
    var sampler = NoUTurn(maximumDepth: 4, stepSize: 0.2)
    if knowsPeaks { sampler.learn(try guess()) }
    let found = after(3, of: sampler, on: target, starts: 4000)
    #expect(distance(of: found, from: target.distribution) < 2.23)
  }

  @Test("Jumps between wrong peaks are made, and a kernel that forgets their widths is found out")
  func control() throws {
    let (target, peaks) = (Self.targets[0], try guess())
    let found = parallelMap(20_000, threads: 2) { start in
      var random = Random(seed: 42, stream: UInt64(start))
      let point = target.draw(&random)
      var proposal = point
      guard peaks.proposeJump(from: point.span, into: &proposal, using: &random) != nil else {
        return point[0]
      }
      let logRatio = target.logDensity(at: proposal.span) - target.logDensity(at: point.span)
      return log(random.uniform()) < logRatio ? proposal[0] : point[0]
    }
    #expect(distance(of: found, from: target.distribution) > 2.23)
  }
}
