import Foundation
import Testing

/// What `calibrate --format json` prints, as far as the tests read it.
private struct Calibrated: Decodable {
  struct Coverage: Decodable { let probability, fraction, error: Double }
  struct Quantity: Decodable {
    let quantity: String
    let ranks, histogram: [Int]
    let pValue, largestDeviation: Double
    let isUniform: Bool
    let shape: String?
    let coverage: [Coverage]
  }
  struct Unconverged: Decodable {
    let simulation: Int
    let reason: String
  }
  let verdict: String
  let alarmingPValue: Double
  let simulations, draws, redrawn: Int
  let unconverged: [Unconverged]
  let quantities: [Quantity]
}

@Suite struct CalibrateTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    try workshop.write(
      SmallFit.text(
        sample: "{sampler: ensemble, ensembles: 2, walkers: 8, warmup: 100, draws: 1000, r-hat: 1.05}"),
      to: "fits/one.yaml")
  }

  private func calibrate(_ words: String...) async throws -> Program.Run {
    try await workshop.mutau(["calibrate", "fits/one.yaml"] + words)
  }

  @Test func aGoodFitIsCalibratedInItsFirstLine() async throws {
    let run = try await calibrate("--simulations", "100")
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(run.complaints.isEmpty)
    #expect(run.output.hasPrefix("calibrated: the ranks of all 3 quantities are uniform\n"), "\(run.output)")
    #expect(
      run.output.contains(
        "  6 tests: p(χ²) < 0.00033 or a deviation above 1 of any of 3 quantities is an alarm"))
    let rows = run.output.components(separatedBy: "\n").filter { $0.contains { "▁▂▃▄▅▆▇█".contains($0) } }
    #expect(rows.count == 3)
    for (row, name) in zip(rows, ["  g' ", "  σ/σ_SM(trident) ", "  ln L "]) {
      #expect(row.hasPrefix(name))
      #expect(row.count { "▁▂▃▄▅▆▇█".contains($0) } == 20)
    }
  }

  @Test func jsonHoldsEveryRank() async throws {
    let run = try await calibrate("--simulations", "40", "--draws", "49", "--format", "json")
    let answer: Calibrated = try run.json()
    #expect(answer.verdict == "calibrated" && run.exitCode == 0)
    #expect(answer.simulations == 40 && answer.draws == 49 && answer.redrawn == 0)
    #expect(answer.quantities.map(\.quantity) == ["gPrime", "R_trident", "logLikelihood"])
    for quantity in answer.quantities {
      #expect(quantity.ranks.count == 40 && quantity.ranks.allSatisfy((0...49).contains))
      #expect(quantity.histogram.reduce(0, +) == 40)
      #expect(quantity.isUniform && quantity.shape == nil)
      #expect(quantity.coverage.count == 2)
    }
    #expect(abs(answer.alarmingPValue - 0.001 / 3) < 1e-15)
    // R rises with g': their ranks are the same.
    #expect(answer.quantities[0].ranks == answer.quantities[1].ranks)
  }

  @Test func theNumberOfThreadsChangesNoBit() async throws {
    let one = try await calibrate("--simulations", "20", "--format", "json", "--threads", "1")
    #expect(one.exitCode == 0, "\(one.complaints)")
    for threads in ["2", "3"] {
      let other = try await calibrate("--simulations", "20", "--format", "json", "--threads", threads)
      #expect(other.output == one.output)
    }
    let seed = try await calibrate("--simulations", "20", "--format", "json", "--seed", "7")
    #expect(seed.output != one.output)
  }

  @Test func posteriorsThatDoNotConvergeMakeItInconclusive() async throws {
    try workshop.write(
      SmallFit.text(sample: "{sampler: ensemble, warmup: 0, draws: 4, maximum-draws: 4}"), to: "fits/one.yaml"
    )
    let run = try await calibrate("--simulations", "20")
    #expect(run.exitCode == 1)
    #expect(run.output.hasPrefix("NOT CONCLUSIVE: 20 of 20 posteriors did not converge"), "\(run.output)")
    #expect(
      run.complaints == "error: the calibration is not conclusive: 20 of 20 posteriors did not converge\n")
    let json = try await calibrate("--simulations", "20", "--format", "json")
    #expect(json.exitCode == 1)
    let answer: Calibrated = try json.json()
    #expect(answer.verdict == "not conclusive" && answer.quantities.isEmpty)
    #expect(answer.unconverged.map(\.simulation) == Array(0..<20))
  }

  @Test(arguments: [
    (["--simulations", "19"], "--simulations takes a number from 20"),
    (["--draws", "8"], "--draws takes a number from 9"),
    (["--variant", "none"], "has no variant 'none'"), (["--simulation", "20"], "--simulation"),
  ])
  func badOptionsAreRefused(words: [String], reason: String) async throws {
    let run = try await workshop.mutau(["calibrate", "fits/one.yaml"] + words)
    #expect(run.exitCode == 2)
    #expect(run.output.isEmpty)
    #expect(run.complaints.contains(reason), "\(run.complaints)")
  }

  @Test func aDensityThatAllowsNoDataIsRefusedByItsPlace() async throws {
    try workshop.write(
      "Impossible:\n  url: https://example.org\n  values: {gV_e: 0.04 */ 1.2}\n",
      to: "inputs/toy/impossible.yaml")
    try workshop.edit(
      "fits/one.yaml", replacing: "[neutrino-trident/charm-ii-1990]", with: "[toy/impossible]")
    let run = try await calibrate()
    #expect(run.exitCode == 2)
    #expect(run.complaints.contains("toy/impossible.yaml:1:1: data of 'toy/impossible' cannot be simulated"))
    #expect(run.complaints.contains("gV_e"), "\(run.complaints)")
  }
}
