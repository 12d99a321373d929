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
    for theory in theories {
      let members = factors.filter(theory.concerns)
      if !members.isEmpty { known.append(try JointFactor(members, theory)) }
    }
  }

  var isEmpty: Bool { known.isEmpty }

  /// Whether a factor is part of a joint one.
  func concerns(_ factor: Factor) -> Bool { theories.contains { $0.concerns(factor) } }

  /// (measured − predicted)/σ of each number of a factor, with the theory error in σ.
  func pulls(of factor: Factor, at predictions: [Double]) -> [Double] {
    zip(factor.pulls(of: predictions), experimentalShares(of: factor)).map { $0 * $1 }
  }

  /// σ/√(σ² + Δ²) of each number of a factor, with its own error σ and the theory error Δ: 1 where there is none in common
  /// with others.
  func experimentalShares(of factor: Factor) -> [Double] {
    guard let theory = theories.first(where: { $0.concerns(factor) }), let own = factor.normalCovariance
    else {
      return factor.observables.map { _ in 1 }
    }
    return factor.observables.indices.map { index in
      let observable = factor.observables[index]
      return 1 / (1 + theory(observable, observable) / own[index, index]).squareRoot()
    }
  }

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

  /// The factors of the likelihood of constraints.
  func factors(of constraints: [Problem.Constraint]) -> [Factor] { merged(constraints.flatMap(\.factors)) }

  func joined(_ members: [Factor], _ theory: TheoryCovariance) -> Factor {
    for joint in known { if let same = joint.observing(members) { return same.factor } }
    // A part of a positive definite matrix is positive definite, and so is D + T with another D, since T has no negative
    // eigenvalue.
    guard let joint = try? JointFactor(members, theory) else {
      preconditionFailure("Measurements with theory errors in common have a covariance.")
    }
    return joint.factor
  }

  /// Draws the data of all factors anew, theory errors in common.
  func simulated(
    _ factors: [Factor], at predictions: [Observable: Double], using random: inout Random
  ) -> [Factor] {
    let drawn = merged(factors).map { $0.simulated(at: $0.predictions(in: predictions), using: &random) }
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
    return result
  }
}

extension JointErrors {
  /// The factors that each theory's errors go across.
  func membership(of factors: [Factor]) -> [(members: [Factor], theory: TheoryCovariance)] {
    theories.compactMap { theory in
      let members = factors.filter(theory.concerns)
      return members.isEmpty ? nil : (members, theory)
    }
  }

  /// The joint factors, each with the constraints that are in it.
  func joined(in constraints: [Problem.Constraint]) -> [(constraints: [Problem.Constraint], factor: Factor)] {
    theories.compactMap { theory in
      let members = constraints.filter { $0.factors.contains(where: theory.concerns) }
      guard !members.isEmpty else { return nil }
      return (members, joined(members.flatMap(\.factors).filter(theory.concerns), theory))
    }
  }

  /// The same experiments with data drawn anew, theory errors in common.
  func simulated(
    _ constraints: [Problem.Constraint], at predictions: [Observable: Double], using random: inout Random
  ) -> [Problem.Constraint] {
    var drawn = simulated(constraints.flatMap(\.factors), at: predictions, using: &random)[...]
    return constraints.map { constraint in
      var other = constraint
      for measurement in other.measurements.indices {
        let count = other.measurements[measurement].factors.count
        other.measurements[measurement].factors = Array(drawn.prefix(count))
        drawn.removeFirst(count)
      }
      return other
    }
  }
}
