/// The profile of a function (a χ²) over two quantities, coordinates or smooth functions of the point: its lowest value at
/// each pair of their values, everything else refitted inside its bounds.
///
/// The grid is worked out from coarse to fine. A coarse grid is searched from the known minima and from points spread
/// over the box; each finer one starts from the ends of its coarser neighbours and what lies between them. After each,
/// every point is tried from its neighbours' ends until none does better: so a valley found anywhere spreads as far as
/// it is the lowest. Every pass looks only at the one before, so the bits do not depend on the number of threads.
public struct ProfilePlane<Function: DifferentiableFunction>: Sendable {
  /// The function that is profiled.
  public let function: Function
  /// What goes along the two axes.
  let axes: [HeldAxis]
  /// The range of each coordinate.
  public let bounds: [ClosedRange<Double>]
  /// The global minimum.
  public let minimum: Minimum
  /// Further points from which the coarse grid is searched: local minima met on the way to the global one.
  public var starts: [[Double]] = []
  /// From how many points spread over the box each point of the coarse grid is searched besides these; a point of a
  /// finer one from a quarter as many for every doubling.
  public var restarts = 8
  /// Decides where these lie.
  public var seed: UInt64 = 1
  /// How many steps of the grid, a power of two, lie between points of the coarse grid.
  public var coarseness = 16

  /// The profile of `function` over two coordinates inside `bounds`, from its global `minimum`.
  public init(
    of function: Function, over first: Int, _ second: Int, within bounds: [ClosedRange<Double>],
    minimum: Minimum
  ) {
    precondition(bounds.indices.contains(first) && bounds.indices.contains(second) && first != second)
    self.init(
      of: function, along: .coordinate(first), .coordinate(second), within: bounds, minimum: minimum)
  }

  /// The profile of `function` along two axes inside `bounds`, from its global `minimum`.
  public init(
    of function: Function, along first: HeldAxis, _ second: HeldAxis, within bounds: [ClosedRange<Double>],
    minimum: Minimum
  ) {
    precondition(function.dimension == bounds.count, "there is one bound for each coordinate")
    self.function = function
    axes = [first, second]
    self.bounds = bounds
    self.minimum = minimum
  }

  /// The profile at all pairs of these values, both ascending.
  public func grid(over x: [Double], _ y: [Double], threads: Int = 1) -> ProfileGrid {
    var search = GridSearch(
      task, at: x.flatMap { first in y.map { [first, $0] } },
      on: PlaneLattice(columns: x.count, rows: y.count), threads: threads)
    search.run()
    return ProfileGrid(x: x, y: y, minima: search.minima, evaluations: search.evaluations)
  }

  var task: GridSearch<Function>.Task {
    var task = GridSearch<Function>.Task(function: function, axes: axes, bounds: bounds, minimum: minimum)
    (task.starts, task.restarts, task.seed, task.coarseness) = (starts, restarts, seed, coarseness)
    return task
  }
}
