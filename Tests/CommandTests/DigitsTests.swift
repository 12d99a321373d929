import Foundation
import Testing

/// Numbers that stand beside each other are told apart, however narrow the interval is.
@Suite struct DigitsTests {
  /// A mass that only its prior knows: mean ± sigma, so that the ends of all intervals are known without the program.
  private func fit(mean: String, sigma: String, extra: String = "") -> String {
    """
    title: Narrow
    parametrisation: leptonic
    parameters:
      gPrime: {prior: power-law, exponent: 1, min: 0, max: 1}
      mZPrime: 246.22
      mZ: {prior: normal, mean: \(mean), sigma: \(sigma), nuisance: true}
    constraints: [neutrino-trident/ccfr-1991]
    profile: [mZ]
    minimize: {starts: 4}
    \(extra)

    """
  }

  @Test(arguments: [
    (
      "91.1880", "0.0020",
      ["91.1880 ± 0.0020 GeV", "91.1880   [91.1860, 91.1900]  [91.1840, 91.1920]", "> 91.1847, < 91.1913"]
    ),
    (
      "91.188", "0.0000020",
      [
        "91.1880000 ± 0.0000020 GeV", "91.1880000   [91.1879980, 91.1880020]  [91.1879960, 91.1880040]",
        "> 91.1879967, < 91.1880033",
      ]
    ),
    (
      "91.188", "2e-10",
      [
        "91.18800000000 ± 0.00000000020 GeV",
        "91.18800000000   [91.18799999980, 91.18800000020]  [91.18799999960, 91.18800000040]",
      ]
    ),
    ("90", "10", ["90 ± 10 GeV", "90.00     [80.00, 100.0]  [70.00, 110.0]", "> 73.55, < 106.4"]),
  ])
  func profilesAndLimitsHaveTheDigitsOfTheirInterval(
    mean: String, sigma: String, lines: [String]
  ) async throws {
    let workshop = try Workshop()
    try workshop.write(fit(mean: mean, sigma: sigma), to: "fits/narrow.yaml")
    for words in [["minimize", "fits/narrow.yaml", "--full"], ["profile", "fits/narrow.yaml"]] {
      let run = try await workshop.mutau(words)
      #expect(run.exitCode == 0, "\(run.complaints)")
      for line in lines where words[0] == "minimize" || !line.contains("±") {
        #expect(Self.squeezed(run.output).contains(Self.squeezed(line)), "\(run.output)")
      }
    }
  }

  @Test func limitsByEveryMethodHaveTheDigitsOfTheirDistance() async throws {
    let workshop = try Workshop()
    try workshop.write(fit(mean: "91.1880", sigma: "0.0020"), to: "fits/narrow.yaml")
    let limits = try await workshop.mutau("limit", "fits/narrow.yaml", "--on", "mZ")
    // 1.645 and 2 standard deviations from the mean
    #expect(limits.output.contains("best fit 91.1880 GeV"), "\(limits.output)")
    for limit in ["> 91.1847", "< 91.1913", "> 91.1840", "< 91.1920"] {
      #expect(limits.output.contains(limit), "\(limits.output)")
    }
    let impact = try await workshop.mutau("impact", "fits/narrow.yaml", "--on", "mZ")
    #expect(impact.output.contains("[91.1860, 91.1900]"), "\(impact.output)")
    let table = try await workshop.mutau("minimize", "fits/narrow.yaml", "--full", "--format", "latex")
    #expect(
      table.output.contains(#"$91.1880 \pm 0.0020$"#) && table.output.contains("{[}91.1860, 91.1900{]}"))
  }

  @Test func thePosteriorHasTheDigitsOfItsInterval() async throws {
    let workshop = try Workshop()
    try workshop.write(fit(mean: "91.188", sigma: "0.0000020"), to: "fits/narrow.yaml")
    let run = try await workshop.mutau("sample", "fits/narrow.yaml", "--full")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let line = try #require(run.output.split(separator: "\n").first { $0.hasPrefix("  m_Z") })
    let ends = line.matches(of: /91\.\d+/).compactMap { Double($0.output) }
    try #require(ends.count == 7, "\(line)")
    #expect(abs(ends[0] - 91.188) < 2e-7, "\(line)")
    for (end, distance) in zip(ends.dropFirst(), [-2e-6, 2e-6, -2e-6, 2e-6, -4e-6, 4e-6]) {
      #expect(abs(end - 91.188 - distance) < 3e-7, "\(line)")
    }
  }

  @Test func predictionsAreToldFromTheStandardModel() async throws {
    let words = ["evaluate", "fits/leptonic.yaml", "--set", "mZPrime=1000"]
    let run = try await Workshop().mutau(words + ["--set", "gPrime=0.0001", "--format", "text"])
    #expect(run.exitCode == 0, "\(run.complaints)")
    let line = try #require(run.output.split(separator: "\n").first { $0.contains("R_trident") })
    let shown = try #require(line.split(separator: " ").compactMap { Double($0) }.first)
    // t = (v g'/m_Z')² = 6.0622e-10 in Eq. 34: 4 t (1 + 4 s²)/(1 + (1 + 4 s²)²) = 9.92e-10 with s² = 0.2312
    #expect(shown == 1.00000000099)
    let other = try await Workshop().mutau(words + ["--set", "gPrime=0.03"])
    let second = try #require(other.output.split(separator: "\n").first { $0.contains("R_trident") })
    let value = try #require(second.split(separator: " ").compactMap { Double($0) }.first)
    #expect(value > 1 && value < 1.001, "\(second)")
  }

  /// Words one blank apart.
  private static func squeezed(_ text: String) -> String {
    text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }.joined(
      separator: "\n")
  }
}
