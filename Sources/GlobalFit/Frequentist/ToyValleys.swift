import Inference

/// Where the minima of data drawn at one point lie, learned from data that are drawn for that and thrown away.
///
/// Where χ² has many valleys, descents from points spread over the priors seldom lead into the lowest. Those of other data
/// drawn at the same point have their floors near by, and the lowest of many known ones costs but a few short descents. They are
/// looked for in some sets of data from many points each, then in as many others from what the first have, and from
/// places that differ from the lowest floors in some coordinates only.
struct ToyValleys: Sendable {
  private let valleys: [Valley]
  private let places: PredictedPoints
  /// How many are told.
  private let followed: Int

  /// How many sets of data are drawn, twice.
  private static let pilots = 32
  /// From how many points of the prior descents begin in each of the first.
  private static let starts = 32
  /// From how many places near the lowest floors in each of the others, in each of two rounds.
  private static let hops = 16
  /// How many valleys of the first are followed in each of the others.
  private static let known = 48
  /// How much higher than the lowest a valley may lie in the data in which it was found.
  private static let range = 6.0
  /// The random numbers of these data are not those of any toy.
  private static let stream: UInt64 = 1 << 48

  /// Nil where no data are possible at the point.
  ///
  /// - Parameters:
  ///   - point: where the data are drawn.
  ///   - followed: how many valleys are told for a set of data.
  init?(_ problem: Problem, at point: [Double], followed: Int, seed: UInt64, threads: Int) {
    guard let generator = try? ToyGenerator(problem, at: point) else { return nil }
    let bounds = problem.bounds
    @Sendable func data(_ number: Int) -> (chiSquared: ChiSquared, random: Random) {
      var random = Random(seed: seed, stream: Self.stream + UInt64(number))
      let toy = generator.draw(using: &random)
      return (ChiSquared(problem.observing(toy)), random)
    }
    let first = parallelMap(Self.pilots, threads: threads) { number in
      var (chiSquared, random) = data(number)
      let starts = (0..<Self.starts).map { _ in problem.pointOfPrior(&random) }
      return Minimizer().valleys(of: chiSquared, from: [point] + starts, upTo: Self.range, within: bounds)
    }
    let all = Self(first.flatMap(\.self), of: problem, followed: Self.known)
    let second = parallelMap(Self.pilots, threads: threads) { number in
      var (chiSquared, random) = data(Self.pilots + number)
      var found = Minimizer().valleys(
        of: chiSquared, from: [point], known: all.promising(for: chiSquared.problem), upTo: Self.range,
        within: bounds)
      for _ in 0..<2 where !found.isEmpty {
        let hops = (0..<Self.hops).map { hop in
          problem.hop(
            from: found[hop % min(6, found.count)].point, towards: problem.pointOfPrior(&random), &random)
        }
        found = Minimizer().valleys(
          of: chiSquared, from: hops + found.map(\.point), upTo: Self.range, within: bounds)
      }
      return found
    }
    self.init((first + second).flatMap(\.self), of: problem, followed: followed)
  }

  private init(_ valleys: [Valley], of problem: Problem, followed: Int) {
    self.valleys = valleys
    self.followed = followed
    places = PredictedPoints(problem, at: valleys.map(\.point))
  }

  /// Those at whose places χ² of some data is lowest, that first.
  func promising(for problem: Problem) -> [Valley] {
    let values = places.chiSquared(of: problem)
    return values.indices.sorted { values[$0] < values[$1] }.prefix(followed).map { valleys[$0] }
  }
}

extension Problem {
  /// A point drawn from the priors.
  func pointOfPrior(_ random: inout Random) -> [Double] {
    coordinates(atPriorQuantiles: free.indices.map { _ in random.uniform() })
  }

  /// A point with three of ten coordinates of another.
  func hop(from point: [Double], towards other: [Double], _ random: inout Random) -> [Double] {
    zip(point, other).map { random.uniform() < 0.3 ? $1 : $0 }
  }
}
