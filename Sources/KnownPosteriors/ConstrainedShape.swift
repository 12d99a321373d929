import Inference

/// A part of a box, what is drawn from it exactly, and how some functions of the point are distributed there: what the
/// walks of nested sampling must leave as it is.
package struct ConstrainedShape: Sendable {
  /// A function of the point, and its distribution over the shape.
  package struct Marginal: Sendable {
    /// What it is called.
    package let name: String
    /// The function of the point.
    package let function: KnownPosterior.Function
    /// P(function < value).
    package let distribution: @Sendable (Double) -> Double

    /// The distribution of a coordinate.
    static func coordinate(_ index: Int, _ distribution: @escaping @Sendable (Double) -> Double) -> Marginal {
      Marginal(name: "x\(index)", function: { $0[index] }, distribution: distribution)
    }
  }

  /// What it is called.
  package let name: String
  /// The box, with equal density.
  let prior: Prior
  /// ln L, above `contour` in the shape and nowhere else.
  let likelihood: KnownPosterior.Function
  /// ln L that is exceeded in the shape.
  package let contour: Double
  /// A point of the box that is not in the shape.
  let outside: [Double]
  /// A point of the shape, all of which are equally likely.
  package let draw: @Sendable (inout Random) -> [Double]
  /// What is known of points of the shape.
  package let marginals: [Marginal]

  /// Draws from the box until one is in the shape.
  static func rejection(
    _ prior: Prior, _ isInside: @escaping KnownPosterior.Function, above contour: Double
  ) -> @Sendable (inout Random) -> [Double] {
    { random in
      while true {
        let point = prior.draw(&random)
        if isInside(point.span) > contour { return point }
      }
    }
  }
}
