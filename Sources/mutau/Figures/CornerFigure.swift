import Figures
import Foundation
import GlobalFit
import Inference

/// Every quantity by itself and against every other one.
struct CornerFigure {
  /// The most quantities that can be told apart on a page.
  static let most = 8

  private let runs: [DrawnRun]
  private let axes: [QuantityAxis]
  private let leftOut: Int

  /// Nil where nothing varies.
  ///
  /// - Parameter wanted: what is asked for; empty for what is most interesting.
  init?(_ runs: [DrawnRun], _ wanted: [Quantity]) {
    guard let first = runs.first else { return nil }
    let common = (wanted.isEmpty ? first.interesting : wanted).filter { quantity in
      runs.allSatisfy { run in run.place(of: quantity).map(run.moves) ?? false }
    }
    guard !common.isEmpty else { return nil }
    let shown = wanted.isEmpty ? Array(common.prefix(Self.most)) : common
    self.runs = runs
    leftOut = common.count - shown.count
    axes = shown.map { QuantityAxis($0, in: runs) }
  }

  var figure: Figure {
    let width = axes.count < 5 ? 8.6 : 17.8
    let cells = axes.indices.flatMap { row in (0...row).map { (row, $0) } }
    let threads = runs.map(\.threads).max() ?? 1
    let drawn = parallelMap(cells.count, threads: threads) { index in
      let (row, column) = cells[index]
      return row == column ? diagonal(row) : plane(column, row)
    }
    var panels: [[Panel?]] = axes.map { _ in axes.map { _ in nil } }
    for ((row, column), panel) in zip(cells, drawn) { panels[row][column] = panel }
    return Figure(
      name: "corner", caption: caption, alternativeText: words,
      size: Figure.Size(width: width, height: axes.count == 1 ? 6 : width), panels: panels,
      sharesAxes: true)
  }

  /// The density of one quantity; of one run with the regions below it.
  private func diagonal(_ index: Int) -> Panel {
    let own = axes[index]
    var layers: [Layer] = []
    var names: [Layer] = []
    for (number, run) in runs.enumerated() {
      guard let curve = own.curve(in: run), curve.highest > 0 else { continue }
      let colour = Colour.series[number % Colour.series.count]
      // Densities of several runs are comparable by their heights: each integrates to one.
      if runs.count == 1 {
        for (region, strength) in zip(curve.regions, [0.7, 0.35]).reversed() {
          layers.append(Layer(.area(curve.area(region), Fill(colour.tint(strength)))))
        }
      }
      layers.append(
        Layer(
          .lines([curve.points], Stroke(colour, width: 1)), name: runs.count > 1 ? .verbatim(run.name) : nil))
      if let best = run.result.bestValue(of: own.quantity.name) {
        layers.append(
          Layer(
            .lines(
              [[Point(best, 0), Point(best, .infinity)]],
              Stroke(runs.count == 1 ? .black : colour, width: 0.7, dash: .dashed))))
      }
    }
    let highest = runs.compactMap { own.curve(in: $0)?.highest }.max() ?? 1
    if index == 0 { names = key }
    return Panel(
      horizontal: own.axis, vertical: Axis("", 0...max(highest * 1.08, .leastNormalMagnitude), ticks: .none),
      layers: layers + names, key: index == 0 ? .outside : nil)
  }

  /// Layers that draw nothing and have a name: what the colours mean.
  private var key: [Layer] {
    guard runs.count == 1 else { return [] }
    let nowhere = [Area(rings: [])]
    var key = zip(["68.3 %", "95.4 %"], [0.7, 0.35]).map { name, strength in
      Layer(.area(nowhere, Fill(Colour.blue.tint(strength))), name: Label(name))
    }
    if runs[0].result.bestFit.isConverged {
      key.append(Layer(.points([], Marker(.cross, .black, size: 5)), name: "best fit"))
    }
    return key
  }

  /// The regions of two quantities.
  private func plane(_ x: Int, _ y: Int) -> Panel {
    let (first, second) = (axes[x], axes[y])
    var layers: [Layer] = []
    for (number, run) in runs.enumerated() {
      let colour = Colour.series[number % Colour.series.count]
      let regions = Self.regions(first, second, in: run)
      // Of several runs the first is filled, the others are lines over it.
      if number == 0 {
        for (region, strength) in zip(regions, runs.count == 1 ? [0.7, 0.35] : [0.5, 0.25]).reversed() {
          layers.append(Layer(.area([region], Fill(colour.tint(strength)))))
        }
      }
      if runs.count > 1 {
        for (region, width) in zip(regions, [1.1, 0.7]) {
          layers.append(Layer(.lines(region.rings.map { $0 + $0.prefix(1) }, Stroke(colour, width: width))))
        }
      }
      if let bestX = run.result.bestValue(of: first.quantity.name),
        let bestY = run.result.bestValue(of: second.quantity.name)
      {
        layers.append(
          Layer(.points([Point(bestX, bestY)], Marker(.cross, runs.count == 1 ? .black : colour, size: 5))))
      }
    }
    return Panel(horizontal: first.axis, vertical: second.axis, layers: layers)
  }

  /// The regions of highest density of two quantities in a run, for each of ``shownProbabilities``.
  private static func regions(_ x: QuantityAxis, _ y: QuantityAxis, in run: DrawnRun) -> [Area] {
    guard let first = run.place(of: x.quantity), let second = run.place(of: y.quantity),
      let density = run.drawn.density(first, second)
    else { return [] }
    let isLogarithmic = (
      run.drawn.quantities[first].isLogarithmic, run.drawn.quantities[second].isLogarithmic
    )
    func ends(_ axis: DensityAxis) -> [Double] { [axis.lower] + axis.centers + [axis.upper] }
    let (xs, ys) = (ends(density.x), ends(density.y))
    return shownProbabilities.map { probability in
      let level = density.level(holding: probability)
      let set = LevelSet(
        x: xs, y: ys, values: xs.flatMap { x in ys.map { density.density(at: x, $0) - level } }
      ) { density.density(at: $0, $1) - level }
      return Area(
        rings: set.rings.filter { Self.isPlain($0, density, level) }.map { ring in
          zip(ring.x, ring.y).map { Point(isLogarithmic.0 ? exp($0) : $0, isLogarithmic.1 ? exp($1) : $1) }
        })
    }
  }

  /// Whether a ring bounds more than a wiggle: the density inside rises above, or falls below, the level by a fifth somewhere. The
  /// same rule joins peaks in one dimension.
  private static func isPlain(_ ring: ContourLine, _ density: JointDensity, _ level: Double) -> Bool {
    guard let left = ring.x.min(), let right = ring.x.max(), let bottom = ring.y.min(), let top = ring.y.max()
    else { return false }
    for (column, x) in density.x.centers.enumerated() where x > left && x < right {
      // Where the ring crosses this column, in order
      var crossings: [Double] = []
      for index in ring.x.indices {
        let next = (index + 1) % ring.x.count
        let (a, b) = (ring.x[index], ring.x[next])
        if (a > x) != (b > x) {
          crossings.append(ring.y[index] + (ring.y[next] - ring.y[index]) * (x - a) / (b - a))
        }
      }
      crossings.sort()
      for (row, y) in density.y.centers.enumerated() where y > bottom && y < top {
        guard crossings.count(where: { $0 < y }) % 2 == 1 else { continue }
        let value = density.values[column * density.y.count + row]
        if value > 1.25 * level || value < 0.8 * level { return true }
      }
    }
    return false
  }

  // MARK: - Words

  private var caption: String {
    let names = axes.map { "$\($0.quantity.latex)$" }
    let titles = runs.map { "\"\($0.problem.fit.title)\" (\($0.name), \($0.draws))" }
    var text =
      "Posterior of \(names.asList) in \(titles.asList). Below the diagonal regions of highest density with 68.3 % and "
      + "95.4 % of the posterior in the two quantities together, on it "
      + (runs.count == 1
        ? "densities with such regions of each by itself shaded"
        : "densities of each by itself, each of the same area")
      + "; crosses and broken lines mark the best fit. Densities are per unit of length along the axes, per unit of the "
      + "logarithm where they are logarithmic; of predictions, whose edges are not known, shaded intervals are the shortest. "
      + "Islands and holes in which the density stays within a fifth of that at their edge are not drawn."
    if runs.count > 1 {
      text += " Thick lines hold 68.3 %, thin ones 95.4 %; those of \(runs[0].name) are filled."
    }
    if leftOut > 0 {
      text +=
        " \(leftOut) more \(leftOut == 1 ? "quantity is" : "quantities are") not shown: the profiled ones come first, "
        + "then predictions and other parameters."
    }
    for axis in axes {
      for run in runs {
        if let best = run.result.bestValue(of: axis.quantity.name), !axis.range.contains(best) {
          text +=
            " The best fit of $\(axis.quantity.latex)$\(runs.count > 1 ? " of \(run.name)" : ""), "
            + "\(axis.quantity.words(best)), lies outside the frame."
        }
      }
    }
    for run in runs where !run.result.posterior.isConverged {
      text += " The draws of \(run.name) did not converge."
    }
    return text
  }

  private var words: String {
    runs.map { run in
      let sentences = axes.compactMap { axis -> String? in
        guard let curve = axis.curve(in: run) else { return nil }
        let pieces = curve.regions[0].map { axis.quantity.words(from: $0.lowerBound, to: $0.upperBound) }
        let best =
          run.result.bestValue(of: axis.quantity.name).map { ", best fit \(axis.quantity.words($0))" } ?? ""
        return "\(axis.quantity.symbol) \(pieces.joined(separator: " or ")) at 68.3 %\(best)."
      }
      return "Corner plot of \(axes.count) quantities of \(run.name). " + sentences.joined(separator: " ")
    }.joined(separator: "\n")
  }
}
