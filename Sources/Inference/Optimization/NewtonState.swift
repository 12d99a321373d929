/// A point of a Newton descent with what is known there, in scaled coordinates.
struct NewtonState {
  let point: [Double]
  let value: Double
  let gradient: [Double]
  /// The gradient of the equality's function; empty without an equality.
  let normal: [Double]

  /// Evaluates; nil where a function is not defined.
  init?(_ point: [Double], objective: Evaluation, equality: Equality?) {
    guard let (value, gradient) = objective.evaluate(point) else { return nil }
    self.point = point
    self.value = value
    self.gradient = gradient
    if let equality {
      guard let (_, normal) = equality.function.evaluate(point) else { return nil }
      self.normal = normal
    } else {
      normal = []
    }
  }

  /// The Lagrange multiplier: the slope of the value along the normal, least squares over these coordinates.
  func multiplier(over coordinates: [Int]) -> Double {
    if normal.isEmpty { return 0 }
    let square = coordinates.reduce(0) { $0 + normal[$1] * normal[$1] }
    return square > 0 ? coordinates.reduce(0) { $0 + normal[$1] * gradient[$1] } / square : 0
  }

  /// The gradient of value − multiplier × equality.
  func lagrangianGradient(_ multiplier: Double) -> [Double] {
    normal.isEmpty ? gradient : zip(gradient, normal).map { $0 - multiplier * $1 }
  }

  /// The slope that is left along the equality, over these coordinates.
  func tangentSlope(over coordinates: [Int]) -> Double {
    let slope = lagrangianGradient(multiplier(over: coordinates))
    return coordinates.reduce(0) { $0 + slope[$1] * slope[$1] }.squareRoot()
  }
}
