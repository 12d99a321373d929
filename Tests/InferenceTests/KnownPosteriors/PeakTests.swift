import Foundation
import KnownPosteriors
import Testing

@testable import Inference

/// In many dimensions no grid reaches the peaks: here the densities are written down once more, as sums of plain products.
@Suite("Posteriors with peaks in many dimensions")
struct PeakTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    var posterior: KnownPosterior
    var share: Double
    var left: (centre: Double, width: Double)
    var right: (centre: Double, width: Double)

    var testDescription: String { posterior.name }
  }

  static let pairs = [
    Pair(posterior: .twins(share: 0.01, dimension: 5), share: 0.01, left: (-4, 0.5), right: (4, 0.5)),
    Pair(posterior: .twins(share: 0.3, dimension: 10), share: 0.3, left: (-4, 0.5), right: (4, 0.5)),
    Pair(posterior: .hiddenPeak(5, width: 0.02), share: 0.3, left: (-5, 0.02), right: (2, 1)),
    Pair(posterior: .hiddenPeak(8, width: 0.05), share: 0.3, left: (-5, 0.05), right: (2, 1)),
  ]

  @Test("Two normals with their shares of the mass", arguments: pairs)
  func pair(pair: Pair) throws {
    var random = Random(seed: 8, stream: 0)
    let dimension = pair.posterior.dimension
    for (share, centre, width) in [
      (pair.share, pair.left.centre, pair.left.width), (1 - pair.share, pair.right.centre, pair.right.width),
    ] {
      for _ in 0..<20 {
        var (point, density) = ([Double](), share)
        for _ in 0..<dimension {
          let standard = random.normal()
          point.append(centre + width * standard)
          density *= exp(-standard * standard / 2) / (width * (2 * Double.pi).squareRoot())
        }
        // the other normal is many widths away, and the prior has 1/20 in each coordinate
        #expect(abs(pair.posterior.logLikelihood(at: point.span) - log(density)) < 1e-9)
        let evidence = try #require(pair.posterior.logEvidence)
        #expect(abs(evidence + Double(dimension) * log(20)) < 1e-12)
      }
    }
  }

  @Test("A box on a floor has half of the mass")
  func box() {
    var random = Random(seed: 8, stream: 0)
    let (floor, box) = (log(0.5), log(0.5 + 0.5 / 5e-5))
    var inside = 0
    for _ in 0..<400_000 {
      let point = KnownPosterior.boxOnFloor.drawFromPrior(using: &random)
      let value = KnownPosterior.boxOnFloor.logLikelihood(at: point.span)
      #expect(value == floor || value == box)
      inside += value == box ? 1 : 0
    }
    // 20 are expected of a Poisson distribution: below 6 or above 42 with a chance of 8·10⁻⁵
    #expect((6...42).contains(inside))
  }

  @Test(
    "Peaks that are known beforehand lie in the prior, above all that it yields",
    arguments: KnownPosterior.all.filter { !$0.knownPeaks.isEmpty })
  func knownPeaks(posterior: KnownPosterior) throws {
    var random = Random(seed: 8, stream: 0)
    let drawn = (0..<1000).map { _ in
      posterior.logLikelihood(at: posterior.drawFromPrior(using: &random).span)
    }
    for peak in posterior.knownPeaks {
      #expect(peak.count == posterior.dimension && posterior.logPrior(at: peak.span).isFinite)
      #expect(posterior.logLikelihood(at: peak.span) > (drawn.max() ?? .infinity))
    }
    let untold = try #require(KnownPosterior.all.first { posterior.name == "\($0.name), its peak known" })
    #expect(untold.knownPeaks.isEmpty && untold.truths.map(\.value) == posterior.truths.map(\.value))
  }
}
