import Foundation
import Runs
import Testing

@Suite struct CSVExportTests {
  private let folder = TemporaryFolder()

  @Test func theHeaderHasTheNamesOfFitFiles() throws {
    let paths = try ExamplePosterior.posterior(chains: 1, draws: 2).export(as: .csv, to: folder.path + "/run")
    #expect(paths == [folder.path + "/run.csv"])
    let header = try folder.text("run.csv").split(separator: "\n")[0]
    #expect(
      header == "chain,weight,log_prior,log_likelihood,gPrime,YQs.phase,YQs_phase,lambda,free,"
        + "\"sigma/SM, \"\"total\"\"\",Gamma_Z',weight_")
  }

  @Test(arguments: [false, true]) func everyDrawOfEveryChainIsARowBitByBit(isWeighted: Bool) throws {
    let posterior = ExamplePosterior.posterior(chains: 2, draws: 30, isWeighted: isWeighted)
    _ = try posterior.export(as: .csv, to: folder.path + "/run")
    let table = try TextTable(commas: folder.text("run.csv"))
    #expect(table[column: 0] == [Double](repeating: 1, count: 30) + [Double](repeating: 2, count: 30))
    let weights = posterior.chains.flatMap { $0.weights ?? [Double](repeating: 1, count: 30) }
    #expect(table[column: 1].bits == weights.bits)
    #expect(table[column: 2].bits == posterior.chains.flatMap(\.logPrior).bits)
    for (draw, row) in table.rows.enumerated() {
      let chain = posterior.chains[draw / 30]
      let logLikelihood = chain.logLikelihood.reduce(0) { $0 + $1[draw % 30] }
      #expect(abs(row[3] - logLikelihood) <= 4e-16 * abs(logLikelihood))
      let values = (chain.parameters + chain.predictions).map { $0[draw % 30] }
      #expect(Array(row[4...]).bits == values.bits)
    }
  }
}
