import Physics

/// Where formulas are used outside their validity, a sentence for each domain: the one home of these notes.
struct ValidityNotes {
  private let groups: [(domain: Domain, names: String)]

  /// For these observables, with the table that the events of Z → 4μ come from if there is one.
  init(_ observables: [Observable], _ table: FourMuonTable?) {
    var groups: [(domain: Domain, names: [String])] = []
    for observable in observables {
      guard let domain = table?.domain(of: observable) ?? observable.domain else { continue }
      if let index = groups.firstIndex(where: { $0.domain == domain }) {
        if !groups[index].names.contains(observable.rawValue) {
          groups[index].names.append(observable.rawValue)
        }
      } else {
        groups.append((domain, [observable.rawValue]))
      }
    }
    self.groups = groups.map { ($0.domain, $0.names.joined(separator: ", ")) }
  }

  /// What to know of `what`, a fit or a figure, if its parameters reach so far.
  func notes(of what: String, reaching reach: Reach) -> [String] {
    groups.compactMap { domain, names in
      guard let values = reach.values(of: domain.parameter),
        values.lowerBound < domain.range.lowerBound || values.upperBound > domain.range.upperBound
      else { return nil }
      return "\(names): \(domain.sentence), and \(what) looks outside"
    }
  }

  /// What to know of a point with these values of the parameters.
  func notes(at parameters: [Parameter: Double]) -> [String] {
    groups.compactMap { domain, names in
      guard let value = parameters[domain.parameter], !domain.range.contains(value) else {
        return nil
      }
      return
        "\(names): \(domain.sentence); here \(domain.parameter.symbol) = \(value.short)\(domain.unitSuffix)"
    }
  }
}

/// The values that parameters take.
struct Reach: Sendable {
  private var ranges: [Parameter: ClosedRange<Double>]

  /// Between these values; any other parameter at its default.
  init(_ ranges: [Parameter: ClosedRange<Double>]) { self.ranges = ranges }

  /// Between the ends of priors, and at fixed values.
  init(free: [FreeParameter], fixed: [Parameter: Double]) {
    ranges = fixed.mapValues { $0...$0 }
    for parameter in free { ranges[parameter.parameter] = parameter.reach }
  }

  /// From the smallest to the largest value of a parameter; nil if it has none, nor a default.
  func values(of parameter: Parameter) -> ClosedRange<Double>? {
    ranges[parameter] ?? parameter.defaultValue.map { $0...$0 }
  }
}

extension Domain {
  /// The unit of the parameter with a blank before it; empty for a pure number.
  fileprivate var unitSuffix: String { parameter.unit.isEmpty ? "" : " \(parameter.unit)" }

  /// Where the formula holds, in words.
  fileprivate var sentence: String { "valid for \(extent) (\(reason))" }
}
