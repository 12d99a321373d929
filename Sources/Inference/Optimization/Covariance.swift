/// The covariance of the free coordinates at a minimum of a χ²: twice the inverse of the Hessian, so that one
/// standard error raises χ² by 1.
///
/// It describes the minimum alone: where ``Hessian/isParabolic`` is false, only a profile gives intervals.
public struct Covariance: Sendable {
  /// The covariance over ``free``.
  public let matrix: SymmetricMatrix
  /// The coordinates it is over; others sat on a bound or were fixed.
  public let free: [Int]
  /// The Hessian it was made from.
  public let hessian: Hessian

  /// The standard error of a coordinate; nil if it sat on a bound or was fixed.
  public func standardError(of coordinate: Int) -> Double? {
    free.firstIndex(of: coordinate).map { matrix[$0, $0].squareRoot() }
  }

  /// The correlations of the free coordinates.
  public var correlations: SymmetricMatrix { matrix.unitDiagonal ?? matrix }

  /// The variance of a quantity with this gradient (over all coordinates), by linear propagation.
  public func variance(alongGradient gradient: [Double]) -> Double {
    let slope = free.map { gradient[$0] }
    return zip(slope, matrix.times(slope)).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
