import Foundation
import Runs
import Testing

@Suite struct CobayaExportTests {
  private let folder = TemporaryFolder()
  private var root: String { folder.path + "/run" }

  @Test func everyFileIsThereAndTheEvidenceIfItIsKnown() throws {
    let chains = try ExamplePosterior.posterior(chains: 2, draws: 5).export(as: .cobaya, to: root)
    #expect(chains == [".1.txt", ".2.txt", ".updated.yaml", ".properties.ini"].map { root + $0 })
    let other = folder.path + "/nested"
    let nested = try ExamplePosterior.posterior(chains: 1, draws: 5, isWeighted: true).export(
      as: .cobaya, to: other)
    #expect(nested == [".1.txt", ".updated.yaml", ".properties.ini", ".logZ"].map { other + $0 })
    #expect(try folder.text("nested.logZ") == "logZ: -12.25\nlogZstd: 0.001\n")
  }

  @Test func columnsStandUnderTheirNames() throws {
    _ = try ExamplePosterior.posterior(chains: 1, draws: 20).export(as: .cobaya, to: root)
    let lines = try folder.text("run.1.txt").split(separator: "\n")
    #expect(lines[0].hasPrefix("#"))
    let names = lines[0].dropFirst().split(separator: " ").map(String.init)
    #expect(
      names == [
        "weight", "minuslogpost", "gPrime", "YQs_phase_2", "YQs_phase", "lambda_", "free", "sigma_SM_total_",
        "Gamma_Zprime", "weight_", "minuslogprior", "minuslogprior__0", "chi2", "chi2__neutrino_trident_ccfr",
        "chi2__z_couplings_lep", "chi2___decay",
      ])
    func ends(_ line: Substring) -> [Int] {
      line.indices.filter { $0 != line.startIndex && line[$0] == " " && line[line.index(before: $0)] != " " }
        .map { line.distance(from: line.startIndex, to: $0) }
    }
    for line in lines.dropFirst() { #expect(ends(line) == ends(lines[0].dropFirst() + "").map { $0 + 1 }) }
  }

  @Test func sumsHold() throws {
    let posterior = ExamplePosterior.posterior(chains: 1, draws: 60, isWeighted: true)
    _ = try posterior.export(as: .cobaya, to: root)
    let table = try TextTable(blanks: folder.text("run.1.txt"))
    #expect(table[column: 0].bits == (posterior.chains[0].weights ?? []).bits)
    for (row, logPrior) in zip(table.rows, posterior.chains[0].logPrior) {
      #expect(row[1] == row[10] + row[12] / 2, "minuslogpost = minuslogprior + chi2 / 2")
      #expect(row[10] == -logPrior)
      #expect(row[11] == row[10], "minuslogprior has one part")
      #expect(row[12] == row[13] + row[14] + row[15], "chi2 is the sum of its terms")
    }
    for (term, logLikelihood) in posterior.chains[0].logLikelihood.enumerated() {
      #expect(table[column: 13 + term] == logLikelihood.map { -2 * $0 })
    }
  }

  /// Cobaya cuts the last row off a file if it has a NaN and the row before has none.
  @Test func theLastRowIsNotTheOnlyOneWithoutANumber() throws {
    var posterior = ExamplePosterior.posterior(chains: 1, draws: 4)
    posterior.chains[0].predictions[0][3] = .nan
    _ = try posterior.export(as: .cobaya, to: root)
    let column = try TextTable(blanks: folder.text("run.1.txt"))[column: 7]
    #expect(column.map { $0.isNaN } == [false, false, true, false])
    #expect(column[3] == posterior.chains[0].predictions[0][2])
  }

  @Test func theDescriptionNamesParametersRangesAndTerms() throws {
    _ = try ExamplePosterior.posterior(chains: 1, draws: 20, isWeighted: true).export(as: .cobaya, to: root)
    let text = try folder.text("run.updated.yaml")
    for piece in [
      "likelihood:\n  'neutrino_trident_ccfr': null  # neutrino-trident/ccfr\n",
      "  'gPrime':\n    prior: {min: 0.0, max: 1.0}\n    latex: 'g'''\n",
      "  'YQs_phase_2':  # YQs.phase\n    prior: {min: -3.141592653589793, max: 3.141592653589793}\n"
        + "    periodic: true\n",
      "  'YQs_phase':\n    prior: {dist: halfnorm, loc: 0.1, scale: ",
      "  'lambda_':  # lambda\n    prior: {dist: weibull_max, c: 1, loc: 3.0e-09, scale: ",
      "  'free':\n    prior: {dist: norm, loc: ",
      "  'Gamma_Zprime':  # Gamma_Z'\n    derived: true\n",
      "    sampler_type: nested\noutput: 'run'\n",
      "  fit: |2\n    title: 'An example'\n\n    parameters:\n      gPrime: {}\n",
    ] {
      #expect(text.contains(piece), "\(piece)")
    }
  }

  @Test func aPosteriorOfThePriorAloneHasNoTerms() throws {
    var posterior = ExamplePosterior.posterior(chains: 1, draws: 3)
    posterior.terms = []
    posterior.chains[0].logLikelihood = []
    _ = try posterior.export(as: .cobaya, to: root)
    #expect(try folder.text("run.updated.yaml").contains("likelihood: {}\n"))
    let table = try TextTable(blanks: folder.text("run.1.txt"))
    #expect(table[column: 12].allSatisfy { $0 == 0 })
    #expect(table[column: 1] == posterior.chains[0].logPrior.map { -$0 })
  }
}
