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
      """)

  @OptionGroup var options: FitOptions

  func run() throws {
    let problem = try options.problem()
    // Variants are part of the file: a mistake in one is found before it is used.
    let fit = try options.readFit()
    let library = try options.library.library(besideFit: options.fit)
    for variant in fit.variants { _ = try Problem(fit, variant: variant, library: library) }
    let report = CheckReport(problem, variants: fit.variants)
    try Console.write(options.library.format == .json ? json(report) : report.text)
  }
}
