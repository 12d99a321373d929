import Foundation

/// How to sample by nested sampling, and how well.
public struct NestedSettings: Sendable, Codable, Equatable {
  /// How many independent runs to begin with; more are added until the goal is reached.
  public var runs: Int
  /// Live points of each run; nil for a number that suits the dimension.
  public var livePoints: Int?
  /// Whether to draw the final sample from a density learned from the runs.
  public var learns: Bool
  /// When to be content with the draws.
  public var goal: ConvergenceGoal
  /// The largest standard error of ln Z to be content with.
  public var evidenceError: Double
  /// About how many evaluations of the likelihood to spend at most.
  public var maximumCalls: Int
  /// Names the random numbers of the whole run.
  public var seed: UInt64
  /// How many threads to use at most; no result depends on it.
  public var threads: Int

  /// The settings of a run; by default 10 000 effective draws and ln Z to 0.05, on all cores.
  public init(
    runs: Int = 16, livePoints: Int? = nil, learns: Bool = true,
    goal: ConvergenceGoal = ConvergenceGoal(effectiveSampleSize: 10_000), evidenceError: Double = 0.05,
    maximumCalls: Int = 100_000_000, seed: UInt64 = 1,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    precondition(runs > 1, "Independent runs are compared with one another")
    self.runs = runs
    self.livePoints = livePoints
    self.learns = learns
    self.goal = goal
    self.evidenceError = evidenceError
    self.maximumCalls = maximumCalls
    self.seed = seed
    self.threads = threads
  }

  /// Live points of each run in so many dimensions, if the user does not say.
  public static func livePoints(dimension: Int) -> Int { max(50, 3 * dimension) }
}
