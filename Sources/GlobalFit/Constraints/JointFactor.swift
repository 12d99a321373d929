import Inference
import Physics

/// A factor made of several with theory errors in common.
struct JointFactor: Sendable {
  /// That covariances are not those of anything.
  struct Failure: Error { let words: String }

  private let members: [Factor]
  let factor: Factor

  init(_ members: [Factor], _ theory: TheoryCovariance) throws(Failure) {
    let observables = members.flatMap(\.observables)
    var covariance = SymmetricMatrix(order: observables.count)
    var start = 0
    for member in members {
      guard let own = member.normalCovariance else {
        throw Failure(
          words:
            "\(member.observables.map(\.rawValue).joined(separator: ", ")): only normal, symmetric errors can be "
            + "combined with the correlated theory errors of '\(theory.name)'")
      }
      for i in 0..<own.order { for j in 0...i { covariance[start + i, start + j] = own[i, j] } }
      start += own.order
    }
    for i in observables.indices {
      for j in 0...i { covariance[i, j] += theory(observables[i], observables[j]) }
    }
    let sigmas = covariance.diagonal.map { $0.squareRoot() }
    guard let unit = covariance.unitDiagonal, let correlation = Correlation(unit) else {
      throw Failure(
        words:
          "the covariance of the measurements with the theory errors of '\(theory.name)' is not positive definite"
      )
    }
    self.members = members
    factor = Factor(
      observables: observables,
      shape: .correlated(
        CorrelatedNormal(
          means: members.flatMap(\.measuredValues), upperSigmas: sigmas, lowerSigmas: sigmas,
          correlation: correlation
        ).merging(observables)))
  }

  private init(_ other: JointFactor, factor: Factor) { (members, self.factor) = (other.members, factor) }

  /// The same factor with the data of these, if they are the same experiments; nil otherwise.
  func observing(_ others: [Factor]) -> JointFactor? {
    guard case .correlated(let normal) = factor.shape, others.count == members.count,
      zip(others, members).allSatisfy({ $0.hasSameErrors(as: $1) })
    else { return nil }
    return JointFactor(
      self,
      factor: Factor(
        observables: factor.observables,
        shape: .correlated(normal.centred(on: others.flatMap(\.measuredValues)))))
  }
}

extension Factor {
  /// The covariance of its numbers, if their errors are normal and symmetric.
  var normalCovariance: SymmetricMatrix? {
    switch shape {
    case .single(.theoryRange): nil
    case .single(let distribution):
      distribution.normal.map { SymmetricMatrix(diagonal: [$0.sigma * $0.sigma]) }
    case .correlated(let normal):
      normal.upperSigmas == normal.lowerSigmas ? normal.correlation.scaled(by: normal.upperSigmas) : nil
    }
  }

  /// The measured numbers.
  var measuredValues: [Double] {
    switch shape {
    case .single(let distribution): [distribution.mode]
    case .correlated(let normal): normal.means
    }
  }

  /// The same errors around other normal values.
  func observing(_ values: [Double]) -> Factor {
    switch shape {
    case .single(let distribution):
      Factor(observables: observables, shape: .single(distribution.centred(on: values[0])))
    case .correlated(let normal):
      Factor(observables: observables, shape: .correlated(normal.centred(on: values)))
    }
  }

  /// Whether it measures the same observables with the same normal errors.
  func hasSameErrors(as other: Factor) -> Bool {
    guard observables == other.observables else { return false }
    switch (shape, other.shape) {
    case (.single(let one), .single(let other)): return one.normal?.sigma == other.normal?.sigma
    case (.correlated(let one), .correlated(let other)):
      return one.upperSigmas == other.upperSigmas && one.correlation == other.correlation
    default: return false
    }
  }
}
