import Foundation
import Inference

extension KnownPosterior {
  /// Peaks at ∓4 on every axis of [−10, 10]^D, of width ½, the left one with a share of the mass: 2^D peaks in all.
  ///
  /// Z = 20^−D but for the 10⁻³² that is cut off.
  public static func unequalPeaks(share: Double, dimension: Int) -> KnownPosterior {
    let pair = NormalPair(share: share, left: (-4, 0.5), right: (4, 0.5))
    return KnownPosterior(
      "peaks of \(percent(share)) on each of \(dimension) axes", prior: .cube(-10...10, dimension: dimension),
      truths: (0..<dimension).flatMap(pair.truths), logEvidence: -Double(dimension) * log(20),
      difficulty: .separatedModes,
      slope: { x, sum in
        for i in x.indices {
          let pulls = pair.pulls(pair.squares(x[i]), dimension: 1)
          sum[i] += pulls.left * (-4 - x[i]) + pulls.right * (4 - x[i])
        }
      },
      likelihood: { x in
        var sum = 0.0
        for i in x.indices { sum += pair.logDensity(pair.squares(x[i]), dimension: 1) }
        return sum
      })
  }

  /// Two peaks of width ½ at ∓4 on the diagonal of [−10, 10]^D, the left one with a share of the mass.
  public static func twins(share: Double, dimension: Int) -> KnownPosterior {
    twins(
      "twins of \(percent(share)) in \(dimension) dimensions",
      NormalPair(share: share, left: (-4, 0.5), right: (4, 0.5)), dimension: dimension)
  }

  /// Two peaks of width 0.005 at ∓4 in [−10, 10], the left one with 0.3 of the mass.
  public static let narrowPeaks = twins(
    "two narrow peaks", NormalPair(share: 0.3, left: (-4, 0.005), right: (4, 0.005)), dimension: 1)

  /// Two normals whose centres lie on the diagonal of [−10, 10]^D, far enough inside: Z = 20^−D.
  static func twins(
    _ name: String, _ pair: NormalPair, dimension: Int, difficulty: Difficulty = .separatedModes
  ) -> KnownPosterior {
    KnownPosterior(
      name, prior: .cube(-10...10, dimension: dimension),
      truths: Set([0, dimension - 1]).sorted().flatMap(pair.truths),
      logEvidence: -Double(dimension) * log(20), difficulty: difficulty,
      slope: { x, sum in
        let pulls = pair.pulls(pair.squares(x), dimension: x.count)
        for i in x.indices {
          sum[i] += pulls.left * (pair.left.centre - x[i]) + pulls.right * (pair.right.centre - x[i])
        }
      },
      likelihood: { x in pair.logDensity(pair.squares(x), dimension: x.count) })
  }

  private static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
}
