/// An expression as steps on a stack, for whatever is no simple quotient.
struct Program: Sendable, Equatable {
  enum Step: Sendable, Equatable {
    case number(Double)
    /// The polynomial of this place among those of the program.
    case variable(Int)
    case negative, sum, difference, product, quotient, root
    case power(Double)
  }

  private(set) var steps: [Step] = []
  /// The polynomials that it reads.
  private(set) var variables: [Int] = []
  /// How high the stack grows.
  private(set) var depth = 0
  private var height = 0

  init(_ expression: Expression) { add(expression) }

  private mutating func add(_ expression: Expression) {
    switch expression {
    case .number(let value): push(.number(value))
    case .polynomial(let number):
      if !variables.contains(number) { variables.append(number) }
      push(.variable(variables.firstIndex(of: number) ?? 0))
    case .negative(let inner): add(inner, .negative)
    case .root(let inner): add(inner, .root)
    case .power(let base, let exponent): add(base, .power(exponent.constant ?? .nan))
    case .sum(let first, let second): add(first, second, .sum)
    case .difference(let first, let second): add(first, second, .difference)
    case .product(let first, let second): add(first, second, .product)
    case .quotient(let first, let second): add(first, second, .quotient)
    }
  }

  private mutating func push(_ step: Step) {
    steps.append(step)
    height += 1
    depth = max(depth, height)
  }

  private mutating func add(_ inner: Expression, _ step: Step) {
    add(inner)
    steps.append(step)
  }

  private mutating func add(_ first: Expression, _ second: Expression, _ step: Step) {
    add(first)
    add(second)
    steps.append(step)
    height -= 1
  }

  /// The value, with the polynomials that `variable` gives.
  func value<Number: PolynomialNumber>(_ variable: (Int) -> Number) -> Number {
    withUnsafeTemporaryAllocation(of: Number.self, capacity: depth) { stack in
      var height = 0
      for index in steps.indices {
        switch steps[index] {
        case .number(let value):
          stack.initializeElement(at: height, to: Number(value))
          height += 1
        case .variable(let place):
          stack.initializeElement(at: height, to: variable(place))
          height += 1
        case .negative: stack[height - 1] = -stack[height - 1]
        case .root: stack[height - 1] = stack[height - 1].squareRoot()
        case .power(let exponent): stack[height - 1] = stack[height - 1].raised(to: exponent)
        case .sum:
          height -= 1
          stack[height - 1] = stack[height - 1] + stack[height]
        case .difference:
          height -= 1
          stack[height - 1] = stack[height - 1] - stack[height]
        case .product:
          height -= 1
          stack[height - 1] = stack[height - 1] * stack[height]
        case .quotient:
          height -= 1
          stack[height - 1] = stack[height - 1] / stack[height]
        }
      }
      return stack[0]
    }
  }
}

extension Expression {
  /// Its value, if no polynomial enters.
  var constant: Double? {
    switch self {
    case .polynomial: nil
    case .number(let value): value
    case .negative(let inner): inner.constant.map { -$0 }
    case .root(let inner): inner.constant.map { $0.squareRoot() }
    case .power(let base, let exponent): Self.both(base, exponent) { $0.raised(to: $1) }
    case .sum(let first, let second): Self.both(first, second, +)
    case .difference(let first, let second): Self.both(first, second, -)
    case .product(let first, let second): Self.both(first, second, *)
    case .quotient(let first, let second): Self.both(first, second, /)
    }
  }

  private static func both(
    _ first: Expression, _ second: Expression, _ operation: (Double, Double) -> Double
  ) -> Double? {
    guard let first = first.constant, let second = second.constant else { return nil }
    return operation(first, second)
  }

  /// The polynomials that it reads.
  var polynomials: Set<Int> {
    switch self {
    case .number: []
    case .polynomial(let number): [number]
    case .negative(let inner), .root(let inner): inner.polynomials
    case .power(let first, let second), .sum(let first, let second), .difference(let first, let second),
      .product(let first, let second), .quotient(let first, let second):
      first.polynomials.union(second.polynomials)
    }
  }
}
