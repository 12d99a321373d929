import Foundation

/// Points with weights that a mixture is learned from.
struct WeightedPoints: Sendable {
  let dimension: Int
  /// Coordinates, point by point.
  let points: [Double]
  /// What each counts; they sum to 1.
  let weights: [Double]
  /// How many independent points they are worth.
  let worth: Double

  var count: Int { weights.count }

  /// The points as seen from their mean, and the mean.
  var centred: (WeightedPoints, mean: [Double]) {
    let mean = (0..<dimension).map { j in
      weights.indices.reduce(0) { $0 + weights[$1] * points[$1 * dimension + j] }
    }
    let moved = points.indices.map { points[$0] - mean[$0 % dimension] }
    return (
      WeightedPoints(dimension: dimension, points: moved, weights: weights, worth: worth), mean
    )
  }

  /// A quarter of the points, worth as much as all: what they are worth says how far they are believed.
  var everyFourth: WeightedPoints {
    let chosen = stride(from: 0, to: count, by: 4)
    let total = chosen.reduce(0) { $0 + weights[$1] }
    return WeightedPoints(
      dimension: dimension, points: chosen.flatMap { points[$0 * dimension..<($0 + 1) * dimension] },
      weights: chosen.map { weights[$0] / total }, worth: worth)
  }
}

extension GaussianMixture {
  /// Learns by expectation and maximisation (A. P. Dempster et al., J. R. Stat. Soc. B 39 (1977) 1) from points whose covariance
  /// is about the unit matrix; nil if they span too little.
  ///
  /// It begins with clusters about points far from one another (D. Arthur, S. Vassilvitskii, k-means++, 2007), half of them chosen
  /// by weight alone. A component that stands for less than D + 7 independent points is given up, so that no covariance
  /// is made up from too few. No result depends on the number of threads.
  init?(_ all: WeightedPoints, mostComponents: Int, threads: Int, using random: inout Random) {
    // Seen from their middle, points that lie close together far away from zero still differ.
    let (points, middle) = all.centred
    let dimension = points.dimension
    let fewest = Double(dimension + 7)
    let count = max(1, min(mostComponents, Int(points.worth / (2 * fewest))))
    var centres = Self.centres(count, of: points, using: &random)
    func clusters(about centres: [[Double]]) -> Moments {
      Self.sum(points, threads: threads) { Self.nearest(points, $0, to: centres) }
    }
    for _ in 0..<3 { centres = clusters(about: centres).means }
    guard var mixture = Self(clusters(about: centres), points, fewest: fewest) else { return nil }
    // Mostly on a quarter of the points, which are in no order.
    let few = points.everyFourth
    for (points, rounds) in [(few, 20), (points, 5)] {
      var before = -Double.infinity
      for _ in 0..<rounds {
        let current = mixture
        let sum = Self.sum(points, threads: threads) { current.expectation(points, $0) }
        guard let next = Self(sum, points, fewest: fewest) else { break }
        mixture = next
        if sum.logLikelihood - before < 2e-3 { break }
        before = sum.logLikelihood
      }
    }
    self.init(
      mixture.components.map { component in
        Component(
          share: component.share, mean: zip(component.mean, middle).map(+), covariance: component.covariance)
      }, dimension: dimension)
  }

  private static let parts = 16

  private static func sum(
    _ points: WeightedPoints, threads: Int, _ work: @Sendable (Range<Int>) -> Moments
  ) -> Moments {
    withoutActuallyEscaping(work) { work in
      let found = parallelMap(parts, threads: threads) { part in
        work(part * points.count / parts..<(part + 1) * points.count / parts)
      }
      var sum = found[0]
      for next in found.dropFirst() { sum += next }
      return sum
    }
  }

  /// Sums over points, times the probability that they belong to each component.
  struct Moments: Sendable {
    let dimension: Int
    /// Σ weight of each component's members.
    var shares: [Double]
    /// Σ weight².
    var squares: [Double]
    /// Σ weight × point.
    var first: [Double]
    /// Lower triangles of Σ weight × point pointᵀ.
    var second: [Double]
    /// Σ weight × ln density.
    var logLikelihood = 0.0

    init(components: Int, dimension: Int) {
      self.dimension = dimension
      shares = Array(repeating: 0, count: components)
      squares = shares
      first = Array(repeating: 0, count: components * dimension)
      second = Array(repeating: 0, count: components * dimension * (dimension + 1) / 2)
    }

    /// Counts a point among the members of a component.
    @inline(__always)
    mutating func add(_ weight: Double, _ point: UnsafeBufferPointer<Double>, to component: Int) {
      shares[component] += weight
      squares[component] += weight * weight
      first.withUnsafeMutableBufferPointer { first in
        second.withUnsafeMutableBufferPointer { second in
          var place = component * dimension * (dimension + 1) / 2
          for row in 0..<dimension {
            let weighted = weight * point[row]
            first[component * dimension + row] += weighted
            for column in 0...row { second[place + column] += weighted * point[column] }
            place += row + 1
          }
        }
      }
    }

    static func += (sum: inout Moments, other: Moments) {
      for i in sum.shares.indices {
        sum.shares[i] += other.shares[i]
        sum.squares[i] += other.squares[i]
      }
      for i in sum.first.indices { sum.first[i] += other.first[i] }
      for i in sum.second.indices { sum.second[i] += other.second[i] }
      sum.logLikelihood += other.logLikelihood
    }

    /// The means of the components that have members.
    var means: [[Double]] {
      shares.indices.filter { shares[$0] > 0 }.map { component in
        (0..<dimension).map { first[component * dimension + $0] / shares[component] }
      }
    }
  }

  /// The mixture of the components that stand for enough; the only one is kept in any case.
  private init?(_ moments: Moments, _ points: WeightedPoints, fewest: Double) {
    let dimension = points.dimension
    // What the points are worth, over what their weights alone say.
    let trust = min(1, points.worth * points.weights.reduce(0) { $0 + $1 * $1 })
    var candidates: [Component] = []
    for (number, share) in moments.shares.enumerated() where share > 0 {
      let size = trust * share * share / moments.squares[number]
      let isOnly = share > 0.999
      guard size >= fewest || isOnly else { continue }
      let mean = (0..<dimension).map { moments.first[number * dimension + $0] / share }
      var covariance = SymmetricMatrix(order: dimension)
      var place = number * dimension * (dimension + 1) / 2
      for row in 0..<dimension {
        for column in 0...row {
          covariance[row, column] = moments.second[place] / share - mean[row] * mean[column]
          place += 1
        }
      }
      guard let factor = SparseRegression(covariance, size: size) else { continue }
      candidates.append(Component(share: share, mean: mean, covariance: factor))
    }
    guard !candidates.isEmpty else { return nil }
    self.init(candidates, dimension: dimension)
  }

  /// The probability of each component for each point.
  private func expectation(_ points: WeightedPoints, _ range: Range<Int>) -> Moments {
    var moments = Moments(components: groups * Lanes.scalarCount, dimension: dimension)
    points.points.withUnsafeBufferPointer { all in
      withUnsafeTemporaryAllocation(of: Lanes.self, capacity: dimension + groups) { room in
        for number in range {
          let point = UnsafeBufferPointer(rebasing: all[number * dimension..<(number + 1) * dimension])
          var highest = -Double.infinity
          for group in 0..<groups {
            let exponents = constants[group] - 0.5 * chiSquared(point, group: group, offsets: room)
            room[dimension + group] = exponents
            highest = max(highest, exponents.max())
          }
          guard highest > -.infinity else { continue }
          var sum = 0.0
          for group in 0..<groups {
            for lane in 0..<Lanes.scalarCount {
              let exponent = room[dimension + group][lane] - highest
              let value = exponent > -40 ? exp(exponent) : 0
              room[dimension + group][lane] = value
              sum += value
            }
          }
          let weight = points.weights[number]
          moments.logLikelihood += weight * (highest + log(sum))
          for component in 0..<groups * Lanes.scalarCount {
            let (group, lane) = (component / Lanes.scalarCount, component % Lanes.scalarCount)
            let member = room[dimension + group][lane] / sum
            // Less would hardly be seen, and takes long.
            if member > 1e-3 { moments.add(member * weight, point, to: component) }
          }
        }
      }
    }
    return moments
  }

  /// Each point a member of the component with the nearest centre.
  private static func nearest(
    _ points: WeightedPoints, _ range: Range<Int>, to centres: [[Double]]
  ) -> Moments {
    let dimension = points.dimension
    var moments = Moments(components: centres.count, dimension: dimension)
    points.points.withUnsafeBufferPointer { all in
      for number in range {
        let point = UnsafeBufferPointer(rebasing: all[number * dimension..<(number + 1) * dimension])
        var (best, least) = (0, Double.infinity)
        for (index, centre) in centres.enumerated() {
          var distance = 0.0
          for j in centre.indices { distance += (point[j] - centre[j]) * (point[j] - centre[j]) }
          if distance < least { (best, least) = (index, distance) }
        }
        moments.add(points.weights[number], point, to: best)
      }
    }
    return moments
  }

  /// Points to begin with: in turn one by weight, and one by weight times the squared distance from the nearest chosen before.
  private static func centres(
    _ count: Int, of points: WeightedPoints, using random: inout Random
  ) -> [[Double]] {
    let dimension = points.dimension
    var distances = [Double](repeating: 1, count: points.count)
    var centres: [[Double]] = []
    for number in 0..<count {
      let far = number % 2 == 1
      var total = 0.0
      for i in 0..<points.count { total += points.weights[i] * (far ? distances[i] : 1) }
      var (wanted, chosen) = (random.uniform() * total, 0)
      while chosen < points.count - 1 {
        wanted -= points.weights[chosen] * (far ? distances[chosen] : 1)
        if wanted < 0 { break }
        chosen += 1
      }
      let centre = Array(points.points[chosen * dimension..<(chosen + 1) * dimension])
      for i in 0..<points.count {
        var distance = 0.0
        for j in 0..<dimension {
          let way = points.points[i * dimension + j] - centre[j]
          distance += way * way
        }
        distances[i] = number == 0 ? distance : min(distances[i], distance)
      }
      centres.append(centre)
    }
    return centres
  }
}
