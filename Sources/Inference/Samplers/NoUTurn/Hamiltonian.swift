/// The dynamics that carry a chain: minus the log density as potential, a unit mass in the scales of the metric.
///
/// The density comes with each call: a chain stores no copy of it.
struct Hamiltonian {
  let coordinates: [UnboundedCoordinate]
  let metric: Metric

  /// Works out position, densities and slope from the numbers, and the energy with the momentum at hand.
  func evaluate(_ point: inout PhasePoint, on density: some LogDensity) {
    var logSlopes = 0.0
    for index in coordinates.indices {
      let image = coordinates[index].image(of: point.numbers[index])
      point.position[index] = image.position
      point.slopes[index] = image.slope
      point.slopesOfLogSlopes[index] = image.slopeOfLogSlope
      logSlopes += image.logSlope
    }
    let logDensity = differentiate(density, at: point.position, into: &point.gradient)
    for index in coordinates.indices {
      point.gradient[index] = point.gradient[index] * point.slopes[index] + point.slopesOfLogSlopes[index]
    }
    point.logDensity = logDensity
    point.potential = -(logDensity + logSlopes)
  }

  private func differentiate(
    _ density: some LogDensity, at position: [Double], into gradient: inout [Double]
  ) -> Double {
    var slopes = gradient.mutableSpan
    return density.logDensity(at: position.span, gradient: &slopes)
  }

  /// One leap of the leapfrog: half a kick, a drift, half a kick. Reversible, and keeps volumes.
  func leap(_ point: inout PhasePoint, by step: Double, on density: some LogDensity) {
    metric.kick(&point.momentum, by: step / 2, along: point.gradient)
    metric.drift(&point.numbers, by: step, along: point.momentum)
    evaluate(&point, on: density)
    metric.kick(&point.momentum, by: step / 2, along: point.gradient)
  }
}
