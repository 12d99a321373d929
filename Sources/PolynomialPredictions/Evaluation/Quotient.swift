/// scale · n / d, where n is a polynomial or 1 and d a polynomial, the root of a product of two, or 1: the form of nearly
/// all expressions.
struct Quotient: Equatable {
  var scale = 1.0
  var numerator: [Int] = []
  var denominator: [Int] = []
  /// Polynomials under a root in the denominator.
  var root: [Int] = []
  /// Whether the root stands in the numerator for now.
  private var isInverted = false

  /// Nil where the expression has another form.
  init?(_ expression: Expression) {
    guard let form = Self.form(expression), form.numerator.count == 1, !form.isInverted else { return nil }
    let (plain, rooted) = (form.denominator.count, form.root.count)
    guard (plain <= 1 && rooted == 0) || (plain == 0 && rooted == 2) else { return nil }
    self = form
  }

  private init() {}

  private static func form(_ expression: Expression) -> Quotient? {
    switch expression {
    case .number(let value):
      var form = Quotient()
      form.scale = value
      return form
    case .polynomial(let number):
      var form = Quotient()
      form.numerator = [number]
      return form
    case .negative(let inner):
      guard var form = form(inner) else { return nil }
      form.scale = -form.scale
      return form
    case .product(let first, let second):
      guard let first = form(first), let second = form(second) else { return nil }
      return first.times(second)
    case .quotient(let first, let second):
      guard let first = form(first), let second = form(second)?.inverse else { return nil }
      return first.times(second)
    case .root(let inner):
      // A root in the numerator is for its inverse to take: a positive factor and two polynomials.
      guard let form = form(inner), form.denominator.isEmpty, form.root.isEmpty, form.scale > 0,
        form.numerator.count == 2
      else { return nil }
      var root = Quotient()
      root.scale = form.scale.squareRoot()
      root.root = form.numerator
      root.isInverted = true
      return root
    case .sum, .difference, .power: return nil
    }
  }

  private var inverse: Quotient? {
    guard scale != 0, root.isEmpty || isInverted else { return nil }
    var inverse = Quotient()
    inverse.scale = 1 / scale
    (inverse.numerator, inverse.denominator, inverse.root) = (denominator, numerator, root)
    return inverse
  }

  private func times(_ other: Quotient) -> Quotient? {
    guard root.isEmpty || other.root.isEmpty else { return nil }
    var product = Quotient()
    product.scale = scale * other.scale
    product.numerator = numerator + other.numerator
    product.denominator = denominator + other.denominator
    product.root = root + other.root
    product.isInverted = isInverted || other.isInverted
    return product
  }
}
