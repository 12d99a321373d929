import Foundation
import GlobalFit
import Inference
import Physics

/// What profiles of a fit over two quantities on 100 × 100 points cost, their contours included, and whether they are the global
/// ones: points of each plane, drawn at random, are searched again from 200 starts each.
struct PlaneBenchmark {
  private let problem: Problem
  private let chiSquared: ChiSquared
  private let points = 100
  /// How many points of a plane are searched again.
  private let checks: Int
  private let restarts = 200
  private let threads = ProcessInfo.processInfo.activeProcessorCount
  private let planes: [(Quantity, Quantity)]

  /// Planes of a fit; without any those of `fits/global.yaml` whose cost is on the page on profiles.
  init(_ problem: Problem, over planes: [(Quantity, Quantity)] = [], checks: Int = 200) {
    self.problem = problem
    self.checks = checks
    self.planes =
      planes.isEmpty
      ? [
        (.parameter(.mZPrime), .parameter(.gPrime)),
        (.parameter(.quark(.mQ)), .parameter(.component(.yQb, .modulus))),
        (.observable(.symmetryBreakingScale), .observable(.bsMassDifference)),
      ] : planes
    chiSquared = ChiSquared(problem)
  }

  /// A quantity by its name.
  static func quantity(named name: String) -> Quantity? {
    Parameter(rawValue: name).map { .parameter($0) } ?? Observable(rawValue: name).map { .observable($0) }
  }

  func report() {
    let best = problem.bestFit(seed: 1, by: Workforce(threads: threads))
    for (x, y) in planes {
      let clock = ContinuousClock()
      let before = processorSeconds
      var found: ProfilePlaneResult?
      let time = clock.measure {
        found = problem.profilePlane(over: x, y, points: points, from: best, seed: 1, threads: threads)
      }
      guard let plane = found else { continue }
      let evaluations = Double(plane.evaluations) / Double(points * points)
      print(
        "profile over \(x.name) and \(y.name), \(points) × \(points) points: \((time / .seconds(1)).rounded(to: 2)) s, "
          + "\((processorSeconds - before).rounded(to: 2)) s of \(threads) processors, "
          + "\(evaluations.rounded(to: 1)) evaluations a point\(plane.problem.map { "; \($0)" } ?? "")")
      check(plane, (x, y))
    }
  }

  private var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  /// How far the plane lies above the best of many independent searches.
  private func check(_ plane: ProfilePlaneResult, _ quantities: (Quantity, Quantity)) {
    var random = Random(seed: 5, stream: 1)
    let picks = (0..<checks).map { _ in (random.index(below: points), random.index(below: points)) }
    let excesses = parallelMap(checks, threads: threads) { number in
      let (column, row) = picks[number]
      let own = plane.deltaChiSquared[column][row]
      var search = SearchWithoutProfile(problem: problem, starts: restarts, seed: UInt64(1000 + number))
      search.hold(quantities.0, at: plane.x.values[column], isLogarithmic: plane.x.isLogarithmic)
      search.hold(quantities.1, at: plane.y.values[row], isLogarithmic: plane.y.isLogarithmic)
      let other = search.lowest() - plane.chiSquared
      // what neither finds is where no choice of the parameters gives the two values
      return own == .infinity && other == .infinity ? 0 : own - other
    }
    let within = excesses.count { $0 < 0.01 }
    let place = excesses.indices.max { excesses[$0] < excesses[$1] } ?? 0
    let (column, row) = picks[place]
    print(
      "  \(within) of \(checks) random points within 0.01 of the best of \(restarts) starts; the worst "
        + "\(excesses[place].rounded(to: 4)) above, at Δχ² = \(plane.deltaChiSquared[column][row].rounded(to: 2)), "
        + "the luckiest \((excesses.min() ?? 0).rounded(to: 4))")
  }
}

/// The lowest χ² with quantities held, from many starts by the minimiser of best fits, which knows nothing of profiles.
///
/// A parameter is held by its range. An observable is bound to its value by a spring: where the spring has pulled it is a minimum
/// at the value that the observable has there, and moving the far end of the spring brings that to the value wanted (the
/// method of multipliers, Hestenes 1969).
private struct SearchWithoutProfile {
  let problem: Problem
  let starts: Int
  let seed: UInt64
  private var bounds: [ClosedRange<Double>]
  private var springs: [SprungFunction.Spring] = []

  init(problem: Problem, starts: Int, seed: UInt64) {
    (self.problem, self.starts, self.seed) = (problem, starts, seed)
    bounds = problem.bounds
  }

  mutating func hold(_ quantity: Quantity, at value: Double, isLogarithmic: Bool) {
    if case .parameter(let parameter) = quantity,
      let index = problem.free.firstIndex(where: { $0.parameter == parameter })
    {
      let place = coordinate(index, of: value)
      bounds[index] = place...place
      return
    }
    let function = QuantityFunction(quantity, of: problem, isLogarithmic: isLogarithmic)
    springs.append(.init(function: function, target: isLogarithmic ? log(value) : value))
  }

  /// The coordinate at which a parameter has a value, by bisection: it grows with it.
  private func coordinate(_ index: Int, of value: Double) -> Double {
    var point = bounds.map(\.lowerBound)
    var (lower, upper) = (bounds[index].lowerBound, bounds[index].upperBound)
    for _ in 0..<60 {
      point[index] = 0.5 * (lower + upper)
      if problem.values(at: point)[index] < value { lower = point[index] } else { upper = point[index] }
    }
    return 0.5 * (lower + upper)
  }

  /// The lowest value; infinite where the springs cannot be relaxed.
  func lowest() -> Double {
    let function = SprungFunction(chiSquared: ChiSquared(problem), springs: springs)
    let search = MultiStart(starts: starts, seed: seed).minimize(function, within: bounds)
    guard !springs.isEmpty else { return search.best.value }
    // the springs are stretched more in one minimum than in another: several may turn out to be the lowest
    return search.minima.prefix(4).map { released($0.minimum, function) }.min() ?? .infinity
  }

  /// The value of a minimum once its springs are where they are wanted.
  private func released(_ minimum: Minimum, _ sprung: SprungFunction) -> Double {
    var (end, function) = (minimum, sprung)
    for _ in 0..<20 where function.miss(at: end.point) > 1e-7 {
      function.retighten(at: end.point)
      end = Minimizer().minimize(function, from: end.point, within: bounds)
    }
    return function.miss(at: end.point) < 1e-5 ? function.plainValue(at: end.point) : .infinity
  }
}

/// χ² and springs that pull observables to where they are wanted.
private struct SprungFunction: DifferentiableFunction {
  struct Spring {
    let function: QuantityFunction
    /// The value that is wanted.
    let target: Double
    /// How far the end of the spring is moved from there.
    var shift = 0.0
  }

  let chiSquared: ChiSquared
  var springs: [Spring]
  private let stiffness = 1e3
  var dimension: Int { chiSquared.dimension }

  init(chiSquared: ChiSquared, springs: [Spring]) { (self.chiSquared, self.springs) = (chiSquared, springs) }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { chiSquared.cycle(of: coordinate) }

  func value(at point: Span<Double>) -> Double {
    springs.reduce(chiSquared.value(at: point)) { sum, spring in
      let length = spring.function.value(at: point) - spring.target - spring.shift
      return sum + stiffness * length * length
    }
  }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    var sum = chiSquared.value(at: point, gradient: &gradient)
    var slope = [Double](repeating: 0, count: dimension)
    for spring in springs {
      var span = slope.mutableSpan
      let length = spring.function.value(at: point, gradient: &span) - spring.target - spring.shift
      sum += stiffness * length * length
      for i in 0..<dimension { gradient[i] += 2 * stiffness * length * slope[i] }
    }
    return sum
  }

  func plainValue(at point: [Double]) -> Double { chiSquared.value(at: point.span) }

  /// How far the observables are from where they are wanted.
  func miss(at point: [Double]) -> Double {
    springs.map { ($0.function.value(at: point.span) - $0.target).magnitude }.max() ?? 0
  }

  /// Moves the ends of the springs by as much as the observables have not followed.
  mutating func retighten(at point: [Double]) {
    for i in springs.indices {
      springs[i].shift -= springs[i].function.value(at: point.span) - springs[i].target
    }
  }
}
