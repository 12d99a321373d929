import Figures

/// How regions of one or several runs are drawn over one another: the more probable, the darker.
struct RegionStyle {
  /// Which of them are filled.
  enum Filling: Sendable {
    /// All of them; of several runs what is below shines through.
    case all
    /// Those of the first run.
    case first
    /// None.
    case none
  }

  let filling: Filling
  /// How many runs there are.
  let runs: Int
  /// The probabilities of the regions, ascending.
  let levels: [Double]
  /// How wide the line around the smallest region is, and that around each larger one, in points.
  private let lineWidths: (first: Double, others: Double)

  /// Those of the first run are filled unless something else is wished.
  init(_ filling: Filling?, runs: Int, levels: [Double], inSmallPanels isSmall: Bool = false) {
    lineWidths = isSmall ? (0.8, 0.5) : (1.1, 0.7)
    self.filling = filling ?? .first
    self.runs = runs
    self.levels = levels
  }

  func isFilled(_ run: Int) -> Bool {
    switch filling {
    case .all: true
    case .first: run == 0
    case .none: false
    }
  }

  private var hasLines: Bool { runs > 1 || filling == .none }

  /// How a region is filled.
  func fill(_ run: Int, level: Int) -> Fill {
    let colour = SeriesStyle(run).colour
    return shinesThrough
      ? Fill(colour, opacity: level == 0 ? 0.32 : 0.09)
      : Fill(colour.tint((runs == 1 ? 0.7 : 0.5) * Double.power(0.5, level)))
  }

  /// Of several runs that are all filled, each is seen through the others; larger regions are hardly more than their lines, or there
  /// would be no place left with the colour of one run.
  private var shinesThrough: Bool { filling == .all && runs > 1 }

  /// A region as it is seen where no other run is: the larger ones lie below it.
  private func seen(_ run: Int, level: Int) -> Fill {
    let fill = fill(run, level: level)
    guard shinesThrough else { return fill }
    let through = levels.indices.filter { $0 >= level }.reduce(1) {
      $0 * (1 - self.fill(run, level: $1).opacity)
    }
    return Fill(fill.colour, opacity: 1 - through)
  }

  /// The line around a region.
  func stroke(_ run: Int, level: Int) -> Stroke {
    SeriesStyle(run).stroke(width: level == 0 ? lineWidths.first : lineWidths.others)
  }

  /// The regions of one run, in the order of the levels.
  struct Regions {
    let areas: [[Area]]
    /// The lines around each, where they are not all of its edge.
    var outlines: [[[Point]]]?
  }

  /// The regions of all runs, the largest below, and above all of them their lines, which no fill covers.
  func layers(_ regions: [Regions]) -> [Layer] {
    var layers: [Layer] = []
    for (run, own) in regions.enumerated() where isFilled(run) {
      for (level, areas) in own.areas.enumerated().reversed() {
        layers.append(Layer(.area(areas, fill(run, level: level))))
      }
    }
    for (run, own) in regions.enumerated() where hasLines {
      for (level, areas) in own.areas.enumerated() {
        let lines = own.outlines?[level] ?? areas.flatMap { $0.rings.map { $0 + $0.prefix(1) } }
        layers.append(Layer(.lines(lines, stroke(run, level: level))))
      }
    }
    return layers
  }

  /// Entries of a key: the levels of one run, the names of several.
  func key(_ names: [RunName]) -> [Layer] {
    guard runs == 1 else {
      return names.enumerated().map { run, name in
        isFilled(run)
          ? Layer(.area([], seen(run, level: 0)), name: name.label)
          : Layer(.lines([], stroke(run, level: 0)), name: name.label)
      }
    }
    return levels.enumerated().map { level, probability in
      let name = Label(probability.percent)
      return isFilled(0)
        ? Layer(.area([], fill(0, level: level)), name: name)
        : Layer(.lines([], stroke(0, level: level)), name: name)
    }
  }

  /// What is filled and what is a line, for a caption; empty of one run.
  func words(_ names: [RunName]) -> String {
    guard runs > 1 else { return "" }
    let lines =
      levels.count == 1
      ? "" : " Thick lines hold \(levels[0].percent), thin ones \(levels.dropFirst().map(\.percent).asList)"
    let filled = filling == .first ? "those of \(names[0].inCaption) are filled" : ""
    let words = [lines, filled].filter { !$0.isEmpty }.joined(separator: lines.isEmpty ? " " : "; ")
    return words.isEmpty ? "" : words + "."
  }
}

extension Double {
  /// A probability as `68.3 %`, `95 %`.
  var percent: String {
    let words = (100 * self).fixed(self > 0.999 ? 3 : 1)
    guard words.contains(".") else { return "\(words) %" }
    let short = words.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return "\(String(short.reversed())) %"
  }

  /// A whole power of a number.
  fileprivate static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
