import Foundation

/// A row of the table, in Markdown.
struct Row {
  let sampler: String
  let score: Score
  /// Seconds of one run, on average.
  let seconds: Double

  static let header = """
    | posterior | sampler | success claimed | worst pooled z | worst mean z | worst spread of z | \
    ln Z: mean, spread of z | its error | calls | time | verdict |
    |---|---|---|---|---|---|---|---|---|---|---|
    """

  var line: String {
    let claims = "\(score.trusted.count)/\(score.runCount)"
    let calls = Double(score.calls) / Double(score.runCount)
    let cells =
      [score.posterior.name, sampler, claims] + (score.trusted.isEmpty ? ["", "", "", "", ""] : numbers)
      + [String(format: "%.1e", calls), String(format: "%.2f s", seconds), verdict]
    return "| " + cells.joined(separator: " | ") + " |"
  }

  private var numbers: [String] {
    let byPooled = score.worst { abs($0.pooled) }
    let bySpread = score.worst { abs(log($0.spread)) }
    let pooled = byPooled.map { String(format: "%+.1f", $0.pooled) + " (\($0.name))" } ?? ""
    let mean = score.worst { abs($0.mean) }.map { String(format: "%+.2f", $0.mean) } ?? ""
    let spread =
      score.trusted.count > 1
      ? bySpread.map { String(format: "%.2f", $0.spread) + " (\($0.name))" } ?? "" : ""
    let evidence = score.evidence.map { String(format: "%+.2f, %.2f", $0.mean, $0.spread) } ?? ""
    return [pooled, mean, spread, evidence, score.evidence.map { String(format: "%.2g", $0.error) } ?? ""]
  }

  private var verdict: String {
    let difficulty = score.posterior.difficulty.map { " (\($0.rawValue))" } ?? ""
    switch score.verdict {
    case .right: return "right"
    case .flagged: return "flagged" + difficulty
    case .wrong, .failed: return "**\(score.verdict.rawValue)**" + difficulty
    }
  }
}

extension Score {
  /// The truth that is worst by a measure; one that is NaN is worse than any.
  func worst(_ measure: (TruthScore) -> Double) -> TruthScore? {
    let ranks = truths.map(measure).map { $0.isNaN ? .infinity : $0 }
    return zip(truths, ranks).max { $0.1 < $1.1 }?.0
  }
}
