/// The profile of a function (a χ²) over a quantity: its lowest value at each value of the quantity, all
/// parameters refitted inside their bounds.
///
/// The quantity is a coordinate or any smooth function of the point. Every profile point is the lowest of
/// several constrained minimisations: from the neighbouring profile point, from the minimum, and from a few
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
  /// When to stop, and when to believe it.
  public var tolerances = Tolerances()
  /// The most evaluations of one constrained minimisation by SLSQP.
  public var maximumEvaluations = 5_000
  /// How many points spread over the box every profile point is tried from besides its neighbours.
  public var restarts = 4
  /// Decides where these points lie.
  public var seed: UInt64 = 1

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

  /// The profile where the quantity is `target`: the lowest end from the `neighbours`, the minimum and the
  /// restarts.
  public func point(at target: Double, neighbours: [[Double]] = []) -> ProfilePoint {
    lowest(at: target, from: neighbours + [minimum.point] + spreadPoints)
  }

  /// Points spread over the box; over one length around the minimum where the box is infinite.
  private var spreadPoints: [[Double]] {
    lowDiscrepancyPoints(restarts, dimension: bounds.count, seed: seed).map { cube in
      bounds.indices.map { index in
        let range = bounds[index]
        if (range.upperBound - range.lowerBound).isFinite { return range.number(at: cube[index]) }
        let here = minimum.point[index]
        let there = here + max(here.magnitude, 1) * (2 * cube[index] - 1)
        return min(max(there, range.lowerBound), range.upperBound)
      }
    }
  }

  /// The lowest of the constrained minimisations from these starts.
  func lowest(at target: Double, from starts: [[Double]]) -> ProfilePoint {
    var ends = starts.map { constrained(target, from: $0) }
    let evaluations = ends.reduce(0) { $0 + $1.evaluations }
    ends.sort { !($1.value < $0.value) && !$0.value.isNaN && ($0.value < $1.value || $1.value.isNaN) }
    // a converged end wins unless another is clearly lower
    let best = ends[0]
    let margin = tolerances.decrease * Tolerances.size(of: best.value)
    let chosen = ends.first { $0.isConverged && $0.value <= best.value + margin } ?? best
    return ProfilePoint(
      quantity: target, value: chosen.value, point: chosen.point, slope: chosen.slope,
      stopReason: chosen.stopReason,
      evaluations: evaluations)
  }

  /// The profile at each of the `values` of the quantity, every point tried from its neighbours on both
  /// sides.
  public func scan(over values: [Double], threads: Int = 1) -> [ProfilePoint] {
    let first = parallelMap(values.count, threads: threads) { point(at: values[$0]) }
    return parallelMap(values.count, threads: threads) { index in
      let own = first[index]
      let neighbours = [index - 1, index + 1].filter(first.indices.contains).map { first[$0] }
        .filter { $0.stopReason != .infeasible }
      let ends = neighbours.map { constrained(own.quantity, from: $0.point) }.filter(\.isConverged)
      return ends.reduce(own) { best, end in end.value < best.value || !best.isConverged ? end : best }
    }
  }

  private func constrained(_ target: Double, from start: [Double]) -> ProfilePoint {
    ConstrainedMinimizer(tolerances: tolerances, maximumEvaluations: maximumEvaluations)
      .minimize(function, where: quantity, equals: target, from: start, within: bounds)
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
