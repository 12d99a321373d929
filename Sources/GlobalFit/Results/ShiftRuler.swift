import Foundation

/// The scale on which a quantity moves: by differences, by factors, or around a circle.
struct ShiftScale {
  /// Whether it moves by factors.
  let isLogarithmic: Bool
  /// Whether it is a phase, which moves the shorter way around.
  let isPeriodic: Bool

  /// That of a quantity, given its posterior; linear where it has none.
  init(of quantity: QuantityPosterior?) {
    self.init(
      isLogarithmic: quantity?.densityScale == "logarithmic", isPeriodic: quantity?.cutAt != nil)
  }

  /// A scale of this kind.
  init(isLogarithmic: Bool, isPeriodic: Bool) {
    (self.isLogarithmic, self.isPeriodic) = (isLogarithmic, isPeriodic)
  }

  /// From one value to another, in the unit of the quantity.
  func difference(from old: Double, to new: Double) -> Double {
    isPeriodic ? (new - old).remainder(dividingBy: 2 * .pi) : new - old
  }

  /// From one value to another on the scale.
  func distance(from old: Double, to new: Double) -> Double {
    isLogarithmic ? log(new / old) : difference(from: old, to: new)
  }

  /// The length of an interval on the scale; of a phase its upper end may lie below the lower one.
  func length(from lower: Double, to upper: Double) -> Double {
    if isLogarithmic { return log(upper / lower) }
    let length = upper - lower
    return isPeriodic && length < 0 ? length + 2 * .pi : length
  }
}

/// Measures how far numbers move in units of the fit as it stands.
struct ShiftRuler {
  /// The scale on which they move.
  let scale: ShiftScale
  /// A standard deviation on the scale; nil if there is none.
  let sigma: Double?
  /// The length of the 68.3 % interval on the scale; nil if there is none.
  let length: Double?

  /// The shift from one number to another; nil where one of them does not exist.
  func shift(from old: Double?, to new: Double?) -> Comparison.Shift? {
    guard let old, let new, old.isFinite, new.isFinite else { return nil }
    let distance = scale.distance(from: old, to: new)
    func ratio(to unit: Double?) -> Double? {
      guard let unit, unit > 0, unit.isFinite, distance.isFinite else { return nil }
      return distance / unit
    }
    return Comparison.Shift(
      difference: scale.difference(from: old, to: new), sigmas: ratio(to: sigma),
      percentOfInterval: ratio(to: length).map { 100 * $0 })
  }
}
