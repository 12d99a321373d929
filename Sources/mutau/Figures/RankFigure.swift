import Figures
import Foundation
import GlobalFit

/// How the draws of each independent part rank among all: even where all parts say the same.
///
/// Source: A. Vehtari et al., Bayesian Analysis 16 (2021) 667, arXiv:1903.08008, section 4.3.
struct RankFigure {
  private let run: DrawnRun
  private let axes: [Quantity]
  private static let bins = 20
  private static let most = 6

  /// Nil of draws that come from one part only.
  init?(_ run: DrawnRun, _ wanted: [Quantity]) {
    guard run.sample.parts > 1 else { return nil }
    let shown = (wanted.isEmpty ? run.interesting : wanted).filter {
      run.place(of: $0).map(run.moves) ?? false
    }
    guard !shown.isEmpty else { return nil }
    self.run = run
    axes = Array(shown.prefix(wanted.isEmpty ? Self.most : CornerFigure.most))
  }

  /// The part that a draw comes from: chains lie after one another, those of a part together.
  private func part(_ draw: Int) -> Int {
    if let part = run.sample.part { return Int(part[draw]) }
    return draw / max(1, run.sample.count / run.sample.parts)
  }

  /// For each part the share of its draws in each bin over what is to be expected.
  ///
  /// The rank of a draw with a weight is the weight of all that lie below it and half of its own.
  private func histograms(_ quantity: Quantity) -> [[Double]] {
    guard let place = run.place(of: quantity) else { return [] }
    let values = run.drawn.quantities[place].values
    let weights = run.sample.weights
    let total = weights?.reduce(0, +) ?? Double(values.count)
    var counts = Array(repeating: [Double](repeating: 0, count: Self.bins), count: run.sample.parts)
    var below = 0.0
    for draw in values.indices.sorted(by: { values[$0] < values[$1] }) {
      let weight = weights?[draw] ?? 1
      let rank = (below + weight / 2) / total
      below += weight
      counts[min(part(draw), counts.count - 1)][min(Self.bins - 1, Int(rank * Double(Self.bins)))] += weight
    }
    return counts.map { own in
      let sum = own.reduce(0, +)
      return own.map { sum > 0 ? $0 * Double(Self.bins) / sum : 0 }
    }
  }

  /// How far a bin of a part may lie from 1: two standard deviations of as many independent draws as the part is worth.
  private func spread(_ quantity: Quantity) -> Double {
    let size = run.place(of: quantity).map { run.drawn.quantities[$0].effectiveSampleSize } ?? 1
    return 2 * (Double(Self.bins) * Double(run.sample.parts) / max(1, size)).squareRoot()
  }

  var figure: Figure {
    let columns = min(3, axes.count)
    let rows = (axes.count + columns - 1) / columns
    let edges = (0...Self.bins).map { Double($0) / Double(Self.bins) }
    let found = axes.map { ($0, histograms($0), spread($0)) }
    let drawn = found.map { quantity, histograms, spread -> Panel in
      let highest = max(1.6, 1.15 * max(1 + spread, histograms.flatMap(\.self).max() ?? 1))
      let band = [
        Point(0, max(0, 1 - spread)), Point(1, max(0, 1 - spread)), Point(1, 1 + spread),
        Point(0, 1 + spread),
      ]
      var layers = [Layer(.area([Area(rings: [band])], Fill(.lightGrey)))]
      for (number, histogram) in histograms.enumerated() {
        // Not down to zero at the sides: the histograms lie over one another.
        let line = histogram.indices.flatMap {
          [Point(edges[$0], histogram[$0]), Point(edges[$0 + 1], histogram[$0])]
        }
        layers.append(Layer(.lines([line], Stroke(Colour.series[number % Colour.series.count], width: 0.7))))
      }
      return Panel(
        title: Label("$\(quantity.latex)$"), horizontal: Axis("rank", 0...1),
        vertical: Axis("share", 0...highest),
        layers: layers)
    }
    let panels = (0..<rows).map { row in
      (0..<columns).map { column -> Panel? in
        row * columns + column < drawn.count ? drawn[row * columns + column] : nil
      }
    }
    let what = run.sample.part == nil ? "ensembles or chains" : "runs"
    let width = columns == 1 ? 8.6 : 17.8
    return Figure(
      name: "rank",
      caption: "Ranks of the draws of each of \(run.sample.parts) independent \(what) among all draws of "
        + "\"\(run.titleInCaption)\" (\(run.nameInCaption)), in \(Self.bins) bins, over what is to be expected if all say the same "
        + "(A. Vehtari et al., arXiv:1903.08008). Grey: two standard deviations of as many independent draws as each part is worth.",
      alternativeText: found.map { quantity, histograms, spread in
        let outside = histograms.joined().count { abs($0 - 1) > spread }
        return
          "\(quantity.symbol): \(outside) of \(histograms.count * Self.bins) bins lie outside the band of two standard deviations."
      }.joined(separator: " "),
      size: Figure.Size(width: width, height: 0.6 + 4.8 * Double(rows)), panels: panels,
      key: [
        Layer(.lines([], Stroke(Colour.series[0], width: 0.7)), name: "one of the \(what)"),
        Layer(.area([], Fill(.lightGrey)), name: "two standard deviations"),
      ])
  }
}
