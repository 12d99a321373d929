/// Where the quark sector keeps the number of a parameter.
struct QuarkSlot: Sendable {
  /// The place in ``Values``.
  let place: Int

  /// A number for each slot: the parameters first, of which there can be 24, behind them the 17 complex couplings, two places
  /// each. The raw values of both end at 127, so that the compiler counts them; who makes room begins them lower, and adds to
  /// the 58.
  typealias Values<Value> = InlineArray<58, Value>
  private static var couplings: Int { 128 - Int(QuarkParameter.mQ.rawValue) }

  /// The halves of a complex coupling: the two ways of giving it share its two places.
  enum Half {
    /// Its modulus or its real part.
    case first
    /// Its phase or its imaginary part.
    case second
  }

  /// The slot of a parameter that is no complex coupling.
  @inline(__always)
  init(_ parameter: QuarkParameter) { place = Int(parameter.rawValue - QuarkParameter.mQ.rawValue) }

  /// The slot of a half of a complex coupling.
  @inline(__always)
  init(_ coupling: ComplexParameter, _ half: Half) {
    place = Self.couplings + 2 * coupling.number + (half == .first ? 0 : 1)
  }

  /// The slot of a parameter; nil for a parameter of the leptons.
  init?(_ parameter: Parameter) {
    switch parameter {
    case .lepton: return nil
    case .quark(let parameter): self.init(parameter)
    case .component(let coupling, .modulus), .component(let coupling, .real): self.init(coupling, .first)
    case .component(let coupling, .phase), .component(let coupling, .imaginary): self.init(coupling, .second)
    }
  }
}

extension ComplexParameter {
  /// Its number among the couplings, from 0.
  @inline(__always)
  var number: Int { Int(rawValue - Self.yQb.rawValue) }
}
