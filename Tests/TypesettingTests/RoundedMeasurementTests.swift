import Testing

@testable import Typesetting

/// The PDG's rule, by the examples in its text and by others worked out by hand from it.
@Suite struct RoundedMeasurementTests {
  /// "The result 0.827 ± 0.119 would appear as 0.83 ± 0.12, while 0.827 ± 0.367 would turn into 0.8 ± 0.4."
  @Test(arguments: [(0.119, "0.83 ± 0.12"), (0.367, "0.8 ± 0.4")])
  func examplesOfThePDG(error: Double, text: String) {
    #expect(RoundedMeasurement(0.827, error)?.text == text)
  }

  @Test(arguments: [
    // 100 to 354: two digits
    (1.23456, 0.100, "1.23 ± 0.10"), (1.23456, 0.354, "1.23 ± 0.35"), (1.23456, 0.0354, "1.235 ± 0.035"),
    // the three highest-order digits of 0.3549 are 354
    (1.23456, 0.3549, "1.23 ± 0.35"),
    // 355 to 949: one
    (1.23456, 0.355, "1.2 ± 0.4"), (1.23456, 0.949, "1.2 ± 0.9"), (1.23456, 0.9499, "1.2 ± 0.9"),
    // 950 to 999: 1000, and two digits of it
    (1.23456, 0.950, "1.2 ± 1.0"), (1.23456, 0.999, "1.2 ± 1.0"), (1.23456, 0.0950, "1.23 ± 0.10"),
    (1.23456, 0.00999, "1.235 ± 0.010"),
    // above one
    (290.29, 0.53, "290.3 ± 0.5"), (290.29, 1.86, "290.3 ± 1.9"), (290.29, 53, "290 ± 50"),
    (290.29, 97, "290 ± 100"),
    (1274.4, 123, "1270 ± 120"),
    // fewer digits than three
    (3, 2, "3.0 ± 2.0"), (3, 4, "3 ± 4"), (0, 0.3, "0.00 ± 0.30"),
    // halves go away from zero, of decimal digits: 0.125 and 2.5 are what they are, not a binary neighbour
    (0.125, 0.10, "0.13 ± 0.10"), (-2.5, 4, "−3 ± 4"), (1.005, 0.012, "1.005 ± 0.012"),
    (1.005, 0.12, "1.01 ± 0.12"),
    (0.995, 0.11, "1.00 ± 0.11"), (9.996, 0.2, "10.00 ± 0.20"),
    // a value that is nothing beside its error
    (0.0004, 0.12, "0.00 ± 0.12"), (-0.0004, 0.12, "0.00 ± 0.12"), (1e-30, 4, "0 ± 4"),
  ])
  func oneErrorIsRoundedByItsThreeLeadingDigits(value: Double, error: Double, text: String) {
    #expect(RoundedMeasurement(value, error)?.text == text)
  }

  @Test(arguments: [
    (2.9e-9, 9e-10, "(2.9 ± 0.9)e-9"), (2.51e-9, 5.9e-10, "(2.5 ± 0.6)e-9"),
    (5.956e11, 2e8, "(5.9560 ± 0.0020)e11"),
    (-2.51e-9, 5.9e-10, "(−2.5 ± 0.6)e-9"), (1e-12, 3.7e-9, "(0 ± 4)e-9"), (123456, 789, "123500 ± 800"),
    (1234567, 7890, "(1.235 ± 0.008)e6"), (0.00123, 0.00012, "0.00123 ± 0.00012"),
    (0.000983, 0.000012, "(9.83 ± 0.12)e-4"), (9.99e-4, 0.96e-4, "(10.0 ± 1.0)e-4"),
  ])
  func smallAndLargeNumbersHaveACommonPowerOfTen(value: Double, error: Double, text: String) {
    #expect(RoundedMeasurement(value, error)?.text == text)
  }

  @Test(arguments: [
    // each error alone would keep two decimals
    (1.268, 0.123, 0.217, "1.27 + 0.12 − 0.22"),
    // 0.357 would keep one decimal, 0.123 keeps two: both do
    (1.268, 0.357, 0.123, "1.27 + 0.36 − 0.12"),
    (1.058, 0.357, 0.8373, "1.1 + 0.4 − 0.8"), (0.014, 0.136, 0.0117, "0.014 + 0.136 − 0.012"),
    // equal once rounded
    (1.058, 0.357, 0.3712, "1.1 ± 0.4"),
    // an edge on one side
    (1.058, 0.357, 0, "1.1 + 0.4 − 0.0"),
    (1.7e-12, 4.83e-11, 1.68e-12, "(0.17 + 4.83 − 0.17)e-11"),
  ])
  func ofTwoErrorsTheSmallerDecides(value: Double, upper: Double, lower: Double, text: String) {
    #expect(RoundedMeasurement(value, upper: upper, lower: lower)?.text == text)
  }

  @Test(arguments: [(0, "7000 + 53000 − 1200"), (31, "7000 + 53000 − 1200"), (3100, "7000 + 53000 − 1000")])
  func noDigitIsPrintedThatMonteCarloDoesNotKnow(uncertainty: Double, text: String) {
    #expect(RoundedMeasurement(7012, upper: 53_000, lower: 1234, uncertainty: uncertainty)?.text == text)
  }

  @Test(arguments: [
    // as published
    ("0.82 ± 0.28", "0.82 ± 0.28"), ("1.58 ± 0.57", "1.58 ± 0.57"), ("0.1741 ± 0.0004", "0.1741 ± 0.0004"),
    ("−0.50111 ± 0.00035", "−0.50111 ± 0.00035"), ("0.72 + 1.73 − 0.72", "0.72 + 1.73 − 0.72"),
    ("2.9e-9 ± 9e-10", "(2.9 ± 0.9)e-9"), ("5.956e11 ± 2e8", "(5.956 ± 0.002)e11"),
    ("0 ± 1.962e-12", "(0.0 ± 2.0)e-12"),
    // errors that were added in quadrature
    ("290.1 ± 1.86011", "290.1 ± 1.9"), ("0.046 ± 0.070739", "0.05 ± 0.07"),
    ("1.027 ± 0.154", "1.027 ± 0.154"),
    ("0.949 + 0.0474131 − 0.0465296", "0.95 ± 0.05"), ("0.994 + 0.0945569 − 0.0863308", "0.99 ± 0.09"),
  ])
  func whatWasPublishedKeepsItsDigits(words: String, text: String) throws {
    #expect(try #require(RoundedMeasurement(published: words)).text == text)
  }

  @Test(arguments: [
    "", "0.82", "half-normal above 0, σ = 0.510213", "2.49e-9 ± 2.2e-10 ± 4.3e-10 (theory)", "< 1.2", "1 ± x",
    "0 ± 0",
    "1 + 2 + 3", "nan ± 1",
  ])
  func otherWordsAreNoMeasurement(words: String) { #expect(RoundedMeasurement(published: words) == nil) }

  @Test(arguments: [
    (Double.nan, 1.0), (1, .nan), (.infinity, 1), (1, .infinity), (1, 0), (1, -1),
  ])
  func whatHasNoErrorIsNotRounded(value: Double, error: Double) {
    #expect(RoundedMeasurement(value, error) == nil)
    #expect(RoundedMeasurement(value, upper: error, lower: error) == nil)
  }

  @Test func extremesOfDoublesAreRounded() throws {
    let small = try #require(RoundedMeasurement(.leastNonzeroMagnitude, .leastNonzeroMagnitude))
    #expect(small.text == "(5 ± 5)e-324")
    let large = try #require(RoundedMeasurement(1.7e308, 1.2e307))
    #expect(large.text == "(1.70 ± 0.12)e308")
  }

  @Test func printFormsOfOneResult() throws {
    let one = try #require(RoundedMeasurement(-2.51e-9, 5.9e-10))
    #expect(one.latex == #"(-2.5 \pm 0.6)\times10^{-9}"#)
    #expect(one.markdown == "(−2.5 ± 0.6) × 10⁻⁹")
    #expect(one.html == "(−2.5 ± 0.6) × 10<sup>−9</sup>")
    let two = try #require(RoundedMeasurement(0.014, upper: 0.136, lower: 0.0117))
    #expect(two.latex == "0.014^{+0.136}_{-0.012}")
    #expect(two.markdown == "0.014 +0.136 −0.012")
    #expect(two.html == "0.014 <span class=\"errors\"><sup>+0.136</sup><sub>−0.012</sub></span>")
  }
}
