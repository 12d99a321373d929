import CGSL

/// What a rank is worth on the normal scale: z = Φ⁻¹((r − 3/8)/(S + 1/4)) for rank r = 1 … S.
///
/// Source: A. Vehtari et al., arXiv:1903.08008, eq. (14). The table depends on S only, so quantities share it.
struct NormalScores: Sendable {
  private let count: Int
  private let lowerHalf: [Double]

  /// The table for `count` draws.
  init(count: Int) {
    self.count = count
    lowerHalf = (0..<(count + 1) / 2).map { Self.score(rank: Double($0 + 1), count: count) }
  }

  /// The score of a rank given as twice itself, since the average rank of ties may be half an integer.
  func score(twiceRank: Int) -> Double {
    guard twiceRank % 2 == 0 else { return Self.score(rank: Double(twiceRank) / 2, count: count) }
    let rank = twiceRank / 2
    return rank <= lowerHalf.count ? lowerHalf[rank - 1] : -lowerHalf[count - rank]
  }

  private static func score(rank: Double, count: Int) -> Double {
    gsl_cdf_ugaussian_Pinv((rank - 0.375) / (Double(count) + 0.25))
  }
}
