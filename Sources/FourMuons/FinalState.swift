/// Which four leptons the Z decays into.
public enum FinalState: Sendable {
  /// μ⁻μ⁺μ⁻μ⁺: both μ⁺ can belong to either μ⁻.
  case fourMuons
  /// Two pairs of different flavours with the same couplings: 0–1 and 2–3 of four massless leptons.
  case twoFlavours

  /// One over the number of ways to name the same final state.
  var symmetryFactor: Double {
    switch self {
    case .fourMuons: 0.25
    case .twoFlavours: 1
    }
  }

  /// The pairs that a boson can turn into.
  var pairs: [(Int, Int)] {
    switch self {
    case .fourMuons: Self.allPairs
    case .twoFlavours: Self.flavourPairs
    }
  }

  private static let allPairs = [(0, 1), (2, 3), (0, 3), (2, 1)]
  private static let flavourPairs = [(0, 1), (2, 3)]

  /// Who does what in Z → a X, X → b V, V → c d.
  struct Roles {
    let a, b, c, d: Int
  }

  /// The assignment of roles that a uniform number stands for.
  @inline(__always)
  func roles(_ uniform: Double) -> Roles {
    let choice = Int(uniform * Double(2 * pairs.count))
    let (c, d) = pairs[choice / 2]
    let (a, b) = Self.others(c, d)
    return choice % 2 == 0 ? Roles(a: a, b: b, c: c, d: d) : Roles(a: b, b: a, c: c, d: d)
  }

  /// The other two leptons, negative first.
  @inline(__always)
  static func others(_ c: Int, _ d: Int) -> (Int, Int) { (2 - c, 4 - d) }
}
