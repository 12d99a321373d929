import Physics

extension Observable {
  /// Refuses a measured value, or an error, that can only be in another unit than the observable's.
  ///
  /// The check is one of units, not of signs or of physical ends: a measured value fluctuates. One of either sign
  /// is taken where the size is right, and one beyond the range within three of its errors.
  func requirePlausible(_ distribution: Distribution, at element: Element) throws(InputError) {
    let range = plausibleRange
    let width = range.upperBound - range.lowerBound
    let unit = unit.isEmpty ? "a pure number, no per cent" : "in \(unit)"
    func refuse(_ what: String, _ value: Double) -> InputError {
      element.failure(
        "\(what) \(value.short) of '\(rawValue)' is not plausible: it is \(unit), between \(range.lowerBound.short) "
          + "and \(range.upperBound.short) but for fluctuations")
    }
    let error = distribution.largestError
    let mode = distribution.mode
    // What cannot be negative has its sign by a fluctuation, however many errors that is.
    let sizes = range.lowerBound == 0 ? -range.upperBound...range.upperBound : range
    let slack = error <= width ? 3 * error : 0
    guard (sizes.lowerBound - slack...sizes.upperBound + slack).contains(mode) else {
      throw refuse("the value", mode)
    }
    guard error <= width else { throw refuse("the error", error) }
  }
}

extension Distribution {
  /// The largest of its errors; 0 where the density has none that is stated as such.
  fileprivate var largestError: Double {
    switch self {
    case .normal(let density): density.sigma
    case .theoryRange(let density): max(density.sigma, density.halfRange)
    case .asymmetricNormal(let density): max(density.upperSigma, density.lowerSigma)
    case .halfNormal(let density): abs(density.sigma)
    case .uniform, .logNormal, .gamma, .tabulated: 0
    }
  }
}
