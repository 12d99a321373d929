import Figures
import Foundation
import GlobalFit
import Inference

/// Whether runs of nested sampling agree on the evidence, and whether each new point was as likely to stand anywhere among
/// the live ones.
///
/// Source: A. Fowlie, W. Handley, L. Su, Mon. Not. R. Astron. Soc. 497 (2020) 5256, arXiv:2006.03371.
struct EvidenceFigure {
  private let run: DrawnRun
  private let nested: NestedSummary

  /// Nil of samplers that give no evidence.
  init?(_ run: DrawnRun) {
    guard let nested = run.result.posterior.nested,
      nested.exploration.logEvidences.contains(where: \.isFinite)
    else { return nil }
    (self.run, self.nested) = (run, nested)
  }

  private var exploration: NestedResult.Exploration { nested.exploration }

  var figure: Figure {
    Figure(
      name: "evidence", caption: caption, alternativeText: words,
      size: Figure.Size(width: 17.8, height: 6.6), panels: [[evidences, ranks]], key: key)
  }

  /// Whether the runs only serve to learn a density from.
  private var isHasty: Bool { exploration.insertionRankProbability == nil }

  private var key: [Layer] {
    [
      Layer(
        .points([], Marker(.disc, Colour.series[0], size: 4)),
        name: isHasty ? "one run, in haste, only to learn from" : "one run"),
      Layer(
        .area([], Fill(.lightGrey)),
        name: isHasty ? "the result, from another sample" : "all runs together"),
      Layer(.area([], Fill(Colour.grey)), name: "two standard deviations"),
    ]
  }

  /// The standard error of ln Z by one run: √(H/n) for n live points (J. Skilling, Bayesian Analysis 1 (2006) 833).
  private var errorOfOne: Double {
    (max(0, nested.information) / Double(max(1, exploration.livePoints))).squareRoot()
  }

  private var evidences: Panel {
    let own = exploration.logEvidences
    let (value, error) = (nested.logEvidence, nested.logEvidenceError)
    let known = own.enumerated().filter { $1.isFinite }.map { Point(Double($0 + 1), $1) }
    let finite =
      known.flatMap { [$0.y - errorOfOne, $0.y + errorOfOne] } + [value - 2 * error, value + 2 * error]
    let (low, high) = (finite.min() ?? value, finite.max() ?? value)
    let room = max(0.1 * (high - low), 1e-9)
    func band(_ width: Double, _ colour: Colour) -> Layer {
      let (below, above) = (value - width * error, value + width * error)
      let (first, last) = (0.5, Double(own.count) + 0.5)
      return Layer(
        .area(
          [
            Area(rings: [[Point(first, below), Point(last, below), Point(last, above), Point(first, above)]])
          ],
          Fill(colour)))
    }
    return Panel(
      horizontal: Axis("run", 0.5...Double(own.count) + 0.5),
      vertical: Axis("ln $Z$", low - room...high + room),
      layers: [
        band(1, .lightGrey),
        Layer(
          .lines(
            known.map { [Point($0.x, $0.y - errorOfOne), Point($0.x, $0.y + errorOfOne)] },
            Stroke(Colour.series[0], width: 0.9))),
        Layer(.points(known, Marker(.disc, Colour.series[0], size: 4))),
      ])
  }

  /// The share of new points in each part over what is to be expected, and how far that may scatter.
  private var shares: (values: [Double], spread: Double) {
    let counts = exploration.insertionRanks
    let expected = Double(counts.reduce(0, +)) / Double(max(1, counts.count))
    return (counts.map { Double($0) / max(1, expected) }, 2 / max(1, expected).squareRoot())
  }

  private var ranks: Panel {
    let (shares, spread) = shares
    let line = shares.enumerated().flatMap { index, share in
      [0, 1].map { Point(Double(index + $0) / Double(shares.count), share) }
    }
    let far = 1.3 * max(spread, shares.map { abs($0 - 1) }.max() ?? 0)
    let band = [
      Point(0, 1 - spread), Point(1, 1 - spread), Point(1, 1 + spread), Point(0, 1 + spread),
    ]
    return Panel(
      horizontal: Axis("rank among the live points", 0...1), vertical: Axis("share", 1 - far...1 + far),
      layers: [
        Layer(.area([Area(rings: [band])], Fill(.grey))),
        Layer(.lines([line], Stroke(Colour.series[0], width: 1))),
      ])
  }

  private var caption: String {
    var text =
      "Left: ln Z by each of \(exploration.runs) runs of nested sampling with \(exploration.livePoints) live points of "
      + "\"\(run.titleInCaption)\" (\(run.nameInCaption)); grey: what all say together"
    if nested.refinement != nil { text += ", by a sample from the density learned from them" }
    text +=
      ", with its standard error; bars: the error of one run, by its live points. Right: how evenly new points stand among the live ones (arXiv:2006.03371); grey: two standard deviations. "
    if let probability = exploration.insertionRankProbability {
      return text
        + "Ranks as uneven as these have the probability \(probability.asProbability) if all is well."
    }
    return text
      + "These runs only serve to learn the density from: neither their evidence nor even ranks are relied on."
  }

  private var words: String {
    let own = exploration.logEvidences.filter(\.isFinite)
    let (shares, spread) = shares
    return "ln Z = \(Double.withError(nested.logEvidence, nested.logEvidenceError)); runs between "
      + "\((own.min() ?? .nan).fixed(2)) and \((own.max() ?? .nan).fixed(2)). "
      + "\(shares.count { abs($0 - 1) > spread }) of \(shares.count) parts lie outside the band of two standard deviations."
  }
}
