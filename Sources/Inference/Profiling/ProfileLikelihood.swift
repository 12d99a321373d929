import Synchronization

/// The profile of a function (a χ²) over a quantity: its lowest value at each value of the quantity, all
/// parameters refitted inside their bounds.
///
/// The quantity is a coordinate or any smooth function of the point. Every profile point is the lowest of
/// several conditional minimisations: from neighbouring profile points, from every known minimum, and from a few
/// points spread over the box.
public struct ProfileLikelihood<Function: DifferentiableFunction, Quantity: DifferentiableFunction>: Sendable
{
  /// The function that is profiled.
  public let function: Function
  /// The quantity over which.
  public let quantity: Quantity
  /// The range of each coordinate.
  public let bounds: [ClosedRange<Double>]
  /// The global minimum.
  public let minimum: Minimum
  /// Further points to search from: other minima.
  public var starts: [[Double]] = []
  /// When to stop, and when to believe it.
  public var tolerances = Tolerances()
  /// The most evaluations of one conditional minimisation by SLSQP.
  public var maximumEvaluations = 5_000
  /// How many points spread over the box every profile point is tried from besides its neighbours.
  public var restarts = 4
  /// Decides where these points lie.
  public var seed: UInt64 = 1
  /// Hears how many of all steps of a curve are done, on whatever thread: each point is sought, and then verified. Nil where nobody
  /// listens.
  public var told: (@Sendable (_ done: Int, _ steps: Int) -> Void)?

  /// The profile of `function` over `quantity` inside `bounds`, from its global `minimum`.
  public init(
    of function: Function, over quantity: Quantity, within bounds: [ClosedRange<Double>], minimum: Minimum
  ) {
    precondition(function.dimension == bounds.count, "there is one bound for each coordinate")
    precondition(quantity.dimension == bounds.count, "function and quantity take the same points")
    self.function = function
    self.quantity = quantity
    self.bounds = bounds
    self.minimum = minimum
  }

  /// The quantity at the minimum.
  public var bestFit: Double { quantity.value(at: minimum.point) }

  /// The profile where the quantity is `target`: the lowest end from the `neighbours`, the known minima and the
  /// restarts.
  public func point(at target: Double, neighbours: [[Double]] = []) -> ProfilePoint {
    lowest(at: target, from: neighbours + everywhere)
  }

  /// The profile at a target from neighbouring points of it, and from everywhere.
  func point(at target: Double, near neighbours: [ProfilePoint]) -> ProfilePoint {
    search.lowest(at: target, from: neighbours.map { .init($0) } + everywhere.map { .init(point: $0) })
  }

  /// The lowest of the conditional minimisations from neighbouring points of the profile alone.
  func followed(to target: Double, from neighbours: [ProfilePoint]) -> ProfilePoint {
    search.lowest(at: target, from: neighbours.map { .init($0) })
  }

  /// The lowest of the conditional minimisations from these starts.
  func lowest(at target: Double, from starts: [[Double]]) -> ProfilePoint {
    search.lowest(at: target, from: starts.map { .init(point: $0) })
  }

  private var search: ConditionalSearch<Function, Quantity> {
    ConditionalSearch(
      function: function, quantity: quantity, bounds: bounds, tolerances: tolerances,
      maximumEvaluations: maximumEvaluations)
  }

  /// How points along the profile are sought, before they are verified.
  var task: GridSearch<Function>.Task {
    var task = GridSearch<Function>.Task(
      function: function, axes: [HeldAxis(quantity)], bounds: bounds, minimum: minimum)
    (task.starts, task.restarts, task.seed, task.coarseness) = (starts, restarts, seed, 4)
    (task.tolerance, task.margin, task.gain, task.isThorough) = (1e-8, 1e-6, 1e-3, true)
    task.scale = DifferenceScale(minimum: minimum.value, exactRise: Self.exactRise)
    return task
  }

  /// The rise up to which the points of a curve are verified; those beyond, from which nobody reads off a number, are right to a
  /// thousandth of what they rise more.
  static var exactRise: Double { 100 }

  /// The known minima, and points spread over the box.
  private var everywhere: [[Double]] {
    let task = task
    let spread = lowDiscrepancyPoints(restarts, dimension: bounds.count, seed: seed).map { task.spread($0) }
    return [minimum.point] + starts + spread
  }

  /// The profile at each of the `values` of the quantity, ascending; every point is tried from its neighbours on both
  /// sides, and verified.
  public func scan(over values: [Double], threads: Int = 1) -> [ProfilePoint] {
    let steps = 2 * values.count
    let found = courseOfProfile(over: values, threads: threads) { [told] found, _ in told?(found, steps) }
    let verified = Atomic(values.count)
    let neighbours: @Sendable (Int) -> [Int] = { index in
      [index - 1, index + 1].filter { found.indices.contains($0) }
    }
    var course = parallelMap(found.count, threads: threads) { index in
      let point = self.verified(found[index], near: neighbours(index).map { found[$0] })
      told?(verified.add(1, ordering: .relaxed).newValue, steps)
      return point
    }
    // what was found lower than on the way is told to the neighbours, up and down
    let margin = 1e-6 * Tolerances.size(of: minimum.value)
    var isNew = found.indices.map { course[$0].value < found[$0].value - margin }
    for index in Array(found.indices) + found.indices.reversed() {
      for other in neighbours(index) where isNew[other] && !course[index].isExcluded {
        let end = followed(to: course[index].quantity, from: [course[other]])
        guard end.isConverged, end.value < course[index].value - margin else { continue }
        course[index] = end
        isNew[index] = true
      }
    }
    return course
  }

  /// The same without verification.
  ///
  /// - Parameter told: hears at how many of all points something was found, on whatever thread.
  func courseOfProfile(
    over values: [Double], threads: Int, told: (@Sendable (_ found: Int, _ points: Int) -> Void)? = nil
  ) -> [ProfilePoint] {
    var task = task
    task.told = told
    var search = GridSearch(
      task, at: values.map { [$0] }, on: PlaneLattice(columns: values.count, rows: 1), threads: threads)
    search.run()
    return search.minima.map { ProfilePoint($0) }
  }

  /// A point of the profile, verified; sought from its neighbours and everywhere where that fails.
  func verified(_ point: ProfilePoint, near neighbours: [ProfilePoint]) -> ProfilePoint {
    let others = neighbours.filter { !$0.isExcluded }
    if point.isExcluded {
      // where it was sought from the function may not be defined, and yet be so farther along the valley
      let found = others.isEmpty ? point : followed(to: point.quantity, from: others)
      return found.isConverged ? found : point
    }
    if point.isConverged, point.value - minimum.value > Self.exactRise { return point }
    let own = followed(to: point.quantity, from: [point])
    if own.isConverged { return own }
    let again = self.point(at: point.quantity, near: [own] + others)
    return again.isConverged || again.value < own.value ? again : own
  }
}

extension ProfileLikelihood where Quantity == Coordinate {
  /// The profile of `function` over one coordinate inside `bounds`, from its global `minimum`; over one on a circle
  /// a whole turn either way from there.
  public init(
    of function: Function, over coordinate: Int, within bounds: [ClosedRange<Double>], minimum: Minimum
  ) {
    var bounds = bounds
    if let cycle = function.cycle(of: coordinate), cycle == bounds[coordinate] {
      let here = minimum.point[coordinate]
      bounds[coordinate] = here - cycle.turn...here + cycle.turn
    }
    self.init(
      of: function, over: Coordinate(coordinate, dimension: bounds.count), within: bounds, minimum: minimum)
  }
}
