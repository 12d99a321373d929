import Testing

@testable import GlobalFit

@Suite("A file of measurements that says something else than was meant is refused")
struct MeasurementRefusalTests {
  @Test(
    "Misspelt keys and observables, with the nearest spelling",
    arguments: [
      // flavio ignores unknown keys, and takes any word for an observable.
      (
        "M:\n  values: {gV_e: 0 ± 1}\n  corelation: 0.3\n",
        "3:3: unknown key 'corelation' in the measurement 'M'; did you mean 'correlation'?"
      ),
      (
        "M:\n  inspir: A:2000b\n  values: {gV_e: 0 ± 1}\n",
        "2:3: unknown key 'inspir' in the measurement 'M'; did you mean 'inspire'?"
      ),
      (
        "M:\n  Values: {gV_e: 0 ± 1}\n",
        "2:3: unknown key 'Values' in the measurement 'M'; did you mean 'values'?"
      ),
      (
        "M:\n  values: {gV_e: 0 ± 1}\n  superseeds: a/b\n",
        "3:3: unknown key 'superseeds' in the measurement 'M'; did you mean 'supersedes'?"
      ),
      ("M:\n  values: {R_tridnt: 0 ± 1}\n", "2:12: unknown observable 'R_tridnt'; did you mean 'R_trident'?"),
      (
        "M:\n  values: {r_trident: 0 ± 1}\n",
        "2:12: unknown observable 'r_trident'; did you mean 'R_trident'?"
      ),
      (
        "M:\n  values: [{name: gV_muon, value: 0 ± 1}]\n",
        "2:19: unknown observable 'gV_muon'; did you mean 'gV_mu'?"
      ),
      (
        "M:\n  values: [{nam: gV_mu, value: 0 ± 1}]\n",
        "2:13: unknown key 'nam' in a value; did you mean 'name'?"
      ),
      (
        "M:\n  observables: [gV_e, gV_nu, gv_mu]\n  values: {}\n",
        "2:30: unknown observable 'gv_mu'; did you mean 'gV_mu'?"
      ),
      (
        "- arguments: {name: M}\n  constraint: []\n",
        "2:3: unknown key 'constraint' in a measurement; did you mean 'constraints'?"
      ),
      (
        "- arguments: {name: M}\n  metadata: {inspier: A}\n  constraints: []\n",
        "2:14: unknown key 'inspier' in 'metadata'; did you mean 'inspire'?"
      ),
      (
        "- arguments: {name: M, value: 3}\n  constraints: []\n", "1:24: unknown key 'value' in 'arguments'",
      ),
    ])
  func misspelt(text: String, said: String) {
    let heard = whatIsSaid { try measurements(text) }
    #expect(heard?.hasPrefix("input.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }

  @Test(
    "Values that can only be in another unit",
    arguments: [
      (
        "BR(tau->mununu): 17.41 ± 0.04",
        "the value 17.41 of 'BR(tau->mununu)' is not plausible: it is a pure number, no per cent"
      ),
      ("BR(tau->mununu): 0.1741 ± 4", "the error 4 of 'BR(tau->mununu)' is not plausible"),
      ("tau_tau: (290.17 ± 0.53) e-15", "the value 2.9017e-13 of 'tau_tau' is not plausible: it is in fs"),
      ("Delta_a_mu: 249 ± 48", "the value 249 of 'Delta_a_mu' is not plausible"),
      (
        "Gamma_SM(tau->mununu): 0.5956 ± 0.0002",
        "the value 0.5956 of 'Gamma_SM(tau->mununu)' is not plausible: it is in 1/s"
      ),
      ("R_trident: '[200, 300]'", "the value 250 of 'R_trident' is not plausible"),
      ("R_trident: < 500 @ 90% CL", "the error 303.978 of 'R_trident' is not plausible"),
    ])
  func units(value: String, said: String) {
    let heard = whatIsSaid { try measurements("M:\n  values:\n    \(value)\n") }
    let column = 7 + (value.split(separator: ":").first?.count ?? 0)
    #expect(heard?.hasPrefix("input.yaml:3:\(column): \(said)") == true, "\(heard ?? "accepted")")
  }

  @Test(
    "A value that a fluctuation carried below zero, or above what is possible, is data and read as it is",
    arguments: [
      ("R(B->Knunu): -0.5 ± 1.2", -0.5), ("BR(tau->mununu): -0.02 ± 0.01", -0.02),
      ("BR(tau->mununu): 1.03 ± 0.04", 1.03), ("BR(Z'->mumu): -0.1 + 0.3 - 0.2", -0.1),
      ("BR(t->Z'c): (-1.3 ± 1.1) e-4", -1.3e-4), ("R_trident: -0.7 ± 0.3", -0.7),
      ("'N_4mu(Z->4mu)': -3 ± 5", -3), ("R(K_L->pinunu): '[-20, 10]'", -5),
      ("R_K[1.1,6]: -0.1 ± 0.4", -0.1), ("R(B->X_smumu): -2 ± 1 ± 3 (theory)", -2),
    ])
  func fluctuations(value: String, mode: Double) throws {
    let read = try measurements("M:\n  values:\n    \(value)\n")
    guard case .single(let distribution) = try #require(read.first?.factors.first).shape else {
      Issue.record("one observable has a density of its own")
      return
    }
    #expect(distribution.mode == mode)
  }

  @Test("A fluctuation below zero is read beside correlations and in lists too")
  func correlatedFluctuations() throws {
    let both = "values: {R(B->Knunu): -0.5 ± 1.2, R(B->K*nunu): -0.1 + 0.9 - 0.7}"
    #expect(try measurements("M:\n  \(both)\n  correlation: 0.1\n").count == 1)
    let list = "{distribution: multivariate_normal, central_value: [-0.02], covariance: [[0.0001]]}"
    #expect(try measurements("M:\n  observables: [BR(tau->mununu)]\n  values: \(list)\n").count == 1)
  }

  @Test(
    "A sign is no excuse for a unit",
    arguments: [
      "BR(tau->mununu): -17.41 ± 0.04", "R_trident: -250 ± 3", "tau_tau: -290 ± 0.5",
      "Delta_a_mu: -249 ± 48", "BR(tau->mununu): 104 ± 0.5",
    ])
  func signedUnits(value: String) {
    let heard = whatIsSaid { try measurements("M:\n  values:\n    \(value)\n") }
    #expect(heard?.contains("is not plausible") == true, "\(heard ?? "accepted")")
  }

  @Test("A line indented too far, which YAML adds to the one above, is noticed")
  func swallowed() {
    let list = "M:\n  shares-data-with:\n    - a/one\n      - a/two\n  values: {gV_e: 0 ± 1}\n"
    #expect(
      whatIsSaid { try measurements(list) }
        == "input.yaml:3:7: the name of an input has no blanks, found 'a/one - a/two'; is a line below indented too far?"
    )
    let text = "M:\n  description: >-\n    a text\n    supersedes: a/one\n  values: {gV_e: 0 ± 1}\n"
    #expect(
      whatIsSaid { try measurements(text) }
        == "input.yaml:2:16: 'supersedes:' stands inside a description; is a line below indented too far?")
  }

  @Test("Eight correlated asymmetric errors are more than can be normalised")
  func asymmetric() {
    let names = ["gV_nu", "gA_e", "gA_mu", "gA_tau", "gV_e", "gV_mu", "gV_tau", "R_trident"]
    let values = names.map { "\($0): 0.5 + 0.1 - 0.2" }
    let seven = "M: {values: {\(values.dropLast().joined(separator: ", "))}, correlation: 0.1}"
    #expect(whatIsSaid { try measurements(seven) } == nil)
    let eight = "M: {values: {\(values.joined(separator: ", "))}, correlation: 0.1}"
    #expect(
      whatIsSaid { try measurements(eight) }
        == "input.yaml:1:13: more than 7 asymmetric errors cannot be correlated")
  }

  @Test("The unit is looked at beside correlations and in lists too")
  func correlatedUnits() {
    let both = "values: {gV_e: 0 ± 0.1, BR(tau->mununu): 17.41 ± 0.04}"
    #expect(
      whatIsSaid { try measurements("M:\n  \(both)\n  correlation: 0.1\n") }?.contains("not plausible")
        == true)
    let list = "{distribution: multivariate_normal, central_value: [17.41], covariance: [[0.0016]]}"
    #expect(
      whatIsSaid { try measurements("M:\n  observables: [BR(tau->mununu)]\n  values: \(list)\n") }?
        .hasPrefix("input.yaml:3:62: the value 17.41") == true)
  }

  @Test(
    "What is missing, twice, empty or of another kind",
    arguments: [
      ("M: {experiment: CCFR}", "1:4: missing key 'values' in the measurement 'M'"),
      ("M: {values: {}}", "1:13: expected at least one measured value"),
      ("M: {values: []}", "1:13: expected at least one measured value"),
      (
        "M: {values: }",
        "1:13: expected 'values', observables with their measured values (a mapping), found nothing"
      ),
      (
        "M: {values: 3}",
        "1:13: expected 'values', observables with their measured values (a mapping), found '3'"
      ),
      ("M:", "1:3: expected the measurement 'M' (a mapping), found nothing"),
      ("M", "1:1: expected measurements, each under its name (a mapping), found 'M'"),
      ("{}", "1:1: expected at least one measurement"), ("[]", "1:1: expected at least one measurement"),
      (
        "M: {values: [{name: gV_e, value: 0 ± 1}, {name: gV_e, value: 0 ± 1}]}",
        "1:49: 'gV_e' is given twice in one measurement"
      ),
      ("M: {values: [{name: gV_e}]}", "1:14: missing key 'value' in a value"),
      ("M: {observables: [], values: 0 ± 1}", "1:18: expected at least one observable"),
      ("M: {observables: [gV_e, gV_e], values: 0 ± 1}", "1:25: 'gV_e' is listed twice"),
      (
        "M: {observables: [gV_e, gV_mu], values: 0 ± 1}",
        "1:41: expected a density of several observables (a mapping), found '0 ± 1'"
      ),
      (
        "M: {observables: [gV_e, gV_mu], values: {distribution: normal}}",
        "1:56: 2 observables need 'multivariate_normal', found 'normal'"
      ),
      (
        "M: {observables: [gV_e, gV_mu], values: {distribution: multivariate_numerical}}",
        "1:56: the distribution 'multivariate_numerical' is refused"
      ),
      (
        "M: {observables: [gV_e], values: 0 ± 1, correlation: 0.1}",
        "1:54: 'correlation' stands inside 'values' when 'observables' are listed"
      ),
      (
        "M: {observables: [gV_e, gV_mu], values: {distribution: multivariate_normal, central_value: [0], covariance: [[1, 0], [0, 1]]}}",
        "1:92: expected 2 numbers, one for each observable, found 1"
      ),
      (
        "M: {observables: [gV_e], values: {distribution: multivariate_normal, central_value: [0], standard_deviation: [0], correlation: 0}}",
        "1:111: a standard deviation must be greater than zero, found '0'"
      ),
      (
        "M: {observables: [gV_e], values: {distribution: multivariate_normal, central_value: [0], covariance: [[0.04]], standard_deviation: [0.1], correlation: 0}}",
        "1:102: 'covariance' is another one than 'standard_deviation' and 'correlation' give"
      ),
      (
        "M: {observables: [gV_e], values: {distribution: multivariate_normal, central_value: [0], standard_deviation: [1]}}",
        "1:34: expected either 'covariance', or 'standard_deviation' and 'correlation'"
      ),
      (
        "M: {values: {gV_e: 0 ± 1, gV_mu: '[-0.1, 0.1]'}, correlation: 0.1}",
        "1:34: only values with normal or asymmetric normal errors"
      ),
      (
        "M: {experiment: [CCFR], values: {gV_e: 0 ± 1}}", "1:17: expected the experiment's name, found a list"
      ),
      (
        "M: {supersedes: {a: b}, values: {gV_e: 0 ± 1}}",
        "1:17: expected the name of an input, such as neutrino-trident/ccfr-1991, found a mapping"
      ),
      ("? [a]\n: {values: {gV_e: 0 ± 1}}", "1:3: expected a name, found a list"),
      ("[M]", "1:2: expected a measurement (a mapping), found 'M'"),
    ])
  func malformed(text: String, said: String) {
    let heard = whatIsSaid { try measurements(text) }
    #expect(heard?.hasPrefix("input.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }
}
