/// What one group of data by itself says, as far as tension with others is concerned: numbers made from draws of its posterior.
public struct GroupPosterior: Sendable {
  /// ln Z, of the likelihood as normalised by whoever gave it.
  public let logEvidence: Estimate
  /// The posterior mean of ln L.
  public let meanLogLikelihood: Estimate
  /// d = 2 Var(ln L) over the posterior: how many directions the data constrain. The number of parameters of a normal
  /// posterior much narrower than its prior, 0 where the data say nothing.
  ///
  /// Source: W. Handley, P. Lemos, arXiv:1903.06682.
  public let dimensionality: Estimate
  /// The posterior mean of each coordinate.
  public let means: [Estimate]
  /// The posterior covariance of the coordinates.
  public let covariance: SymmetricMatrix
  /// The Monte Carlo covariance of the estimates of ⟨ln L⟩ and Var(ln L), which come from the same draws.
  private let errors: (mean: Double, variance: Double, both: Double)

  /// D = ⟨ln L⟩ − ln Z, the Kullback-Leibler divergence from prior to posterior in nats: what the data taught.
  public var information: Estimate { meanLogLikelihood - logEvidence }

  /// From draws of the posterior and ln L at each.
  public init(_ draws: some PosteriorDraws, logLikelihoods: [Double], logEvidence: Estimate) {
    precondition(logLikelihoods.count == draws.count, "ln L of each draw")
    // draws without weight may lie where L = 0
    let lowest = logLikelihoods.lazy.filter(\.isFinite).min() ?? 0
    let values = logLikelihoods.map { $0.isFinite ? $0 : lowest }
    let own = draws.diagnostics(ofQuantity: values)
    let mean = own.mean
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let (variance, sum) = (
      draws.diagnostics(ofQuantity: squares),
      draws.diagnostics(ofQuantity: zip(values, squares).map { $0 - mean + $1 })
    )
    let (a, b, c) = (
      own.monteCarloErrorOfMean, variance.monteCarloErrorOfMean, sum.monteCarloErrorOfMean
    )
    errors = (a, b, (c * c - a * a - b * b) / 2)
    self.logEvidence = logEvidence
    meanLogLikelihood = Estimate(mean, error: a)
    dimensionality = Estimate(2 * variance.mean, error: 2 * b)
    let columns = (0..<draws.dimension).map { draws.values(of: $0) }
    let means = columns.map { column in
      let own = draws.diagnostics(ofQuantity: column)
      return Estimate(own.mean, error: own.monteCarloErrorOfMean)
    }
    self.means = means
    let weights = draws.importance ?? [Double](repeating: 1 / Double(draws.count), count: draws.count)
    var covariance = SymmetricMatrix(order: columns.count)
    for row in columns.indices {
      for column in 0...row {
        var sum = 0.0
        for draw in weights.indices {
          sum +=
            weights[draw] * (columns[row][draw] - means[row].value)
            * (columns[column][draw] - means[column].value)
        }
        covariance[row, column] = sum
      }
    }
    self.covariance = covariance
  }

  /// The Monte Carlo variance of a·⟨ln L⟩ + b·Var(ln L).
  func variance(ofMean a: Double, andVariance b: Double) -> Double {
    max(
      0,
      a * a * errors.mean * errors.mean + b * b * errors.variance * errors.variance + 2 * a * b * errors.both)
  }

  /// The Monte Carlo covariance of the means: the posterior's correlations with the errors of the means.
  var covarianceOfMeans: SymmetricMatrix {
    var result = SymmetricMatrix(order: means.count)
    for row in means.indices {
      for column in 0...row {
        let scale = (covariance[row, row] * covariance[column, column]).squareRoot()
        let correlation = scale > 0 ? covariance[row, column] / scale : row == column ? 1 : 0
        result[row, column] = correlation * means[row].error * means[column].error
      }
    }
    return result
  }
}
