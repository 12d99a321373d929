import Testing

@testable import GlobalFit

// The values of every accepted string are those of flavio 2.7.1, `flavio._parse_errors.constraints_from_string`,
// except where a comment says that flavio has none.

@Suite("A measured value is written as a string")
struct ErrorStringTests {
  @Test(
    "with symmetric errors",
    arguments: [
      ("0.82 ± 0.28", 0.82, [0.28]), ("0.82 +- 0.28", 0.82, [0.28]), (#"0.82 \pm 0.28"#, 0.82, [0.28]),
      ("0.82+-0.28", 0.82, [0.28]), ("  0.82   ±   0.28  ", 0.82, [0.28]), ("-1.5 ± 0.2", -1.5, [0.2]),
      ("5 ± 2", 5, [2]), ("1. ± 2.", 1, [2]), ("24.2 ± 0.7 ± 1.2 e-9", 24.2e-9, [0.7e-9, 1.2e-9]),
      ("(17.41 ± 0.04) e-2", 0.1741, [0.0004]), ("(17.41 ± 0.04)e-2", 0.1741, [0.0004]),
      ("1.67 ± 0.3 * 10^(-3)", 1.67e-3, [3e-4]), ("1.67 ± 0.3 * 1e-3", 1.67e-3, [3e-4]),
      ("1.67 ± 0.3 1E-3", 1.67e-3, [3e-4]), ("1.67 ± 0.3 E2", 167, [30]), ("1.67 ± 0.3 10^2", 167, [30]),
      ("1.67 ± 0.3 e+2", 167, [30]),
    ])
  func symmetric(text: String, central: Double, errors: [Double]) throws {
    #expect(try ErrorString(text) == .errors(central: central, symmetric: errors, asymmetric: []))
  }

  @Test(
    "with errors in brackets: in units of the last digit, or absolute with a point",
    arguments: [
      ("1.67(3)", 1.67, [0.03]), ("290.17(53)(33)", 290.17, [0.53, 0.33]), ("1.67(0.03)", 1.67, [0.03]),
      ("1.67 (3) (5)", 1.67, [0.03, 0.05]), ("1.67(3)(5)e-3", 1.67e-3, [3e-5, 5e-5]),
      ("(1.67(3)) e-3", 1.67e-3, [3e-5]), ("249(48) e-11", 2.49e-9, [4.8e-10]),
      ("249(48)e-11", 2.49e-9, [4.8e-10]), ("116592061(41) e-11", 0.00116592061, [4.1e-10]),
      ("-0.0367(23)", -0.0367, [0.0023]), ("1.5(120)", 1.5, [12]), ("1.25(3.)", 1.25, [3]),
      // No digit follows the point: the bracket counts whole units.
      ("1.(3)", 1, [3]),
    ])
  func brackets(text: String, central: Double, errors: [Double]) throws {
    #expect(try ErrorString(text) == .errors(central: central, symmetric: errors, asymmetric: []))
  }

  @Test("with asymmetric errors, the upper one first, several of them and beside symmetric ones")
  func asymmetric() throws {
    typealias Pair = ErrorString.Asymmetric
    #expect(
      try ErrorString("0.72 + 1.73 - 0.72")
        == .errors(central: 0.72, symmetric: [], asymmetric: [Pair(upper: 1.73, lower: 0.72)]))
    #expect(
      try ErrorString("(1.67 ± 0.3 + 0.2 - 0.1) 1e-3")
        == .errors(central: 1.67e-3, symmetric: [3e-4], asymmetric: [Pair(upper: 2e-4, lower: 1e-4)]))
    #expect(
      try ErrorString("1.67 ± 0.3 + 0.2 - 0.1 ± 0.4 +0.5-0.6")
        == .errors(
          central: 1.67, symmetric: [0.3, 0.4],
          asymmetric: [Pair(upper: 0.2, lower: 0.1), Pair(upper: 0.5, lower: 0.6)]))
  }

  @Test(
    "as a range",
    arguments: [
      ("[1, 5] e-3", 0.001, 0.005), ("[-1, 5]", -1, 5), ("[1,5]*1e2", 100, 500),
      ("[1e-3, 5e-3]", 0.001, 0.005),
      ("[ -5.5 , -1 ]", -5.5, -1), ("[1e-3, 5]", 0.001, 5),
    ])
  func range(text: String, lower: Double, upper: Double) throws {
    #expect(try ErrorString(text) == .uniform(lower...upper))
  }

  @Test("as a median with a factor; the power of ten behind it is our own, flavio writes it into the median")
  func logNormal() throws {
    #expect(try ErrorString("1.67 */ 1.5") == .logNormal(median: 1.67, factor: 1.5))
    #expect(try ErrorString("1.67e-3 */ 1.5") == .logNormal(median: 1.67e-3, factor: 1.5))
    #expect(try ErrorString("1.67 */ 1.5 e-3") == .logNormal(median: 1.67e-3, factor: 1.5))
    #expect(try ErrorString("(1.67 */ 1.5) e-3") == .logNormal(median: 1.67e-3, factor: 1.5))
  }

  @Test(
    "as an upper limit",
    arguments: [
      ("< 5.3e-8 @ 90% CL", 5.3e-8, 0.9), ("<5@95%CL", 5, 0.95), ("< 5 @ 95 % C.L.", 5, 0.95),
      ("< 2E+2 @ 68.3% CL", 200, 0.683),
    ])
  func upperLimit(text: String, limit: Double, confidence: Double) throws {
    #expect(try ErrorString(text) == .upperLimit(limit, confidence: confidence))
  }

  @Test(
    "with notations that flavio does not read and that cannot be misunderstood",
    arguments: [
      ("1.67 +/- 0.3", 1.67, [0.3]), ("+1.5 ± 0.2", 1.5, [0.2]), ("(1.0 ± 0.1) × 10^-3", 1e-3, [1e-4]),
      ("1.0 ± 0.1 × 1e-3", 1e-3, [1e-4]),
    ])
  func ours(text: String, central: Double, errors: [Double]) throws {
    #expect(try ErrorString(text) == .errors(central: central, symmetric: errors, asymmetric: []))
  }

  @Test("with U+2212 for the minus, wherever a minus can stand")
  func unicodeMinus() throws {
    #expect(try ErrorString("−1.5 ± 0.2 e−3") == .errors(central: -1.5e-3, symmetric: [2e-4], asymmetric: []))
    #expect(
      try ErrorString("0.72 + 1.73 − 0.72")
        == .errors(central: 0.72, symmetric: [], asymmetric: [.init(upper: 1.73, lower: 0.72)]))
  }

  @Test("The power of ten does not cost a digit: what is written is what a double literal of it would be")
  func rounding() throws {
    // In floating point, 0.9 × 1e-9 is 9.000000000000001e-10.
    let product = 0.9 * 1e-9
    #expect(product != 9e-10)
    #expect(
      try ErrorString("(2.9 ± 0.9) e-9") == .errors(central: 2.9e-9, symmetric: [9e-10], asymmetric: []))
    #expect(try ErrorString("290.17(53)") == .errors(central: 290.17, symmetric: [0.53], asymmetric: []))
  }
}
