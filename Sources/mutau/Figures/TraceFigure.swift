import Figures
import GlobalFit

/// Chains as they went: one line for each, draw by draw.
struct TraceFigure {
  private let run: DrawnRun
  private let axes: [QuantityAxis]
  private static let most = 5
  private static let lines = 4
  private static let points = 250

  /// Nil of draws that are no chains: independent draws with weights have no order.
  init?(_ run: DrawnRun, _ wanted: [Quantity]) {
    guard run.sample.weights == nil else { return nil }
    let shown = (wanted.isEmpty ? run.interesting : wanted).filter {
      run.place(of: $0).map(run.moves) ?? false
    }
    guard !shown.isEmpty else { return nil }
    self.run = run
    axes = shown.prefix(wanted.isEmpty ? Self.most : CornerFigure.most).map {
      QuantityAxis($0, in: [run], withBestFit: false)
    }
  }

  /// The chains that are shown: one of each independent part.
  private var chains: [Int] {
    let parts = max(1, min(run.sample.parts, run.sample.chains))
    return (0..<min(parts, Self.lines)).map { $0 * run.sample.chains / parts }
  }

  var figure: Figure {
    let length = run.sample.count / max(1, run.sample.chains)
    let step = max(1, length / Self.points)
    let panels = axes.map { axis -> [Panel?] in
      let values = run.place(of: axis.quantity).map { run.drawn.quantities[$0].values } ?? []
      let layers = chains.enumerated().map { number, chain in
        let points = stride(from: 0, to: length, by: step).map {
          Point(Double($0 + 1), values[chain * length + $0])
        }
        return Layer(.lines([points], Stroke(Colour.series[number], width: 0.5)))
      }
      return [Panel(horizontal: Axis("draw", 0...Double(length)), vertical: axis.axis, layers: layers)]
    }
    let isWhole = chains.count == run.sample.chains
    return Figure(
      name: "trace",
      caption:
        "The draws of \"\(run.titleInCaption)\" (\(run.nameInCaption)) in their order, warmup left out: "
        + (isWhole
          ? "\(chains.count) chains"
          : "\(chains.count) of \(run.sample.chains) chains, from independent parts")
        + (step > 1 ? ", one draw in \(step)." : ".")
        + " Chains that tell the same story cover the same range and do not drift.",
      alternativeText: axes.map { axis in
        let quantiles = run.place(of: axis.quantity).map { run.drawn.quantities[$0].quantiles } ?? []
        return "\(axis.quantity.symbol): \(chains.count) chains of \(length) draws, 99 % of all draws "
          + "\(quantiles.count == 5 ? axis.quantity.words(from: quantiles[0], to: quantiles[4]) : "nowhere")."
      }.joined(separator: " "),
      size: Figure.Size(width: 8.6, height: 1.4 + 2.3 * Double(axes.count)), panels: panels, sharesAxes: true)
  }
}
