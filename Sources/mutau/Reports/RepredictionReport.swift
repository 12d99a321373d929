import GlobalFit

/// What kept draws say of further quantities, as text.
struct RepredictionReport {
  private let prediction: Reprediction
  private let problem: Problem

  init(_ prediction: Reprediction, of problem: Problem) {
    self.prediction = prediction
    self.problem = problem
  }

  var text: String {
    var text = ""
    if let weights = prediction.weights, !weights.areReliable {
      text += "NOT RELIABLE: the tail of the weights has k = \(weights.paretoShape.fixed(2)), above 0.7\n"
    }
    text += problem.fit.title + (prediction.variant.map { ", variant \($0)" } ?? "") + "\n"
    if let weights = prediction.weights {
      text +=
        "  \(prediction.draws) draws of the run, weighted: k = \(weights.paretoShape.fixed(2)), "
        + "\(weights.effectiveSampleSize.significant(2)) effective draws are left\n"
    } else {
      text += "  \(prediction.draws) draws of the run\n"
    }
    if let ratio = prediction.logEvidenceRatio {
      text += "  ln of its evidence over that of the run: \(ratio.fixed(2))\n"
    }
    return text + PosteriorReport.table(prediction.quantities)
  }
}
