import Figures
import Foundation
import GlobalFit
import Inference

/// What the data did to every parameter: its prior, its posterior, and how much narrower that is.
struct PriorPosteriorFigure {
  private let run: DrawnRun

  init(_ run: DrawnRun) { self.run = run }

  /// A parameter before and after.
  private struct Row {
    var axis: QuantityAxis
    var prior: [Point]
    var posterior: QuantityAxis.Curve
    /// The standard deviation of the posterior over that of the prior, along the axis.
    var ratio: Double
  }

  /// Mean and standard deviation of a density that is known at evenly spaced places.
  private func spread(_ places: [Double], _ densities: [Double]) -> Double {
    let total = densities.reduce(0, +)
    let mean = zip(places, densities).reduce(0) { $0 + $1.0 * $1.1 } / total
    return (zip(places, densities).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / total)
      .squareRoot()
  }

  private func row(_ index: Int) -> Row? {
    let own = run.problem.free[index]
    guard run.moves(index) else { return nil }
    let prior = own.priorCurve(points: 1001)
    let places = prior.isLogarithmic ? prior.values.map { log($0) } : prior.values
    let before = spread(places, prior.densities)
    let draws = run.drawn.quantities[index].scaled
    let weights = run.sample.weights ?? [Double](repeating: 1, count: draws.count)
    let after = spread(draws, weights)
    // The frame holds the prior: all of a flat one, three and a half widths of another.
    let mean = zip(places, prior.densities).reduce(0) { $0 + $1.0 * $1.1 } / prior.densities.reduce(0, +)
    let low = max(places[0], mean - 3.5 * before)
    let high = min(places[places.count - 1], mean + 3.5 * before)
    func value(_ place: Double) -> Double { prior.isLogarithmic ? exp(place) : place }
    let axis = QuantityAxis(
      .parameter(own.parameter), isLogarithmic: prior.isLogarithmic,
      range: value(low)...max(value(low), value(high)))
    guard let curve = axis.curve(in: run) else { return nil }
    return Row(
      axis: axis, prior: zip(prior.values, prior.densities).map { Point($0, $1) }, posterior: curve,
      ratio: after / before)
  }

  var figure: Figure? {
    let threads = run.workforce.threads
    let rows = parallelMap(run.problem.free.count, threads: threads) { row($0) }.compactMap(\.self)
    guard !rows.isEmpty else { return nil }
    let columns = rows.count <= 3 ? rows.count : rows.count <= 8 ? 4 : 5
    let drawn = rows.enumerated().map { index, row -> Panel in
      let prior = row.prior.map(\.y).max() ?? 0
      // with room for the words above the curves
      let highest = 1.2 * max(row.posterior.highest, prior)
      let vertical = DensityHeight(highest: highest, along: row.axis, besides: prior)
      let first = row.prior[0].x
      let last = row.prior[row.prior.count - 1].x
      let range = row.axis.range
      let place =
        row.axis.isLogarithmic
        ? range.lowerBound * pow(range.upperBound / range.lowerBound, 0.05)
        : range.lowerBound + 0.05 * (range.upperBound - range.lowerBound)
      return Panel(
        horizontal: row.axis.axis, vertical: vertical.axis,
        layers: [
          Layer(.area([Area(rings: [[Point(first, 0)] + row.prior + [Point(last, 0)]])], Fill(.lightGrey))),
          Layer(.lines([row.posterior.points], Stroke(.blue, width: 1.1))),
          Layer(
            .text(
              "$\\sigma/\\sigma_\\mathrm{prior}$ = \(row.ratio.fixed(2))",
              at: Point(place, vertical.height(at: 0.91)),
              .left, .black)),
        ])
    }
    let count = (rows.count + columns - 1) / columns
    let panels = (0..<count).map { row in
      (0..<columns).map { column -> Panel? in
        row * columns + column < drawn.count ? drawn[row * columns + column] : nil
      }
    }
    return Figure(
      name: "prior-posterior",
      caption:
        "Prior (grey) and posterior (blue) of the \(rows.count == 1 ? "parameter" : "\(rows.count) parameters") of "
        + "\"\(run.titleInCaption)\" (\(run.nameInCaption)), nuisance parameters included; both have the same area, per unit of length "
        + "along the axis. The number is the width of the posterior over that of the prior, standard deviations along the axis: "
        + "1 where the data say nothing.",
      alternativeText: "Width of the posterior over that of the prior: "
        + rows.map { "\($0.axis.quantity.symbol) \($0.ratio.fixed(2))" }.asList + ".",
      size: Figure.Size(
        width: columns == 1 ? 8.6 : 17.8, height: columns == 1 ? 6.2 : 0.6 + 3.6 * Double(count)),
      panels: panels,
      key: [
        Layer(.area([], Fill(.lightGrey)), name: "prior"),
        Layer(.lines([], Stroke(.blue, width: 1.1)), name: "posterior"),
      ])
  }
}
