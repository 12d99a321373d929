/// What a search from evenly spread starts says of minima that none of them found.
///
/// Each start ends in one of an unknown number of minima, with the share of its basin as probability. With a flat prior for
/// their number and for the shares, and w distinct minima seen by n starts, the posterior expectation of their number is
/// w(n − 1)/(n − w − 2), and that of the share of the unseen basins w(w + 1)/(n(n − 1)) (Boender and Rinnooy Kan, Mathematical
/// Programming 37 (1987) 59). It is an expectation before any look at the function: a basin smaller than the spacing of the
/// starts can always hide.
public struct UnfoundMinima: Sendable, Equatable, Codable {
  /// How many minima are expected that were not found; nil where too few starts were made to say.
  public let expectedNumber: Double?
  /// The share of all starts that is expected to end in one of them; nil where there was one start or none.
  public let expectedShare: Double?

  /// After `starts` that ended in `minima` distinct ones.
  public init(starts: Int, minima: Int) {
    let (n, w) = (Double(starts), Double(minima))
    expectedNumber = n > w + 2 ? w * (w + 1) / (n - w - 2) : nil
    expectedShare = n > 1 ? min(1, w * (w + 1) / (n * (n - 1))) : nil
  }
}
