import Inference

extension ProfileResult {
  /// Whether a profile is flat where its bounds end.
  struct Flatness {
    /// Δχ² at the end of the bounds less that a tenth of the way before, for an end that was reached.
    let change: (ConfidenceInterval.End, Double) -> Double

    init<F, Q>(_ profile: ProfileLikelihood<F, Q>) {
      change = { end, bestFit in
        let before = profile.point(at: bestFit + 0.9 * (end.quantity - bestFit), neighbours: [end.point])
        return end.rise - (before.value - profile.minimum.value)
      }
    }
  }
}

extension ProfileResult.Interval {
  /// The piece around the best fit, and the others.
  init(
    _ region: ConfidenceRegion, confidence: Double, of quantity: ProfiledQuantity,
    _ flatness: ProfileResult.Flatness
  ) {
    let main = region.main
    // what goes once around a circle has no ends
    let isWhole = quantity.circle.map {
      main.upperEnd.quantity - main.lowerEnd.quantity >= (1 - 1e-6) * $0.turn
    }
    self.init(main, confidence: confidence, of: quantity, flatness, isEndless: isWhole ?? false)
    others =
      isWhole == true
      ? []
      : region.pieces.dropFirst().map { piece in
        ProfileResult.Piece(
          lower: piece.lower.map(quantity.value(at:)), upper: piece.upper.map(quantity.value(at:)))
      }
  }

  /// The outermost ends of all pieces.
  init(
    hullOf region: ConfidenceRegion, confidence: Double, of quantity: ProfiledQuantity,
    _ flatness: ProfileResult.Flatness
  ) {
    self.init(region.hull, confidence: confidence, of: quantity, flatness, isEndless: false)
  }

  private init(
    _ interval: ConfidenceInterval, confidence: Double, of quantity: ProfiledQuantity,
    _ flatness: ProfileResult.Flatness, isEndless: Bool
  ) {
    func missing(_ end: ConfidenceInterval.End, isBestFit: Bool) -> ProfileResult.MissingEnd? {
      guard end.kind != .crossing, quantity.circle == nil else { return nil }
      var problem: String?
      if case .failed(let reason) = end.kind { problem = reason }
      let isFlat =
        problem == nil && !isBestFit && flatness.change(end, interval.bestFit).magnitude < 0.05
      return ProfileResult.MissingEnd(
        reached: quantity.value(at: end.quantity), deltaChiSquared: end.rise, isFlat: isFlat,
        problem: problem)
    }
    self.init(
      confidence: confidence, deltaChiSquared: interval.threshold,
      lower: isEndless ? nil : interval.lower.map(quantity.value(at:)),
      upper: isEndless ? nil : interval.upper.map(quantity.value(at:)),
      noLower: missing(interval.lowerEnd, isBestFit: interval.isBestFitAtLowerEdge),
      noUpper: missing(interval.upperEnd, isBestFit: interval.isBestFitAtUpperEdge))
  }
}
