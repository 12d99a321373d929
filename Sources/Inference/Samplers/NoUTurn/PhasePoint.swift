/// A place in phase space: where a chain stands, how fast it moves, and the density there.
struct PhasePoint: Sendable, Codable {
  /// The unbounded numbers u.
  var numbers: [Double]
  /// The coordinates x(u) of the density.
  var position: [Double]
  /// The momentum in units in which the metric is the unit matrix.
  var momentum: [Double]
  /// The slope with respect to u of the log density over u.
  var gradient: [Double]
  /// dx/du.
  var slopes: [Double]
  /// d(ln dx/du)/du.
  var slopesOfLogSlopes: [Double]
  /// The log density over x, as the density itself gives it.
  var logDensity = 0.0
  /// Minus the log density over u.
  var potential = 0.0

  /// Room for a point.
  init(dimension: Int) {
    let zeros = [Double](repeating: 0, count: dimension)
    (numbers, position, momentum, gradient) = (zeros, zeros, zeros, zeros)
    (slopes, slopesOfLogSlopes) = (zeros, zeros)
  }

  /// The potential and half the squared momentum; +∞ where there is no density, or none could be computed.
  var energy: Double {
    // A density of NaN or +∞ is as none.
    let energy = potential + momentum.dot(momentum) / 2
    return energy > -.infinity ? energy : .infinity
  }

  /// Takes over another point, into the room there is; not the slopes, which only an evaluation needs.
  mutating func copy(_ other: PhasePoint) {
    numbers.copy(other.numbers)
    position.copy(other.position)
    momentum.copy(other.momentum)
    gradient.copy(other.gradient)
    logDensity = other.logDensity
    potential = other.potential
  }
}

extension [Double] {
  /// Takes over the elements of an array of the same length without new memory.
  mutating func copy(_ other: [Double]) {
    for index in indices { self[index] = other[index] }
  }

  /// The scalar product.
  func dot(_ other: [Double]) -> Double {
    var sum = 0.0
    for index in indices { sum += self[index] * other[index] }
    return sum
  }
}
