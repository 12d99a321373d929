import Physics

/// Where a table of Z → 4μ ends: beyond, nothing is predicted from it.
struct FourMuonReach {
  /// The table.
  let table: FourMuonTable
  /// Its name below the folder of inputs.
  let name: String

  /// Why values of a parameter are beyond the table; nil if they are not.
  func refusal(of parameter: Parameter, _ values: ClosedRange<Double>) -> String? {
    guard let range = table.range(of: parameter) else { return nil }
    let unit = parameter.unit.isEmpty ? "" : " \(parameter.unit)"
    let value: Double
    let end: String
    if values.upperBound > range.upperBound {
      value = values.upperBound
      end = "no further than \(parameter.symbol) = \(range.upperBound.short)\(unit)"
    } else if values.lowerBound < range.lowerBound {
      // The model does not know a sign of the coupling.
      value = values.lowerBound
      end = "only from \(parameter.symbol) = \(range.lowerBound.short)\(unit) on"
    } else {
      return nil
    }
    return
      "'\(parameter.rawValue)' reaches \(value.short)\(unit), and the table '\(name)' of N_4mu(Z->4mu) goes \(end)"
  }

  /// The first parameter that reaches beyond the table, with the reason; nil if none does.
  func refusal(of reach: Reach) -> (parameter: Parameter, words: String)? {
    for parameter in [Parameter.gPrime, .mZPrime] {
      guard let values = reach.values(of: parameter), let words = refusal(of: parameter, values) else {
        continue
      }
      return (parameter, words)
    }
    return nil
  }
}

extension Problem {
  /// Why nothing can be said of a point with this value of a parameter: it is beyond the table of Z → 4μ, from which
  /// this fit predicts. Nil if it is not, or this fit does without.
  public func refusal(of parameter: Parameter, at value: Double) -> String? {
    guard let fourMuonTable else { return nil }
    return FourMuonReach(table: fourMuonTable, name: fit.fourMuonTable.name)
      .refusal(of: parameter, value...value)
  }
}
