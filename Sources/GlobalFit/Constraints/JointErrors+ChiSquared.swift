import Inference
import Physics

extension JointErrors {
  /// χ² of each constraint, given the data of those before it with which it has theory errors in common:
  /// p(d₁, d₂ | x) = p(d₁ | x) p(d₂ | d₁, x). They add up to that of all.
  func chiSquared(of constraints: [Problem.Constraint], _ prediction: (Observable) -> Double) -> [Double] {
    var sums = constraints.map { constraint in
      constraint.factors.filter { !concerns($0) }.reduce(0) {
        $0 + $1.chiSquared(of: $1.observables.map(prediction))
      }
    }
    for (members, theory) in membership(of: constraints.flatMap(\.factors)) {
      let factor = joined(members, theory)
      guard case .correlated(let normal) = factor.shape else { continue }
      var rest = normal.independentPulls(of: factor.observables.map(prediction))[...]
      for (index, constraint) in constraints.enumerated() {
        for own in constraint.factors where theory.concerns(own) {
          sums[index] += rest.prefix(own.observables.count).reduce(0) { $0 + $1 * $1 }
          rest.removeFirst(own.observables.count)
        }
      }
    }
    return sums
  }
}
