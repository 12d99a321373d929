import Inference
import Physics

/// Makes one factor of those whose predictions share theory errors.
///
/// The covariance of the measurements is that of the experiments, each factor for itself, plus that of the theory, which
/// goes across them: Σ = D + T. The density is normalised with Σ. Where there are no shared theory errors the factors are
/// those of the constraints.
struct JointErrors: Sendable {
  private let theories: [TheoryCovariance]
  /// What was made before, one for each theory: the same experiments with other data need no new matrix.
  private var known: [JointFactor] = []

  /// No shared errors.
  static let none = JointErrors(theories: [])

  private init(theories: [TheoryCovariance]) { self.theories = theories }

  /// - Throws: if a matrix is not positive definite.
  init(_ theories: [TheoryCovariance], of factors: [Factor]) throws(JointFactor.Failure) {
    self.theories = theories
    known = try theories.compactMap { theory throws(JointFactor.Failure) in
      let members = factors.filter(theory.concerns)
      return members.isEmpty ? nil : try JointFactor(members, theory)
    }
  }

  var isEmpty: Bool { known.isEmpty }

  /// Whether a factor is part of a joint one.
  func concerns(_ factor: Factor) -> Bool { theories.contains { $0.concerns(factor) } }

  /// The factors of a likelihood: those with shared theory errors made one, in the place of the first of them.
  func merged(_ factors: [Factor]) -> [Factor] {
    guard !isEmpty else { return factors }
    var merged: [Factor] = []
    var places: [Int: Int] = [:]
    var members: [Int: [Factor]] = [:]
    for factor in factors {
      guard let theory = theories.indices.first(where: { theories[$0].concerns(factor) }) else {
        merged.append(factor)
        continue
      }
      if places[theory] == nil {
        places[theory] = merged.count
        merged.append(factor)
      }
      members[theory, default: []].append(factor)
    }
    for (theory, place) in places { merged[place] = joined(members[theory] ?? [], theories[theory]) }
    return merged
  }

  /// The factors of one constraint by itself, which keep their order.
  func merged(_ constraint: Problem.Constraint) -> [Factor] { merged(constraint.factors) }

  private func joined(_ members: [Factor], _ theory: TheoryCovariance) -> Factor {
    for joint in known { if let same = joint.observing(members) { return same.factor } }
    // A part of what is positive definite is so too, and so is the same experiment done twice but for rounding.
    guard let joint = try? JointFactor(members, theory) else { return members[0] }
    return joint.factor
  }

  /// Draws the data of all factors anew, theory errors in common.
  func simulated(
    _ factors: [Factor], at predictions: [Observable: Double], using random: inout Random
  ) -> [Factor] {
    var drawn = merged(factors).map { $0.simulated(at: $0.predictions(in: predictions), using: &random) }
    guard !isEmpty else { return drawn }
    // The joint ones are taken apart again: their numbers stand in the order of the factors.
    var values: [Int: ArraySlice<Double>] = [:]
    var result: [Factor] = []
    var next = 0
    var place: [Int: Int] = [:]
    for factor in factors {
      guard let theory = theories.indices.first(where: { theories[$0].concerns(factor) }) else {
        result.append(drawn[next])
        next += 1
        continue
      }
      if place[theory] == nil {
        place[theory] = next
        values[theory] = drawn[next].measuredValues[...]
        next += 1
      }
      let own = values[theory]?.prefix(factor.observables.count) ?? []
      values[theory]?.removeFirst(factor.observables.count)
      result.append(factor.observing(Array(own)))
    }
    drawn = []
    return result
  }
}

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
          words: "\(member.observables.map(\.rawValue).joined(separator: ", ")): only normal, symmetric errors can be "
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
        words: "the covariance of the measurements with the theory errors of '\(theory.name)' is not positive definite")
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
