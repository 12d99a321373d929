import Figures
import Foundation
import GlobalFit
import Inference

/// The intervals of each quantity, run by run: what changes from one variant to the next.
struct ForestFigure {
  private let runs: [DrawnRun]
  private let axes: [QuantityAxis]
  private static let most = 6

  /// Nil where no quantity is common to all runs.
  init?(_ runs: [DrawnRun], _ wanted: [Quantity]) {
    guard let first = runs.first else { return nil }
    let common = (wanted.isEmpty ? first.interesting : wanted).filter { quantity in
      runs.allSatisfy { run in run.place(of: quantity).map(run.moves) ?? false }
    }
    guard !common.isEmpty else { return nil }
    self.runs = runs
    axes = common.prefix(wanted.isEmpty ? Self.most : CornerFigure.most).map { QuantityAxis($0, in: runs) }
  }

  private func height(of index: Int) -> Double { Double(runs.count - index) - 0.5 }

  /// 68.3 and 95.4 % of the posterior, as many below as above.
  private func intervals(_ quantity: Quantity, in run: DrawnRun) -> [ClosedRange<Double>] {
    guard let place = run.place(of: quantity) else { return [] }
    let values = run.drawn.quantities[place].values
    let order = values.indices.sorted { values[$0] < values[$1] }
    let weights = run.sample.weights
    let total = weights?.reduce(0, +) ?? Double(values.count)
    func quantile(_ probability: Double) -> Double {
      var below = 0.0
      for draw in order {
        below += weights?[draw] ?? 1
        if below >= probability * total { return values[draw] }
      }
      return order.last.map { values[$0] } ?? .nan
    }
    return shownProbabilities.map { quantile((1 - $0) / 2)...quantile((1 + $0) / 2) }
  }

  var figure: Figure {
    let columns = min(3, axes.count)
    let rows = (axes.count + columns - 1) / columns
    let names = runs.indices.map { (value: height(of: $0), label: Label.verbatim(runs[$0].name)) }
    let none = names.map { (value: $0.value, label: Label("")) }
    let threads = runs.map(\.threads).max() ?? 1
    let drawn = parallelMap(axes.count, threads: threads) { index -> Panel in
      let axis = axes[index]
      var layers: [Layer] = []
      for (number, run) in runs.enumerated() {
        let colour = Colour.series[number % Colour.series.count]
        let y = height(of: number)
        for (interval, width) in zip(intervals(axis.quantity, in: run), [2.6, 0.9]) {
          layers.append(
            Layer(
              .lines(
                [[Point(interval.lowerBound, y), Point(interval.upperBound, y)]], Stroke(colour, width: width)
              )))
        }
        if let place = run.place(of: axis.quantity) {
          layers.append(
            Layer(
              .points([Point(run.drawn.quantities[place].quantiles[2], y)], Marker(.disc, colour, size: 5))))
        }
        if let profile = run.result.profiles.first(where: {
          $0.quantity == axis.quantity.name && $0.problem == nil
        }),
          let interval = profile.intervals.first
        {
          let line = Interval(
            centre: profile.bestFit, low: interval.lower ?? -.infinity, high: interval.upper ?? .infinity,
            y: y - 0.24)
          layers.append(Layer(.intervals([line], Marker(.diamond, .black, size: 4))))
        } else if let best = run.result.bestValue(of: axis.quantity.name) {
          layers.append(Layer(.points([Point(best, y - 0.24)], Marker(.diamond, .black, size: 4))))
        }
      }
      return Panel(
        horizontal: axis.axis,
        vertical: Axis("", 0...Double(runs.count), ticks: .named(index % columns == 0 ? names : none)),
        layers: layers)
    }
    let panels = (0..<rows).map { row in
      (0..<columns).map { column -> Panel? in
        row * columns + column < drawn.count ? drawn[row * columns + column] : nil
      }
    }
    return Figure(
      name: "forest", caption: caption, alternativeText: words,
      size: Figure.Size(
        width: columns == 1 ? 8.6 : 17.8, height: Double(rows) * (1.9 + 0.75 * Double(runs.count))),
      panels: panels)
  }

  private var caption: String {
    let titles = runs.map {
      "\($0.name) (\"\($0.problem.fit.title)\"\($0.problem.variant.map { ", \($0)" } ?? ""))"
    }
    return
      "Intervals in \(titles.asList). Coloured: the posterior, thick with 68.3 % and thin with 95.4 %, as much below as above, a "
      + "disc at the median. Black below it: a diamond at the best fit, with the 68.3 % interval of the profile likelihood "
      + "where the fit asks for one; what reaches the frame goes on."
  }

  private var words: String {
    runs.map { run in
      let sentences = axes.map { axis -> String in
        let interval = intervals(axis.quantity, in: run)[0]
        return
          "\(axis.quantity.symbol) \(axis.quantity.words(from: interval.lowerBound, to: interval.upperBound))"
      }
      return "\(run.name), posterior at 68.3 %: \(sentences.joined(separator: "; "))."
    }.joined(separator: "\n")
  }
}
