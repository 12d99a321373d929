import GlobalFit
import Physics

/// A combination of measurements, and what it says of v_Φ.
struct CombinationReport: Encodable {
  /// v_Φ in GeV at the combined value and at its limits, by the number of standard deviations.
  struct ScaleLimit: Encodable {
    let standardDeviations: Int
    let atUpperLimit: Double?
    let atLowerLimit: Double?
  }

  let combination: Combination
  let vPhi: Double?
  let vPhiLimits: [ScaleLimit]?
  let mZPrime: Double?
  /// Where the formula that translates is used outside its validity.
  let note: String?

  init(_ combination: Combination, translation: Translation?, mass: Double) throws {
    self.combination = combination
    vPhi = translation?.scale(at: combination.value)
    mZPrime = translation == nil ? nil : mass
    let observable = Observable(rawValue: combination.observable)
    let isOutside = observable?.domain.map { $0.parameter == .mZPrime && !$0.range.contains(mass) } ?? false
    note =
      translation == nil || !isOutside
      ? nil : "\(combination.observable): valid for \(observable?.validity ?? "")"
    vPhiLimits = translation.map { translation in
      combination.intervals.map { interval in
        ScaleLimit(
          standardDeviations: interval.standardDeviations,
          atUpperLimit: interval.upper.flatMap(translation.scale),
          atLowerLimit: interval.lower.flatMap(translation.scale))
      }
    }
  }

  var text: String {
    let unit = combination.unit.isEmpty ? "" : " \(combination.unit)"
    let isSymmetric = abs(combination.upperError - combination.lowerError) < 1e-3 * combination.upperError
    let value =
      isSymmetric
      ? Double.withError(combination.value, combination.upperError, digits: 2)
      : "\(combination.value.significant(4)) + \(combination.upperError.significant(3)) − \(combination.lowerError.significant(3))"
    var text = "\(combination.observable) = \(value)\(unit)"
    if let p = combination.pValue {
      text += "   (χ² = \(combination.chiSquared.fixed(2)) for \(combination.degreesOfFreedom) dof, "
      text += "p = \(p.asProbability))"
    }
    text += "\n"
    for input in combination.inputs { text += "  \(input)\n" }
    guard let vPhiLimits, let mZPrime else { return text }
    text += "\nv_Φ at which the model predicts it, at m_Z' = \(mZPrime.plain) GeV\n"
    if let note { text += "  note  \(note)\n" }
    var table = Table(
      ["", withUnit(combination.observable), "v_Φ [GeV]"], alignments: [.left, .right, .right])
    table.add(["value", combination.value.significant(4), vPhi?.significant(4) ?? "never"])
    for (interval, limit) in zip(combination.intervals, vPhiLimits) {
      let n = interval.standardDeviations
      table.add([
        "+\(n)σ", interval.upper?.significant(4) ?? "–", limit.atUpperLimit?.significant(4) ?? "never",
      ])
      table.add([
        "−\(n)σ", interval.lower?.significant(4) ?? "–", limit.atLowerLimit?.significant(4) ?? "never",
      ])
    }
    return text + table.text
  }
}
