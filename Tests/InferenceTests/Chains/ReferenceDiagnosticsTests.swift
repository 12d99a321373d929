import Foundation
import Testing

@testable import Inference

/// Four kinds of chains (4 × 250 draws) with the diagnostics that ArviZ 0.23.4 and emcee 3.1.6 give them.
@Suite("Diagnostics are those of ArviZ to nine digits")
struct ReferenceDiagnosticsTests {
  static let names = ["iid", "ar09", "stuck", "cauchy"]

  @Test("every diagnostic", arguments: names)
  func everyDiagnostic(name: String) throws {
    let chains = try Self.chains(name)
    let expected = try Self.expected(name)
    let found = Diagnostics(of: chains)
    let pairs: [(String, Double)] = [
      ("rhat_rank", found.rHat), ("rhat_folded", found.foldedRHat), ("rhat_z_scale", found.rankRHat),
      ("ess_bulk", found.bulkEffectiveSampleSize), ("ess_tail", found.tailEffectiveSampleSize),
      ("ess_mean", found.meanEffectiveSampleSize), ("ess_sd", found.standardDeviationEffectiveSampleSize),
      ("ess_median", found.quantileEffectiveSampleSize(0.5)),
      ("ess_quantile_0.05", found.quantileEffectiveSampleSize(0.05)),
      ("mcse_mean", found.monteCarloErrorOfMean), ("mcse_sd", found.monteCarloErrorOfStandardDeviation),
      ("mcse_median", found.monteCarloErrorOfMedian),
      ("mcse_quantile_0.05", found.monteCarloError(ofQuantile: 0.05)),
      ("mean", found.mean), ("sd_ddof1", found.standardDeviation),
    ]
    for (key, value) in pairs {
      let reference = try #require(expected[key] as? Double)
      #expect(abs(value - reference) <= 1e-9 * abs(reference), "\(key): \(value), ArviZ \(reference)")
    }
  }

  static func expected(_ name: String) throws -> [String: Any] {
    let file = try #require(Bundle.module.url(forResource: "Fixtures/diag_expected", withExtension: "json"))
    let all = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    return try #require(all?[name] as? [String: Any])
  }

  static func chains(_ name: String) throws -> [[Double]] {
    let file = try #require(Bundle.module.url(forResource: "Fixtures/diag_chains", withExtension: "csv"))
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    let column = try #require(lines.first?.firstIndex(of: name))
    var chains = [[Double]](repeating: [], count: 4)
    for line in lines.dropFirst() {
      chains[try #require(Int(line[0]))].append(try #require(Double(line[column])))
    }
    return chains
  }
}
