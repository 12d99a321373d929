import Foundation
import GlobalFit
import Inference
import Physics

/// How often limits at 95 % hold, method beside method: the table of `Limits.md`.
struct CoverageTable {
  /// How many data sets are drawn at each true point.
  let experiments: Int
  let workforce = Workforce()

  /// Limits on one quantity, at several true points.
  private struct Study {
    let name: String
    let problem: Problem
    let quantity: Quantity
    let side: Limit.Side
    let points: [[Parameter: Double]]
  }

  func report() throws {
    print("| fit | true value | method | covered [%] |")
    print("|---|---|---|---|")
    for study in try studies() {
      for (number, point) in study.points.enumerated() {
        let found = try study.problem.limitCoverage(
          of: study.quantity, study.side, at: point,
          settings: LimitSettings(level: 0.95, sides: [study.side], toys: 4000, hasPosterior: false),
          experiments: experiments, seed: UInt64(number + 1), by: workforce)
        for row in found.rows {
          let covered = row.covered
          print(
            "| \(study.name) | \(String(format: "%.4g", found.truth)) | \(row.method.rawValue) | "
              + "\((100 * covered.value).rounded(to: 2)) ± \((100 * covered.error).rounded(to: 2)) of \(covered.toys) |"
          )
        }
      }
    }
  }

  private func studies() throws -> [Study] {
    let signal = Parameter.component(.c9, .real)
    let counts = try [0.0, 3].map { background in
      Study(
        name: "counts over \(background.rounded(to: 0))", problem: try counting(background),
        quantity: .parameter(signal), side: .upper, points: [0.5, 2, 4, 7, 12].map { [signal: $0] })
    }
    return counts + [
      Study(
        name: "neutrino-trident, v_Φ", problem: try shipped("neutrino-trident"),
        quantity: .observable(.symmetryBreakingScale), side: .lower,
        points: [0.1, 0.2, 0.3, 0.4, 0.5].map { [.gPrime: $0] }),
      Study(
        name: "tau-decay, Δ_τ", problem: try shipped("tau-decay"),
        quantity: .observable(.tauToMuNuNuExcess), side: .upper,
        points: [0.1, 0.25, 0.4, 0.5, 0.7].map { [.gPrime: $0] }),
      Study(
        name: "leptonic, v_Φ", problem: try shipped("leptonic"),
        quantity: .observable(.symmetryBreakingScale), side: .lower,
        points: [(0.4, 200), (0.3, 210), (1, 900), (0.1, 200), (0.05, 250)].map { coupling, mass in
          [.gPrime: coupling, .mZPrime: mass]
        }),
    ]
  }

  private func shipped(_ name: String) throws -> Problem {
    try Problem(Fit(contentsOf: "fits/\(name).yaml"), library: InputLibrary(folder: "inputs"))
  }

  /// A number of events over an expected background.
  private func counting(_ background: Double) throws -> Problem {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "coverage-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("inputs/counts"), withIntermediateDirectories: true)
    let density =
      "{distribution: gamma_counting_process, counts_total: 0, counts_background: \(background), scale_factor: 1}"
    try "Counts:\n  url: https://example.org\n  values: {C9_bsmumu: \(density)}\n".write(
      to: folder.appendingPathComponent("inputs/counts/one.yaml"), atomically: true, encoding: .utf8)
    let fit = folder.appendingPathComponent("fit.yaml")
    try """
    title: counts
    parametrisation: effective
    parameters: {C9.re: {prior: uniform, min: 0, max: 100}, gPrime: 0.1, mZPrime: 100}
    constraints: [counts/one]
    """.write(to: fit, atomically: true, encoding: .utf8)
    return try Problem(
      Fit(contentsOf: fit.path), library: InputLibrary(folder: folder.appendingPathComponent("inputs").path))
  }
}
