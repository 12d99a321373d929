import ArgumentParser
import GlobalFit

/// `mutau compare`
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Fit every variant of a fit file and show what moved, and by how many sigma.",
    discussion: """
      Examples:
        mutau compare fits/leptonic.yaml
        mutau compare fits/leptonic.yaml --variants nutev-2000,no-nutev
      """)

  @OptionGroup var options: FitOptions

  @Option(help: ArgumentHelp("Only these variants.", valueName: "a,b"))
  var variants: String?

  func run() throws {
    guard options.variant == nil else {
      throw Failure.usage("compare takes --variants a,b instead of --variant")
    }
    let fit = try options.readFit()
    let library = try options.library.library(besideFit: options.fit)
    let chosen = try chosenVariants(of: fit)
    let seed = options.seed(of: fit)
    var problems = [try Problem(fit, library: library)]
    for variant in chosen { problems.append(try Problem(fit, variant: variant, library: library)) }
    var results: [FitResult] = []
    for problem in problems {
      let watch = SamplingWatch(quiet: options.quiet, label: "\(problem.variant ?? "as it stands"): ")
      results.append(
        try problem.result(seed: seed, by: options.workforce, progress: watch.progress, doing: watch.doing))
      watch.finish()
      try watch.interruption.check()
    }
    let comparison = Comparison(title: fit.title, results: results, variants: chosen)
    try Console.write(
      options.library.format.rendering(comparison, ComparisonReport(comparison, problems[0]).document))
    if let failed = results.first(where: { !$0.isConverged }) {
      throw Failure.numerics("\(failed.variant ?? "the fit as it stands") did not converge")
    }
  }

  private func chosenVariants(of fit: Fit) throws -> [Variant] {
    guard let variants else {
      guard !fit.variants.isEmpty else { throw Failure.usage("\(options.fit) has no variants to compare") }
      return fit.variants
    }
    let names = variants.split(separator: ",")
    guard !names.isEmpty, Set(names).count == names.count else {
      throw Failure.usage("--variants takes different names, a,b; found '\(variants)'")
    }
    return try names.map { try FitOptions.variant(String($0), of: fit, in: options.fit) }
  }
}
