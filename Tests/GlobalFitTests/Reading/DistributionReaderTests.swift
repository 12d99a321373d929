import Testing

@testable import GlobalFit

@Suite("Densities in a file")
struct DistributionReaderTests {
  @Test("Several errors on one value add in quadrature, side by side")
  func quadrature() throws {
    // 3-4-5 triangles.
    guard case .normal(let normal) = try distribution("10 ± 0.3 ± 0.4") else { return #expect(Bool(false)) }
    #expect(normal.mean == 10 && abs(normal.sigma - 0.5) < 1e-15)
    guard case .asymmetricNormal(let split) = try distribution("10 ± 1.2 + 0.5 - 1.6")
    else { return #expect(Bool(false)) }
    #expect(split.mode == 10 && abs(split.upperSigma - 1.3) < 1e-15 && abs(split.lowerSigma - 2) < 1e-15)
    guard case .asymmetricNormal(let two) = try distribution("10 + 0.3 - 0.5 + 0.4 - 1.2") else {
      return #expect(Bool(false))
    }
    #expect(abs(two.upperSigma - 0.5) < 1e-15 && abs(two.lowerSigma - 1.3) < 1e-15)
  }

  @Test("Equal upper and lower errors are a symmetric error")
  func equalSides() throws {
    guard case .normal(let normal) = try distribution("0.72 + 0.3 - 0.3") else { return #expect(Bool(false)) }
    #expect(normal.sigma == 0.3)
  }

  @Test("A list is a convolution: around one central value errors add in quadrature")
  func convolution() throws {
    let list = """
      - {distribution: normal, central_value: 10, standard_deviation: 0.3}
      - 10 ± 0.4
      - {distribution: asymmetric_normal, central_value: 10, right_deviation: 1.2, left_deviation: 0.5}
      """
    guard case .asymmetricNormal(let sum) = try distribution(list) else { return #expect(Bool(false)) }
    #expect(sum.mode == 10)
    #expect(abs(sum.upperSigma - 1.3) < 1e-15 && abs(sum.lowerSigma - 0.5.squareRoot()) < 1e-15)
    guard case .uniform = try distribution("['[1, 2]']") else { return #expect(Bool(false)) }
  }

  @Test(
    "A convolution that is not of normal errors around one value is refused at its part",
    arguments: [
      (
        "- 10 ± 0.4\n- 11 ± 0.4\n",
        "input.yaml:2:3: convolved errors must share one central value: 10, then 11"
      ),
      (
        "- 10 ± 0.4\n- '[9, 11]'\n",
        "input.yaml:2:3: only normal and asymmetric_normal densities can be convolved here"
      ),
      ("[]", "input.yaml:1:1: expected at least one density"),
    ])
  func badConvolution(text: String, said: String) {
    #expect(whatIsSaid { try distribution(text) } == said)
  }

  @Test(
    "What flavio has and Mutau has not is refused by its name",
    arguments: [
      "delta", "discrete_uniform", "general_gamma_positive", "general_gamma_counting_process",
      "general_gamma_upper_limit", "kernel_density_estimate", "gaussian_kde", "multivariate_normal",
      "multivariate_numerical",
    ])
  func refused(name: String) {
    let said = whatIsSaid { try distribution("{distribution: \(name), central_value: 1}") }
    #expect(
      said?.hasPrefix("input.yaml:1:16: the distribution '\(name)' is refused: ") == true,
      "\(said ?? "accepted")")
  }

  @Test(
    "Unknown names and keys get the nearest spelling, missing ones their name",
    arguments: [
      ("{distribution: nromal}", "1:16: unknown distribution 'nromal'; did you mean 'normal'?"),
      ("{distribution: Normal}", "1:16: unknown distribution 'Normal'; did you mean 'normal'?"),
      (
        "{distribution: normal, central_valeu: 1, standard_deviation: 1}",
        "1:24: unknown key 'central_valeu' in the distribution 'normal'; did you mean 'central_value'?"
      ),
      (
        "{distribution: normal, central_value: 1}",
        "1:1: missing key 'standard_deviation' in the distribution 'normal'"
      ),
      ("{central_value: 1, standard_deviation: 1}", "1:1: missing key 'distribution' in a density"),
      ("{distribution: gamma, a: 2, loc: 0}", "1:1: missing key 'scale' in the distribution 'gamma'"),
    ])
  func names(text: String, said: String) {
    #expect(whatIsSaid { try distribution(text) } == "input.yaml:\(said)")
  }

  @Test(
    "Numbers that make no density",
    arguments: [
      (
        "normal, central_value: 1, standard_deviation: 0",
        "1:62: standard_deviation must be greater than zero"
      ),
      (
        "normal, central_value: 1, standard_deviation: -1",
        "1:62: standard_deviation must be greater than zero"
      ),
      (
        "normal, central_value: nan, standard_deviation: 1",
        "1:39: expected central_value, a finite number, found 'nan'"
      ),
      (
        "normal, central_value: 1, standard_deviation: 1e-200",
        "1:62: standard_deviation must be at least 1e-100"
      ),
      ("half_normal, central_value: 1, standard_deviation: 0", "1:67: standard_deviation must not be zero"),
      ("half_normal, central_value: 1, standard_deviation: 1e-200", "1:67: a width of 1e-200"),
      ("uniform, central_value: 1, half_range: 0", "1:55: half_range must be greater than zero"),
      ("uniform, central_value: 1, half_range: 1e-30", "1:1: this density cannot be normalised"),
      ("log_normal, central_value: 1, factor: 1", "1:54: factor must be greater than one"),
      ("log_normal, central_value: -1, factor: 2", "1:43: central_value must be greater than zero"),
      ("gamma, a: 0.5, loc: 0, scale: 1", "1:26: a must be at least 1"),
      ("gamma, a: 2, loc: 0, scale: 0", "1:44: scale must be greater than zero"),
      ("gamma_positive, a: 2, loc: -1e6, scale: 1", "1:1: this density cannot be normalised"),
      ("gaussian_upper_limit, limit: 1, confidence_level: 90", "1:66: confidence_level lies between 0 and 1"),
      (
        "gaussian_upper_limit, limit: 1, confidence_level: 0.9999999999999999", "1:1: a width of 0 is outside"
      ),
      ("gaussian_upper_limit, limit: 0, confidence_level: 0.9", "1:45: limit must be greater than zero"),
      ("gamma_counting_process, counts_total: 3", "1:1: expected two of counts_total"),
      ("gamma_counting_process, counts_total: 3, counts_signal: 4", "1:1: expected two of counts_total"),
      (
        "gamma_counting_process, counts_total: 3, counts_background: 2, counts_signal: 1",
        "1:1: expected two of counts_total"
      ),
      (
        "gamma_counting_process, counts_total: -3, counts_background: 2",
        "1:54: counts_total must not be negative"
      ),
      (
        "gamma_counting_process, counts_total: 1, counts_background: 5000",
        "1:1: this density cannot be normalised"
      ),
      ("numerical, x: [1], y: [1]", "1:30: a table needs at least two points"),
      ("numerical, x: [1, 2], y: [1]", "1:41: 1 values of y for 2 of x"),
      ("numerical, x: [1, 1], y: [1, 2]", "1:30: x must be increasing"),
      ("numerical, x: [1, 2], y: [1, -2]", "1:41: a density must not be negative"),
      ("numerical, x: [1, 2], y: [0, 0]", "1:41: a density must not be negative, nor zero everywhere"),
      ("numerical, x: [1, 2], y: [0, 1], central_value: 3", "1:64: central_value lies outside the table"),
      ("numerical, x: [1, 2], y: [5e-324, 0]", "1:30: the table cannot be normalised"),
      ("numerical, x: [1, 2], y: [1, 1e308]", "1:45: expected a number of y, a number below 1e100"),
      ("numerical, x: 1, y: 1", "1:30: expected x (a list)"),
    ])
  func numbers(arguments: String, said: String) {
    let heard = whatIsSaid { try distribution("{distribution: \(arguments)}") }
    #expect(heard?.hasPrefix("input.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }
}
