/// A tail probability, or the ratio of two, summed over weighted toys.
///
/// A toy of weight w stands for w of all experiments at a hypothesis: 1/n where n toys were drawn there; the ratio of
/// likelihoods p/Σ nⱼpⱼ where nⱼ toys each were drawn at several others (the balance heuristic: E. Veach, L. J. Guibas,
/// SIGGRAPH 1995, doi:10.1145/218380.218498; A. Owen, Y. Zhou, J. Am. Stat. Assoc. 95 (2000) 135). That is exact
/// whatever the distributions are, and the same toys serve every hypothesis that is not far from all of theirs.
public struct TailEstimate: Sendable, Equatable {
  /// The sum, or the ratio of two.
  public let value: Double
  /// Its standard error, from the scatter inside of each stratum.
  public let error: Double
  /// How many toys of equal weight the tail, or the thinner of two, is worth: (Σw)²/Σw² of the hits.
  public let deciding: Double

  /// How many toys must decide, at least: below, the error is not known to a fifth of itself.
  public static let leastDeciding = 25.0

  /// Whether enough toys decide for the error to hold.
  public var isDetermined: Bool { deciding >= Self.leastDeciding }

  /// An estimate.
  public init(value: Double, error: Double, deciding: Double) {
    (self.value, self.error, self.deciding) = (value, error, deciding)
  }
}

/// Toys of which each stratum was drawn at one hypothesis; or every outcome that there can be, without scatter.
public struct ToyStrata: Sendable, Equatable {
  /// The members of each stratum; empty where the members are all outcomes that there can be.
  public let members: [Range<Int>]

  /// Strata of toys.
  public init(members: [Range<Int>]) { self.members = members }

  /// The probability of a hit.
  ///
  /// - Parameters:
  ///   - weights: of each toy at the hypothesis.
  ///   - hits: whether each toy lies in the tail; nil of a toy that could not be fitted, which is taken to be like the others.
  public func probability(_ weights: [Double], hits: [Bool?]) -> TailEstimate {
    let terms = zip(weights, hits).map { $1 == true ? $0 : 0 }
    let kept = 1 / (1 - lost(weights, hits))
    let value = kept * terms.sum
    return TailEstimate(value: value, error: kept * error(terms), deciding: deciding(terms))
  }

  /// The probability of a hit at one hypothesis over that at another, by the same toys: what scatters in both cancels.
  public func ratio(_ upper: [Double], _ lower: [Double], hits: [Bool?]) -> TailEstimate {
    let above = zip(upper, hits).map { $1 == true ? $0 : 0 }
    let below = zip(lower, hits).map { $1 == true ? $0 : 0 }
    let kept = (1 - lost(lower, hits)) / (1 - lost(upper, hits))
    let (numerator, denominator) = (above.sum, below.sum)
    guard denominator > 0 else { return TailEstimate(value: .nan, error: .infinity, deciding: 0) }
    let value = numerator / denominator
    let terms = zip(above, below).map { ($0 - value * $1) / denominator }
    return TailEstimate(
      value: kept * value, error: kept * error(terms), deciding: min(deciding(above), deciding(below)))
  }

  /// How many toys of equal weight these are worth at a hypothesis; the sum of the weights is 1 but for scatter.
  public func worth(_ weights: [Double]) -> Double { deciding(weights) }

  private func deciding(_ terms: [Double]) -> Double {
    let (sum, squares) = (terms.sum, terms.reduce(0) { $0 + $1 * $1 })
    return squares > 0 ? (members.isEmpty ? .infinity : sum * sum / squares) : 0
  }

  private func lost(_ weights: [Double], _ hits: [Bool?]) -> Double {
    min(zip(weights, hits).reduce(0) { $1.1 == nil ? $0 + $1.0 : $0 }, 0.5)
  }

  /// √(Σ n s²) over the strata, with n toys whose terms scatter by s.
  private func error(_ terms: [Double]) -> Double {
    members.reduce(0) { variance, range in
      let (count, own) = (Double(range.count), terms[range])
      guard count > 1 else { return variance }
      let mean = own.reduce(0, +) / count
      return variance + count * own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    }.squareRoot()
  }
}

extension [Double] {
  fileprivate var sum: Double { reduce(0, +) }
}
