import Figures
import Foundation
import GlobalFit

/// What each constraint and each nuisance parameter does to a quantity.
struct ImpactFigure {
  private let impact: Impact
  private let quantity: Quantity
  private let problem: Problem

  init(_ impact: Impact, on quantity: Quantity, of problem: Problem) {
    (self.impact, self.quantity, self.problem) = (impact, quantity, problem)
  }

  private struct Row {
    var label: Label
    var centre: Double?
    var low: Double
    var high: Double
    var colour: Colour
    var form: Marker.Form
  }

  private var rows: [Row] {
    func row(_ label: Label, _ profile: ProfileResult, _ colour: Colour) -> Row {
      let interval = profile.intervals.first
      return Row(
        label: label, centre: profile.bestFit, low: interval?.lower ?? -.infinity,
        high: interval?.upper ?? .infinity,
        colour: colour, form: .disc)
    }
    let best = impact.profile.bestFit
    var rows = [row("all constraints", impact.profile, .black)]
    let labels = ConstraintLabel(problem)
    for leftOut in impact.constraints where leftOut.profile.problem == nil {
      rows.append(
        row(
          Label("without \(labels.label(of: leftOut.constraint).text)"), leftOut.profile,
          ProcessColour.of(input: leftOut.constraint)))
    }
    for nuisance in impact.nuisances {
      let ends = [best + nuisance.shiftAtLower, best + nuisance.shiftAtUpper]
      let own = Label("$\(nuisance.parameter.latex)$")
      rows.append(
        Row(
          label: own, centre: best, low: min(ends[0], ends[1]), high: max(ends[0], ends[1]),
          colour: .darkGrey, form: .bar))
    }
    return rows
  }

  var figure: Figure {
    let rows = rows
    let ends = rows.flatMap { [$0.low, $0.high, $0.centre ?? $0.low] }.filter(\.isFinite)
    let isLogarithmic = (ends.min() ?? 0) > 0 && (ends.max() ?? 1) > 20 * (ends.min() ?? 1)
    func scaled(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
    func value(_ place: Double) -> Double { isLogarithmic ? exp(place) : place }
    let low = scaled(ends.min() ?? 0)
    let high = scaled(ends.max() ?? 1)
    let room = max(0.08 * (high - low), 1e-9 * abs(high), .leastNormalMagnitude)
    let count = Double(rows.count)
    func y(_ index: Int) -> Double { count - Double(index) - 0.5 }
    var layers: [Layer] = []
    if let first = rows.first {
      let band = [
        Point(first.low, 0), Point(first.high, 0), Point(first.high, count), Point(first.low, count),
      ]
      layers.append(Layer(.area([Area(rings: [band])], Fill(Colour.lightGrey.tint(0.6)))))
    }
    layers.append(
      Layer(
        .lines(
          [[Point(impact.profile.bestFit, 0), Point(impact.profile.bestFit, count)]],
          Stroke(.black, width: 0.5, dash: .dashed))))
    for (index, row) in rows.enumerated() {
      layers.append(
        Layer(
          .intervals(
            [Interval(centre: row.centre, low: row.low, high: row.high, y: y(index))],
            Marker(row.form, row.colour, size: 4.5))))
    }
    let names = rows.enumerated().map { (value: y($0), label: $1.label) }
    return Figure(
      name: "impact", caption: caption, alternativeText: words,
      size: Figure.Size(width: 12, height: max(3.6, 1.6 + 0.42 * count)),
      panels: [
        [
          Panel(
            horizontal: Axis(
              quantity.label, value(low - room)...value(high + room),
              scale: isLogarithmic ? .logarithmic : .linear),
            vertical: Axis("", 0...count, ticks: .named(names)), layers: layers)
        ]
      ])
  }

  private var caption: String {
    let failed = impact.constraints.filter { $0.profile.problem != nil }.map(\.constraint)
    return
      "What moves $\(quantity.latex)$ in \"\(Label.words(problem.fit.title))\": best fit and 68.3 % interval of the profile likelihood with all "
      + "constraints (grey) and without each of them; bars that reach the frame go on. "
      + (impact.nuisances.isEmpty
        ? ""
        : "Below, where its best fit goes with each nuisance parameter at either end of its own 68.3 % interval. ")
      + (failed.isEmpty ? "" : "Without \(failed.asList) the fit did not converge.")
  }

  private var words: String {
    let all = "Best fit of \(quantity.symbol): \(quantity.words(impact.profile.bestFit)). "
    let shifts = impact.constraints.filter { $0.profile.problem == nil }.map {
      "without \($0.constraint) \(quantity.words($0.profile.bestFit))"
    }
    return all + shifts.joined(separator: ", ") + "."
  }
}
