import Foundation

/// How a coordinate x is reached from a number u that may be anything, so that trajectories meet no wall.
///
/// A density over x becomes the density p(x(u)) |dx/du| over u. A coordinate on a circle goes round it: u is any of its
/// images.
enum UnboundedCoordinate: Sendable, Codable, Equatable {
  /// x = u.
  case line
  /// x = u, whole turns taken off.
  case circle(ClosedRange<Double>)
  /// x = lower + eᵘ.
  case above(Double)
  /// x = upper − e⁻ᵘ, so that x rises with u.
  case below(Double)
  /// x = lower + (upper − lower)/(1 + e⁻ᵘ).
  case between(ClosedRange<Double>)

  /// The map for coordinate `index` of a density.
  init(_ index: Int, of density: some LogDensity) {
    if let cycle = density.cycle(of: index) {
      self = .circle(cycle)
      return
    }
    let bounds = density.bounds(of: index)
    switch (bounds.lowerBound.isFinite, bounds.upperBound.isFinite) {
    case (false, false): self = .line
    case (true, false): self = .above(bounds.lowerBound)
    case (false, true): self = .below(bounds.upperBound)
    case (true, true): self = .between(bounds)
    }
  }

  /// x(u) with what a change of variables needs.
  struct Image {
    /// x.
    var position: Double
    /// dx/du.
    var slope = 1.0
    /// ln dx/du.
    var logSlope = 0.0
    /// d(ln dx/du)/du.
    var slopeOfLogSlope = 0.0
  }

  /// Where `u` lies.
  @inline(__always)
  func image(of u: Double) -> Image {
    switch self {
    case .line: return Image(position: u)
    case .circle(let cycle): return Image(position: cycle.wrapping(u))
    case .above(let lower):
      let height = exp(u)
      return Image(position: lower + height, slope: height, logSlope: u, slopeOfLogSlope: 1)
    case .below(let upper):
      let depth = exp(-u)
      return Image(position: upper - depth, slope: depth, logSlope: -u, slopeOfLogSlope: -1)
    case .between(let range):
      // Written with the distance to the nearer end, which is exact however small it is.
      let ratio = exp(-abs(u))
      let width = range.upperBound - range.lowerBound
      let distance = width * ratio / (1 + ratio)
      let lean = (1 - ratio) / (1 + ratio)
      return Image(
        position: u < 0 ? range.lowerBound + distance : range.upperBound - distance,
        slope: distance / (1 + ratio), logSlope: log(width) - abs(u) - 2 * log1p(ratio),
        slopeOfLogSlope: u < 0 ? lean : -lean)
    }
  }

  /// The u of a coordinate; of one on an edge, which has none, that of a point close to the edge.
  func number(at x: Double) -> Double {
    switch self {
    case .line, .circle: return x
    case .above(let lower): return log(max(x - lower, Self.closest * max(1, abs(lower))))
    case .below(let upper): return -log(max(upper - x, Self.closest * max(1, abs(upper))))
    case .between(let range):
      let share = (x - range.lowerBound) / (range.upperBound - range.lowerBound)
      let inside = min(max(share, Self.closest), 1 - Self.closest)
      return log(inside) - log1p(-inside)
    }
  }

  /// Whether there is a u for x.
  func contains(_ x: Double) -> Bool {
    switch self {
    case .line, .circle: true
    case .above(let lower): x > lower
    case .below(let upper): x < upper
    case .between(let range): x > range.lowerBound && x < range.upperBound
    }
  }

  /// The same place, on a circle without the whole turns.
  func settled(_ u: Double) -> Double {
    if case .circle(let cycle) = self { cycle.wrapping(u) } else { u }
  }

  private static let closest = 1e-15
}
