/// Where the parameters of a file are among the four real numbers that predictions are made of: the real and imaginary
/// parts of two complex coefficients.
public struct CoefficientMap: Sendable, Equatable {
  /// A parameter of a file as a multiple of one of the two coefficients.
  public struct Share: Sendable, Equatable {
    /// 0 or 1.
    public let coefficient: Int
    /// The multiple.
    public let weight: Double

    /// A multiple of coefficient 0 or 1.
    public init(coefficient: Int, weight: Double) {
      self.coefficient = coefficient
      self.weight = weight
    }
  }

  /// By the names of the parameters; all others are 0.
  public let shares: [String: Share]

  /// These parameters; all others are 0.
  public init(_ shares: [String: Share]) { self.shares = shares }

  /// Parameters of a file that are 0 here.
  public func absent(from file: PolynomialFile) -> [String] {
    file.parameters.filter { shares[$0] == nil }
  }

  /// Whether an observable of a file depends on any of the coefficients.
  public func reaches(_ observable: Int, of file: PolynomialFile) -> Bool {
    file.expressions[observable].polynomials.contains { polynomial in
      file.coefficients.contains { monomial, values in
        !monomial.factors.isEmpty && values[polynomial] != 0
          && monomial.factors.allSatisfy { (shares[file.parameters[$0.parameter]]?.weight ?? 0) != 0 }
      }
    }
  }
}

/// The fifteen products of up to two of four real numbers x₀…x₃, in the order 1, x₀…x₃, x₀x₀, x₀x₁, … x₃x₃.
enum Quadratic {
  static let count = 15

  /// The place of xᵢxⱼ, i ≤ j.
  static func place(_ i: Int, _ j: Int) -> Int { 5 + i * 4 - i * (i - 1) / 2 + (j - i) }

  /// What a monomial of a file is here: a place and a weight; nil if it vanishes.
  static func term(
    of monomial: Monomial, in file: PolynomialFile, _ map: CoefficientMap
  ) -> (place: Int, weight: Double)? {
    var weight = 1.0
    var numbers: [Int] = []
    for factor in monomial.factors {
      guard let share = map.shares[file.parameters[factor.parameter]], share.weight != 0 else { return nil }
      weight *= share.weight
      numbers.append(2 * share.coefficient + (factor.part == .real ? 0 : 1))
    }
    numbers.sort()
    switch numbers.count {
    case 0: return (0, weight)
    case 1: return (1 + numbers[0], weight)
    default: return (place(numbers[0], numbers[1]), weight)
    }
  }
}
