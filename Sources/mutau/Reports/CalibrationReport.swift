import GlobalFit
import Inference

/// A calibration as text: the verdict first.
struct CalibrationReport {
  private let calibration: Calibration
  private let problem: Problem

  init(_ calibration: Calibration, of problem: Problem) {
    self.calibration = calibration
    self.problem = problem
  }

  var text: String {
    [
      verdict + "\n", FitReport.header(problem, seed: calibration.seed) + simulatedData, summary + table,
    ].joined(separator: "\n")
  }

  /// A line for the fit, or one for each quantity that is wrong.
  var verdict: String {
    let wrong = calibration.quantities.compactMap { quantity in
      quantity.shape.map { "\(Self.symbol(quantity)) posterior \(Self.words($0))" }
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

  private var simulatedData: String {
    var text = ""
    for datum in calibration.simulatedData {
      text += "  drawn \(datum.constraint), \(datum.observables.joined(separator: ", ")): \(datum.drawn)\n"
    }
    if calibration.redrawn > 0 {
      text +=
        "  note  \(calibration.redrawn) points of the prior were drawn again: no data are possible there\n"
    }
    return text
  }

  private var summary: String {
    let ranked = calibration.simulations - calibration.unconverged.count
    let text =
      "Ranks of the true values   \(counted(ranked, "simulation")), \(calibration.draws) draws each\n"
    let origin =
      switch calibration.trueValues {
      case .prior: ""
      case .posterior:
        "  true values: drawn from the posterior of the measured data, and ranked in that of measured and simulated data together\n"
      }
    guard let bins = calibration.quantities.first?.histogram.count else { return text + origin }
    let quantities = calibration.quantities.count
    let alarm = calibration.alarmingPValue.significant(2)
    // Bands and χ² may each raise that many.
    let falseAlarms = (2 * (1 - calibration.bandProbability) * 100).significant(1)
    return text + origin
      + "  p(χ²): of \(bins) bins; deviation: of the distribution function from a straight line, the band's edge being 1;\n"
      + "  68.3 %, 95.4 %: of how many simulations that equal-tailed interval holds the true value, in %;\n"
      + "  \(2 * quantities) tests: p(χ²) < \(alarm) or a deviation above 1 of any of \(quantities) quantities is an alarm,\n"
      + "  so strict that no more than \(falseAlarms) % of calibrated fits raise one\n"
  }

  private var table: String {
    guard !calibration.quantities.isEmpty else { return "" }
    var table = Table(
      ["", "p(χ²)", "deviation", "68.3 %", "95.4 %", "ranks, low to high"],
      alignments: [.left, .right, .right, .right, .right, .left])
    for quantity in calibration.quantities {
      table.add(
        [Self.symbol(quantity), quantity.pValue.asProbability, quantity.largestDeviation.fixed(2)]
          + quantity.coverage.map { "\(($0.fraction * 100).fixed(1)) ± \(($0.error * 100).fixed(1))" }
          + [Self.bars(quantity)])
    }
    return table.text
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

  private static func symbol(_ quantity: CalibratedQuantity) -> String {
    quantity.quantity == CalibratedQuantity.logLikelihoodName ? "ln L" : mutau.symbol(of: quantity.quantity)
  }
}
