import Physics

/// The product of independent constraints as a function of the predictions, compiled for speed.
///
/// `logLikelihood` is the sum of the normalised log densities; χ² = −2 ln L with each factor's maximum set to 0.
struct Likelihood: Sendable {
  /// A normal factor: nearly all of them are, and this is all that the hot path needs of one.
  private struct NormalTerm: Sendable {
    let observable: Int
    let mean: Double
    let inverseSigma: Double
  }

  /// A counting experiment; apart from the others, which can hold tables and are dearer to read.
  private struct GammaTerm: Sendable {
    let observable: Int
    let density: Gamma
  }

  private struct OtherTerm: Sendable {
    let observable: Int
    let distribution: Distribution
  }

  private struct CorrelatedTerm: Sendable {
    let block: CorrelatedBlock
    /// Where its observables begin in `correlatedObservables`.
    let first: Int
  }

  private let normals: [NormalTerm]
  private let gammas: [GammaTerm]
  private let others: [OtherTerm]
  private let correlated: [CorrelatedTerm]
  private let shared: [SharedTerm]
  private let correlatedObservables: [Int]
  private let table: [Double]
  /// Σ of the maxima of the normal and correlated factors, less what shared predictions cannot make good.
  private let logNorm: Double
  /// Σ of the factors' maxima: ln L = maximum − χ²/2.
  let maximumLogLikelihood: Double
  /// How many measured numbers enter.
  let measuredNumbers: Int
  /// Whether a factor's slope jumps inside its support.
  let hasCorners: Bool
  /// Whether a factor's support ends somewhere.
  let hasEdges: Bool

  /// - Parameter observables: the order in which predictions will come; every factor's observables are in it.
  init(_ factors: [Factor], observables: [Observable]) {
    var normals: [NormalTerm] = []
    var gammas: [GammaTerm] = []
    var others: [OtherTerm] = []
    var correlated: [CorrelatedTerm] = []
    var shared: [SharedTerm] = []
    var correlatedObservables: [Int] = []
    var table: [Double] = []
    var logNorm = 0.0
    let places = Dictionary(zip(observables, observables.indices)) { first, _ in first }
    for factor in factors {
      let indices = factor.observables.compactMap { places[$0] }
      precondition(
        indices.count == factor.observables.count, "Every constrained observable must be predicted")
      switch factor.shape {
      case .single(.gamma(let gamma)):
        gammas.append(GammaTerm(observable: indices[0], density: gamma))
      case .single(let distribution):
        if let normal = distribution.normal {
          normals.append(
            NormalTerm(observable: indices[0], mean: normal.mean, inverseSigma: 1 / normal.sigma))
          logNorm += factor.maximumLogLikelihood
        } else {
          others.append(OtherTerm(observable: indices[0], distribution: distribution))
        }
      case .correlated(let normal):
        logNorm += factor.maximumLogLikelihood
        if let form = normal.shared {
          let term = SharedTerm(form, means: normal.means, indices: indices)
          shared.append(term)
          logNorm -= 0.5 * term.leastChiSquared
          continue
        }
        let block = CorrelatedBlock(count: normal.count, start: table.count)
        correlated.append(CorrelatedTerm(block: block, first: correlatedObservables.count))
        correlatedObservables += indices
        table += normal.table
      }
    }
    self.normals = normals
    self.gammas = gammas
    self.others = others
    self.correlated = correlated
    self.shared = shared
    self.correlatedObservables = correlatedObservables
    self.table = table
    self.logNorm = logNorm
    maximumLogLikelihood = factors.reduce(0) { $0 + $1.maximumLogLikelihood }
    hasCorners = factors.contains(where: \.hasCorners)
    hasEdges = factors.contains(where: \.hasEdges)
    measuredNumbers = factors.reduce(0) { $0 + $1.observables.count }
  }

  /// ln L at the predictions; −∞ where a constraint excludes them.
  @inline(__always)
  func logLikelihood(of predictions: Span<Double>) -> Double {
    var chiSquared = 0.0
    for index in normals.indices {
      let term = normals[index]
      let pull = (term.mean - predictions[term.observable]) * term.inverseSigma
      chiSquared += pull * pull
    }
    for index in correlated.indices {
      let term = correlated[index]
      chiSquared += term.block.chiSquared(
        of: predictions, observables: correlatedObservables.span, from: term.first, table: table.span)
    }
    for index in shared.indices {
      chiSquared += shared[index].chiSquared(of: predictions)
    }
    var sum = logNorm - 0.5 * chiSquared
    for index in gammas.indices {
      sum += gammas[index].density.logLikelihood(of: predictions[gammas[index].observable]).value
    }
    for index in others.indices {
      sum += others[index].distribution.logLikelihood(of: predictions[others[index].observable]).value
    }
    return sum
  }

  /// ln L and its derivatives with respect to each prediction.
  @inline(__always)
  func logLikelihood(of predictions: Span<Double>, slopes: inout MutableSpan<Double>) -> Double {
    for index in slopes.indices { slopes[index] = 0 }
    var chiSquared = 0.0
    for index in normals.indices {
      let term = normals[index]
      let pull = (term.mean - predictions[term.observable]) * term.inverseSigma
      chiSquared += pull * pull
      slopes[term.observable] += pull * term.inverseSigma
    }
    for index in correlated.indices {
      let term = correlated[index]
      chiSquared += term.block.chiSquared(
        of: predictions, observables: correlatedObservables.span, from: term.first, table: table.span,
        slopes: &slopes)
    }
    for index in shared.indices {
      chiSquared += shared[index].chiSquared(of: predictions, slopes: &slopes)
    }
    var sum = logNorm - 0.5 * chiSquared
    for index in gammas.indices {
      let observable = gammas[index].observable
      let (value, slope) = gammas[index].density.logLikelihood(of: predictions[observable])
      sum += value
      slopes[observable] += slope
    }
    for index in others.indices {
      let observable = others[index].observable
      let (value, slope) = others[index].distribution.logLikelihood(of: predictions[observable])
      sum += value
      slopes[observable] += slope
    }
    return sum
  }
}
