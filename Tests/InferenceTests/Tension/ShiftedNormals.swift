import Foundation

@testable import Inference

/// Two normal likelihoods N(a | θ, A), N(b | θ, B) of one θ, with a prior that is flat in a box or normal: everything known.
struct ShiftedNormals: Sendable {
  enum Prior: Sendable {
    /// Flat from −width/2 to width/2 in each coordinate.
    case flat(width: Double)
    /// Normal around 0.
    case normal(sigma: Double)
  }

  let dimension: Int
  let prior: Prior
  let covariances: [SymmetricMatrix]
  let centres: [[Double]]

  init(dimension: Int, prior: Prior, covariances: [SymmetricMatrix], centres: [[Double]]) {
    (self.dimension, self.prior) = (dimension, prior)
    (self.covariances, self.centres) = (covariances, centres)
  }

  /// `shift` is the distance of the two centres in every coordinate.
  init(dimension: Int, shift: Double, prior: Prior) {
    (self.dimension, self.prior) = (dimension, prior)
    let range = 0..<dimension
    let first = range.map { i in
      range.map { j in
        pow(0.5, Double(abs(i - j))) * (1 + 0.2 * Double(i)) * (1 + 0.2 * Double(j))
      }
    }
    let second = range.map { i in range.map { j in i == j ? 0.7 + 0.1 * Double(i) : -0.1 } }
    covariances = [SymmetricMatrix(rows: first), SymmetricMatrix(rows: second)]
    centres = [range.map { 0.1 * Double($0) }, range.map { 0.1 * Double($0) + shift }]
  }

  private static func factor(_ matrix: SymmetricMatrix) -> Cholesky {
    guard let factor = Cholesky(matrix) else { preconditionFailure("a covariance is positive definite") }
    return factor
  }

  private func inverse(_ matrix: SymmetricMatrix) -> SymmetricMatrix { Self.factor(matrix).inverse }

  private func sum(_ a: SymmetricMatrix, _ b: SymmetricMatrix) -> SymmetricMatrix {
    SymmetricMatrix(order: a.order, elements: zip(a.elements, b.elements).map { $0 + $1 })
  }

  /// ln N(x | 0, covariance).
  static func logNormal(_ x: [Double], _ covariance: SymmetricMatrix) -> Double {
    let factor = Self.factor(covariance)
    return -0.5 * (factor.quadraticForm(x) + factor.logDeterminant + Double(x.count) * log(2 * .pi))
  }

  /// The precision of the prior.
  private var priorPrecision: SymmetricMatrix {
    switch prior {
    case .flat: SymmetricMatrix(order: dimension)
    case .normal(let sigma):
      SymmetricMatrix(diagonal: [Double](repeating: 1 / (sigma * sigma), count: dimension))
    }
  }

  /// Mean and covariance of the posterior of some of the groups.
  func posterior(_ groups: [Int]) -> (mean: [Double], covariance: SymmetricMatrix) {
    var precision = priorPrecision
    var pull = [Double](repeating: 0, count: dimension)
    for group in groups {
      let own = inverse(covariances[group])
      precision = sum(precision, own)
      pull = zip(pull, own.times(centres[group])).map { $0 + $1 }
    }
    let covariance = inverse(precision)
    return (covariance.times(pull), covariance)
  }

  func logLikelihood(_ theta: [Double], _ groups: [Int]) -> Double {
    groups.reduce(0) { $0 + Self.logNormal(zip(theta, centres[$1]).map { $0 - $1 }, covariances[$1]) }
  }

  /// ln Z: of the product of L at its mean over the posterior density there, times the prior.
  func logEvidence(_ groups: [Int]) -> Double {
    let (mean, covariance) = posterior(groups)
    let logPrior =
      switch prior {
      case .flat(let width): -Double(dimension) * log(width)
      case .normal(let sigma):
        Self.logNormal(mean, SymmetricMatrix(diagonal: [Double](repeating: sigma * sigma, count: dimension)))
      }
    return logLikelihood(mean, groups) + logPrior
      - Self.logNormal([Double](repeating: 0, count: dimension), covariance)
  }

  /// ⟨ln L⟩: its value at the posterior mean less half the trace of the data's precision times the posterior covariance.
  func meanLogLikelihood(_ groups: [Int]) -> Double {
    let (mean, covariance) = posterior(groups)
    return logLikelihood(mean, groups) - 0.5 * trace(groups, covariance)
  }

  private func trace(_ groups: [Int], _ covariance: SymmetricMatrix) -> Double {
    let precision = groups.map { inverse(covariances[$0]) }.reduce(SymmetricMatrix(order: dimension), sum)
    return zip(precision.elements, covariance.elements).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// 2 Var(ln L) of a quadratic form: with data precision F, slope g at the posterior mean and posterior covariance C it is
  /// tr(FCFC) + 2 gᵀCg.
  func dimensionality(_ groups: [Int]) -> Double {
    let (mean, covariance) = posterior(groups)
    let precision = groups.map { inverse(covariances[$0]) }.reduce(SymmetricMatrix(order: dimension), sum)
    let columns = (0..<dimension).map { column in
      precision.times((0..<dimension).map { covariance[$0, column] })
    }
    var square = 0.0
    for i in 0..<dimension { for j in 0..<dimension { square += columns[i][j] * columns[j][i] } }
    var slope = [Double](repeating: 0, count: dimension)
    for group in groups {
      let own = inverse(covariances[group]).times(zip(centres[group], mean).map { $0 - $1 })
      slope = zip(slope, own).map { $0 + $1 }
    }
    return square + 2 * zip(slope, covariance.times(slope)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Δᵀ (A + B)⁻¹ Δ.
  var distance: Double {
    Self.factor(sum(covariances[0], covariances[1])).quadraticForm(
      zip(centres[0], centres[1]).map { $0 - $1 })
  }

  var shiftPriors: [ParameterShift.Prior] {
    let own =
      switch prior {
      case .flat(let width): ParameterShift.Prior(variance: width * width / 12, precision: 0)
      case .normal(let sigma):
        ParameterShift.Prior(variance: sigma * sigma, precision: 1 / (sigma * sigma))
      }
    return [ParameterShift.Prior](repeating: own, count: dimension)
  }

  /// Independent draws from the posterior, with weights that are not all the same.
  func sampled(_ groups: [Int], draws count: Int, seed: UInt64) -> GroupPosterior {
    let (mean, covariance) = posterior(groups)
    let factor = Self.factor(covariance)
    var random = Random(seed: seed, stream: UInt64(groups.reduce(0) { 2 * $0 + $1 + 1 }))
    let points = (0..<count).map { _ in
      zip(mean, factor.times((0..<dimension).map { _ in random.normal() })).map { $0 + $1 }
    }
    let weights = (0..<count).map { _ in 0.5 + random.uniform() }
    let draws = WeightedDraws(
      values: points.flatMap(\.self), logDensities: [Double](repeating: 0, count: count), weights: weights,
      runs: (0..<count).map { Int32($0 % 16) }, runCount: 16)
    return GroupPosterior(
      draws, logLikelihoods: points.map { logLikelihood($0, groups) },
      logEvidence: Estimate(logEvidence(groups), error: 0))
  }
}

/// The posterior of some of the groups, for a sampler.
struct ShiftedNormalsModel: BayesianModel {
  let normals: ShiftedNormals
  let groups: [Int]

  var dimension: Int { normals.dimension }

  func bounds(of coordinate: Int) -> ClosedRange<Double> {
    switch normals.prior {
    case .flat(let width): -width / 2...width / 2
    case .normal(let sigma): -8 * sigma...8 * sigma
    }
  }

  func logPrior(at point: Span<Double>) -> Double {
    var sum = 0.0
    for index in point.indices {
      switch normals.prior {
      case .flat(let width):
        guard abs(point[index]) <= width / 2 else { return -.infinity }
        sum -= log(width)
      case .normal(let sigma):
        sum -= log(sigma) + 0.5 * log(2 * .pi) + 0.5 * point[index] * point[index] / (sigma * sigma)
      }
    }
    return sum
  }

  func logLikelihood(at point: Span<Double>) -> Double {
    normals.logLikelihood(point.indices.map { point[$0] }, groups)
  }

  func drawFromPrior(using random: inout Random) -> [Double] {
    (0..<dimension).map { _ in
      switch normals.prior {
      case .flat(let width): (random.uniform() - 0.5) * width
      case .normal(let sigma): sigma * random.normal()
      }
    }
  }
}
