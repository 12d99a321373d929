/// The second derivatives at a minimum, over the coordinates that are free to move there, and whether they
/// describe the function.
public struct Hessian: Sendable {
  /// A combination of coordinates, an eigenvector of the scaled Hessian.
  public struct Direction: Sendable {
    /// The components, one for each coordinate, scaled so that the largest is 1 in units of that coordinate's
    /// own error.
    public let components: [Double]
    /// The eigenvalue of the Hessian scaled to a unit diagonal: 1 for uncorrelated coordinates, 0 for a flat
    /// direction.
    public let eigenvalue: Double
    /// The actual rise of the function one standard error along the direction, each way (1 for a parabola;
    /// nil where that is out of bounds or not defined).
    public let rise: (below: Double?, above: Double?)

    /// The coordinates of weight above a tenth, by name.
    public func description(names: [String]) -> String {
      let parts = components.indices.filter { components[$0].magnitude > 0.1 }
      return parts.map { "\(components[$0] < 0 ? "−" : parts.first == $0 ? "" : "+")\(names[$0])" }
        .joined(separator: " ")
    }
  }

  /// The coordinates it is over.
  public let free: [Int]
  /// The coordinates left out because they sit on a bound.
  public let atBound: [Int]
  /// The coordinates left out because their bounds coincide.
  public let fixed: [Int]
  /// ∂²f/∂x∂y over the free coordinates.
  public let matrix: SymmetricMatrix
  /// The eigenvectors of the scaled matrix, flattest first; empty if the matrix has a diagonal element that
  /// is not positive.
  public let directions: [Direction]
  /// Whether the matrix is positive definite, free of units.
  public let definiteness: Definiteness

  /// The directions that the quadratic form does not constrain: eigenvalue below 10⁻⁸, or one standard error
  /// along them misses the expected rise by a factor of 100.
  public var flatDirections: [Direction] {
    directions.filter { direction in
      direction.eigenvalue < 1e-8
        || [direction.rise.below, direction.rise.above].contains { $0.map { $0 > 100 || $0 < 0.01 } ?? false }
    }
  }

  /// Whether the function is close to a parabola over one standard error: every rise between ½ and 2, and
  /// none out of bounds.
  public var isParabolic: Bool {
    definiteness.isPositive
      && directions.allSatisfy {
        [$0.rise.below, $0.rise.above].allSatisfy { $0.map { (0.5...2).contains($0) } ?? false }
      }
  }

  /// The covariance, for a χ²; nil unless the Hessian is positive definite and has no flat direction.
  public var covariance: Covariance? {
    guard definiteness.isPositive, flatDirections.isEmpty, let inverse = inverse else { return nil }
    return Covariance(
      matrix: inverse.scaled(by: free.map { _ in 2.0.squareRoot() }), free: free, hessian: self)
  }

  /// Why there is no covariance; nil if there is one.
  public func refusal(names: [String]) -> String? {
    if case .undefined(let row) = definiteness { return "no curvature in \(names[free[row]])" }
    if case .indefinite(let eigenvalue, _) = definiteness { return "not a minimum: eigenvalue \(eigenvalue)" }
    if !flatDirections.isEmpty {
      return "flat along " + flatDirections.map { $0.description(names: names) }.joined(separator: ", ")
    }
    return definiteness.isPositive ? nil : definiteness.description
  }

  /// The inverse by way of the unit-diagonal matrix, so that units do not cost digits.
  private var inverse: SymmetricMatrix? {
    guard let scaled = matrix.unitDiagonal, let factor = Cholesky(scaled) else { return nil }
    return factor.inverse.scaled(by: matrix.diagonal.map { 1 / $0.squareRoot() })
  }

  /// The Hessian at `minimum`, by central differences of the exact gradient over five points (error of fourth
  /// order); a coordinate close to a bound is differenced inwards. Steps are 10⁻³ of a standard error.
  public init(
    of function: some DifferentiableFunction, at minimum: Minimum, within bounds: [ClosedRange<Double>]
  ) {
    self.init(
      of: function, at: minimum, within: bounds, atBound: bounds.indices.filter { minimum.atBound[$0] })
  }

  /// The same without the coordinates `atBound`; others that sit on a bound are differenced inwards.
  init(
    of function: some DifferentiableFunction, at minimum: Minimum, within bounds: [ClosedRange<Double>],
    atBound: [Int]
  ) {
    let held = bounds.indices.filter { bounds[$0].lowerBound == bounds[$0].upperBound }
    let free = bounds.indices.filter { !atBound.contains($0) && !held.contains($0) }
    let bounds = function.unrolled(bounds)
    var spent = 0
    let box = Box(bounds, curvatureOf: function, at: minimum.point, spent: &spent)
    let columns = free.map { index in
      slopes(of: function, at: minimum, index, step: 1e-3 * box.scale[index], range: bounds[index])
    }
    self.init(
      of: function, at: minimum, within: bounds, free: free, atBound: atBound, fixed: held,
      matrix: SymmetricMatrix(rows: columns.map { column in free.map { column[$0] } }))
  }

  private init(
    of function: some DifferentiableFunction, at minimum: Minimum, within bounds: [ClosedRange<Double>],
    free: [Int], atBound: [Int], fixed: [Int], matrix: SymmetricMatrix
  ) {
    self.free = free
    self.atBound = atBound
    self.fixed = fixed
    self.matrix = matrix
    definiteness = matrix.definiteness(tolerance: 1e-12)
    let unit = matrix.unitDiagonal
    let spectrum = unit?.spectrum
    directions = zip(spectrum?.eigenvalues ?? [], spectrum?.eigenvectors ?? []).map { eigenvalue, vector in
      var components = [Double](repeating: 0, count: bounds.count)
      var step = components
      for (place, index) in free.enumerated() {
        components[index] = vector[place]
        step[index] = vector[place] / matrix[place, place].squareRoot()
      }
      let length = (2 / max(eigenvalue, 1e-14)).squareRoot()
      let rises = [-length, length].map { length -> Double? in
        let there = zip(minimum.point, step).map { $0 + length * $1 }
        guard zip(there, bounds).allSatisfy({ $1.contains($0) }) else { return nil }
        let rise = function.value(at: there) - minimum.value
        return rise.isFinite ? rise : nil
      }
      let largest = components.reduce(0) { max($0, $1.magnitude) }
      return Direction(
        components: components.map { $0 / largest }, eigenvalue: eigenvalue, rise: (rises[0], rises[1]))
    }
  }
}

/// The derivative of the gradient along one coordinate.
private func slopes(
  of function: some DifferentiableFunction, at minimum: Minimum, _ index: Int, step: Double,
  range: ClosedRange<Double>
) -> [Double] {
  let here = minimum.point[index]
  let step = min(step, (range.upperBound - range.lowerBound) / 16)
  let inward = range.upperBound - here >= here - range.lowerBound ? step : -step
  let central = here - 2 * step >= range.lowerBound && here + 2 * step <= range.upperBound
  let nodes: [(place: Double, weight: Double)] =
    central
    ? [(-2, 1), (-1, -8), (1, 8), (2, -1)]
    : [(0, -25), (1, 48), (2, -36), (3, 16), (4, -3)]
  let unit = central ? step : inward
  var sum = [Double](repeating: 0, count: minimum.point.count)
  for node in nodes {
    var point = minimum.point
    point[index] = here + node.place * unit
    let gradient = function.valueAndGradient(at: point).gradient
    for row in sum.indices { sum[row] += node.weight * gradient[row] / (12 * unit) }
  }
  return sum
}
