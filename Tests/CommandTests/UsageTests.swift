import Testing

@Suite struct UsageTests {
  @Test(arguments: [
    (["frobnicate"], "frobnicate"),
    (["fitt", "fits/leptonic.yaml"], "unknown command 'fitt'; did you mean 'fit'?"),
    (["compare", "fits/leptonic.yaml", "--variants", ""], "--variants takes different names"),
    (
      ["compare", "fits/leptonic.yaml", "--variants", "no-nutev,no-nutev"], "--variants takes different names"
    ),
    (["fit"], "<fit>"),
    (["fit", "fits/leptonic.yaml", "--treads", "2"], "--treads"),
    (["fit", "fits/leptonic.yaml", "--threads", "0"], "--threads takes a number from 1 to 1024"),
    (["fit", "fits/leptonic.yaml", "--seed", "-1"], "--seed"),
    (["fit", "fits/leptonic.yaml", "--seed", "one"], "--seed"),
    (["fit", "fits/leptonic.yaml", "--format", "xml"], "xml"),
    (["fit", "fits/leptonic.yaml", "--output", ""], "--output takes the name of a folder"),
    (["fit", "fits/leptonic.yaml", "--variant", "nutev-200"], "did you mean 'nutev-2000'?"),
    (["compare", "fits/leptonic.yaml", "--variants", "no-nutv"], "did you mean 'no-nutev'?"),
    (["compare", "fits/leptonic.yaml", "--variant", "no-nutev"], "--variants a,b instead of --variant"),
    (["inputs", "neutrino-trident/nutev-2001"], "did you mean 'neutrino-trident/nutev-2000'?"),
    (["inputs", "--combine", "R_tridnt"], "did you mean 'R_trident'?"),
    (["inputs", "--only", "neutrino-trident/nutev-2000"], "--only and --as go with --combine"),
    (["inputs", "--combine", "R_trident", "--as", "mass"], "--as takes v_Phi"),
    (
      ["inputs", "--combine", "tau_tau", "--only", "tau-lifetime/belle-2014", "--as", "v_Phi"],
      "cannot be translated"
    ),
    (
      ["inputs", "--combine", "R_trident", "--only", "tau-lifetime/belle-2014"], "does not measure R_trident"
    ),
    (["inputs", "--combine", "gA_e"], "correlated"),
    (["inputs", "--inputs", "nowhere"], "nowhere: there is no such folder of inputs"),
    (["fit", "fits/leptonc.yaml"], "did you mean 'fits/leptonic.yaml'?"),
    (["fit", "fit/leptonic"], "there is no such file; did you mean 'fits/leptonic.yaml'?"),
    (["report", "input"], "there is no run in input: it has no run.sqlite; did you mean 'inputs'?"),
    (["limit", "fits/leptonic.yaml", "--on", "v_Phi", "--method", "cl"], "did you mean 'cls'?"),
    (
      ["limit", "fits/leptonic.yaml", "--on", "v_Phi", "--method", "feldman-cousins", "--toys", "0"],
      "needs toys"
    ),
    (
      ["limit", "fits/leptonic.yaml", "--on", "v_Phi", "--variants", "nutev-2001"],
      "did you mean 'nutev-2000'?"
    ),
    (
      ["limit", "fits/leptonic.yaml", "--on", "v_Phi", "--variants", "no-nutev", "--output", "x"],
      "every one of --variants has its own"
    ),
    (["fit", "fits/none.yaml"], "fits/none.yaml: there is no such file"),
    (["fit", "fits"], "fits"),
  ])
  func wordsThatMakeNoSenseExitWithTwoAndSayWhy(words: [String], reason: String) async throws {
    let workshop = try Workshop()
    let run = try await workshop.mutau(words)
    #expect(run.exitCode == 2)
    #expect(run.output.isEmpty)
    #expect(run.complaints.contains(reason), "\(run.complaints)")
    #expect(!workshop.exists("runs"))
  }

  @Test func measurementsThatShareDataAreNotCombined() async throws {
    let run = try await Workshop().mutau(
      "inputs", "--combine", "R_trident", "--only",
      "neutrino-trident/charm-ii-1990,neutrino-trident/average-2014")
    #expect(run.exitCode == 2)
    #expect(run.complaints.contains("shares data with 'neutrino-trident/charm-ii-1990'"))
  }
}
