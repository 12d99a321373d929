import Foundation

/// Sorts points of a density into groups that hang together, one for each of its peaks.
///
/// Points see each other if the density nowhere on the straight line between them falls far below that of the lower one;
/// what hangs together through others is one group, however it is bent.
struct PointGroups<Density: LogDensity> {
  /// How far ln p may fall on the way from one point to the next.
  let deepestValley = 3.0
  /// How many of the nearest points one may hang together with.
  let neighbours = 8
  /// How many groups are looked at, by their tops, for others that they see.
  private let mostTops = 160
  let density: Density
  let cycles: [ClosedRange<Double>?]
  /// The width of all points in each coordinate.
  let scales: [Double]
  /// How often the density was asked for.
  private(set) var spent = 0

  /// Distances are measured in the widths of these points.
  init(on density: Density, points: [[Double]]) {
    self.density = density
    cycles = (0..<density.dimension).map(density.cycle)
    scales = (0..<density.dimension).map { [cycles] index in
      let sorted = points.map { $0[index] }.sorted()
      let width = cycles[index].map { $0.turn / 2 } ?? sorted.quantile(0.9) - sorted.quantile(0.1)
      return width > 0 ? width : 1
    }
  }

  /// Points that hang together, by number, the highest first; points without density are in none.
  ///
  /// The highest come first. Each joins the nearest of those before it that it sees, and brings two groups together if that
  /// of the lower top has risen little above it: then there is no valley there. D/2 is how far points of a normal peak lie
  /// below its top. Source: F. Chazal, L. J. Guibas, S. Y. Oudot, P. Skraba, J. ACM 60 (2013) 41, doi:10.1145/2535927.
  mutating func groups(of points: [[Double]], _ logs: [Double]) -> [[Int]] {
    let places = points.indices.filter { logs[$0].isFinite }.sorted { (logs[$1], $0) < (logs[$0], $1) }
    let least = deepestValley + Double(density.dimension) / 2
    var forest = Forest(heights: logs)
    let nearest = NearestPoints(places.map { points[$0] }, scales: scales, cycles: cycles)
    for (rank, place) in places.enumerated() {
      for higher in nearest.nearest(neighbours, to: rank) where higher < rank {
        let higher = places[higher]
        let (own, other) = (forest.root(of: place), forest.root(of: higher))
        guard own != other, own == place || min(logs[own], logs[other]) - logs[place] < least,
          hangTogether(points[place], points[higher], above: logs[place])
        else { continue }
        forest.join(own, other)
      }
    }
    // The tops of groups may see each other though no neighbours do.
    let tops = places.filter { forest.root(of: $0) == $0 }.prefix(mostTops)
    for (place, top) in tops.enumerated() {
      for other in tops.prefix(place) where forest.root(of: top) != forest.root(of: other) {
        guard hangTogether(points[top], points[other], above: logs[top]) else { continue }
        forest.join(forest.root(of: top), forest.root(of: other))
      }
    }
    return Dictionary(grouping: places) { forest.root(of: $0) }.values.map { $0 }
  }

  func way(_ index: Int, from start: Double, to end: Double) -> Double {
    cycles[index]?.way(from: start, to: end) ?? end - start
  }

  /// Whether the density falls nowhere between two points far below its value at the lower one.
  mutating func hangTogether(_ first: [Double], _ second: [Double], above log: Double) -> Bool {
    for step in 1...7 {
      let share = Double(step) / 8
      let point = first.indices.map { index in
        let number = first[index] + share * way(index, from: first[index], to: second[index])
        return cycles[index]?.wrapping(number) ?? number
      }
      spent += 1
      guard density.logDensity(at: point.span).asLogDensity >= log - deepestValley else { return false }
    }
    return true
  }
}

/// Which points belong together; the root of a group is its highest.
private struct Forest {
  private var parents: [Int]
  private let heights: [Double]

  init(heights: [Double]) {
    self.heights = heights
    parents = Array(heights.indices)
  }

  mutating func root(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }

  /// Joins the groups of two roots.
  mutating func join(_ first: Int, _ second: Int) {
    let isFirstHigher = (heights[second], first) < (heights[first], second)
    parents[isFirstHigher ? second : first] = isFirstHigher ? first : second
  }
}
