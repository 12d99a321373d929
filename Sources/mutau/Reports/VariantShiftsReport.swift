import Foundation
import GlobalFit
import Typesetting

/// What each variant moved: best fits, ends of intervals and limits, as differences, in σ and in per cent of an interval.
struct VariantShiftsReport {
  private let comparison: Comparison
  private let chosen: [Quantity]

  /// - Parameter quantities: those to be told of; empty for all.
  init(_ comparison: Comparison, quantities: [Quantity] = []) {
    (self.comparison, chosen) = (comparison, quantities)
  }

  private func isTold(_ quantity: Quantity) -> Bool { chosen.isEmpty || chosen.contains(quantity) }

  var document: Document {
    guard !comparison.shifts.isEmpty else { return Document() }
    var head = Document()
    head.head(
      "Differences",
      "from the fit as it stands, each with what it is in σ and in per cent of its 68.3 % interval:",
      gap: 3)
    if comparison.shifts.contains(where: { !$0.profiles.isEmpty }) {
      head.say(
        "              of the profile likelihood σ is half the interval, or all of it at an edge of the range;"
      )
    }
    head.say(
      "              of the posterior it is the standard deviation; limits at 95 %, each side by itself")
    return Document([head] + comparison.shifts.map(differences))
  }

  private func differences(_ shift: Comparison.VariantShift) -> Document {
    var document = Document()
    document.head(shift.variant, shift.what, gap: 3)
    document.say("  \(fit(shift))")
    let profiles = shift.profiles.filter { isTold($0.quantity) }
    if !profiles.isEmpty {
      let columns = ["best fit", "68.3 % from", "to", "95 % >", "<"]
      var table = Table(
        ["profile"] + columns, typeset: ["profile likelihood"] + columns)
      for own in profiles {
        table.add(
          [.quantity(own.quantity)]
            + ([own.bestFit] + ends(own.intervals.first) + ends(own.limits)).map { words($0, digits: 3) })
      }
      document.add(table, splitAtWidth: ComparisonReport.width)
    }
    let columns = ["median", "68.3 % from", "to", "95 % >", "<"]
    var table = Table(["posterior"] + columns)
    for own in shift.quantities where isTold(own.quantity) {
      table.add(
        [
          .quantity(own.quantity),
          Self.words(own.median, sigmas: own.sigmas, percent: own.percentOfInterval, digits: 2),
        ]
          + (ends(own.equalTailed.first) + ends(own.limits)).map { words($0, digits: 2) })
    }
    document.add(table, splitAtWidth: ComparisonReport.width)
    return document
  }

  /// `χ² −3.04, dof 0, p +0.003, ln Z −0.518 ± 0.008`
  private func fit(_ shift: Comparison.VariantShift) -> String {
    var words = ["χ² \(shift.chiSquared.signed(2))", "dof \(Double(shift.degreesOfFreedom).signed(0))"]
    if let value = shift.pValue {
      words.append("p \(Self.difference(value.magnitude < 1e-9 ? 0 : value, digits: 2))")
    }
    if let value = shift.logEvidence {
      words.append("ln Z \(Double.withError(value, shift.logEvidenceError ?? .nan))")
    }
    return words.joined(separator: ", ")
  }

  private func ends(_ shifts: Comparison.EndShifts?) -> [Comparison.Shift?] {
    [shifts?.lower, shifts?.upper]
  }

  /// `−180 −0.2σ −12%`
  private func words(_ shift: Comparison.Shift?, digits: Int) -> Cell {
    guard let shift else { return "–" }
    return Self.words(
      shift.difference, sigmas: shift.sigmas, percent: shift.percentOfInterval, digits: digits)
  }

  private static func words(_ value: Double, sigmas: Double?, percent: Double?, digits: Int) -> Cell {
    guard value.isFinite else { return "–" }
    // what is left of a search that ended twice in the same place
    let value = (sigmas?.magnitude ?? 1) < 1e-4 ? 0 : value
    let units = [sigmas.map { "\($0.signed(1))σ" }, percent.map { "\($0.signed(0))%" }]
    return Cell(([difference(value, digits: digits)] + units.compactMap(\.self)).joined(separator: " "))
  }

  private static func difference(_ value: Double, digits: Int) -> String {
    (value > 0 ? "+" : "") + value.rounded(toDigits: digits).significant(digits)
  }
}

extension Double {
  /// The number with zeros behind so many digits: 19551 to two is 20000.
  fileprivate func rounded(toDigits digits: Int) -> Double {
    guard isFinite, self != 0 else { return self }
    let unit = pow(10, log10(magnitude).rounded(.down) - Double(digits - 1))
    return unit > 1 ? (self / unit).rounded() * unit : self
  }
}
