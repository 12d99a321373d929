/// The profile of a function (a χ²) over two quantities, coordinates or smooth functions of the point: its lowest value at
/// each pair of their values, everything else refitted inside its bounds.
///
/// The grid is worked out by a ``GridSearch``, from the global minimum and points spread over the box.
public struct ProfilePlane<Function: DifferentiableFunction>: Sendable {
  /// The function that is profiled.
  public let function: Function
  /// What goes along the two axes.
  let axes: [HeldAxis]
  /// The range of each coordinate.
  public let bounds: [ClosedRange<Double>]
  /// The global minimum.
  public let minimum: Minimum
  /// Other known minima of the function, from which the grid is searched as well.
  public var starts: [[Double]] = []
  /// Decides where the points lie that are spread over the box.
  public var seed: UInt64 = 1

  /// Hears at how many of all points of a grid something was found, on whatever thread; nil where nobody listens.
  public var told: (@Sendable (_ found: Int, _ points: Int) -> Void)?

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
    (task.starts, task.seed, task.exploration) = (starts, seed, 1e-3)
    task.told = told
    return task
  }
}
