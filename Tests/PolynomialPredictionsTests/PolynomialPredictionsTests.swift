import Testing

@testable import PolynomialPredictions

@Suite("Predictions from polynomials")
struct PolynomialPredictionsTests {
  private static let points: [SIMD4<Double>] = [
    SIMD4(0, 0, 0, 0), SIMD4(-1.07, 0, 0.02, 0), SIMD4(-1.1, 0.7, 0.4, -0.9), SIMD4(2, -1, -1.5, 0.3),
  ]

  private func compiled() throws -> PolynomialPredictions {
    let file = try ExampleFile.read()
    return PolynomialPredictions(
      file.observables.indices.map { .init(file, observable: $0, place: 3 - $0) }, ExampleFile.map)
  }

  private func predictions(_ compiled: PolynomialPredictions, _ x: SIMD4<Double>) -> [Double] {
    var out = [Double](repeating: 0, count: 4)
    var span = out.mutableSpan
    compiled.predict(at: x, into: &span)
    return out.reversed()
  }

  @Test("They are what the polynomials by hand give", arguments: points)
  func values(x: SIMD4<Double>) throws {
    let expected = ExampleFile.predictions(x[0], x[1], x[2], x[3])
    for (value, wanted) in zip(predictions(try compiled(), x), expected) {
      #expect(abs(value - wanted) < 1e-14 * max(1, abs(wanted)))
    }
  }

  @Test("Eight points at once are eight single ones, to the bit")
  func lanes() throws {
    let compiled = try compiled()
    let points = Self.points + Self.points.map { $0 * 0.5 + SIMD4(0.1, 0, 0, 0.2) }
    func lanes(_ component: Int) -> SIMD8<Double> { SIMD8(points.map { $0[component] }) }
    var out = [SIMD8<Double>](repeating: .zero, count: 4)
    var span = out.mutableSpan
    compiled.predict(lanes: (lanes(0), lanes(1), lanes(2), lanes(3)), into: &span)
    for (lane, point) in points.enumerated() {
      #expect(out.reversed().map { $0[lane] } == predictions(compiled, point))
    }
  }

  @Test("Gradients are those of differences", arguments: points)
  func gradient(x: SIMD4<Double>) throws {
    let compiled = try compiled()
    // the places of predictions run backwards
    let slopes = [0.4, -1.3, 0.7, 2.0]
    let gradient = compiled.gradient(at: x, slopes: slopes.span)
    for component in 0..<4 {
      func sum(_ shift: Double) -> Double {
        var y = x
        y[component] += shift
        return zip(ExampleFile.predictions(y[0], y[1], y[2], y[3]), slopes.reversed()).reduce(0) {
          $0 + $1.0 * $1.1
        }
      }
      let h = 1e-4
      let (near, far) = (sum(h) - sum(-h), sum(2 * h) - sum(-2 * h))
      let difference = (8 * near - far) / (12 * h)
      #expect(abs(gradient[component] - difference) < 1e-9)
    }
  }

  @Test("Coefficients of other leptons are multiples, and those that there are not are 0")
  func shares() throws {
    let text = ExampleFile.text.replacing("CS_bsmumu", with: "C9_bstautau")
    let sorted = text.replacing("('C9_bsmumu', 'C9_bstautau', 'RR')", with: "('', 'C9_bstautau', 'RR')")
    let file = try ExampleFile.read(sorted)
    let map = CoefficientMap(
      ExampleFile.map.shares.merging(["C9_bstautau": .init(coefficient: 0, weight: -1)]) { $1 })
    let compiled = PolynomialPredictions([.init(file, observable: 1, place: 0)], map)
    var out = [0.0]
    var span = out.mutableSpan
    compiled.predict(at: SIMD4(0.5, 0.1, 0.2, 0.3), into: &span)
    let expected = ExampleFile.polynomials(0.5, 0.1, 0.2, 0.3)[0] - 3.5
    #expect(abs(out[0] - expected) < 1e-14)
    #expect(map.absent(from: file).isEmpty)
    #expect(ExampleFile.map.absent(from: file) == ["C9_bstautau"])
    #expect(ExampleFile.map.reaches(1, of: file))
    #expect(!CoefficientMap(["CS_bsmumu": .init(coefficient: 0, weight: 1)]).reaches(1, of: file))
  }

  static let expressions: [(String, Double)] = [
    ("a", 3), ("-a", -3), ("a+b*c", 3 + 5 * 7), ("(a+b)*c", 56), ("a-b-c", -9), ("a/b/c", 3.0 / 35),
    ("-a**2", -9), ("2**-1*a", 1.5), ("a**2**0.5", 4.728804387837416), ("a**-2", 1.0 / 9), ("+a - -b", 8),
    ("sqrt(b*c)", 5.916079783099616), ("np.sqrt( a * a )", 3), ("a/(2*sqrt(b*c))", 0.2535462764185549),
    ("a/(8*b)", 0.075), ("-a/(4*b)", -0.15), ("1e1*a - .5", 29.5), ("sqrt(b*c)/a", 1.972026594366539),
    ("a*b/(c*c)", 15.0 / 49), ("sqrt(4*b*c)*a", 35.49647869859769), ("a/sqrt(b)", 1.3416407864998738),
    ("2*3*a", 18), ("5 - a/b", 4.4),
  ]

  @Test("Expressions are worth what Python makes of them", arguments: expressions)
  func expression(text: String, expected: Double) throws {
    let json = """
      {"$schema": "https://json.schemastore.org/popxf-1.0.json",
       "metadata": {"observable_names": ["o"], "parameters": ["C9_bsmumu"], "basis": {"custom": 1}, "scale": 1,
         "polynomial_names": ["A", "B", "C"],
         "observable_expressions": [{"variables": {"a": "A", "b": "B", "c": "C"}, "expression": "\(text)"}]},
       "data": {"polynomial_central": {"('', '')": [3, 5, 7], "('', 'C9_bsmumu')": [1, 0.5, -0.25]}}}
      """
    let file = try ExampleFile.read(json)
    let compiled = PolynomialPredictions([.init(file, observable: 0, place: 0)], ExampleFile.map)
    func value(_ x: Double) -> Double {
      var out = [0.0]
      var span = out.mutableSpan
      compiled.predict(at: SIMD4(x, 0, 0, 0), into: &span)
      return out[0]
    }
    #expect(abs(value(0) - expected) < 1e-14 * max(1, abs(expected)))
    let slope = compiled.gradient(at: .zero, slopes: [1].span)[0]
    let difference = (value(1e-5) - value(-1e-5)) / 2e-5
    #expect(abs(slope - difference) < 1e-8 * max(1, abs(expected)))
  }
}
