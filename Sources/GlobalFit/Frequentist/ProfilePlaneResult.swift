import Foundation
import Inference
import Physics

/// The profile likelihood over two free parameters: Δχ² on a grid, all others refitted at each of its points, and the
/// contours that bound the confidence regions.
public struct ProfilePlaneResult: Sendable, Codable {
  /// The parameter along the first axis.
  public let x: Axis
  /// The parameter along the second axis.
  public let y: Axis
  /// χ² at the best fit.
  public let chiSquared: Double
  /// Δχ² at the points of the grid, a row for each value of `x`, in it a number for each value of `y`; infinite where a
  /// constraint excludes every choice of the other parameters.
  public let deltaChiSquared: [[Double]]
  /// The contours, the innermost first.
  public let contours: [Contour]
  /// Evaluations of χ², with or without its gradient.
  public let evaluations: Int
  /// Why the numbers must not be used; nil if they may.
  public let problem: String?

  /// A parameter along an axis.
  public struct Axis: Sendable, Codable {
    /// The name of the parameter.
    public let quantity: String
    /// Its unit, empty for a pure number.
    public let unit: String
    /// Its values on the grid, evenly spaced on the scale, one of them moved onto the best fit.
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
    /// The parameter along the first axis, point by point.
    public let x: [Double]
    /// The parameter along the second axis.
    public let y: [Double]
    /// Whether the last point is followed by the first; if not, both lie on edges of the plane.
    public let isClosed: Bool
  }
}

extension Problem {
  /// The confidence levels of the contours: those of one, two and three standard deviations of one parameter.
  static let contourLevels = [0.682689492137, 0.954499736104, 0.997300203937]

  /// The profile likelihood over two free parameters on a grid of `points` × `points`, over the ranges of their priors, and
  /// its contours at these confidence levels; without any at those of one, two and three standard deviations.
  ///
  /// - Precondition: both are free parameters of the problem, and different; there are at least three points.
  public func profilePlane(
    over first: Parameter, _ second: Parameter, points: Int, levels: [Double] = [], from bestFit: BestFit,
    seed: UInt64, threads: Int
  ) -> ProfilePlaneResult {
    let places = [first, second].map { name in free.firstIndex { $0.parameter == name } ?? -1 }
    precondition(!places.contains(-1) && first != second && points > 2, "two free parameters span a plane")
    var plane = ProfilePlane(
      of: ChiSquared(self), over: places[0], places[1], within: bounds, minimum: bestFit.minimum)
    plane.seed = seed
    let axes = places.map { Self.axis(bounds[$0], points: points, through: bestFit.minimum.point[$0]) }
    let grid = plane.grid(over: axes[0], axes[1], threads: threads)
    let confidences = levels.isEmpty ? Self.contourLevels : levels
    let levels = confidences.map { ($0, deltaChiSquared(confidence: $0, degreesOfFreedom: 2)) }
    let contours = plane.contours(of: grid, at: levels.map(\.1), threads: threads)
    let minimum = bestFit.minimum
    func values(_ coordinates: [Double], _ axis: Int) -> [Double] {
      let own = free[places[axis]]
      return coordinates.map { z in
        let support = own.prior.support
        return min(max(own.density.scale.value(at: z), support.lowerBound), support.upperBound)
      }
    }
    func described(_ axis: Int) -> ProfilePlaneResult.Axis {
      let parameter = free[places[axis]].parameter
      return ProfilePlaneResult.Axis(
        quantity: parameter.rawValue, unit: parameter.unit, values: values(axes[axis], axis),
        isLogarithmic: free[places[axis]].density.scale.kind == .logarithmic,
        bestFit: values([minimum.point[places[axis]]], axis)[0])
    }
    return ProfilePlaneResult(
      x: described(0), y: described(1), chiSquared: minimum.value,
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
