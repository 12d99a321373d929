import Figures
import Foundation
import GlobalFit
import Inference

/// Δχ² of every profiled quantity over its marginal posterior.
struct ProfilesFigure {
  /// Whose posterior is shown; nil where there is none.
  private let run: DrawnRun?
  /// The title of the fit and the name of the run, as a caption has them.
  private let subject: (title: String, name: String)
  private let profiles: [(QuantityAxis, ProfileResult)]
  private let without: [String]
  private let options: FigureOptions
  /// Probabilities with the rises of χ² that they stand for.
  private let levels: [(probability: Double, rise: Double)]

  /// Nil if the fit profiles nothing, or nothing has a curve.
  ///
  /// - Parameter profiles: with their curves.
  init?(_ run: DrawnRun, _ profiles: [(Quantity, ProfileResult)], _ options: FigureOptions) {
    let usable = profiles.filter { $0.1.curve != nil && $0.1.problem == nil }
    guard !usable.isEmpty else { return nil }
    (self.run, self.options) = (run, options)
    subject = (run.titleInCaption, run.nameInCaption)
    levels = options.probabilities.map { ($0, deltaChiSquared(confidence: $0)) }
    self.profiles = usable.map { (QuantityAxis($0.0, in: [run]), $0.1) }
    without = profiles.filter { $0.1.curve == nil || $0.1.problem != nil }.map(\.0.symbol)
  }

  /// Of a run of mutau profile, with more points where curves are steep; nil if none is of a quantity that is asked for.
  init?(_ run: ProfiledRun, _ options: FigureOptions) {
    let wanted = run.profiles.filter {
      options.quantities.isEmpty || options.quantities.contains($0.quantity)
    }
    let drawn = run.stored.drawnProfiles(of: wanted.map(\.quantity), by: run.workforce)
    let usable = zip(wanted, drawn).filter { $1.1.curve != nil && $1.1.problem == nil }
    guard !usable.isEmpty else { return nil }
    (self.run, self.options) = (nil, options)
    subject = (run.titleInCaption, run.name.inCaption)
    levels = options.probabilities.map { ($0, deltaChiSquared(confidence: $0)) }
    profiles = usable.map { kept, drawn in (QuantityAxis(kept), drawn.1) }
    without = drawn.filter { $0.1.curve == nil || $0.1.problem != nil }.map(\.0.symbol)
  }

  /// Up to which Δχ² the frame goes.
  private var highest: Double { max(6, 1.4 * (levels.last?.rise ?? 0)) }

  var figure: Figure {
    let columns = min(3, profiles.count)
    let rows = (profiles.count + columns - 1) / columns
    // One panel has the key: the first in which the curve leaves room for it
    let free = profiles.map { corner($0.0, $0.1) }
    let keyed = free.firstIndex { $0 != nil } ?? 0
    let drawn = profiles.enumerated().map { index, own in
      panel(own.0, own.1, key: index == keyed ? free[index] ?? .topLeft : nil)
    }
    let panels = (0..<rows).map { row in
      (0..<columns).map { column -> Panel? in
        let index = row * columns + column
        return index < drawn.count ? drawn[index] : nil
      }
    }
    let (width, height) = columns == 1 ? (8.6, 6.4) : columns == 2 ? (17.8, 6.8) : (17.8, 5.2)
    return Figure(
      name: "profiles", caption: caption, alternativeText: words,
      size: Figure.Size(width: width, height: height * Double(rows)), panels: panels)
  }

  /// Up to which Δχ² values are of interest.
  private var farthest: Double { 1.5 * highest }

  /// The axis with all values of interest to the profile and the middle of the posterior in it.
  private func axis(_ own: QuantityAxis, _ profile: ProfileResult) -> Axis {
    guard let curve = profile.curve, let reach = reach(of: curve) else { return own.axis }
    var axis = own.axis
    let quantiles =
      run.flatMap { run in
        run.place(of: own.quantity).map { run.drawn.quantities[$0].quantiles }
      } ?? []
    let shown =
      quantiles.count == 5
      ? quantiles[1]...max(quantiles[1], quantiles[3]) : run == nil ? reach : axis.range
    // A curve that stays low far beyond the posterior would squeeze that on a linear axis.
    let width = axis.range.upperBound - axis.range.lowerBound
    let limits =
      own.isLogarithmic ? 0...Double.infinity : axis.range.lowerBound - width...axis.range.upperBound + width
    let low = min(shown.lowerBound, max(reach.lowerBound, limits.lowerBound))
    let high = max(shown.upperBound, min(reach.upperBound, limits.upperBound))
    if low < high { axis.range = low...high }
    return axis
  }

  /// Between which values Δχ² is of interest, up to the straight lines between the points of the curve.
  private func reach(of curve: ProfileResult.Curve) -> ClosedRange<Double>? {
    let rises = curve.deltaChiSquared
    guard let first = rises.firstIndex(where: { $0 < farthest }),
      let last = rises.lastIndex(where: { $0 < farthest })
    else { return nil }
    func crossing(_ inside: Int, _ outside: Int) -> Double {
      guard rises.indices.contains(outside), rises[outside].isFinite else { return curve.values[inside] }
      let share = (farthest - rises[inside]) / (rises[outside] - rises[inside])
      return curve.values[inside] + share * (curve.values[outside] - curve.values[inside])
    }
    let ends = (crossing(first, first - 1), crossing(last, last + 1))
    return ends.0 < ends.1 ? ends.0...ends.1 : nil
  }

  /// A place along the axis, from 0 to 1.
  private func place(_ fraction: Double, _ own: QuantityAxis, _ range: ClosedRange<Double>) -> Double {
    own.isLogarithmic
      ? range.lowerBound * pow(range.upperBound / range.lowerBound, fraction)
      : range.lowerBound + fraction * (range.upperBound - range.lowerBound)
  }

  /// Whether the curve stays out of a part of the frame: across from 0 to 1, up in Δχ².
  private func isFree(
    _ across: ClosedRange<Double>, _ up: ClosedRange<Double>, _ own: QuantityAxis, _ profile: ProfileResult
  ) -> Bool {
    guard let curve = profile.curve else { return true }
    let part = Panel(
      horizontal: Axis(
        "",
        place(
          across.lowerBound, own, axis(own, profile).range)...place(
            across.upperBound, own, axis(own, profile).range), scale: own.axis.scale),
      vertical: Axis("", up), layers: [])
    return part.visible([points(of: curve)]).isEmpty
  }

  private func points(of curve: ProfileResult.Curve) -> [Point] {
    // Rounding below the minimum would be cut off at the frame.
    zip(curve.values, curve.deltaChiSquared).map { Point($0, $1.isFinite ? max($1, 0) : .nan) }
  }

  /// The upper corner that the curve leaves to a key.
  private func corner(_ own: QuantityAxis, _ profile: ProfileResult) -> Panel.KeyPlace? {
    if isFree(0...0.5, 0.73 * highest...highest, own, profile) { return .topLeft }
    return isFree(0.5...1, 0.73 * highest...highest, own, profile) ? .topRight : nil
  }

  /// Whether words would run into a key, which has up to four lines in its corner.
  private func isTaken(by key: Panel.KeyPlace?, _ across: ClosedRange<Double>, upTo top: Double) -> Bool {
    guard top > 0.66 * highest else { return false }
    return key == .topLeft && across.lowerBound < 0.5 || key == .topRight && across.upperBound > 0.5
  }

  private func panel(_ own: QuantityAxis, _ profile: ProfileResult, key: Panel.KeyPlace?) -> Panel {
    let axis = axis(own, profile)
    let isFirst = key != nil
    var layers: [Layer] = []
    if let run, let curve = own.curve(in: run), curve.highest > 0 {
      let points = curve.points.map { Point($0.x, $0.y / curve.highest * 0.6 * highest) }
      let below = [Point(points[0].x, 0)] + points + [Point(points[points.count - 1].x, 0)]
      layers.append(Layer(.area([Area(rings: [below])], Fill(.lightGrey)), name: isFirst ? "posterior" : nil))
    }
    for (probability, level) in levels {
      let line = [Point(axis.range.lowerBound, level), Point(axis.range.upperBound, level)]
      layers.append(Layer(.lines([line], Stroke(.black, width: 0.5, dash: .dotted))))
      // Above the line at its right end, or where else the curve leaves room
      let ends: [(from: Double, to: Double, side: Anchor)] = [
        (0.75, 1, .right), (0, 0.25, .left), (0.25, 0.5, .right), (0.5, 0.75, .left), (0.38, 0.62, .centre),
      ]
      let places = [0.3, -0.3].flatMap { up in ends.map { ($0, up) } }
      let (end, up) =
        places.first {
          !isTaken(by: key, $0.from...$0.to, upTo: level + $1 + 0.33)
            && isFree($0.from...$0.to, level + $1 - 0.3...level + $1 + 0.33, own, profile)
        }
        ?? places[0]
      let across =
        switch end.side {
        case .right: end.to - 0.02
        case .left: end.from + 0.02
        case .centre: 0.5
        }
      layers.append(
        Layer(
          .text(
            Label(probability.percent), at: Point(place(across, own, axis.range), level + up), end.side,
            .black)))
    }
    if let curve = profile.curve {
      layers.append(
        Layer(
          .lines([points(of: curve)], Stroke(.blue, width: 1.3)), name: isFirst ? "profile likelihood" : nil))
    }
    layers.append(
      Layer(
        .points([Point(profile.bestFit, 0.07)], Marker(.diamond, .vermilion, size: 5)),
        name: isFirst ? "best fit" : nil))
    layers += options.truthLayers(own.quantity, nil)
    if isFirst, profiles.contains(where: { options.truth[$0.0.quantity] != nil }) {
      layers.append(FigureOptions.truthKey)
    }
    return Panel(
      horizontal: axis, vertical: Axis("$\\Delta\\chi^2$", 0...highest), layers: layers,
      key: key)
  }

  private var caption: String {
    let names = profiles.map { "$\($0.0.quantity.latex)$" }
    let rises = levels.map { "$\\Delta\\chi^2$ = \($0.rise.fixed(2)) (\($0.probability.percent))" }
    var text =
      "Profile likelihood of \(names.asList) in \"\(subject.title)\" (\(subject.name)): the rise of $\\chi^2$, all other "
      + "parameters fitted again, with \(rises.asList) (of one quantity, by Wilks) dotted; diamonds "
      + "mark the best fit."
    if run != nil {
      text += " Grey: the marginal posterior, scaled to the frame, per unit of length along the axis."
    }
    for (axis, profile) in profiles {
      guard let lost = profile.curve?.unconverged, !lost.isEmpty else { continue }
      text +=
        " The curve of $\(axis.quantity.latex)$ has a gap at \(lost.map { axis.quantity.words($0) }.asList), where the fit of the other "
        + "parameters did not converge."
    }
    if !without.isEmpty { text += " No profile can be shown of \(without.asList)." }
    return text
  }

  private var words: String {
    profiles.map { axis, profile in
      let quantity = axis.quantity
      let intervals = profile.intervals.prefix(2).map { interval in
        let range =
          switch (interval.lower, interval.upper) {
          case (let lower?, let upper?): quantity.words(from: lower, to: upper)
          case (nil, let upper?): "below \(quantity.words(upper, beside: profile.bestFit))"
          case (let lower?, nil): "above \(quantity.words(lower, beside: profile.bestFit))"
          case (nil, nil): "anywhere in its range"
          }
        return "\(range) at \((100 * interval.confidence).fixed(1)) %"
      }
      let best = quantity.words(profile.bestFit, beside: profile.resolution.map { profile.bestFit + $0 })
      return
        "\(quantity.symbol): best fit \(best), \(intervals.joined(separator: ", "))."
    }.joined(separator: " ")
  }
}

extension QuantityAxis {
  /// All that a profile was followed over, on the scale on which its points are evenly spaced.
  fileprivate init(_ profile: ProfileResult) {
    let values = (profile.curve?.values ?? []).filter(\.isFinite)
    let (low, high) = (values.first ?? 0, values.last ?? 1)
    let middle = values.isEmpty ? 0.5 : values[values.count / 2]
    let isLogarithmic = low > 0 && high > 10 * low && middle < 0.25 * (low + high)
    self.init(profile.quantity, isLogarithmic: isLogarithmic, range: low...max(high, low.nextUp))
  }
}
