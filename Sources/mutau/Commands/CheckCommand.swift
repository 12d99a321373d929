import ArgumentParser
import GlobalFit
import Physics

/// `mutau check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a fit file and everything it names, compute nothing, and print it with every default.",
    discussion: """
      Examples:
        mutau check fits/leptonic.yaml
        mutau check fits/leptonic.yaml --variant nutev-2000
        mutau check fits/leptonic.yaml --resolved > leptonic-with-every-default.yaml
      """)

  @OptionGroup var options: FitOptions

  @Flag(help: "Print it as a fit file in which every default is written out; a variant as a fit of its own.")
  var resolved = false

  func run() throws {
    let problem = try options.problem()
    // Variants are part of the file: a mistake in one is found before it is used.
    let fit = try options.readFit()
    let library = try options.library.library(besideFit: options.fit)
    for variant in fit.variants { _ = try Problem(fit, variant: variant, library: library) }
    try FitFigures(fit: fit, library: library).check()
    guard !resolved else { return try Console.write(resolvedText(of: problem.fit)) }
    let report = CheckReport(problem, variants: fit.variants)
    try Console.write(options.library.format.rendering(report, report.document))
  }

  func validate() throws {
    guard !resolved || options.library.format == .text else {
      throw ValidationError(
        "--resolved prints a fit file, which is YAML; leave out --format \(options.library.format.rawValue)")
    }
    guard options.seed ?? 0 <= UInt64(Int.max) || !resolved else {
      throw ValidationError("a fit file holds seeds up to \(Int.max)")
    }
  }

  private func resolvedText(of fit: Fit) -> String {
    var fit = fit
    fit.seed = options.seed(of: fit)
    return fit.resolved
  }
}
