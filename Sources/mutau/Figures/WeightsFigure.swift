import Figures
import Foundation
import GlobalFit

/// How the weights of draws are spread: whether few carry all.
struct WeightsFigure {
  private let run: DrawnRun
  private let weights: [Double]

  /// Nil of draws that all count the same.
  init?(_ run: DrawnRun) {
    guard let weights = run.sample.weights, weights.contains(where: { $0 > 0 }) else { return nil }
    self.run = run
    let mean = weights.reduce(0, +) / Double(weights.count)
    self.weights = weights.map { $0 / mean }
  }

  /// What the draws are worth: (Σw)²/Σw².
  private var effective: Double {
    let count = Double(weights.count)
    return count * count / weights.reduce(0) { $0 + $1 * $1 }
  }

  var figure: Figure {
    let positive = weights.filter { $0 > 0 }
    let highest = log10(positive.max() ?? 10)
    // Weights below a thousandth of the mean carry nothing worth seeing.
    let lowest = log10(positive.min() ?? 0.1)
    let low = min(-0.5, max(-3, (lowest * 2).rounded(.down) / 2))
    let high = max(1, (highest * 2).rounded(.up) / 2)
    let bins = 48
    let edges = (0...bins).map { low + (high - low) * Double($0) / Double(bins) }
    var draws = [Double](repeating: 0, count: bins)
    var carried = draws
    for weight in positive {
      let bin = Int((log10(weight) - low) / (high - low) * Double(bins))
      guard draws.indices.contains(bin) else { continue }
      draws[bin] += 1 / Double(weights.count)
      carried[bin] += weight / Double(weights.count)
    }
    let values = edges.map { pow(10, $0) }
    let top = 1.25 * max(draws.max() ?? 0, carried.max() ?? 0)
    let nested = run.result.posterior.nested
    var caption =
      "Weights of the \(weights.count) draws of \"\(run.titleInCaption)\" (\(run.nameInCaption)) over their mean: the share of draws "
      + "with a weight, and the share of the posterior that they carry. They are worth \(effective.significant(3)) draws of "
      + "equal weight"
    if let refinement = nested?.refinement {
      caption +=
        "; the tail of the weights has the shape k = \(refinement.paretoShape.fixed(2)), and can be trusted below 0.7"
    }
    caption += "."
    if let probability = nested?.exploration.insertionRankProbability {
      caption +=
        " Ranks of new points among the live ones as uneven as in these runs have the probability "
        + "\(probability.asProbability) if all is well (arXiv:2006.03371)."
    }
    return Figure(
      name: "weights", caption: caption,
      alternativeText:
        "The largest weight is \((positive.max() ?? 0).significant(3)) times the mean; \(weights.count) draws "
        + "are worth \(effective.significant(3)).",
      size: .column(height: 5.6),
      panels: [
        [
          Panel(
            horizontal: Axis("weight/mean", (values.first ?? 1)...(values.last ?? 10), scale: .logarithmic),
            vertical: Axis("share in a bin", 0...max(top, 1e-3)),
            layers: [
              Layer(
                .steps(edges: values, heights: draws, Stroke(.blue), fill: Fill(Colour.blue.tint(0.35))),
                name: "draws"),
              Layer(
                .steps(edges: values, heights: carried, Stroke(.vermilion, width: 1.3), fill: nil),
                name: "posterior"),
            ], key: .topLeft)
        ]
      ])
  }
}
