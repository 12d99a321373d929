import Foundation

/// A density of the squared mass s of a muon pair that follows a feature of |M|².
///
/// Each is the derivative of a steadily rising primitive G(s), so s = G⁻¹(u G(b) + (1 − u) G(a)) turns a uniform u
/// into an s between a and b.
enum PairMassMapping: Sendable {
  /// 1/s: the photon.
  case photon
  /// Flat: a boson much heavier than the pair.
  case flat
  /// 1/((s − m²)² + m²Γ²): the peak of a resonance.
  case peak(mass: Double, width: Double)
  /// 1/(|s − m²| + mΓ): its interference, which the peak's own density would starve.
  case slopes(mass: Double, width: Double)

  @inline(__always)
  func primitive(_ s: Double) -> Double {
    switch self {
    case .photon: log(s)
    case .flat: s
    case .peak(let mass, let width): atan((s - mass * mass) / (mass * width))
    case .slopes(let mass, let width):
      (s > mass * mass ? 1 : -1) * log1p(abs(s - mass * mass) / (mass * width))
    }
  }

  @inline(__always)
  func inversePrimitive(_ value: Double) -> Double {
    switch self {
    case .photon: exp(value)
    case .flat: value
    case .peak(let mass, let width): mass * mass + mass * width * tan(value)
    case .slopes(let mass, let width):
      mass * mass + (value > 0 ? 1 : -1) * mass * width * expm1(abs(value))
    }
  }

  @inline(__always)
  func derivative(_ s: Double) -> Double {
    switch self {
    case .photon: return 1 / s
    case .flat: return 1
    case .peak(let mass, let width):
      let (distance, scale) = (s - mass * mass, mass * width)
      return scale / (distance * distance + scale * scale)
    case .slopes(let mass, let width):
      return 1 / (abs(s - mass * mass) + mass * width)
    }
  }
}

/// A mixture of mappings, each with the fraction of the events that it gets.
struct PairMassMixture: Sendable {
  let components: [(mapping: PairMassMapping, fraction: Double)]

  /// For photon and Z alone.
  static let standardModel = PairMassMixture(components: [(.photon, 0.9), (.flat, 0.1)])

  /// For photon, Z and a Z′, whose peak matters only where a Z can reach it.
  static func including(_ zPrime: ZPrime) -> PairMassMixture {
    let (mass, width) = (zPrime.mass, zPrime.width)
    guard mass < 105 else { return PairMassMixture(components: [(.photon, 0.6), (.flat, 0.4)]) }
    return PairMassMixture(components: [
      (.photon, 0.25), (.flat, 0.15), (.peak(mass: mass, width: width), 0.4),
      (.slopes(mass: mass, width: width), 0.2),
    ])
  }
}

/// A mixture between two squared masses: what it costs to normalise is paid once for an event.
struct BoundedMixture {
  private let mixture: PairMassMixture
  private var lower = InlineArray<4, Double>(repeating: 0)
  private var spread = InlineArray<4, Double>(repeating: 1)

  @inline(__always)
  init(_ mixture: PairMassMixture, from a: Double, to b: Double) {
    self.mixture = mixture
    for (index, component) in mixture.components.enumerated() {
      lower[index] = component.mapping.primitive(a)
      spread[index] = component.mapping.primitive(b) - lower[index]
    }
  }

  /// The squared mass that `uniform` stands for in the component that `choice` chooses.
  @inline(__always)
  func squaredMass(choice: Double, uniform: Double) -> Double {
    var rest = choice
    var chosen = mixture.components.count - 1
    for (index, component) in mixture.components.enumerated() {
      if rest < component.fraction {
        chosen = index
        break
      }
      rest -= component.fraction
    }
    let value = lower[chosen] + uniform * spread[chosen]
    return mixture.components[chosen].mapping.inversePrimitive(value)
  }

  /// The density of the mixture, normalised between the bounds.
  @inline(__always)
  func density(at s: Double) -> Double {
    var sum = 0.0
    for (index, component) in mixture.components.enumerated() {
      sum += component.fraction * component.mapping.derivative(s) / spread[index]
    }
    return sum
  }
}
