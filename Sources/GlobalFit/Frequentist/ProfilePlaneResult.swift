import Foundation
import Inference
import Physics

/// The profile likelihood over two quantities, free parameters or observables: Δχ² on a grid, everything else refitted at each
/// of its points, and the contours that bound the confidence regions.
public struct ProfilePlaneResult: Sendable, Codable {
  /// The quantity along the first axis.
  public let x: Axis
  /// The quantity along the second axis.
  public let y: Axis
  /// χ² at the best fit.
  public let chiSquared: Double
  /// Δχ² at the points of the grid, a row for each value of `x`, in it a number for each value of `y`; infinite where a
  /// constraint excludes every choice of the parameters, or none gives these values.
  public let deltaChiSquared: [[Double]]
  /// The contours, the innermost first.
  public let contours: [Contour]
  /// Evaluations of χ², with or without its gradient.
  public let evaluations: Int
  /// Why the numbers must not be used; nil if they may.
  public let problem: String?

  /// A quantity along an axis.
  public struct Axis: Sendable, Codable {
    /// The quantity.
    public let quantity: Quantity
    /// Its unit, empty for a pure number.
    public let unit: String
    /// Its values on the grid, evenly spaced on the scale, one of them moved onto the best fit; none if it spans no plane.
    public let values: [Double]
    /// Whether the scale is logarithmic, as it is for log-uniform priors.
    public let isLogarithmic: Bool
    /// Its value at the best fit.
    public let bestFit: Double
  }

  /// Where Δχ² has the value that encloses a confidence level for two parameters.
  public struct Contour: Sendable, Codable {
    /// The confidence level, by Wilks for two parameters.
    public let confidence: Double
    /// The rise of χ² on the contour.
    public let deltaChiSquared: Double
    /// The pieces; none where all of the plane lies inside.
    public let lines: [Line]
  }

  /// A piece of a contour: a polyline.
  public struct Line: Sendable, Codable {
    /// The quantity along the first axis, point by point.
    public let x: [Double]
    /// The quantity along the second axis.
    public let y: [Double]
    /// Whether the last point is followed by the first; if not, both lie on edges of the plane.
    public let isClosed: Bool
  }
}

extension Problem {
  /// The confidence levels of the contours: those of one, two and three standard deviations of one parameter.
  static let contourLevels = [0.682689492137, 0.954499736104, 0.997300203937]

  /// The profile likelihood over two quantities on a grid of `points` × `points`, and its contours at these confidence levels;
  /// without any at those of one, two and three standard deviations.
  ///
  /// An axis spans the range of a parameter's prior, or the values of an observable for which its own profile rises by less
  /// than 16.
  ///
  /// - Precondition: parameters are free ones of the problem, the two are different, and there are at least three points.
  public func profilePlane(
    over first: Quantity, _ second: Quantity, points: Int, levels: [Double] = [], from bestFit: BestFit,
    seed: UInt64, threads: Int, told: (@Sendable (_ found: Int, _ points: Int) -> Void)? = nil
  ) -> ProfilePlaneResult {
    precondition(first != second && points > 2, "two quantities span a plane")
    let quantities = [first, second].map { ProfiledQuantity($0, of: self) }
    let minimum = bestFit.minimum
    let best = quantities.map { $0.axis.value(at: minimum.point) }
    func values(_ places: [Double], _ axis: Int) -> [Double] {
      guard case .coordinate(let index) = quantities[axis].function else {
        return places.map(quantities[axis].value(at:))
      }
      let (own, support) = (free[index], free[index].prior.support)
      return places.map { min(max(own.density.scale.value(at: $0), support.lowerBound), support.upperBound) }
    }
    func described(_ axis: Int, _ places: [Double]) -> ProfilePlaneResult.Axis {
      ProfilePlaneResult.Axis(
        quantity: quantities[axis].quantity, unit: quantities[axis].unit, values: values(places, axis),
        isLogarithmic: quantities[axis].isLogarithmic, bestFit: values([best[axis]], axis)[0])
    }
    var axes: [[Double]] = []
    for (quantity, best) in zip(quantities, best) {
      guard let range = range(of: quantity, from: bestFit, seed: seed) else {
        return ProfilePlaneResult(
          x: described(0, []), y: described(1, []), chiSquared: minimum.value, deltaChiSquared: [],
          contours: [], evaluations: 0,
          problem: "\(quantity.quantity) is found to have no range of values, and spans no plane")
      }
      axes.append(Self.axis(range, points: points, through: best))
    }
    var plane = ProfilePlane(
      of: ChiSquared(self), along: quantities[0].axis, quantities[1].axis, within: bounds, minimum: minimum)
    plane.seed = seed
    plane.told = told
    plane.start(from: bestFit.ends.map(\.point))
    let grid = plane.grid(over: axes[0], axes[1], threads: threads)
    let confidences = levels.isEmpty ? Self.contourLevels : levels
    let levels = confidences.map { ($0, deltaChiSquared(confidence: $0, degreesOfFreedom: 2)) }
    let contours = plane.contours(of: grid, at: levels.map(\.1), threads: threads)
    return ProfilePlaneResult(
      x: described(0, axes[0]), y: described(1, axes[1]), chiSquared: minimum.value,
      deltaChiSquared: axes[0].indices.map { column in
        axes[1].indices.map { grid.value(column, $0) - minimum.value }
      },
      contours: zip(levels, contours).map { level, contour in
        ProfilePlaneResult.Contour(
          confidence: level.0, deltaChiSquared: level.1,
          lines: contour.lines.map {
            ProfilePlaneResult.Line(x: values($0.x, 0), y: values($0.y, 1), isClosed: $0.isClosed)
          })
      },
      evaluations: grid.evaluations + contours.reduce(0) { $0 + $1.evaluations },
      problem: Self.problem(of: grid, above: minimum.value))
  }

  /// What an axis spans; nil where a quantity is the same, to rounding, as far as its profile could be followed, or no number.
  private func range(of quantity: ProfiledQuantity, from bestFit: BestFit, seed: UInt64)
    -> ClosedRange<Double>?
  {
    func span<Q>(_ profile: ProfileLikelihood<ChiSquared, Q>) -> ClosedRange<Double>? {
      let hull = profile.regions(thresholds: [16])[0].hull
      let (lower, upper) = (hull.lowerEnd.quantity, hull.upperEnd.quantity)
      let width = upper - lower
      guard width.isFinite, width > 1e-12 * max(lower.magnitude, upper.magnitude) else { return nil }
      return lower...upper
    }
    switch quantity.function {
    case .coordinate(let index): return bounds[index]
    case .inverseScale(let function): return span(profile(over: function, from: bestFit, seed: seed))
    case .observable(let function): return span(profile(over: function, from: bestFit, seed: seed))
    }
  }

  /// Evenly spaced coordinates over a range, the one nearest to the best fit moved onto it: however small a region is,
  /// a point of the grid lies inside.
  private static func axis(_ range: ClosedRange<Double>, points: Int, through bestFit: Double) -> [Double] {
    var axis = (0..<points).map { place in
      let share = Double(place) / Double(points - 1)
      return (1 - share) * range.lowerBound + share * range.upperBound
    }
    let nearest = Int((Double(points - 1) * (bestFit - range.lowerBound) / range.turn).rounded())
    let isAtEdge = bestFit <= range.lowerBound || bestFit >= range.upperBound
    if !isAtEdge { axis[min(max(nearest, 1), points - 2)] = bestFit }
    return axis
  }

  private static func problem(of grid: ProfileGrid, above minimum: Double) -> String? {
    // far above the outermost contour nobody needs the profile to the last digit
    let count = grid.unconvergedCount(below: minimum + 25)
    if let lowest = grid.lowest, lowest < minimum - 1e-3 * max(1, 1e-4 * abs(minimum)) {
      return "a lower minimum was met: χ² = \(lowest)"
    }
    return count > 0 ? "\(count) points within Δχ² < 25 did not converge" : nil
  }
}
