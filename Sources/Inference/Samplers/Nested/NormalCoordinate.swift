import CGSL
import Foundation

/// A coordinate mapped on the whole line, so that it is a unit normal there if it is spread evenly between its bounds.
///
/// What piles up at an edge, or falls off from it like a power, has a smooth bell there; what lies far from both edges is hardly
/// changed. That suits a mixture of normals, which knows no edges.
enum NormalCoordinate: Sendable {
  /// A coordinate without bounds: as it is.
  case line
  /// Bounded on one side: z = Φ⁻¹(1 − e^(−t)), t the distance from the edge in units of `scale`; `direction` +1 or −1.
  case halfLine(edge: Double, direction: Double, scale: Double)
  /// Between two bounds: z = Φ⁻¹((x − low)/(high − low)).
  case range(low: Double, high: Double)
  /// On a circle, cut open at `cut`: the range that begins there.
  case circle(ClosedRange<Double>, cut: Double)

  /// No number is farther out; the normal's tail beyond is 10⁻³⁰⁰.
  private static let outermost = 37.0

  /// The map of a coordinate of which some draws are known.
  init(bounds: ClosedRange<Double>, cycle: ClosedRange<Double>?, draws: [Double]) {
    let (low, high) = (bounds.lowerBound, bounds.upperBound)
    if let cycle {
      self = .circle(cycle, cut: cycle.emptiestPlace(of: draws))
    } else if low > -.infinity, high < .infinity {
      self = .range(low: low, high: high)
    } else if low > -.infinity || high < .infinity {
      let edge = low > -.infinity ? low : high
      let scale = draws.reduce(0) { $0 + abs($1 - edge) } / Double(draws.count)
      self = .halfLine(edge: edge, direction: low > -.infinity ? 1 : -1, scale: scale > 0 ? scale : 1)
    } else {
      self = .line
    }
  }

  /// The number on the line that stands for a value, and ln |d value/d number| there.
  @inline(__always)
  func number(at value: Double) -> (number: Double, logSlope: Double) {
    switch self {
    case .line: return (value, 0)
    case .halfLine(let edge, let direction, let scale):
      let distance = max(0, direction * (value - edge) / scale)
      let number =
        distance < 0.5
        ? Self.normal(below: -expm1(-distance)) : -Self.normal(below: exp(-distance))
      return (number, log(scale) + Self.logNormal(number) + distance)
    case .range(let low, let high):
      let number = Self.number(between: value - low, high - value, of: high - low)
      return (number, log(high - low) + Self.logNormal(number))
    case .circle(let cycle, let cut):
      let way = value >= cut ? value - cut : value - cut + cycle.turn
      let number = Self.number(between: way, cycle.turn - way, of: cycle.turn)
      return (number, log(cycle.turn) + Self.logNormal(number))
    }
  }

  /// The value that a number stands for, and ln |d value/d number| there.
  @inline(__always)
  func value(at number: Double) -> (value: Double, logSlope: Double) {
    switch self {
    case .line: return (number, 0)
    case .halfLine(let edge, let direction, let scale):
      let distance = Self.exponential(at: number)
      return (edge + direction * scale * distance, log(scale) + Self.logNormal(number) + distance)
    case .range(let low, let high):
      return (
        Self.value(number, between: low, high), log(high - low) + Self.logNormal(number)
      )
    case .circle(let cycle, let cut):
      let value = Self.value(number, between: cut, cut + cycle.turn)
      return (cycle.wrapping(value), log(cycle.turn) + Self.logNormal(number))
    }
  }

  @inline(__always)
  private static func number(between below: Double, _ above: Double, of length: Double) -> Double {
    below < above ? normal(below: below / length) : -normal(below: above / length)
  }

  @inline(__always)
  private static func value(_ number: Double, between low: Double, _ high: Double) -> Double {
    // from the nearer edge, whose neighbourhood has the finer numbers
    let tail = 0.5 * erfc(abs(number) / 2.0.squareRoot())
    return number < 0 ? low + (high - low) * tail : high - (high - low) * tail
  }

  @inline(__always)
  private static func normal(below probability: Double) -> Double {
    max(-outermost, gsl_cdf_ugaussian_Pinv(max(probability, 1e-300)))
  }

  /// t = −ln Φ(−z): exponential if z is a unit normal. Near the edge it is what is left of 1 − Φ(z) below one.
  @inline(__always)
  private static func exponential(at number: Double) -> Double {
    let root = number / 2.0.squareRoot()
    return number < 0 ? -log1p(-0.5 * erfc(-root)) : log(2) - gsl_sf_log_erfc(root)
  }

  @inline(__always)
  private static func logNormal(_ number: Double) -> Double { -0.5 * (number * number + log(2 * .pi)) }
}
