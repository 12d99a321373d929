import Foundation

/// A row of the table, in Markdown.
struct Row {
  let sampler: String
  let score: Score
  /// Seconds of one run, on average.
  let seconds: Double

  static let header = """
    | posterior | sampler | converged | worst z | worst mean of z | worst spread of z | \
    ln Z: error | spread/error | bias | calls | calls per draw | time | verdict |
    |---|---|---|---|---|---|---|---|---|---|---|---|---|
    """

  var line: String {
    let cells =
      [score.posterior.name, sampler, "\(score.convergedCount)/\(score.runCount)"] + numbers
      + [String(format: "%.1e", score.calls), callsPerDraw, String(format: "%.2f s", seconds), verdict]
    // |x| is a name, and a bar ends a cell
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  private var numbers: [String] {
    let worst = score.worst { abs($0.worst) }.map { format("%+.1f", $0.worst) + " " + $0.name }
    let mean = score.worst { abs($0.mean) }.map { format("%+.2f", $0.mean) + " " + $0.name }
    let spread = score.worst { abs(log($0.spread ?? 1)) }.flatMap { truth in
      truth.spread.map { format("%.2f", $0) + " " + truth.name }
    }
    let evidence = score.evidence
    return [
      worst, mean, spread, evidence.map { format("%.2g", $0.error) },
      evidence?.spread.map { format("%.2f", $0) }, evidence?.bias.map { format("%+.1f", $0) },
    ].map { $0 ?? "" }
  }

  private var callsPerDraw: String {
    score.convergedCount > 0 ? format("%.0f", score.callsPerEffectiveDraw) : ""
  }

  private var verdict: String {
    let difficulty = score.posterior.difficulty.map { " (\($0.rawValue))" } ?? ""
    switch score.verdict {
    case .right: return "right"
    case .declined, .blind: return score.verdict.rawValue + difficulty
    case .wrong: return "**WRONG**" + difficulty
    }
  }

  private func format(_ pattern: String, _ number: Double) -> String { String(format: pattern, number) }
}
