import Physics

extension Problem {
  /// Whether no free parameter changes an observable: it has one value wherever in the priors it is looked at.
  public func isConstant(_ observable: Observable) -> Bool {
    let values = valuesOverPrior(of: QuantityFunction(.observable(observable), of: self))
    guard let least = values.min(), let greatest = values.max() else { return true }
    return greatest - least <= 1e-12 * max(least.magnitude, greatest.magnitude)
  }
}
