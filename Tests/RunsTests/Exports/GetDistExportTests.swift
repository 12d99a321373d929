import Foundation
import Testing

@testable import Runs

@Suite struct GetDistExportTests {
  private let folder = TemporaryFolder()
  private var root: String { folder.path + "/out/run" }

  @Test func starsAndPrimesBecomeWordsThatKeepNamesApart() {
    #expect(
      PortableNames(["R_K[1.1,6]", "R_K*[1.1,6]", "R(B->K*nunu)", "Gamma_Z'", "YQs.phase"]).names
        == ["R_K_1_1_6_", "R_Kstar_1_1_6_", "R_B_Kstarnunu_", "Gamma_Zprime", "YQs_phase"])
  }

  @Test func everyChainHasItsFileAndTheOthersFollow() throws {
    let paths = try ExamplePosterior.posterior(chains: 3, draws: 5).export(as: .getdist, to: root)
    let suffixes = ["_1.txt", "_2.txt", "_3.txt", ".paramnames", ".ranges", ".properties.ini"]
    #expect(paths == suffixes.map { root + $0 })
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out")
    #expect(names.sorted() == suffixes.map { "run" + $0 }.sorted(), "nothing else is left there")
  }

  @Test func rowsAreWeightMinusLogPosteriorAndTheQuantitiesBitByBit() throws {
    let posterior = ExamplePosterior.posterior(chains: 2, draws: 50)
    _ = try posterior.export(as: .getdist, to: root)
    for (number, chain) in posterior.chains.enumerated() {
      let table = try TextTable(blanks: folder.text("out/run_\(number + 1).txt"))
      #expect(table.rows.count == 50)
      #expect(table[column: 0] == [Double](repeating: 1, count: 50))
      for draw in 0..<50 {
        let logPosterior = chain.logPrior[draw] + chain.logLikelihood.reduce(0) { $0 + $1[draw] }
        #expect(abs(table.rows[draw][1] + logPosterior) <= 4e-16 * abs(logPosterior))
      }
      for (index, column) in (chain.parameters + chain.predictions).enumerated() {
        #expect(table[column: 2 + index].bits == column.bits)
      }
    }
  }

  @Test func weightsAreKeptAndDrawsWithoutWeightLeftOut() throws {
    var posterior = ExamplePosterior.posterior(chains: 1, draws: 40, isWeighted: true)
    posterior.chains[0].weights?[3] = 0
    posterior.chains[0].logLikelihood[0][3] = -.infinity
    _ = try posterior.export(as: .getdist, to: root)
    let table = try TextTable(blanks: folder.text("out/run_1.txt"))
    let weights = try #require(posterior.chains[0].weights)
    #expect(table[column: 0].bits == weights.filter { $0 > 0 }.bits)
    #expect(table[column: 1].allSatisfy { $0.isFinite })
    #expect(try folder.text("out/run.properties.ini").contains("sampler = nested\n"))
  }

  @Test func numbersOfEverySizeAreReadBackToTheBit() throws {
    var posterior = ExamplePosterior.posterior(chains: 1, draws: 14)
    let numbers = [
      0, -0.0, .leastNonzeroMagnitude, -.leastNormalMagnitude, .greatestFiniteMagnitude, .infinity,
      -.infinity,
      .nan, 0.1, 0.099_999_999_999_999_99, -0.000_100_930_182_344_595_88, 0.05, 1e16,
      -123_456_789_012_345_680,
    ]
    posterior.chains[0].parameters[4] = numbers
    for (format, file) in [(ExportFormat.getdist, "run_1.txt"), (.cobaya, "run.1.txt")] {
      _ = try posterior.export(as: format, to: folder.path + "/\(format)/run")
      let table = try TextTable(blanks: folder.text("\(format)/\(file)"))
      #expect(table[column: 6].bits == numbers.bits)
    }
    _ = try posterior.export(as: .csv, to: folder.path + "/run")
    #expect(try TextTable(commas: folder.text("run.csv"))[column: 8].bits == numbers.bits)
  }

  @Test func namesArePortableAndUniqueAndTheirOriginalIsAComment() throws {
    _ = try ExamplePosterior.posterior(chains: 1, draws: 2).export(as: .getdist, to: root)
    let lines = try folder.text("out/run.paramnames").split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "gPrime\tg'",
        "YQs_phase_2\t\\arg Y\\,[\\mathrm{rad}]\t#YQs.phase",
        "YQs_phase\t\\arg Y no comment\\,[\\mathrm{GeV^{-2}}]",
        "lambda_\t\\mathrm{lambda}\t#lambda",
        "free\tf",
        "sigma_SM_total_*\ts\\,[\\mathrm{fb}]\t#sigma/SM, \"total\"",
        "Gamma_Zprime*\t\\Gamma_{Z'}\\,[\\mathrm{GeV}]\t#Gamma_Z'",
        "weight_*\tw\t#weight",
      ])
  }

  @Test func clashesAmongChangedNamesAreResolved() throws {
    var posterior = ExamplePosterior.posterior(chains: 1, draws: 1)
    posterior.parameters = ["a.b", "a/b", "a_b_2", "2x", "Δ"].map { .init(name: $0, latex: "", unit: "") }
    posterior.predictions = ["chi2__x", "a-b", "a'"].map { .init(name: $0, latex: "", unit: "") }
    _ = try posterior.export(as: .getdist, to: root)
    let names = try folder.text("out/run.paramnames").split(separator: "\n").map { line in
      String(line.split(separator: "\t")[0]).replacing("*", with: "")
    }
    #expect(Set(names).count == 8)
    #expect(names[2] == "a_b_2", "what is portable stays")
    let allowed = try Regex("[A-Za-z_][A-Za-z0-9_]*")
    for name in names { #expect(name.wholeMatch(of: allowed) != nil) }
    #expect(!names[5].hasPrefix("chi2__"), "a column of Cobaya's own")
  }

  @Test func rangesHaveTheirEndsOrNAndCirclesSaySo() throws {
    _ = try ExamplePosterior.posterior(chains: 1, draws: 2).export(as: .getdist, to: root)
    let lines = try folder.text("out/run.ranges").split(separator: "\n").map(String.init)
    #expect(
      lines == [
        "gPrime 0.0 1.0", "YQs_phase_2 -3.141592653589793 3.141592653589793 periodic", "YQs_phase 0.1 N",
        "lambda_ N 3e-09", "free N N",
      ])
  }

  @Test func propertiesKeepGetDistFromRemovingABurnIn() throws {
    _ = try ExamplePosterior.posterior(chains: 2, draws: 2).export(as: .getdist, to: root)
    let text = try folder.text("out/run.properties.ini")
    #expect(text == "label = An example of (HOME)\nburn_removed = T\nignore_rows = 0\nsampler = mcmc\n")
  }
}

extension TemporaryFolder {
  /// The text of a file in the folder.
  func text(_ file: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
  }
}
