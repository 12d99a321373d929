import Testing

@testable import GlobalFit

@Suite("A measured value that could be misread is refused, where it could be")
struct ErrorStringRefusalTests {
  /// The reason of a refusal and the offset in characters where reading stopped.
  private func refusal(of text: String) -> ErrorString.Refusal? {
    do {
      _ = try ErrorString(text)
      return nil
    } catch {
      return error
    }
  }

  // What flavio 2.7.1 makes of each stands in the comment.
  @Test(
    "Every trap of flavio's grammar",
    arguments: [
      // (1.0 ± 1)·10⁻³, a central value of 0.001.
      ("1.0 ± 1e-3", 7, "an exponent here is ambiguous"),
      ("1.0 ± 0.1e-3", 9, "an exponent here is ambiguous"),
      // An empty list of distributions: no constraint at all.
      ("1.0 -0.1 +0.2", 5, "write the upper error before the lower one"),
      ("1.0 + 0.2", 9, "expected the lower error after the upper one"),
      ("1.0 - 0.2", 5, "write the upper error before the lower one"),
      // A dictionary in place of a distribution.
      ("−1.5", 0, "a value without an error constrains nothing"),
      // "not understood", without a place.
      ("-1.3e-3 ± 2e-4", 4, "an exponent here is ambiguous"),
      ("1.2 ± 0.3%", 9, "'%' is not understood here"),
      // A delta distribution: an infinite likelihood at one point.
      ("1.5", 0, "a value without an error constrains nothing"),
      ("1.5e-3", 0, "a value without an error constrains nothing"),
      ("1.5 e-3", 0, "a value without an error constrains nothing"),
      // "Standard deviation must be positive number", without a place.
      ("1.0 ± 0", 7, "an error must be greater than zero"),
      ("1.0(0)", 5, "an error must be greater than zero"),
      ("1.0 + 0.0 - 0.1", 9, "an error must be greater than zero"),
      // Read as if the bracket were closed.
      ("(1.67 ± 0.3 10^2", 11, "expected ')'"),
    ])
  func trap(text: String, offset: Int, reason: String) {
    let refusal = refusal(of: text)
    #expect(refusal?.offset == offset)
    #expect(refusal?.reason.hasPrefix(reason) == true, "\(refusal?.reason ?? "accepted")")
  }

  @Test(
    "Everything that is no value with errors",
    arguments: [
      ("", 0), ("   ", 3), ("abc", 0), ("±", 0), ("0x10 ± 1", 1), ("1_000 ± 1", 1), (".5 ± 0.2", 0),
      ("1,5 ± 0.2", 1), ("1.5 ± -0.2", 6), ("1.5 ± 0.2 0.3", 10), ("1.5 ± 0.2)", 9), ("1.5 ± 0.2 * 3", 11),
      ("1.5 ± 0.2 e", 11), ("1.5 ± 0.2 e-", 12), ("1.5 ± 0.2 e-3 e-3", 14), ("1.5 ± 0.2 10^(3", 15),
      ("1.5 ± 0.2 e999", 14), ("1.5 ± 0.2 e99999999999999999999", 31), ("1.5 ± ٣", 6), ("1.5 ± 0.2 ± ", 12),
      ("1.5(3", 5), ("1.5()", 3), ("1.5(3) ± 0.2", 7), ("nan ± 1", 0), ("inf ± 1", 0), ("1 ± nan", 4),
      ("((1.5 ± 0.2))", 1), ("1.5 ∓ 0.2", 4), ("1.5 ± 0.2\u{0}", 9), ("1.5 ± 0.2 fs", 10),
    ])
  func noValue(text: String, offset: Int) {
    #expect(refusal(of: text)?.offset == offset, "\(refusal(of: text)?.reason ?? "accepted")")
  }

  @Test(
    "Ranges, factors and limits that mean nothing",
    arguments: [
      ("[5, 1]", "the lower end must be below the upper end"),
      ("[1, 1]", "the lower end must be below the upper end"),
      ("[1 5]", "expected ','"), ("[1, 5", "expected ']'"),
      ("[1e-3, 5] e-3", "an exponent here is ambiguous"),
      ("[0.1, 0.2] e-300 e3", "'e3' is not understood here"),
      ("1.67 */ 1", "the factor of a log-normal must be greater than one"),
      ("0 */ 1.5", "the median of a log-normal must be greater than zero"),
      ("-1.67 */ 1.5", "the median of a log-normal must be greater than zero"),
      ("1.67e-3 */ 1.5 e-3", "an exponent here is ambiguous"),
      ("< 5", "expected '@'"), ("< 5 @ 0.9 CL", "expected a confidence level in per cent"),
      ("< 5 @ 90%", "expected 'CL'"), ("< 5 @ 100% CL", "a confidence level lies between 0 and 100 %"),
      ("< 5 @ 0% CL", "a confidence level lies between 0 and 100 %"),
      ("< -5 @ 90% CL", "expected an upper limit"),
      ("< 0 @ 90% CL", "an upper limit must be greater than zero"),
      ("> 5 @ 90% CL", "a lower limit is no density"),
      ("< 5e999 @ 90% CL", "expected the digits of an exponent between −300 and 300"),
      ("< 5 @ 90% CL e-3", "'e-3' is not understood here"),
    ])
  func meaningless(text: String, reason: String) {
    #expect(refusal(of: text)?.reason.hasPrefix(reason) == true, "\(refusal(of: text)?.reason ?? "accepted")")
  }

  @Test("In a file the refusal points at the character, through quotes and non-ASCII letters")
  func place() {
    let plain = "A measurement:\n  values:\n    R_trident: 1.0 ± 1e-3\n"
    #expect(whatIsSaid { try measurements(plain) }?.hasPrefix("input.yaml:3:23: ") == true)
    let quoted = "A measurement:\n  values:\n    R_trident: '1.0 ± 1e-3'\n"
    #expect(whatIsSaid { try measurements(quoted) }?.hasPrefix("input.yaml:3:24: ") == true)
    let inline = "Ä: {values: {R_trident: 1.0 -0.1 +0.2}}\n"
    #expect(
      whatIsSaid { try measurements(inline) }
        == "input.yaml:1:30: '1.0 -0.1 +0.2' is not understood: write the upper error before the lower one, "
        + "as in '0.72 + 1.73 - 0.72'")
  }

  @Test("A width that underflows or a limit at a confidence of one is refused, not a crash")
  func underflow() {
    for text in ["0.82 ± 0.28 e-200", "< 5 @ 99.99999999999999% CL"] {
      #expect(whatIsSaid { try distribution(text) } != nil, "\(text)")
    }
  }
}
