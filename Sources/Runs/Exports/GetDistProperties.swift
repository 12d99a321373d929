/// What GetDist reads beside chains, its own or Cobaya's: that there is no burn-in to remove. Without this file it leaves out
/// the first 30 % of every chain.
struct GetDistProperties {
  let file: ExportFile

  init(_ posterior: SampledPosterior) {
    let sampler = posterior.sampler.isNested ? "nested" : "mcmc"
    // GetDist takes $(…) for a variable of the environment.
    let label = posterior.title.oneLine.replacing("$", with: "")
    file = ExportFile(
      ".properties.ini", "label = \(label)\nburn_removed = T\nignore_rows = 0\nsampler = \(sampler)\n")
  }
}
