import ArgumentParser
import Foundation
import GlobalFit
import Physics

/// `mutau predict`
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "What the draws of a run say of other observables, or with weights of another fit.",
    discussion: """
      The posterior of any observable that the parameters of the run determine,
      without sampling again. With --variant or --fit the draws are weighted by the
      ratio of the posteriors, for other inputs or priors of the same parameters.
      The tail of the weights tells whether that can be trusted: with k above 0.7
      the answer is refused, unless --force is given.

      Examples:
        mutau predict runs/leptonic --observable Delta_a_mu --observable R_trident
        mutau predict runs/leptonic --variant nutev-2000
        mutau predict runs/leptonic --fit fits/mine.yaml --format json
      """)

  @Argument(help: ArgumentHelp("The folder of the run.", valueName: "run"), completion: .directory)
  var folder: String

  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp("An observable; give it again for more.", valueName: "name"))
  var observable: [String] = []

  @Option(help: "Weight the draws for this variant of the run's fit.")
  var variant: String?

  @Option(help: ArgumentHelp("Weight the draws for another fit file.", valueName: "file"))
  var fit: String?

  @Flag(help: "Print what weights that cannot be trusted give.")
  var force = false

  @OptionGroup var work: WorkOptions

  func validate() throws {
    if variant != nil, fit != nil { throw ValidationError("--variant or --fit, not both") }
  }

  func run() throws {
    let run = try StoredRun(folder)
    let sample = try run.finishedDraws().sample
    let other = try other(run)
    let problem = other ?? run.problem
    let observables = try observables(of: problem)
    let prediction: Reprediction
    if let other {
      do throws(NotReweightable) {
        prediction = try ProgressLine.during("weights of the draws", quiet: work.quiet) {
          () throws(NotReweightable) in
          try other.predict(
            observables, from: sample, of: run.problem, seed: run.identity.seed,
            threads: work.threads)
        }
      } catch {
        throw Failure.usage("the draws of \(folder) cannot be weighted for this fit: \(error)")
      }
    } else {
      prediction = ProgressLine.during("predictions of the draws", quiet: work.quiet) {
        run.problem.predict(observables, from: sample, threads: work.threads)
      }
    }
    if let weights = prediction.weights, !weights.areReliable, !force {
      throw Failure.numerics(
        "the draws of \(folder) do not stand for this fit: k = \(weights.paretoShape.fixed(2)) is above 0.7, "
          + "\(weights.effectiveSampleSize.significant(2)) effective draws are left; fit it anew, or --force")
    }
    try Console.write(
      library.format.rendering(prediction, RepredictionReport(prediction, of: problem).document))
    if let weights = prediction.weights, !weights.areReliable {
      throw Failure.numerics("weights with k = \(weights.paretoShape.fixed(2)) cannot be trusted")
    }
  }

  /// The problem that the draws are weighted for; nil for the run's own.
  private func other(_ run: StoredRun) throws -> Problem? {
    if let fit { return try Problem(Fit(contentsOf: fit), library: library.library(besideFit: fit)) }
    guard let variant else { return nil }
    let found = try FitOptions.variant(variant, of: run.problem.fit, in: "the fit of \(folder)")
    // the inputs of a variant are not kept with the run
    let library = try library.library()
    return try Problem(run.problem.fit, variant: found, library: library)
  }

  private func observables(of problem: Problem) throws(Failure) -> [Observable] {
    let known = problem.predictable
    guard !observable.isEmpty else { return problem.fit.predictions }
    var found: [Observable] = []
    for name in observable {
      guard let own = known.first(where: { $0.rawValue == name }) else {
        let suggestion = Spelling.suggestion(for: name, among: known.map(\.rawValue))
        throw .usage("--observable: this fit predicts no '\(name)'\(suggestion)")
      }
      found.append(own)
    }
    return found
  }
}
