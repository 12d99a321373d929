import Testing

/// A mistake in a file is refused with its place, before anything is computed or written.
@Suite struct BadFileTests {
  /// One mistake: what is replaced in fits/leptonic.yaml, by what, and how the message starts and goes on.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let old, new, place, reason: String
    var testDescription: String { new }
  }

  static let mistakes = [
    Mistake(old: "gPrime:", new: "gPrim:", place: ":4:3: ", reason: "did you mean 'gPrime'?"),
    Mistake(old: "predictions:", new: "prediction:", place: ":", reason: "did you mean 'predictions'?"),
    Mistake(old: "[v_Phi,", new: "[v_Phy,", place: ":", reason: "did you mean 'v_Phi'?"),
    Mistake(
      old: "min: 10, max: 1000", new: "min: 1000, max: 10", place: ":5:", reason: "must be greater than min"),
    Mistake(
      old: "{prior: log-uniform, min: 1e-3", new: "{prior: log-uniform, min: 0", place: ":4:",
      reason: "greater than zero"),
    Mistake(old: "sigma: 0.53", new: "sigma: -0.53", place: ":6:", reason: "sigma"),
    Mistake(
      old: "  - neutrino-trident/ccfr-1991", new: "  - neutrino-trident/ccfr-1990", place: ":9:5: ",
      reason: "did you mean 'neutrino-trident/ccfr-1991'?"),
    Mistake(
      old: "  - neutrino-trident/ccfr-1991", new: "  - neutrino-trident/charm-ii-1990", place: ":9:5: ",
      reason: "used twice"),
    Mistake(
      old: "  - neutrino-trident/ccfr-1991", new: "  - neutrino-trident/average-2014", place: ":",
      reason: "shares data"),
    Mistake(
      old: "parametrisation: leptonic", new: "parametrisation: leptonik", place: ":2:18: ",
      reason: "did you mean 'leptonic'?"),
    Mistake(old: "title:", new: "title: [", place: ":2:16: ", reason: "not valid YAML"),
    Mistake(old: "title:", new: "seed: 1.5\ntitle:", place: ":1:7: ", reason: "seed"),
    Mistake(
      old: "title:", new: "sample: {sampler: ensemble, draws: 1000, maximum-draws: 10}\ntitle:", place: ":1:",
      reason: "maximum-draws"),
    Mistake(
      old: "title:", new: "minimize: {algorithm: LD_SLSQ}\ntitle:", place: ":1:23: ",
      reason: "did you mean 'LD_SLSQP'?"),
    Mistake(
      old: "title:", new: "title: again\ntitle:", place: ":", reason: "'title' is in this mapping twice"),
  ]

  @Test(arguments: mistakes) func aMistakeInAFitFileIsShownAtItsPlace(mistake: Mistake) async throws {
    let workshop = try Workshop()
    try workshop.edit("fits/leptonic.yaml", replacing: mistake.old, with: mistake.new)
    let run = try await workshop.mutau("fit", "fits/leptonic.yaml")
    #expect(run.exitCode == 2)
    #expect(run.output.isEmpty)
    #expect(run.complaints.contains("fits/leptonic.yaml\(mistake.place)"), "\(run.complaints)")
    #expect(run.complaints.firstMatch(of: /leptonic\.yaml:\d+:\d+: ./) != nil, "\(run.complaints)")
    #expect(run.complaints.contains(mistake.reason), "\(run.complaints)")
    #expect(run.complaints.split(separator: "\n").count == 1, "one mistake, one line")
    #expect(!workshop.exists("runs"), "nothing is written")
  }

  @Test(arguments: ["fit", "minimize", "sample", "compare", "check", "evaluate"])
  func everyCommandRefusesAMistakeInAnInput(command: String) async throws {
    let workshop = try Workshop()
    try workshop.edit(
      "inputs/neutrino-trident/ccfr-1991.yaml", replacing: "0.82 ± 0.28", with: "0.82 ± -0.28")
    let run = try await workshop.mutau(command, "fits/leptonic.yaml")
    #expect(run.exitCode == 2)
    #expect(run.output.isEmpty)
    #expect(run.complaints.firstMatch(of: /ccfr-1991\.yaml:11:\d+: ./) != nil, "\(run.complaints)")
  }

  @Test func aBinaryFileIsRefused() async throws {
    let workshop = try Workshop()
    try workshop.write("\u{0}\u{1}\u{2}", to: "fits/binary.yaml")
    let run = try await workshop.mutau("fit", "fits/binary.yaml")
    #expect(run.exitCode == 2)
    #expect(run.output.isEmpty)
    #expect(run.complaints.contains("fits/binary.yaml"))
  }

  @Test func anEmptyFileIsRefused() async throws {
    let workshop = try Workshop()
    try workshop.write("", to: "fits/empty.yaml")
    let run = try await workshop.mutau("check", "fits/empty.yaml")
    #expect(run.exitCode == 2)
    #expect(run.complaints.contains("fits/empty.yaml"))
  }
}
