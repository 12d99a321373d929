import Figures
import Foundation
import GlobalFit
import Physics

/// How far every measured number lies from its prediction at the best fit.
struct PullsFigure {
  private let run: DrawnRun

  /// Nil without a best fit.
  init?(_ run: DrawnRun) {
    guard run.result.bestFit.isConverged else { return nil }
    self.run = run
  }

  /// A measured number.
  private struct Row {
    var label: Label
    var symbol: String
    var pull: Double
    /// The share of the experiment in the error; nil of a nuisance parameter.
    var share: Double?
    var colour: Colour
  }

  private var rows: [Row] {
    let evaluation = run.result.bestFit.evaluation
    let labels = ConstraintLabel(run.problem)
    var rows: [Row] = []
    for constraint in evaluation.constraints {
      let own = run.problem.constraints.first { $0.name == constraint.name }
      let shares = own.map(run.problem.experimentalShares) ?? []
      let short = labels.experiment(of: constraint.name)
      for (index, observable) in constraint.observables.enumerated() where constraint.pulls[index].isFinite {
        // Where several constraints measure one observable, the experiment tells them apart.
        let isShared = labels.isShared(observable)
        let isOneOfMany = constraint.observables.count > 1
        let formula = "$\(observable.latex)$"
        let symbol = observable.symbol
        rows.append(
          Row(
            label: !isShared
              ? Label(formula)
              : isOneOfMany ? Label("\(formula), \(Label.verbatim(short).text)") : .verbatim(short),
            symbol: !isShared ? symbol : isOneOfMany ? "\(symbol), \(short)" : short,
            pull: constraint.pulls[index], share: index < shares.count ? shares[index] : 1,
            colour: ProcessColour.of(input: constraint.name)))
      }
    }
    for auxiliary in evaluation.auxiliary where auxiliary.pull.isFinite {
      rows.append(
        Row(
          label: Label("$\(auxiliary.parameter.latex)$"), symbol: auxiliary.parameter.symbol,
          pull: auxiliary.pull, share: nil, colour: .darkGrey
        ))
    }
    return rows.sorted { abs($0.pull) > abs($1.pull) }
  }

  /// Below which pulls are told of by their number, where there are several.
  private static let near = 0.5
  /// How many are shown however small they are.
  private static let fewest = 3

  var figure: Figure {
    let all = rows
    let far = max(min(all.count, Self.fewest), all.count { abs($0.pull) >= Self.near })
    let folded = all.count - far > 1 ? all.count - far : 0
    let rows = Array(all.prefix(all.count - folded))
    let count = Double(rows.count + (folded > 0 ? 1 : 0))
    let reach = max(3.4, (rows.map { abs($0.pull) + 1.2 }.max() ?? 0))
    func y(_ index: Int) -> Double { count - Double(index) - 0.5 }
    func band(_ half: Double, _ fill: Fill) -> Layer {
      Layer(
        .area(
          [Area(rings: [[Point(-half, 0), Point(half, 0), Point(half, count), Point(-half, count)]])], fill))
    }
    var layers = [
      band(2, Fill(Colour.lightGrey.tint(0.3))), band(1, Fill(Colour.lightGrey.tint(0.55))),
      Layer(.lines([[Point(0, folded > 0 ? 1 : 0), Point(0, count)]], Stroke(.black, width: 0.5))),
    ]
    for (index, row) in rows.enumerated() {
      let place = y(index)
      layers.append(
        Layer(
          .lines([[Point(row.pull - 1, place), Point(row.pull + 1, place)]], Stroke(row.colour, width: 0.8))))
      if let share = row.share {
        layers.append(
          Layer(
            .lines(
              [[Point(row.pull - share, place), Point(row.pull + share, place)]],
              Stroke(row.colour, width: 2.4))))
      }
      layers.append(
        Layer(
          .points([Point(row.pull, place)], Marker(row.share == nil ? .circle : .disc, row.colour, size: 4.5))
        ))
    }
    if folded > 0 {
      let words = Label("\(folded) more below \(Self.near.fixed(1)) $\\sigma$")
      layers.append(Layer(.text(words, at: Point(0, y(rows.count)), .centre, .black)))
    }
    let names = rows.enumerated().map { (value: y($0), label: $1.label) }
    return Figure(
      name: "pulls", caption: caption(all), alternativeText: words(all),
      size: .column(height: max(3.4, 1.4 + 0.42 * count)),
      panels: [
        [
          Panel(
            horizontal: Axis("pull (measured − predicted)/$\\sigma$", -reach...reach),
            vertical: Axis("", 0...max(1, count), ticks: .named(names)), layers: layers)
        ]
      ], key: key(all))
  }

  /// What the bars and marks mean.
  private func key(_ rows: [Row]) -> [Layer] {
    var key = [
      Layer(.points([], Marker(.disc, .darkGrey, size: 4.5)), name: "measurement"),
      Layer(.lines([], Stroke(.darkGrey, width: 2.4)), name: "error of the experiment"),
    ]
    if rows.contains(where: { ($0.share ?? 1) < 1 }) {
      key.append(Layer(.lines([], Stroke(.darkGrey, width: 0.8)), name: "with that of theory"))
    }
    if rows.contains(where: { $0.share == nil }) {
      key.append(Layer(.points([], Marker(.circle, .darkGrey, size: 4.5)), name: "nuisance parameter"))
    }
    return key
  }

  private func caption(_ rows: [Row]) -> String {
    let best = run.result.bestFit
    let split = rows.filter { ($0.share ?? 1) < 1 }.map(\.symbol)
    return
      "Pulls of \"\(run.titleInCaption)\" (\(run.nameInCaption)) at the best fit, $\\chi^2$ = \(best.chiSquared.fixed(1)) for "
      + "\(best.degreesOfFreedom) degrees of freedom: every measured number in units of its whole error, the largest "
      + "first, in the colours of the processes, with bands of one and two standard deviations. Thick bars are the "
      + "experimental part of the error"
      + (split.isEmpty
        ? "; no number has a theory error of its own that is added to it."
        : ", thin ones the whole: theory errors of their own have \(split.asList).")
      + (rows.contains { $0.share == nil }
        ? " Circles: nuisance parameters, from the centres of their priors in units of those' widths."
        : "")
  }

  private func words(_ rows: [Row]) -> String {
    let far = rows.filter { abs($0.pull) > 1 }.sorted { abs($0.pull) > abs($1.pull) }
    let list = far.map { "\($0.symbol) \($0.pull > 0 ? "+" : "")\($0.pull.fixed(1))" }
    return "\(rows.count) pulls. "
      + (far.isEmpty
        ? "None is larger than one standard deviation."
        : "Larger than one standard deviation: \(list.asList). All others are within one.")
  }
}
