import ArgumentParser
import Foundation
import Inference
import KnownPosteriors

/// Whether a walk of nested sampling leaves the prior above a contour as it is.
struct Invariance: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Makes walks of nested sampling from exact live points, and compares where they end with what is exact.",
    discussion: """
      Each walk sets out from live points of its own, so that the ends are independent draws of the shape if a walk \
      leaves it as it is. Kolmogorov's distance has to be below \(Self.bar) in every marginal, or the exit code is \
      1; by chance it is 0.0004 after four million walks, and above \(Self.bar) once in 1500 times.
      """)

  @Option(help: "One of: \(ConstrainedShape.all.map(\.name).joined(separator: ", ")), all.")
  var shape = "all"

  @Option(help: "How many walks in each shape.")
  var moves = 4_000_000

  @Option(help: "How many live points each walk has about it.")
  var points = 50

  @Option(help: "How far a walk goes, in squared spreads of the live points.")
  var refreshments = 1.0

  @Option(help: "The seed of all that is drawn.")
  var seed: UInt64 = 1

  @Option(help: "How many walks at a time.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  private static let bar = 1e-3

  func validate() throws {
    guard moves > 0 else { throw ValidationError("--moves is at least 1") }
    guard points > 3 else { throw ValidationError("--points is at least 4") }
    guard refreshments > 0 else { throw ValidationError("--refreshments is above 0") }
    guard threads > 0 else { throw ValidationError("--threads is at least 1") }
    guard !shapes.isEmpty else { throw ValidationError("no shape is called ‘\(shape)’") }
  }

  func run() throws {
    let tails = Self.tails.map { "\($0)" }.joined(separator: ", ")
    print("| shape | marginal | D | noise | tails at \(tails) |")
    print("|---|---|---|---|---|")
    var isWithin = true
    for shape in shapes {
      var trial = WalkTrial(shape)
      trial.livePoints = points
      trial.refreshments = refreshments
      let ends = trial.ends(moves: moves, seed: seed, threads: threads)
      for (marginal, counts) in zip(shape.marginals, ends) {
        print(line(shape, marginal, counts))
        isWithin = isWithin && counts.distance < Self.bar
      }
      fflush(nil)
    }
    if !isWithin { throw ExitCode(1) }
  }

  private static let tails = [0.001, 0.005, 0.02, 0.05]

  private var shapes: [ConstrainedShape] {
    ConstrainedShape.all.filter { shape == "all" || $0.name == shape }
  }

  /// The noise is the median of Kolmogorov's distance, 0.828/√n; a tail of share p fluctuates by 1/√(n p).
  private func line(_ shape: ConstrainedShape, _ marginal: ConstrainedShape.Marginal, _ counts: EvenCounts)
    -> String
  {
    let tails = Self.tails.map { share in
      let (low, high) = counts.tails(share)
      return String(format: "%.3f %.3f", low, high)
    }
    let cells = [
      shape.name, marginal.name.replacing("|", with: "\\|"), String(format: "%.5f", counts.distance),
      String(format: "%.5f", 0.828 / Double(counts.total).squareRoot()), tails.joined(separator: ", "),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
