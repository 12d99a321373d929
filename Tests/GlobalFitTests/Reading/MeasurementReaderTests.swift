import Foundation
import Physics
import Testing

@testable import GlobalFit

@Suite("A file of measurements, in flavio's grammar")
struct MeasurementReaderTests {
  @Test("Form A: observables with error strings, or a list of names with values")
  func formA() throws {
    let map = try measurements(
      """
      CCFR trident 1991:
        experiment: CCFR
        inspire: Mishra:1991bv
        hepdata: ins1
        url: https://doi.org/10.1103/PhysRevLett.66.3117
        description: a ratio
        note: to be confirmed
        supersedes: old/one
        shares-data-with: [other/one, other/two]
        values:
          R_trident: 0.82 ± 0.28
          tau_tau: {distribution: normal, central_value: 290.2, standard_deviation: 0.5}
      """)
    let measurement = try #require(map.first)
    #expect(map.count == 1)
    #expect(
      measurement.title == "CCFR trident 1991" && measurement.file == "input.yaml" && measurement.line == 1)
    #expect(measurement.experiment == "CCFR" && measurement.inspire == "Mishra:1991bv")
    #expect(measurement.url == "https://doi.org/10.1103/PhysRevLett.66.3117")
    #expect(measurement.description == "a ratio" && measurement.note == "to be confirmed")
    #expect(
      measurement.supersedes == ["old/one"] && measurement.sharesDataWith == ["other/one", "other/two"])
    #expect(measurement.observables == [.trident, .tauLifetime])
    #expect(measurement.rows.map(\.measured) == ["0.82 ± 0.28", "290.2 ± 0.5"])
    #expect(measurement.factors.count == 2)

    let list = try measurements(
      """
      CCFR trident 1991:
        values:
        - {name: R_trident, value: 0.82 ± 0.28}
        - name: tau_tau
          value: [{distribution: normal, central_value: 290.2, standard_deviation: 0.5}]
      """)
    #expect(list[0].factors.map { "\($0)" } == measurement.factors.map { "\($0)" })
  }

  // Three couplings with errors 0.1, 0.2, 0.3 and correlations 0.5, −0.2, 0.3: covariances 0.01, −0.006, 0.018.
  static let sameMeaning: [(form: String, text: String)] = [
    (
      "A′ with a full matrix",
      """
      Z couplings:
        values: {gV_e: 0.01 ± 0.1, gV_mu: -0.02 ± 0.2, gV_tau: 0.03 ± 0.3}
        correlation: [[1, 0.5, -0.2], [0.5, 1, 0.3], [-0.2, 0.3, 1]]
      """
    ),
    (
      "A′ with upper rows and a list",
      """
      Z couplings:
        correlation:
        - [1, 0.5, -0.2]
        - [1, 0.3]
        - [1]
        values: [{name: gV_e, value: 0.01(10)}, {name: gV_mu, value: -0.02 ± 0.2}, {name: gV_tau, value: 0.03 ± 0.3}]
      """
    ),
    (
      "B with a covariance",
      """
      Z couplings:
        observables: [gV_e, gV_mu, gV_tau]
        values:
          distribution: multivariate_normal
          central_value: [0.01, -0.02, 0.03]
          covariance: [[0.01, 0.01, -0.006], [0.01, 0.04, 0.018], [-0.006, 0.018, 0.09]]
      """
    ),
    (
      "B with errors and correlation",
      """
      Z couplings:
        observables: [gV_e, gV_mu, gV_tau]
        values:
          distribution: multivariate_normal
          central_value: [0.01, -0.02, 0.03]
          standard_deviation: [0.1, 0.2, 0.3]
          correlation: [[1, 0.5, -0.2], [1, 0.3], [1]]
      """
    ),
    (
      "C, as flavio writes it",
      """
      - arguments: {name: Z couplings}
        metadata: {experiment: SLD, inspire: 'A:2000b', url: 'https://example.org'}
        constraints:
        - observables: [gV_e, gV_mu, gV_tau]
          values:
            distribution: multivariate_normal
            central_value: [0.01, -0.02, 0.03]
            covariance: [[0.01, 0.01, -0.006], [0.01, 0.04, 0.018], [-0.006, 0.018, 0.09]]
      """
    ),
  ]

  // scipy.stats.multivariate_normal(m, R*outer(s, s)).logpdf(m), and at m + (0.1, 0.3, −0.1), scipy 1.17.1
  @Test("Forms A′, B and C mean the same", arguments: sameMeaning)
  func forms(form: String, text: String) throws {
    let measurement = try #require(try measurements(text).first)
    #expect(
      measurement.title == "Z couplings"
        && measurement.observables == [.zCouplingVectorElectron, .zCouplingVectorMuon, .zCouplingVectorTau])
    let factor = try #require(measurement.factors.first)
    guard case .correlated(let normal) = factor.shape else {
      Issue.record("the numbers are not correlated")
      return
    }
    #expect(measurement.factors.count == 1 && normal.means == [0.01, -0.02, 0.03])
    #expect(abs(factor.maximumLogLikelihood - 2.6490894577665345) < 1e-12)
    #expect(
      abs(factor.chiSquared(of: [0.11, 0.28, -0.07]) - 2 * (2.6490894577665345 - 1.1848037434808232)) < 1e-11)
    #expect(measurement.rows.map(\.measured) == ["0.01 ± 0.1", "-0.02 ± 0.2", "0.03 ± 0.3"])
  }

  @Test("Form C of single numbers, and several measurements in one file")
  func several() throws {
    let both = try measurements(
      """
      - arguments: {name: one}
        constraints:
        - {observables: [R_trident], values: {distribution: normal, central_value: 0.82, standard_deviation: 0.28}}
        - {observables: [tau_tau], values: 290.2 ± 0.5}
      - arguments: {name: two}
        metadata: {experiment: CHARM-II, inspire: 'Geiregat:1990gz'}
        constraints: [{observables: [R_trident], values: {distribution: multivariate_normal, central_value: [1.58], covariance: [[0.3249]]}}]
      """)
    #expect(both.map(\.title) == ["one", "two"] && both.map(\.line) == [1, 5])
    #expect(both[1].experiment == "CHARM-II" && both[1].inspire == "Geiregat:1990gz")
    #expect(both.flatMap { $0.rows.map(\.measured) } == ["0.82 ± 0.28", "290.2 ± 0.5", "1.58 ± 0.57"])
    #expect(
      try measurements("a: {values: {R_trident: 1 ± 1}}\nb: {values: {R_trident: 2 ± 1}}\n").map(\.line) == [
        1, 2,
      ])
  }

  @Test("What flavio 2.7.1 writes is read: Fixtures/flavio.py says from what")
  func flavio() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let path = folder.appending(path: "Fixtures/flavio-written.yml").path(percentEncoded: false)
    let written = try MeasurementReader.read(Document.read(path))
    #expect(
      written.map(\.title) == ["CCFR neutrino trident", "A limit and asymmetric errors", "Z couplings"])
    #expect(
      written.flatMap { $0.rows.map(\.measured) } == [
        "0.82 ± 0.28", "0.72 + 1.73 - 0.72", "half-normal above 0, σ = 0.303978", "uniform in [0.17, 0.18]",
        "-0.038 ± 0.001", "-0.037 ± 0.002",
      ])
    // χ² = (1 − 2·0.25 + 1)/(1 − 0.25²) one σ above both.
    #expect(abs(written[2].factors[0].chiSquared(of: [-0.037, -0.035]) - 1.6) < 1e-12)
  }

  @Test("Asymmetric errors survive a correlation; flavio makes ±1.116 of them")
  func asymmetric() throws {
    let measurement = try measurements(
      "NuTeV:\n  values: {R_trident: 0.72 + 1.73 - 0.72, gV_e: 0.1 ± 0.2}\n  correlation: 0.3\n")[0]
    #expect(measurement.rows.map(\.measured) == ["0.72 + 1.73 - 0.72", "0.1 ± 0.2"])
    guard case .correlated(let normal) = measurement.factors[0].shape else { return #expect(Bool(false)) }
    #expect(normal.upperSigmas == [1.73, 0.2] && normal.lowerSigmas == [0.72, 0.2])
  }

  @Test("Every input that is shipped loads, and cites where it was published")
  func shipped() throws {
    let library = try InputLibrary(folder: Shipped.inputs)
    let inputs = try library.all()
    #expect(inputs.count >= 23)
    for input in inputs {
      for measurement in input.measurements { #expect(!measurement.citation.isEmpty, "\(input.name)") }
    }
  }
}
