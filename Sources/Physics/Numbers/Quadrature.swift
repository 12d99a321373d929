import CGSL

/// Points and weights of the Gauss–Legendre rule with 64 points over a range, for constants computed once.
func gaussLegendrePoints(over range: ClosedRange<Double>) -> [(point: Double, weight: Double)] {
  guard let table = gsl_integration_glfixed_table_alloc(64) else { return [] }
  defer { gsl_integration_glfixed_table_free(table) }
  return (0..<64).map { index in
    var (point, weight) = (0.0, 0.0)
    gsl_integration_glfixed_point(range.lowerBound, range.upperBound, index, &point, &weight, table)
    return (point, weight)
  }
}

/// The integral of a smooth function over a range.
func gaussLegendre(over range: ClosedRange<Double>, _ function: (Double) -> Double) -> Double {
  gaussLegendrePoints(over: range).reduce(0) { $0 + $1.weight * function($1.point) }
}
