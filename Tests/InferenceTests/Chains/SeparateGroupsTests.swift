import Testing

@testable import Inference

@Suite("Chains that do not meet")
struct SeparateGroupsTests {
  /// Chains of unit normals around these places, as draws of one parameter.
  private func chains(at places: [Double]) -> Chains {
    let values = places.enumerated().flatMap { stream, place in
      var random = Random(seed: 3, stream: UInt64(stream))
      return (0..<400).map { _ in place + random.normal() }
    }
    return Chains(
      values: values, logDensities: values.map { _ in 0 }, chainCount: places.count,
      ensembleCount: places.count, dimension: 1, outcome: .drawLimit)
  }

  @Test("Four chains at two places make two groups")
  func groups() throws {
    let chains = chains(at: [5, -5, 5, -5])
    let groups = chains.separateGroups(ofQuantity: chains.values(of: 0))
    #expect(groups.map(\.chains) == [[1, 3], [0, 2]])
    // 5 and 95 % of a unit normal: ∓1.645
    #expect(abs(groups[0].range.lowerBound + 6.645) < 0.3 && abs(groups[0].range.upperBound + 3.355) < 0.3)
    #expect(abs(groups[1].range.lowerBound - 3.355) < 0.3 && abs(groups[1].range.upperBound - 6.645) < 0.3)
  }

  @Test(
    "Chains that overlap one by one hang together, and so does one chain",
    arguments: [[0], [0, 0.3, -0.2], [0, 2, 4]])
  func together(places: [Double]) {
    let chains = chains(at: places)
    #expect(chains.separateGroups(ofQuantity: chains.values(of: 0)).isEmpty)
  }

  @Test(
    "Two peaks too far apart for trajectories, and not looked for, show as groups, and the run does not converge"
  )
  func stuck() {
    let peaks = SmoothTarget(
      name: "peaks at ∓8", dimension: 1,
      function: { x, slope in
        slope[0] = x[0] < 0 ? -(x[0] + 8) : -(x[0] - 8)
        return -slope[0] * slope[0] / 2
      },
      start: { random in [random.uniform() < 0.5 ? -8 : 8] }, truths: [])
    let settings = SamplingSettings(
      warmup: 200, draws: 500, maximumDraws: 1000, seeksPeaks: false, seed: 1, threads: 2)
    let chains = sample(peaks, with: NoUTurn(), settings: settings, from: peaks.start)
    let groups = chains.separateGroups(ofQuantity: chains.values(of: 0))
    #expect(chains.outcome == .drawLimit)
    #expect(groups.count == 2 && groups.flatMap(\.chains).sorted() == [0, 1, 2, 3])
    #expect(groups[0].range.upperBound < -5 && groups[1].range.lowerBound > 5)
  }
}
