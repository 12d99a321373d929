import GlobalFit
import Inference
import Typesetting

/// A calibration as text: the verdict first.
struct CalibrationReport {
  private let calibration: Calibration
  private let problem: Problem

  init(_ calibration: Calibration, of problem: Problem) {
    self.calibration = calibration
    self.problem = problem
  }

  var document: Document {
    var first = Document()
    if calibration.verdict == .calibrated {
      first.say(verdict)
    } else {
      for line in verdict.split(separator: "\n") { first.warn(String(line)) }
    }
    return Document([
      first, FitReport.header(problem, seed: calibration.seed).followed(by: simulatedData),
      summary.followed(by: table),
    ])
  }

  /// A line for the fit, or one for each quantity that is wrong.
  var verdict: String {
    let wrong = calibration.quantities.compactMap { quantity in
      quantity.shape.map { "\(quantity.quantity.symbol) posterior \(Self.words($0))" }
    }
    let count = calibration.quantities.count
    let failures = calibration.unconverged.count
    switch calibration.verdict {
    case .calibrated: return "calibrated: the ranks of all \(count) quantities are uniform"
    case .notCalibrated: return wrong.map { "NOT CALIBRATED: \($0)" }.joined(separator: "\n")
    case .notConclusive:
      let first = calibration.unconverged.first.map { " (the first: \($0.reason))" } ?? ""
      var lines = [
        "NOT CONCLUSIVE: \(failures) of \(calibration.simulations) posteriors did not converge\(first) and are left out"
      ]
      if wrong.isEmpty, count > 0 { lines.append("NOT CONCLUSIVE: the ranks of the others are uniform") }
      lines += wrong.map { "NOT CONCLUSIVE: of the others, \($0)" }
      return lines.joined(separator: "\n")
    }
  }

  private var simulatedData: Document {
    var document = Document()
    for datum in calibration.simulatedData {
      document.say(
        "  drawn \(datum.constraint), \(datum.observables.map(\.rawValue).joined(separator: ", ")): \(datum.drawn)"
      )
    }
    if calibration.redrawn > 0 {
      document.note("\(calibration.redrawn) points of the prior were drawn again: no data are possible there")
    }
    return document
  }

  private var summary: Document {
    let ranked = calibration.simulations - calibration.unconverged.count
    var document = Document()
    document.head(
      "Ranks of the true values", "\(counted(ranked, "simulation")), \(calibration.draws) draws each", gap: 3)
    if case .posterior = calibration.trueValues {
      document.say(
        "  true values: drawn from the posterior of the measured data, and ranked in that of measured and simulated data together"
      )
    }
    guard let bins = calibration.quantities.first?.histogram.count else { return document }
    let quantities = calibration.quantities.count
    let alarm = calibration.alarmingPValue.significant(2)
    // Bands and χ² may each raise that many.
    let falseAlarms = (2 * (1 - calibration.bandProbability) * 100).significant(1)
    document.say(
      """
        p(χ²): of \(bins) bins; deviation: of the distribution function from a straight line, the band's edge being 1;
        68.3 %, 95.4 %: of how many simulations that equal-tailed interval holds the true value, in %;
        \(2 * quantities) tests: p(χ²) < \(alarm) or a deviation above 1 of any of \(quantities) quantities is an alarm,
        so strict that no more than \(falseAlarms) % of calibrated fits raise one
      """)
    return document
  }

  private var table: Document {
    var document = Document()
    guard !calibration.quantities.isEmpty else { return document }
    document.add(table(withBars: true), in: .text)
    document.add(table(withBars: false), in: .type)
    return document
  }

  /// Bars are a terminal's; what they show is in `deviation`.
  private func table(withBars: Bool) -> Table {
    let columns = ["p(χ²)", "deviation", "68.3 %", "95.4 %"]
    var table = Table(
      [""] + columns + (withBars ? ["ranks, low to high"] : []),
      alignments: [.left, .right, .right, .right, .right, .left], typeset: ["quantity"] + columns)
    for quantity in calibration.quantities {
      let numbers =
        [quantity.pValue.asProbability, quantity.largestDeviation.fixed(2)]
        + quantity.coverage.map { "\(($0.fraction * 100).fixed(1)) ± \(($0.error * 100).fixed(1))" }
      table.add(
        [quantity.quantity.cell] + (numbers + (withBars ? [Self.bars(quantity)] : [])).map { Cell($0) })
    }
    return table
  }

  /// A bar for each bin, of half height where as many ranks lie as expected, full from twice as many on.
  private static func bars(_ quantity: CalibratedQuantity) -> String {
    let bars = Array("▁▂▃▄▅▆▇█")
    return String(
      zip(quantity.histogram, quantity.expectedHistogram).map { found, expected in
        bars[min(bars.count - 1, Int(Double(found) / expected * 0.5 * Double(bars.count - 1) + 0.5))]
      })
  }

  private static func words(_ shape: RankStatistics.Shape) -> String {
    switch shape {
    case .tooNarrow: "too narrow (∪-shaped ranks)"
    case .tooWide: "too wide (∩-shaped ranks)"
    case .tooLow: "too low (ranks pile up at the top)"
    case .tooHigh: "too high (ranks pile up at the bottom)"
    case .irregular: "wrong in an irregular way (ranks neither ∪, ∩ nor sloped)"
    }
  }
}

extension CalibratedQuantity.Target {
  /// The symbol.
  fileprivate var symbol: String {
    switch self {
    case .quantity(let quantity): quantity.symbol
    case .logLikelihood: "ln L"
    }
  }

  /// The symbol as a cell.
  fileprivate var cell: Cell {
    switch self {
    case .quantity(let quantity): .symbol(of: quantity)
    case .logLikelihood: "ln L"
    }
  }
}
