/// Where the quark sector keeps the number of a parameter.
struct QuarkSlot: Sendable {
  /// The place in ``Values``.
  let place: Int

  /// A number for each slot. There is room for more parameters than there are, which are kept first; behind them the
  /// couplings, two places each.
  typealias Values<Value> = InlineArray<58, Value>
  private static let couplings = 24

  /// The halves of a complex coupling: the two ways of giving it share its two places.
  enum Half {
    /// Its modulus or its real part.
    case first
    /// Its phase or its imaginary part.
    case second
  }

  /// The slot of a parameter that is no complex coupling.
  @inline(__always)
  init(_ parameter: QuarkParameter) { place = parameter.rawValue }

  /// The slot of a half of a complex coupling.
  @inline(__always)
  init(_ coupling: ComplexParameter, _ half: Half) {
    place = Self.couplings + 2 * coupling.rawValue + (half == .first ? 0 : 1)
  }

  /// The slot of a parameter; nil for a parameter of the leptons.
  init?(_ parameter: Parameter) {
    switch parameter {
    case .lepton: return nil
    case .quark(let parameter):
      precondition(parameter.rawValue < Self.couplings, "Couplings begin behind the last parameter.")
      self.init(parameter)
    case .component(let coupling, .modulus), .component(let coupling, .real): self.init(coupling, .first)
    case .component(let coupling, .phase), .component(let coupling, .imaginary): self.init(coupling, .second)
    }
  }
}
