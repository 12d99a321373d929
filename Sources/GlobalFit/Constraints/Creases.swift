import Inference
import Physics

// Where densities have corners and ends: their gradients jump there, and minima of χ² like to lie there.

extension Distribution {
  /// Where the pieces on which the density is smooth end, increasing: the ends of the support first and last.
  var edges: [Double] {
    switch self {
    case .normal, .asymmetricNormal, .theoryRange: [-.infinity, .infinity]
    case .halfNormal(let density):
      density.sigma > 0 ? [density.edge, .infinity] : [-.infinity, density.edge]
    case .uniform(let density): [density.range.lowerBound, density.range.upperBound]
    case .logNormal: [0, .infinity]
    case .gamma(let density): [density.start, .infinity]
    case .tabulated(let density): density.x
    }
  }

  /// Whether the slope jumps inside the support.
  var hasCorners: Bool { if case .tabulated = self { edges.count > 2 } else { false } }

  /// ln p and its slope at a prediction as the piece of this number has them, continued smoothly beyond its ends; −∞ where that
  /// cannot be.
  func logLikelihood(of x: Double, onPiece piece: Int) -> (value: Double, slope: Double) {
    switch self {
    case .halfNormal(let density): density.continued(to: x)
    case .uniform(let density): (density.inside, 0)
    case .gamma(let density): density.continued(to: x)
    case .tabulated(let density): density.logLikelihood(of: x, onPiece: piece)
    default: logLikelihood(of: x)
    }
  }
}

extension ChiSquared {
  /// Whether a tabulated density enters: where its lines meet, the gradient jumps.
  public var hasCorners: Bool { problem.likelihood.hasCorners }

  /// χ² taken apart: the constraints whose densities have corners or ends, those on one observable together, and the rest.
  public var creased: CreasedFunction? {
    guard problem.likelihood.hasCorners || problem.likelihood.hasEdges else { return nil }
    var smooth: [Problem.Constraint] = []
    var byObservable: [(observable: Observable, densities: [Distribution])] = []
    for constraint in problem.constraints {
      var rest = constraint
      for index in rest.measurements.indices {
        rest.measurements[index].factors.removeAll { factor in
          guard case .single(let density) = factor.shape, density.hasEdges else { return false }
          let observable = factor.observables[0]
          if let known = byObservable.firstIndex(where: { $0.observable == observable }) {
            byObservable[known].densities.append(density)
          } else {
            byObservable.append((observable, [density]))
          }
          return true
        }
      }
      smooth.append(rest)
    }
    return CreasedFunction(
      smooth: ChiSquared(problem.observing(smooth)),
      terms: byObservable.map { observable, densities in
        CreasedTerm(
          of: QuantityFunction(.observable(observable), of: problem), chiSquaredOf: densities)
      })
  }
}

extension CreasedTerm {
  /// The χ² of several densities of one prediction, each with its maximum set to 0.
  fileprivate init(of quantity: QuantityFunction, chiSquaredOf densities: [Distribution]) {
    let lower = densities.map { $0.edges[0] }.max() ?? -.infinity
    let upper = densities.map { $0.edges[$0.edges.count - 1] }.min() ?? .infinity
    let inner = Set(densities.flatMap(\.edges)).filter { lower < $0 && $0 < upper }.sorted()
    // where the supports do not overlap, the one end lies above the other: no piece is defined
    let edges = lower <= upper ? [lower] + inner + [upper] : [upper, lower]
    let isEmpty = lower > upper
    let own = densities.map { density in
      (
        density: density, maximum: density.maximumLogLikelihood,
        pieces: edges.indices.dropLast().map { piece in
          density.edges.dropFirst().dropLast().count { $0 <= edges[piece] }
        }
      )
    }
    self.init(of: quantity, edges: edges) { piece, x in
      guard !isEmpty else { return (.infinity, 0) }
      var (value, slope) = (0.0, 0.0)
      for (density, maximum, pieces) in own {
        let there = density.logLikelihood(of: x, onPiece: pieces[piece])
        value += 2 * (maximum - there.value)
        slope -= 2 * there.slope
      }
      return (value, slope)
    }
  }
}
