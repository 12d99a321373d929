import Foundation

@testable import Inference

/// A χ² of the kind that quark flavour makes of heavy vector-like quarks: 20 parameters, most of them degenerate.
///
/// Three masses m (0.3 to 100 TeV, logarithmic), a vacuum expectation value v (0.1 to 10 TeV, logarithmic), and eight
/// complex Yukawa couplings. The measurements see only the products Y_i Y_j* / m² (C₉ and C₉′ of b → s, one of
/// b → d) and v² times products of two of them (mixing of B_s, B_d, K); scales and phases of several couplings can move
/// together at no cost, and those of the up sector see next to nothing.
struct YukawaFunction: DifferentiableFunction {
  enum Moduli: CaseIterable { case logarithmic, uniform }

  /// A current Y_i Y_j* / m² by the places of its parameters.
  private struct Current { let mass, first, second: Int }

  /// coefficient · v^(2 or 0) · (product of one or two currents), compared with `measured` ± `sigma`, real and
  /// imaginary part; an infinite error compares nothing.
  private struct Term { let factor: Double, left: Int, right: Int? }
  private struct Datum { let terms: [Term], measured: (Double, Double), sigma: (Double, Double) }

  let moduli: Moduli
  let dimension = 20

  // 0…2: m_Q, m_D, m_U; 3: v; 4…11: moduli of Q_b Q_s Q_d D_b D_s D_d U_t U_c; 12…19: their phases.
  private static let currents = [
    Current(mass: 0, first: 4, second: 5), Current(mass: 0, first: 4, second: 6),
    Current(mass: 0, first: 5, second: 6), Current(mass: 1, first: 7, second: 8),
    Current(mass: 1, first: 7, second: 9), Current(mass: 1, first: 8, second: 9),
    Current(mass: 2, first: 10, second: 11),
  ]

  private static func mixing(_ left: Int, _ right: Int, _ factor: Double) -> [Term] {
    [
      Term(factor: factor, left: left, right: left), Term(factor: factor, left: right, right: right),
      Term(factor: -9.7 * factor, left: left, right: right),
    ]
  }

  private static let data: [Datum] = [
    Datum(terms: [Term(factor: 612, left: 0, right: nil)], measured: (-1.1, 0), sigma: (0.25, .infinity)),
    Datum(terms: [Term(factor: 612, left: 3, right: nil)], measured: (0.4, 0), sigma: (0.3, .infinity)),
    Datum(terms: [Term(factor: 3000, left: 1, right: nil)], measured: (0, 0), sigma: (1, .infinity)),
    Datum(terms: mixing(0, 3, 2.5e4), measured: (0.05, -0.02), sigma: (0.1, 0.1)),
    Datum(terms: mixing(1, 4, 6e5), measured: (0, 0.05), sigma: (0.2, 0.1)),
    Datum(terms: mixing(2, 5, 1e9), measured: (0, 0.1), sigma: (0.5, 0.2)),
    Datum(terms: [Term(factor: 1, left: 6, right: nil)], measured: (0, 0), sigma: (10, .infinity)),
  ]

  var bounds: [ClosedRange<Double>] { cube(20, 0...1) }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { coordinate < 12 ? nil : 0...1 }

  func value(at point: Span<Double>) -> Double {
    var gradient = [Double](repeating: 0, count: 20)
    var slope = gradient.mutableSpan
    return value(at: point, gradient: &slope)
  }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    for index in 0..<20 { gradient[index] = 0 }
    let massScale = log(100 / 0.3)
    let v = 0.1 * pow(100, point[3])
    let vSlope = log(100.0)
    // each current and its logarithmic derivative by m
    var values: [(Double, Double)] = []
    var lengths: [(first: Double, second: Double, firstSlope: Double, secondSlope: Double, scale: Double)] =
      []
    for current in Self.currents {
      let mass = 0.3 * exp(massScale * point[current.mass])
      let (first, firstSlope) = modulus(point[current.first])
      let (second, secondSlope) = modulus(point[current.second])
      let angle = 2 * Double.pi * (point[current.first + 8] - point[current.second + 8])
      let scale = 1 / (mass * mass)
      lengths.append((first, second, firstSlope, secondSlope, scale))
      values.append((first * second * scale * cos(angle), first * second * scale * sin(angle)))
    }
    var chiSquared = 1 / pow(v / 0.75, 4)
    gradient[3] = -4 * chiSquared * vSlope
    var slopes = [(Double, Double)](repeating: (0, 0), count: values.count)
    for datum in Self.data {
      var sum = (0.0, 0.0)
      var vPart = (0.0, 0.0)
      for term in datum.terms {
        let product = Self.product(term, values, v)
        sum = (sum.0 + product.0, sum.1 + product.1)
        if term.right != nil { vPart = (vPart.0 + 2 * product.0, vPart.1 + 2 * product.1) }
      }
      let pull = ((sum.0 - datum.measured.0) / datum.sigma.0, (sum.1 - datum.measured.1) / datum.sigma.1)
      chiSquared += pull.0 * pull.0 + pull.1 * pull.1
      let weight = (2 * pull.0 / datum.sigma.0, 2 * pull.1 / datum.sigma.1)
      gradient[3] += (weight.0 * vPart.0 + weight.1 * vPart.1) * vSlope
      // d(Re, Im of a·b) by (Re, Im of a) is multiplication by b
      for term in datum.terms {
        guard let right = term.right else {
          slopes[term.left].0 += term.factor * weight.0
          slopes[term.left].1 += term.factor * weight.1
          continue
        }
        for (own, other) in [(term.left, values[right]), (right, values[term.left])] {
          let factor = term.factor * v * v
          slopes[own].0 += factor * (weight.0 * other.0 + weight.1 * other.1)
          slopes[own].1 += factor * (weight.1 * other.0 - weight.0 * other.1)
        }
      }
    }
    for (index, current) in Self.currents.enumerated() {
      let (value, slope, length) = (values[index], slopes[index], lengths[index])
      let along = value.0 * slope.0 + value.1 * slope.1
      let around = 2 * Double.pi * (value.0 * slope.1 - value.1 * slope.0)
      gradient[current.mass] -= 2 * massScale * along
      gradient[current.first + 8] += around
      gradient[current.second + 8] -= around
      let angle = 2 * Double.pi * (point[current.first + 8] - point[current.second + 8])
      let unit = length.scale * (cos(angle) * slope.0 + sin(angle) * slope.1)
      gradient[current.first] += length.firstSlope * length.second * unit
      gradient[current.second] += length.secondSlope * length.first * unit
    }
    return chiSquared
  }

  private static func product(_ term: Term, _ values: [(Double, Double)], _ v: Double) -> (Double, Double) {
    let a = values[term.left]
    guard let right = term.right else { return (term.factor * a.0, term.factor * a.1) }
    let (b, factor) = (values[right], term.factor * v * v)
    return (factor * (a.0 * b.0 - a.1 * b.1), factor * (a.0 * b.1 + a.1 * b.0))
  }

  /// The modulus of a Yukawa coupling, up to 3, and its slope.
  private func modulus(_ z: Double) -> (Double, Double) {
    switch moduli {
    case .uniform: return (3 * z, 3)
    case .logarithmic:
      let value = 1e-4 * pow(3e4, z)
      return (value, value * log(3e4))
    }
  }
}
