import Foundation

/// A density learned from weighted draws that follows any correlation and any number of peaks: mixtures of normals in coordinates
/// without edges, see ``NormalCoordinate``.
///
/// One mixture stands for the posterior π L, one for π √L, which is wider: where the posterior is small, there are draws all the
/// same. One stands for where densities learned before were thin, and each peak that was looked at by itself has one of its own.
struct MixtureDensity: Sendable {
  let coordinates: [NormalCoordinate]
  private let mean: [Double]
  private let factor: Cholesky
  let parts: [Part]
  /// Whether a part of it is for where densities learned before were thin.
  let knowsThinPlaces: Bool
  /// What was learned before, if it has a share.
  private let predecessor: [MixtureDensity]

  struct Part: Sendable {
    let share: Double
    let logShare: Double
    let mixture: GaussianMixture
  }

  /// The share of the draws that come from the wider mixture.
  private static let temperedShare = 0.15
  /// The share of the draws that go to where densities learned before were thin.
  private static let thinShare = 0.1
  /// The share of the draws that come from what was learned before: what one density overlooks, two rarely do.
  private static let predecessorShare = 0.25
  /// The share of the draws that goes to each peak known beforehand.
  private static let peakShare = 0.05
  /// The share of all of them together, at most.
  private static let allPeaksShare = 0.4
  /// How many peaks may be known beforehand.
  static let mostPeaks = 32
  private static let mostPoints = 8192

  /// Learns from draws; nil if they are too few or span too little.
  ///
  /// - Parameters:
  ///   - lessons: draws from the posterior.
  ///   - tempered: draws from π √L.
  ///   - peaks: draws about each peak that was looked at by itself.
  ///   - thin: draws from where densities learned before were thin.
  init?(
    _ lessons: WeightedDraws, tempered: WeightedDraws, peaks: [WeightedDraws], thin: WeightedDraws? = nil,
    on model: some BayesianModel, after predecessor: MixtureDensity?, threads: Int, using random: inout Random
  ) {
    let dimension = model.dimension
    self.predecessor = predecessor.map { [$0.alone] } ?? []
    knowsThinPlaces = thin != nil
    guard lessons.localWorth >= 50 else { return nil }
    let typical = lessons.resampledPlaces(1024, using: &random)
    coordinates = (0..<dimension).map { j in
      NormalCoordinate(
        bounds: model.bounds(of: j), cycle: model.cycle(of: j),
        draws: typical.map { lessons.values[$0 * dimension + j] })
    }
    let numbers = Self.numbers(of: lessons, in: coordinates, using: &random)
    mean = (0..<dimension).map { j in
      numbers.weights.indices.reduce(0) { $0 + numbers.weights[$1] * numbers.points[$1 * dimension + j] }
    }
    guard let factor = Self.covariance(of: numbers, about: mean, threads: threads) else { return nil }
    self.factor = factor
    let centre = mean
    var learned: [Part] = []
    func add(_ share: Double, _ points: WeightedPoints, most: Int) {
      let points = Self.whitened(points, centre, factor)
      guard
        let mixture = GaussianMixture(points, mostComponents: most, threads: threads, using: &random)
      else { return }
      learned.append(Part(share: share, logShare: log(share), mixture: mixture))
    }
    let peakShare = min(Self.peakShare, Self.allPeaksShare / Double(max(1, peaks.count)))
    for peak in peaks {
      add(peakShare, Self.numbers(of: peak, in: coordinates, using: &random), most: 4)
    }
    let left = 1 - peakShare * Double(learned.count)
    if let thin {
      add(
        Self.thinShare * left, Self.numbers(of: thin, in: coordinates, using: &random),
        most: GaussianMixture.mostComponents / 2)
    }
    let wide = Self.numbers(of: tempered, in: coordinates, using: &random)
    if wide.worth >= 50 { add(Self.temperedShare * left, wide, most: GaussianMixture.mostComponents / 2) }
    add(1 - learned.reduce(0) { $0 + $1.share }, numbers, most: GaussianMixture.mostComponents)
    // What could not be learned has no share.
    let total = learned.reduce(0) { $0 + $1.share }
    guard total > 0 else { return nil }
    parts = learned.map {
      Part(share: $0.share / total, logShare: log($0.share / total), mixture: $0.mixture)
    }
  }

  private static func numbers(
    of draws: WeightedDraws, in coordinates: [NormalCoordinate], using random: inout Random
  ) -> WeightedPoints {
    let places = draws.resampledPlaces(mostPoints, using: &random)
    var points: [Double] = []
    var weights: [Double] = []
    var last = -1
    for place in places {
      if place == last {
        weights[weights.count - 1] += 1
      } else {
        for (j, coordinate) in coordinates.enumerated() {
          points.append(coordinate.number(at: draws.values[place * coordinates.count + j]).number)
        }
        weights.append(1)
        last = place
      }
    }
    return WeightedPoints(
      dimension: coordinates.count, points: points, weights: weights.map { $0 / Double(places.count) },
      worth: draws.localWorth)
  }

  private static func covariance(of points: WeightedPoints, about mean: [Double], threads: Int) -> Cholesky? {
    let dimension = points.dimension
    let rows = parallelMap(dimension, threads: threads) { row in
      (0...row).map { column in
        var sum = 0.0
        for i in 0..<points.count {
          let first = i * dimension
          sum +=
            points.weights[i] * (points.points[first + row] - mean[row])
            * (points.points[first + column] - mean[column])
        }
        return sum
      }
    }
    var covariance = SymmetricMatrix(order: dimension)
    // correlations of few points are not taken at their word
    let trust = points.worth / (points.worth + Double(dimension))
    for row in 0..<dimension {
      for column in 0...row { covariance[row, column] = (row == column ? 1 : trust) * rows[row][column] }
    }
    return Cholesky(covariance)
  }

  private static func whitened(
    _ points: WeightedPoints, _ mean: [Double], _ factor: Cholesky
  ) -> WeightedPoints {
    let dimension = points.dimension
    let whitened = (0..<points.count).flatMap { number in
      factor.whiten(mean.indices.map { points.points[number * mean.count + $0] - mean[$0] })
    }
    return WeightedPoints(
      dimension: dimension, points: whitened, weights: points.weights, worth: points.worth)
  }

  /// The same without what was learned before.
  private var alone: MixtureDensity {
    MixtureDensity(coordinates: coordinates, mean: mean, factor: factor, parts: parts)
  }

  private init(coordinates: [NormalCoordinate], mean: [Double], factor: Cholesky, parts: [Part]) {
    (self.coordinates, self.mean, self.factor, self.parts) = (coordinates, mean, factor, parts)
    predecessor = []
    knowsThinPlaces = false
  }

  /// Draws a point; returns ln of the density there.
  func draw(into point: inout [Double], using random: inout Random) -> Double {
    guard let before = predecessor.first else { return ownDraw(into: &point, using: &random) }
    if random.uniform() < Self.predecessorShare {
      let other = before.ownDraw(into: &point, using: &random)
      return Self.mixed(ownLogDensity(at: point), other)
    }
    let own = ownDraw(into: &point, using: &random)
    return Self.mixed(own, before.ownLogDensity(at: point))
  }

  /// ln of the density at a point.
  func logDensity(at point: [Double]) -> Double {
    guard let before = predecessor.first else { return ownLogDensity(at: point) }
    return Self.mixed(ownLogDensity(at: point), before.ownLogDensity(at: point))
  }

  private static func mixed(_ own: Double, _ before: Double) -> Double {
    logarithmicSum(own + log1p(-predecessorShare), before + log(predecessorShare))
  }

  private func ownDraw(into point: inout [Double], using random: inout Random) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: coordinates.count) { whitened in
      var uniform = random.uniform()
      var chosen = 0
      while chosen < parts.count - 1, uniform > parts[chosen].share {
        uniform -= parts[chosen].share
        chosen += 1
      }
      parts[chosen].mixture.draw(into: whitened, using: &random)
      let logSlope = place(UnsafeBufferPointer(whitened), into: &point)
      return logDensity(UnsafeBufferPointer(whitened)) - logSlope
    }
  }

  private func ownLogDensity(at point: [Double]) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: coordinates.count) { whitened in
      let logSlope = whiten(point, into: whitened)
      return logDensity(UnsafeBufferPointer(whitened)) - logSlope
    }
  }

  /// Writes the point that whitened numbers stand for; returns ln of how much room there is about it for each of theirs.
  func place(_ whitened: UnsafeBufferPointer<Double>, into point: inout [Double]) -> Double {
    let dimension = coordinates.count
    var logSlope = factor.logDeterminant / 2
    factor.lower.withUnsafeBufferPointer { lower in
      for row in 0..<dimension {
        var number = mean[row]
        for column in 0...row { number += lower[row * dimension + column] * whitened[column] }
        let (value, slope) = coordinates[row].value(at: number)
        point[row] = value
        logSlope += slope
      }
    }
    return logSlope
  }

  /// Writes the whitened numbers of a point; returns ln of how much room there is about it for each of theirs.
  func whiten(_ point: [Double], into whitened: UnsafeMutableBufferPointer<Double>) -> Double {
    let dimension = coordinates.count
    var logSlope = factor.logDeterminant / 2
    factor.lower.withUnsafeBufferPointer { lower in
      for row in 0..<dimension {
        let (number, slope) = coordinates[row].number(at: point[row])
        logSlope += slope
        var sum = number - mean[row]
        for column in 0..<row { sum -= lower[row * dimension + column] * whitened[column] }
        whitened[row] = sum / lower[row * dimension + row]
      }
    }
    return logSlope
  }

  /// ln of the density over the whitened numbers.
  private func logDensity(_ whitened: UnsafeBufferPointer<Double>) -> Double {
    var sum = -Double.infinity
    for part in parts { sum = logarithmicSum(sum, part.logShare + part.mixture.logDensity(at: whitened)) }
    return sum
  }
}
