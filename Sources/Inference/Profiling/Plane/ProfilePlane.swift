/// The profile of a function (a χ²) over two of its coordinates: its lowest value at each pair of their values, all
/// other coordinates refitted inside their bounds.
///
/// The grid is worked out from coarse to fine. A coarse grid is searched from the known minima and from points spread
/// over the box; each finer one starts from the ends of its coarser neighbours and what lies between them. After each,
/// every point is tried from its neighbours' ends until none does better: so a valley found anywhere spreads as far as
/// it is the lowest. Every pass looks only at the one before, so the bits do not depend on the number of threads.
public struct ProfilePlane<Function: DifferentiableFunction>: Sendable {
  /// The function that is profiled.
  public let function: Function
  /// Which coordinate goes along the first axis.
  public let first: Int
  /// Which coordinate goes along the second axis.
  public let second: Int
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
    precondition(function.dimension == bounds.count, "there is one bound for each coordinate")
    precondition(bounds.indices.contains(first) && bounds.indices.contains(second) && first != second)
    self.function = function
    self.first = first
    self.second = second
    self.bounds = bounds
    self.minimum = minimum
  }

  /// The profile at all pairs of these values, both ascending.
  public func grid(over x: [Double], _ y: [Double], threads: Int = 1) -> ProfileGrid {
    var search = PlaneSearch(self, x, y, threads: threads)
    search.run()
    return ProfileGrid(x: x, y: y, minima: search.minima, evaluations: search.evaluations)
  }
}
