import Figures
import Foundation
import GlobalFit
import Inference

/// Every quantity by itself and against every other one.
struct CornerFigure {
  /// The most quantities that can be told apart in a column of a paper: more of them need a larger sheet.
  static let most = 6

  private let runs: [DrawnRun]
  private let axes: [QuantityAxis]
  private let leftOut: Int
  private let options: FigureOptions
  private let style: RegionStyle

  /// Nil where nothing varies.
  init?(_ runs: [DrawnRun], _ options: FigureOptions) {
    guard let first = runs.first else { return nil }
    let wanted = options.quantities
    let telling = first.telling(most: Self.most)
    let common = (wanted.isEmpty ? telling : wanted).filter { quantity in
      runs.allSatisfy { run in run.place(of: quantity).map(run.moves) ?? false }
    }
    guard !common.isEmpty else { return nil }
    (self.runs, self.options) = (runs, options)
    style = RegionStyle(
      options.filling, runs: runs.count, levels: options.probabilities, inSmallPanels: common.count > 4)
    leftOut = wanted.isEmpty ? first.interesting.filter { !telling.contains($0) }.count : 0
    axes = common.map { QuantityAxis($0, in: runs) }
  }

  var figure: Figure {
    let width = axes.count <= Self.most ? 8.6 : max(17.8, 2.2 * Double(axes.count))
    let cells = axes.indices.flatMap { row in (0...row).map { (row, $0) } }
    let threads = runs.map(\.workforce.threads).max() ?? 1
    let drawn = parallelMap(cells.count, threads: threads) { index in
      let (row, column) = cells[index]
      return row == column ? diagonal(row) : plane(column, row)
    }
    var panels: [[Panel?]] = axes.map { _ in axes.map { _ in nil } }
    for ((row, column), panel) in zip(cells, drawn) { panels[row][column] = panel }
    return Figure(
      name: "corner", caption: caption, alternativeText: words,
      size: Figure.Size(width: width, height: axes.count == 1 ? 6 : width), panels: panels,
      sharesAxes: true, key: hasKeyAbove ? key : [])
  }

  /// The density of one quantity; of one run with the regions below it.
  private func diagonal(_ index: Int) -> Panel {
    let own = axes[index]
    let curves = runs.map { own.curve(in: $0, holding: options.probabilities) }
    var layers: [Layer] = []
    let vertical = DensityHeight(highest: highest(own), along: own)
    for (number, run) in runs.enumerated() {
      guard let curve = curves[number], curve.highest > 0 else { continue }
      // Densities of several runs are comparable by their heights: each integrates to one.
      if runs.count == 1, style.isFilled(0) {
        for (level, region) in curve.regions.enumerated().reversed() {
          layers.append(Layer(.area(curve.area(region), style.fill(0, level: level))))
        }
      }
      layers.append(
        Layer(
          .lines([curve.points], SeriesStyle(number).stroke(width: axes.count > 4 ? 0.8 : 1)),
          name: runs.count > 1 ? run.name.label : nil))
      if let best = run.result.bestValue(of: own.quantity) {
        let colour = runs.count == 1 ? .black : SeriesStyle(number).colour
        layers.append(Layer(.lines([upright(best)], Stroke(colour, width: 0.7, dash: .dashed))))
        // At an edge of the frame the line cannot be seen.
        layers.append(Layer(.points([Point(best, vertical.height(at: 0.05))], mark(number))))
      }
    }
    if let truth = options.truth[own.quantity] {
      layers.append(Layer(.lines([upright(truth)], FigureOptions.truthStroke)))
    }
    let hasKey = index == 0 && !hasKeyAbove
    return Panel(
      horizontal: own.axis, vertical: vertical.axis,
      layers: layers + (hasKey ? key : []), key: hasKey ? .outside : nil)
  }

  private func upright(_ value: Double) -> [Point] { [Point(value, -.infinity), Point(value, .infinity)] }

  /// The highest density of all runs.
  private func highest(_ axis: QuantityAxis) -> Double {
    max(runs.compactMap { axis.curve(in: $0)?.highest }.max() ?? 1, .leastNormalMagnitude)
  }

  /// Names of runs may be long, and beside a single panel there is no room.
  private var hasKeyAbove: Bool { runs.count > 1 || axes.count == 1 }

  /// What the colours, lines and marks mean.
  private var key: [Layer] {
    var key = style.key(runs.map(\.name))
    if runs.contains(where: \.result.bestFit.isConverged) {
      key.append(
        Layer(.points([], runs.count == 1 ? mark(0) : Marker(.cross, .darkGrey, size: 5)), name: "best fit"))
    }
    if axes.contains(where: { options.truth[$0.quantity] != nil }) { key.append(FigureOptions.truthKey) }
    return key
  }

  /// The mark of a run's best fit.
  private func mark(_ number: Int) -> Marker {
    let size = axes.count > 4 ? 3.5 : 5
    return runs.count == 1
      ? Marker(.cross, .black, size: size) : SeriesStyle(number).marker(of: .fits, size: size)
  }

  /// The regions of two quantities.
  private func plane(_ x: Int, _ y: Int) -> Panel {
    let (first, second) = (axes[x], axes[y])
    var layers = style.layers(
      runs.map { run in
        let regions = DensityRegions(first, second, in: run, holding: options.probabilities).areas
        return RegionStyle.Regions(areas: regions.map { [$0] })
      })
    for (number, run) in runs.enumerated() {
      if let bestX = run.result.bestValue(of: first.quantity),
        let bestY = run.result.bestValue(of: second.quantity)
      {
        layers.append(Layer(.points([Point(bestX, bestY)], mark(number))))
      }
    }
    layers += options.truthLayers(first.quantity, second.quantity)
    return Panel(horizontal: first.axis, vertical: second.axis, layers: layers)
  }

  // MARK: - Words

  private var caption: String {
    let names = axes.map { "$\($0.quantity.latex)$" }
    let titles = runs.map { "\"\($0.titleInCaption)\" (\($0.nameInCaption), \($0.draws))" }
    var text =
      "Posterior of \(names.asList) in \(titles.asList). Below the diagonal regions of highest density with "
      + "\(style.levels.map(\.percent).asList) of the posterior in the two quantities together, on it "
      + (runs.count == 1
        ? "densities with such regions of each by itself shaded"
        : "densities of each by itself, each of the same area")
      + "; crosses and broken lines mark the best fit. Densities are per unit of length along the axes, per unit of the "
      + "logarithm where they are logarithmic, as in the tables; of predictions, whose edges are not known, shaded intervals are the shortest. "
      + "Islands and holes in which the density stays within a fifth of that at their edge, or which hold less than 0.2 %, are not drawn; where it is flat "
      + "altogether, all has the colour of 95.4 %."
    text += style.words(runs.map(\.name))
    if leftOut > 0 {
      text +=
        " \(leftOut) more \(leftOut == 1 ? "quantity is" : "quantities are") not shown, of which the data say less or "
        + "which tell less."
    }
    let spikes = axes.filter { DensityHeight(highest: highest($0), along: $0).isLogarithmic }
    if !spikes.isEmpty {
      text +=
        " The density of \(spikes.map { "$\($0.quantity.latex)$" }.asList) has a spike, and is drawn on a logarithmic scale of "
        + "\(DensityHeight.decades.fixed(0)) decades."
    }
    for axis in axes {
      for run in runs {
        if let best = run.result.bestValue(of: axis.quantity), !axis.range.contains(best) {
          text +=
            " The best fit of $\(axis.quantity.latex)$\(runs.count > 1 ? " of \(run.nameInCaption)" : ""), "
            + "\(axis.quantity.words(best)), lies outside the frame."
        }
      }
    }
    for run in runs where !run.result.posterior.isConverged {
      text += " The draws of \(run.nameInCaption) did not converge."
    }
    return text
  }

  private var words: String {
    runs.map { run in
      let sentences = axes.compactMap { axis -> String? in
        guard let curve = axis.curve(in: run, holding: options.probabilities) else { return nil }
        guard !curve.regions[0].isEmpty else { return "\(axis.quantity.symbol) is as likely everywhere." }
        let pieces = curve.regions[0].map { axis.quantity.words(from: $0.lowerBound, to: $0.upperBound) }
        let best =
          run.result.bestValue(of: axis.quantity).map { ", best fit \(axis.quantity.words($0))" } ?? ""
        return
          "\(axis.quantity.symbol) \(pieces.joined(separator: " or ")) at \(style.levels[0].percent)\(best)."
      }
      return "Corner plot of \(axes.count) quantities of \(run.name.words). "
        + sentences.joined(separator: " ")
    }.joined(separator: "\n")
  }
}
