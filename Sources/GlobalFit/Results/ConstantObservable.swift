import Inference
import Physics

extension Problem {
  /// Whether no free parameter changes an observable: it has one value wherever in the priors it is looked at.
  public func isConstant(_ observable: Observable) -> Bool {
    let function = QuantityFunction(.observable(observable), of: self)
    let values = lowDiscrepancyPoints(33, dimension: free.count, seed: 1).map { point in
      function.value(at: coordinates(atPriorQuantiles: point).span)
    }.filter(\.isFinite)
    guard let least = values.min(), let greatest = values.max() else { return true }
    return greatest - least <= 1e-12 * max(least.magnitude, greatest.magnitude)
  }
}
