import ArgumentParser
import Foundation
import GlobalFit

/// `mutau fit`
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract:
      "Everything a fit file asks for: best fit, profile likelihood, posterior; results in a folder of their own.",
    discussion: """
      Prints the result and keeps everything in runs/<name of the fit>: run.sqlite
      with the fit, its inputs, what was computed and the draws, summary.json with
      the result, and report.html, a page to read and send. A run that was broken off goes on where it was and ends
      in the same bits. One with other goals (more draws, a smaller
      error) is extended. A folder that holds another fit, other inputs or another
      seed is left alone unless --overwrite is given.

      Examples:
        mutau fit fits/leptonic.yaml
        mutau fit fits/leptonic.yaml --variant nutev-2000 --seed 7
        mutau fit fits/leptonic.yaml --output /tmp/try --overwrite
        mutau fit fits/leptonic.yaml --draw
      """)

  @OptionGroup var options: FitOptions

  @Option(
    help: ArgumentHelp("Folder for the results [default: runs/<name of the fit>].", valueName: "folder"))
  var output: String?

  @OptionGroup var report: ReportOptions

  @Flag(help: "Replace results that belong to another fit, other inputs or another seed.")
  var overwrite = false

  @Flag(help: "Draw the figures of the run too, as mutau draw does afterwards.")
  var draw = false

  func validate() throws {
    if output == "" { throw ValidationError("--output takes the name of a folder") }
  }

  func run() throws {
    let start = ContinuousClock.now
    let problem = try options.problem()
    let seed = options.seed(of: problem.fit)
    let keeper = try RunKeeper(
      problem, seed: seed, folder: output ?? Self.folder(ofFit: options.fit, variant: options.variant),
      overwrite: overwrite)
    defer { keeper.close() }
    let watch = SamplingWatch(quiet: options.quiet, keeper: keeper)
    let result = try problem.result(
      seed: seed, by: watch.watching(keeper.workforce(threads: options.threads)), progress: watch.progress,
      doing: watch.doing)
    watch.finish()
    try watch.interruption.check()
    // A disk that is full costs the copy, not the result: it is printed all the same.
    let kept = Result { () throws(Failure) in try keeper.keep(result) }
    // figures are drawn of a run that nobody works on
    keeper.close()
    var text = try options.library.format.rendering(
      result,
      report.full ? FitReport(result, of: problem).document : FirstScreen(result, of: problem).document)
    if options.library.format == .text {
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      // what has not converged is cured first
      let hasVariants = problem.variant != nil || !problem.fit.variants.isEmpty
      let next = result.isConverged && hasVariants ? " Next: mutau compare \(options.fit)" : ""
      let place =
        (try? kept.get()).map { " Written to \($0).\(report.full ? "" : " More with --full.")" } ?? ""
      text += "\n\(seconds.fixed(2)) s.\(place)\(next)\n"
    }
    try Console.write(text)
    let folder = try kept.get()
    if draw { DrawCommand.draw(ofRunIn: folder, by: options.work) }
    guard result.isConverged else {
      throw Failure.numerics("not everything converged: see the first lines of the result")
    }
  }

  /// The folder of a run, if no other is named.
  static func folder(ofFit path: String, variant: String?) -> String {
    DrawCommand.folder(ofFit: path) + (variant.map { "-\($0)" } ?? "")
  }
}
