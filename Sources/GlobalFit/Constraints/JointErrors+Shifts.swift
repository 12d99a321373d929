import Inference
import Physics

extension JointErrors {
  /// The same experiments with data drawn anew beside those that were measured: theory errors, which both have in common,
  /// are drawn from what the measured data leave of them at these predictions.
  func simulatedAgain(
    _ constraints: [Problem.Constraint], at predictions: [Observable: Double], using random: inout Random
  ) -> [Problem.Constraint] {
    var shifted = predictions
    for (members, theory) in membership(of: constraints.flatMap(\.factors)) {
      let shifts = shifts(of: members, theory, at: predictions, using: &random)
      shifted.merge(shifts) { $0 + $1 }
    }
    return JointErrors.none.simulated(constraints, at: shifted, using: &random)
  }

  /// Shifts of predictions by theory errors t of covariance T, given the residuals r = t + e of experiments with errors e:
  /// for t₀ and e₀ drawn at random, t₀ + T Σ⁻¹ (r − t₀ − e₀) has the distribution wanted.
  private func shifts(
    of members: [Factor], _ theory: TheoryCovariance, at predictions: [Observable: Double],
    using random: inout Random
  ) -> [Observable: Double] {
    let joint = joined(members, theory)
    guard case .correlated(let normal) = joint.shape else { return [:] }
    let observables = Array(theory.places.keys.filter { theory($0, $0) > 0 && predictions[$0] != nil })
      .sorted { $0.rawValue < $1.rawValue }
    let drawn = theory.drawn(observables, using: &random)
    let scattered = members.flatMap { member in
      member.simulated(at: member.observables.map { drawn[$0] ?? 0 }, using: &random).measuredValues
    }
    let residuals = joint.observables.indices.map { index in
      normal.means[index] - (predictions[joint.observables[index]] ?? .nan) - scattered[index]
    }
    let weights = normal.inverseCovariance(times: residuals)
    return Dictionary(
      uniqueKeysWithValues: observables.map { own in
        (
          own,
          zip(joint.observables, weights).reduce(drawn[own] ?? 0) { $0 + theory(own, $1.0) * $1.1 }
        )
      })
  }
}

extension TheoryCovariance {
  /// Errors of these observables.
  fileprivate func drawn(_ observables: [Observable], using random: inout Random) -> [Observable: Double] {
    var covariance = SymmetricMatrix(order: observables.count)
    for i in observables.indices {
      for j in 0...i { covariance[i, j] = self(observables[i], observables[j]) }
    }
    let sigmas = covariance.diagonal.map { $0.squareRoot() }
    guard let spectrum = covariance.unitDiagonal?.spectrum else { return [:] }
    var errors = [Double](repeating: 0, count: observables.count)
    for (value, vector) in zip(spectrum.eigenvalues, spectrum.eigenvectors) {
      let length = max(value, 0).squareRoot() * random.normal()
      for index in errors.indices { errors[index] += length * vector[index] * sigmas[index] }
    }
    return Dictionary(uniqueKeysWithValues: zip(observables, errors))
  }
}
