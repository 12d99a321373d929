import Foundation

/// A row of the table, in Markdown.
struct Row {
  let sampler: String
  let score: Score
  /// Seconds of one run, on average.
  let seconds: Double

  static let header = """
    | posterior | sampler | converged | worst z | worst mean of z | worst spread of z | median spread | \
    ln Z: error | spread/error | bias | calls | worst calls | calls per draw | time | verdict |
    |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
    """

  var line: String {
    let cells =
      [score.posterior.name, sampler, "\(score.convergedCount)/\(score.runCount)"] + numbers
      + [format("%.1e", score.calls.median), format("%.1e", score.calls.worst), callsPerDraw]
      + [format("%.2f s", seconds), verdict]
    // |x| is a name, and a bar ends a cell
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  private var numbers: [String] {
    let worst = score.worst { abs($0.worst) }.map { format("%+.1f", $0.worst) + " " + $0.name }
    let mean = score.worst { abs($0.mean) }.map { format("%+.2f", $0.mean) + " " + $0.name }
    let spread = score.worst { $0.isAtEdge ? 0 : abs(log($0.spread ?? 1)) }.flatMap { truth in
      truth.spread.map { format("%.2f", $0) + " " + truth.name }
    }
    let evidence = score.evidence
    return [
      worst, mean, spread, score.medianSpread.map { format("%.2f", $0) },
      evidence.map { format("%.2g", $0.error) },
      evidence?.spread.map { format("%.2f", $0) }, evidence?.bias.map { format("%+.1f", $0) },
    ].map { $0 ?? "" }
  }

  private var callsPerDraw: String {
    score.convergedCount > 0 ? format("%.0f", score.callsPerEffectiveDraw) : ""
  }

  /// What the converged runs are worth, and how many runs declined.
  private var verdict: String {
    let difficulty = score.posterior.difficulty.map { " (\($0.rawValue))" } ?? ""
    let declined = "declined \(score.declinedCount)/\(score.runCount)"
    let rough = score.rough.map { format(", at an edge %.2f ", $0.spread ?? .nan) + $0.name }.joined()
    let rest = rough + (score.declinedCount > 0 ? ", " + declined : "")
    switch score.verdict {
    case .right: return "right" + rest
    case .declined: return declined + difficulty
    case .blind: return score.verdict.rawValue + difficulty + rest
    case .wrong: return "**WRONG**" + difficulty + rest
    }
  }

  private func format(_ pattern: String, _ number: Double) -> String { String(format: pattern, number) }
}
