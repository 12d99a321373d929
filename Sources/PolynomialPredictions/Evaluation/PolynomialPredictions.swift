/// Observables of files as functions of two complex coefficients, compiled for speed: nothing is allocated in any of its
/// doors while what they need for themselves fits into a kilobyte, some 120 polynomials.
///
/// The polynomials are one product of a matrix with the fifteen products of up to two of the real and imaginary parts;
/// most observables are a quotient of two or three of them.
public struct PolynomialPredictions: Sendable, Equatable {
  /// An observable of a file, and the place of its prediction.
  public struct Selection: Sendable {
    let file: PolynomialFile
    let observable: Int
    let place: Int

    /// An observable of a file by its number, and the place of its prediction.
    public init(_ file: PolynomialFile, observable: Int, place: Int) {
      (self.file, self.observable, self.place) = (file, observable, place)
    }
  }

  /// scale · P(numerator).
  struct Single: Sendable, Equatable {
    let place, numerator: Int
    let scale: Double
  }

  /// 1/P(first), or 1/√(P(first) P(second)): what several observables have in common.
  struct Normalisation: Sendable, Equatable {
    let first: Int
    /// Nil where there is no root.
    let second: Int?
  }

  /// scale · P(numerator) · a normalisation.
  struct Ratio: Sendable, Equatable {
    let place, numerator, normalisation: Int
    let scale: Double
  }

  struct Other: Sendable, Equatable {
    let place: Int
    let program: Program
    /// The polynomials that the program's variables are.
    let polynomials: [Int]
  }

  private(set) var singles: [Single] = []
  private(set) var ratios: [Ratio] = []
  private(set) var normalisations: [Normalisation] = []
  private(set) var others: [Other] = []
  /// The coefficients of eight polynomials side by side, for each of the fifteen products in turn; eight after eight.
  private(set) var matrix: [SIMD8<Double>] = []
  /// How many polynomials there are, eights made whole.
  private(set) var polynomialCount = 0

  /// Whether nothing is predicted.
  public var isEmpty: Bool { polynomialCount == 0 }

  /// The observables, each with its place among predictions.
  public init(_ selections: [Selection], _ map: CoefficientMap) {
    var builder = PolynomialTable()
    for selection in selections {
      let expression = selection.file.expressions[selection.observable]
      func number(_ polynomial: Int) -> Int {
        builder.number(of: selection.file.polynomial(polynomial, map))
      }
      let place = selection.place
      if let quotient = Quotient(expression) {
        let numerator = number(quotient.numerator[0])
        let below = quotient.root.isEmpty ? quotient.denominator : quotient.root
        if let first = below.first {
          let own = Normalisation(first: number(first), second: below.count > 1 ? number(below[1]) : nil)
          ratios.append(
            Ratio(
              place: place, numerator: numerator, normalisation: add(own), scale: quotient.scale))
        } else {
          singles.append(Single(place: place, numerator: numerator, scale: quotient.scale))
        }
      } else {
        let program = Program(expression)
        others.append(Other(place: place, program: program, polynomials: program.variables.map(number)))
      }
    }
    matrix = builder.matrix
    polynomialCount = builder.matrix.count / Quadratic.count * 8
  }

  /// The number of a normalisation, each once.
  private mutating func add(_ own: Normalisation) -> Int {
    if let known = normalisations.firstIndex(of: own) { return known }
    normalisations.append(own)
    return normalisations.count - 1
  }
}

/// Polynomials by number, each once.
private struct PolynomialTable {
  private var numbers: [[Double]: Int] = [:]
  private var polynomials: [[Double]] = []

  mutating func number(of polynomial: [Double]) -> Int {
    if let known = numbers[polynomial] { return known }
    numbers[polynomial] = polynomials.count
    polynomials.append(polynomial)
    return polynomials.count - 1
  }

  var matrix: [SIMD8<Double>] {
    stride(from: 0, to: polynomials.count, by: 8).flatMap { first in
      (0..<Quadratic.count).map { product in
        var column = SIMD8<Double>.zero
        for lane in 0..<min(8, polynomials.count - first) {
          column[lane] = polynomials[first + lane][product]
        }
        return column
      }
    }
  }
}

extension PolynomialFile {
  /// The fifteen coefficients of a polynomial.
  fileprivate func polynomial(_ number: Int, _ map: CoefficientMap) -> [Double] {
    var result = [Double](repeating: 0, count: Quadratic.count)
    // In a fixed order: the sums would differ in their last bits otherwise.
    let terms = coefficients.compactMap { monomial, values in
      Quadratic.term(of: monomial, in: self, map).map { ($0.place, monomial, $0.weight * values[number]) }
    }
    for (place, _, value) in terms.sorted(by: { ($0.0, $0.1.order) < ($1.0, $1.1.order) }) {
      result[place] += value
    }
    return result
  }
}

extension Monomial {
  /// A number that tells the monomials of a file apart.
  fileprivate var order: Int {
    factors.reduce(0) { $0 * 1_000_003 + 2 * $1.parameter + ($1.part == .real ? 1 : 2) }
  }
}
