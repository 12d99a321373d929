import GlobalFit
import Typesetting

/// What kept draws say of further quantities, as text.
struct RepredictionReport {
  private let prediction: Reprediction
  private let problem: Problem

  init(_ prediction: Reprediction, of problem: Problem) {
    self.prediction = prediction
    self.problem = problem
  }

  var document: Document {
    var document = Document()
    if let weights = prediction.weights, !weights.areReliable {
      document.warn(
        "NOT RELIABLE: the tail of the weights has k = \(weights.paretoShape.fixed(2)), above 0.7")
    }
    document.say(problem.fit.title + (prediction.variant.map { ", variant \($0)" } ?? ""))
    for note in prediction.notes { document.note(note) }
    if let weights = prediction.weights {
      document.say(
        "  \(prediction.draws) draws of the run, weighted: k = \(weights.paretoShape.fixed(2)), "
          + "\(weights.effectiveSampleSize.significant(2)) effective draws are left")
      for thin in prediction.quantities.compactMap({ $0.thinTail() }) { document.say("  THIN TAIL: \(thin)") }
    } else {
      document.say("  \(prediction.draws) draws of the run")
    }
    if let ratio = prediction.logEvidenceRatio {
      document.say("  ln of its evidence over that of the run: \(ratio.fixed(2))")
    }
    return document.followed(by: PosteriorReport.quantities(prediction.quantities))
  }
}
