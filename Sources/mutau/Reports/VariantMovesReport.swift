import GlobalFit
import Typesetting

/// How far each variant moved each posterior median, and which moved it most.
struct VariantMovesReport {
  private let comparison: Comparison
  private let chosen: [Quantity]

  /// - Parameter quantities: those to be told of; empty for all.
  init(_ comparison: Comparison, quantities: [Quantity] = []) {
    (self.comparison, chosen) = (comparison, quantities)
  }

  private func isTold(_ quantity: Quantity) -> Bool { chosen.isEmpty || chosen.contains(quantity) }

  var document: Document { Document([shifts, drivers]) }

  private var shifts: Document {
    let quantities = comparison.results[0].posterior.quantities.filter { isTold($0.quantity) }
    let logarithmic = quantities.filter { $0.densityScale == "logarithmic" }
    var document = Document()
    document.head(
      "What moved", "change of the posterior median in standard deviations of the fit as it stands", gap: 3)
    document.say("             and in per cent of the length of its 68.3 % interval")
    if !logarithmic.isEmpty {
      document.say(
        "             (of the logarithm for \(logarithmic.map(\.quantity.symbol).joined(separator: ", ")))"
      )
    }
    let columns = quantities.map { Cell.symbol(of: $0.quantity) }
    var table = Table(
      [""] + columns, alignments: [.left] + quantities.map { _ in .right }, typeset: ["variant"] + columns)
    for shift in comparison.shifts {
      table.add(
        [shift.variant]
          + quantities.map { column in
            guard let own = shift.quantities.first(where: { $0.quantity == column.quantity }),
              own.sigmas.isFinite
            else { return "–" }
            return Self.sigmas(own.sigmas, own.monteCarloErrorOfSigmas)
              + " (\(own.percentOfInterval.signed(0)) %)"
          })
    }
    document.add(table, splitAtWidth: ComparisonReport.width)
    return document
  }

  /// To the decimals that the Monte Carlo error supports.
  private static func sigmas(_ value: Double, _ error: Double) -> String {
    value.signed(error < 0.01 ? 2 : 1)
  }

  private var drivers: Document {
    var document = Document()
    let drivers = comparison.drivers.filter { isTold($0.quantity) }
    guard comparison.shifts.count > 1, !drivers.isEmpty else { return document }
    let columns = ["variant", "change", "in σ", "in % of the interval"]
    var table = Table(
      [""] + columns, alignments: [.left, .left, .right, .right, .right], typeset: ["quantity"] + columns)
    for driver in drivers {
      table.add([
        .quantity(driver.quantity), Cell(driver.variant), Cell(driver.median.significant(3)),
        Cell(Self.sigmas(driver.sigmas, driver.monteCarloErrorOfSigmas)),
        Cell(driver.percentOfInterval.signed(0)),
      ])
    }
    document.head("What drives what", "the variant that moves each posterior median most", gap: 3)
    document.add(table)
    return document
  }
}
