import Figures
import Foundation
import GlobalFit

/// The confidence regions of profiled planes, of one run or of several over one another.
struct PlanesFigure {
  private let runs: [ProfiledRun]
  private let style: RegionStyle
  private let options: FigureOptions
  /// By pair of quantities, for each run its plane.
  private let pairs: [[ProfiledPlane]]

  /// Nil where the runs have no pair of quantities in common.
  init?(_ runs: [ProfiledRun], _ options: FigureOptions) {
    guard let first = runs.first else { return nil }
    let asked = Set(options.quantities)
    let shown = first.planes.filter {
      asked.isEmpty || asked.contains($0.x.quantity) && asked.contains($0.y.quantity)
    }
    let pairs = shown.compactMap { plane -> [ProfiledPlane]? in
      let own = runs.map { $0.plane(of: plane.x.quantity, plane.y.quantity) }
      return own as? [ProfiledPlane]
    }
    guard !pairs.isEmpty else { return nil }
    let levels = options.levels ?? Self.usualLevels(of: pairs.flatMap(\.self))
    (self.runs, self.options) = (runs, options)
    self.pairs = pairs.map { planes in zip(runs, planes).map { $0.plane($1, at: levels) } }
    style = RegionStyle(options.filling, runs: runs.count, levels: levels)
  }

  /// One and two standard deviations where all planes have them, else what the first one has.
  private static func usualLevels(of planes: [ProfiledPlane]) -> [Double] {
    let hasAll = planes.allSatisfy { plane in shownProbabilities.allSatisfy { plane.contour(at: $0) != nil } }
    return hasAll ? shownProbabilities : planes.first?.result.contours.map(\.confidence) ?? shownProbabilities
  }

  var figure: Figure {
    let columns = min(2, pairs.count)
    let rows = (pairs.count + columns - 1) / columns
    let panels = (0..<rows).map { row in
      (0..<columns).map { column -> Panel? in
        let place = row * columns + column
        return place < pairs.count ? panel(pairs[place]) : nil
      }
    }
    return Figure(
      name: "planes", caption: caption, alternativeText: words,
      size: columns == 1 ? .column(height: 7.4) : .init(width: 17.8, height: 7.4 * Double(rows)),
      panels: panels, key: key)
  }

  /// The regions of each run at each level, in shares of the axes.
  private func regions(_ planes: [ProfiledPlane]) -> [[[Area]]] {
    planes.map { plane in style.levels.map { plane.contour(at: $0).map(plane.region) ?? [] } }
  }

  private func panel(_ planes: [ProfiledPlane]) -> Panel {
    let regions = regions(planes)
    let drawn = zip(planes, regions).map { plane, regions in
      let areas = regions.map { areas in
        areas.map { area in
          Area(rings: area.rings.map { $0.map { Point(plane.x.value(at: $0.x), plane.y.value(at: $0.y)) } })
        }
      }
      return RegionStyle.Regions(
        areas: areas, outlines: style.levels.map { plane.contour(at: $0).map(plane.lines) ?? [] })
    }
    var layers = style.layers(drawn)
    for (run, plane) in planes.enumerated() {
      layers.append(Layer(.points([plane.bestFit], mark(run))))
    }
    layers += options.truthLayers(planes[0].x.quantity, planes[0].y.quantity)
    func covered(_ place: (Point) -> Double, _ axis: (ProfiledPlane) -> ProfiledAxis) -> [ClosedRange<Double>]
    {
      zip(planes, regions).map { plane, regions in
        let places = (regions.last ?? []).flatMap { $0.rings.flatMap(\.self) }.map(place)
        let own = axis(plane)
        return own.value(at: places.min() ?? 0)...own.value(at: places.max() ?? 1)
      }
    }
    return Panel(
      horizontal: Self.axis(planes.map(\.x), covered(\.x, \.x)),
      vertical: Self.axis(planes.map(\.y), covered(\.y, \.y)), layers: layers)
  }

  /// What the largest regions cover, with room around it, or all that was profiled where that is most of it.
  private static func axis(_ axes: [ProfiledAxis], _ covered: [ClosedRange<Double>]) -> Axis {
    let (low, high) = (axes.map(\.range.lowerBound).min() ?? 0, axes.map(\.range.upperBound).max() ?? 1)
    let isLogarithmic = axes.allSatisfy { $0.isLogarithmic } || axes[0].isLogarithmic && low > 0
    func place(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
    var (first, last) = (covered.map(\.lowerBound).min() ?? low, covered.map(\.upperBound).max() ?? high)
    if place(last) - place(first) > 0.5 * (place(high) - place(low)) {
      (first, last) = (low, high)
    } else {
      let room = 0.12 * (place(last) - place(first))
      let ends = [place(first) - room, place(last) + room].map { isLogarithmic ? exp($0) : $0 }
      (first, last) = (max(low, ends[0]), min(high, ends[1]))
    }
    let label = axes[0].quantity.label
    return Axis(label, first...last, scale: isLogarithmic ? .logarithmic : .linear)
  }

  private func mark(_ run: Int) -> Marker {
    runs.count == 1 ? Marker(.cross, .black, size: 5) : SeriesStyle(run).marker(of: .fits, size: 5)
  }

  private var key: [Layer] {
    let bestFit = runs.count == 1 ? mark(0) : Marker(.cross, .darkGrey, size: 5)
    let isMarked = pairs.contains { planes in
      [planes[0].x.quantity, planes[0].y.quantity].contains { options.truth[$0] != nil }
    }
    return style.key(runs.map(\.name)) + [Layer(.points([], bestFit), name: "best fit")]
      + (isMarked ? [FigureOptions.truthKey] : [])
  }

  // MARK: - Words

  private func symbols(_ planes: [ProfiledPlane]) -> (latex: String, words: String) {
    let quantities = [planes[0].x.quantity, planes[0].y.quantity]
    return (
      "(" + quantities.map { "$\($0.latex)$" }.joined(separator: ", ") + ")",
      "(" + quantities.map(\.symbol).joined(separator: ", ") + ")"
    )
  }

  private var caption: String {
    let titles = runs.map { "\"\($0.titleInCaption)\" (\($0.name.inCaption))" }
    let rises = style.levels.map { level in
      "\((pairs[0][0].contour(at: level)?.deltaChiSquared ?? .nan).fixed(2)) (\(level.percent))"
    }
    var text =
      "Profile likelihood of \(titles.asList) over \(pairs.map { symbols($0).latex }.asList): regions in which $\\chi^2$, all other "
      + "parameters fitted again, rises by less than \(rises.asList) of two quantities, by Wilks; crosses mark the best fit."
    text += style.words(runs.map(\.name))
    for (run, planes) in runs.indices.flatMap({ run in pairs.map { (run, $0) } }) {
      if let problem = planes[run].result.problem {
        text +=
          " \(symbols(planes).latex) of \(runs[run].name.inCaption) did not converge: \(Label.words(problem))."
      }
    }
    return text
  }

  private var words: String {
    pairs.flatMap { planes in
      planes.indices.map { run in
        let plane = planes[run]
        let regions = style.levels.map { level -> String in
          let areas = plane.contour(at: level).map(plane.region) ?? []
          let share = areas.map { area in
            area.rings.enumerated().reduce(0) { $0 + ($1.offset == 0 ? 1 : -1) * $1.element.enclosedArea }
          }.reduce(0, +)
          return "\((100 * share).fixed(0)) % of it at \(level.percent)"
        }
        let best = [plane.x, plane.y].map { $0.quantity.words($0.bestFit) }
        return
          "The plane \(symbols(planes).words) of \(runs[run].name.words): \(regions.joined(separator: ", ")); "
          + "best fit at (\(best.joined(separator: ", ")))."
      }
    }.joined(separator: "\n")
  }
}
