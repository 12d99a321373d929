import GlobalFit
import Physics
import Typesetting

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
    let observable = combination.observable
    let isOutside = observable.domain.map { $0.parameter == .mZPrime && !$0.range.contains(mass) } ?? false
    note =
      translation == nil || !isOutside
      ? nil : "\(observable.rawValue): valid for \(observable.validity)"
    vPhiLimits = translation.map { translation in
      combination.intervals.map { interval in
        ScaleLimit(
          standardDeviations: interval.standardDeviations,
          atUpperLimit: interval.upper.flatMap(translation.scale),
          atLowerLimit: interval.lower.flatMap(translation.scale))
      }
    }
  }

  var document: Document {
    let unit = combination.unit.isEmpty ? "" : " \(combination.unit)"
    let isSymmetric = abs(combination.upperError - combination.lowerError) < 1e-3 * combination.upperError
    let value =
      isSymmetric
      ? Double.withError(combination.value, combination.upperError, digits: 2)
      : "\(combination.value.resolving(min(combination.upperError, combination.lowerError))) + \(combination.upperError.significant(3)) − \(combination.lowerError.significant(3))"
    var first = Document()
    let goodness = combination.pValue.map {
      "   (χ² = \(combination.chiSquared.fixed(2)) for \(combination.degreesOfFreedom) dof, p = \($0.asProbability))"
    }
    first.say("\(combination.observable.rawValue) = \(value)\(unit)\(goodness ?? "")")
    for input in combination.inputs { first.say("  \(input)") }
    first.add(combined, in: .type)
    guard let vPhiLimits, let mZPrime else { return first }
    var second = Document()
    second.head("v_Φ at which the model predicts it, at m_Z' = \(mZPrime.plain) GeV")
    if let note { second.note(note) }
    var table = Table(
      ["", .observable(combination.observable), .quantity(.observable(.symmetryBreakingScale))],
      alignments: [.left, .right, .right])
    let scales = vPhiLimits.flatMap { [$0.atUpperLimit, $0.atLowerLimit] }.compactMap(\.self)
    let distance = vPhi.flatMap { vPhi in scales.map { ($0 - vPhi).magnitude }.filter { $0 > 0 }.min() }
    func end(_ value: Double?) -> String { value.map { $0.resolving($0 - combination.value) } ?? "–" }
    func scale(_ value: Double?) -> String { value?.resolving(distance) ?? "never" }
    table.add([
      "value", combination.value.resolving(min(combination.upperError, combination.lowerError)), scale(vPhi),
    ])
    for (interval, limit) in zip(combination.intervals, vPhiLimits) {
      let n = interval.standardDeviations
      table.add([
        "+\(n)σ", end(interval.upper), scale(limit.atUpperLimit),
      ])
      table.add([
        "−\(n)σ", end(interval.lower), scale(limit.atLowerLimit),
      ])
    }
    second.add(table)
    return Document([first, second])
  }

  /// The combined value as one would quote it.
  private var combined: Table {
    var table = Table(
      ["observable", "combined", "χ²", "dof", "p"], alignments: [.left, .right, .right, .right, .right])
    table.add([
      .observable(combination.observable),
      .value(
        combination.value.resolving(min(combination.upperError, combination.lowerError)),
        RoundedMeasurement(combination.value, upper: combination.upperError, lower: combination.lowerError)),
      Cell(combination.chiSquared.fixed(2)), Cell("\(combination.degreesOfFreedom)"),
      Cell(combination.pValue?.asProbability ?? "–"),
    ])
    return table
  }
}
