/// The region of highest density of two quantities that holds a given probability.
///
/// Its boundary is the contour of `density` at `level`. The usual 68.3 % and 95.4 % are probabilities in two
/// dimensions here; a "1σ" contour of 39.3 % must be asked for by that number.
public struct CredibleRegion2D: Sendable {
  /// The density on its grid.
  public let density: JointDensity
  /// The fraction of the draws inside.
  public let probability: Double
  /// The density at the boundary.
  public let level: Double

  /// Whether a point lies inside.
  public func contains(_ x: Double, _ y: Double) -> Bool {
    let value = density.density(at: x, y)
    return value > 0 && value >= level
  }

  /// The area inside, in the product of the units of the two axes.
  public var area: Double {
    var cells = 0.0
    for column in 0..<density.x.count {
      for row in 0..<density.y.count { cells += coveredFraction(column, row) }
    }
    return cells * density.x.step * density.y.step
  }

  /// The fraction of a cell that lies inside: all or nothing away from the boundary, on it by 8 × 8 points.
  private func coveredFraction(_ column: Int, _ row: Int) -> Double {
    let (x, y) = (density.x, density.y)
    var inside = 0
    var neighbours = 0
    for k in max(0, column - 1)...min(x.count - 1, column + 1) {
      for l in max(0, row - 1)...min(y.count - 1, row + 1) {
        neighbours += 1
        if density.values[k * y.count + l] >= level { inside += 1 }
      }
    }
    if inside == 0 || inside == neighbours { return inside == 0 ? 0 : 1 }
    var covered = 0
    for k in 0..<8 {
      for l in 0..<8 {
        let (u, v) = ((Double(k) + 0.5) / 8, (Double(l) + 0.5) / 8)
        let point = (x.lower + (Double(column) + u) * x.step, y.lower + (Double(row) + v) * y.step)
        if contains(point.0, point.1) { covered += 1 }
      }
    }
    return Double(covered) / 64
  }
}
