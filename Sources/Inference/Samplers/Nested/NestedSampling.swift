import Foundation
import Synchronization

/// Nested sampling under way: its runs, and the sample from the density learned from them.
///
/// `run` may be called again with a stricter goal in `settings`; what the runs found is not looked for again.
public struct NestedSampling: Sendable {
  /// How long, and how well; all but the number of runs, the live points and the seed may change between calls of `run`.
  public var settings: NestedSettings
  private let livePoints: Int
  private var runs: [NestedRun] = []
  /// Which of ``care`` the runs take.
  private var stage: Int
  /// The density learned from the runs, and what was drawn from it.
  var refinement: Refinement?
  /// What densities are learned from beside the points of the runs: draws from densities learned before.
  var lessons: WeightedDraws?
  /// The draws of the refinement, and how nearly they meet the goal.
  var refined: (draws: WeightedDraws, fulfilment: Double)?
  /// How many densities were learned.
  var round = 0
  /// How often draws were moved.
  var moves = 0
  /// Evaluations whose results were thrown away.
  var spent = 0

  /// How far new points walk, in units of the squared spread of the live points: at first just far enough to find where the
  /// posterior lies, at last so far that the bias of ln Z is small beside its error.
  static let care = [1.0, 4, 24]
  /// How far new points of the runs under way walk.
  var refreshments: Double { Self.care[stage] }
  /// Whether they walk so far that their own ln Z can be believed.
  private var isCareful: Bool { stage == Self.care.count - 1 }

  /// Points where the posterior is known to have a peak, and whether they were looked at.
  let knownPeaks: [[Double]]
  var areKnownPeaksExplored = false
  /// Known peaks of which draws have to tell, for nothing could be learned of their surroundings.
  var unexploredPeaks: [[Double]] = []
  /// Draws about the peaks that the runs did not find.
  var peaks: [WeightedDraws] = []
  /// Draws from where densities learned so far were thin.
  var thin: WeightedDraws?
  /// Draws from the posterior that were moved, which a density must hold.
  var moved: WeightedDraws?

  /// Prepares for a model of some dimension.
  ///
  /// - Parameters:
  ///   - dimension: that of the model.
  ///   - settings: how long, and how well.
  ///   - knownPeaks: coordinates of best fits and the like, which are looked at where the runs have not found them.
  public init(dimension: Int, settings: NestedSettings, knownPeaks: [[Double]] = []) {
    self.settings = settings
    self.knownPeaks = knownPeaks
    livePoints = max(4, settings.livePoints ?? NestedSettings.livePoints(dimension: dimension))
    stage = settings.learns ? 0 : Self.care.count - 1
  }

  /// Goes on until the goal is reached, the evaluations are used up, or `progress` says false.
  ///
  /// First come independent runs of nested sampling that take little care, and a density learned from what they found. The
  /// posterior is drawn from that density with weights, the cheaper way to the goal where it works. Where it does not (the
  /// weights have a heavy tail, points of the runs lie where hardly any draw comes, or too many draws would be needed) the runs
  /// are made anew with care, and twice as many every time.
  public mutating func run(
    on model: some BayesianModel, by workforce: Workforce? = nil,
    progress: (@Sendable (SamplingProgress) -> Bool)? = nil
  ) -> NestedResult {
    let workforce = workforce ?? Workforce(threads: settings.threads)
    var wanted = max(runs.count, settings.runs)
    while true {
      let isStopped = !explore(until: wanted, on: model, by: workforce, progress: progress)
      let found = Exploration(runs)
      if isStopped || found.isEmpty { return result(found, isStopped: isStopped) }
      if settings.learns {
        guard refine(found, on: model, progress: progress) else { return result(found, isStopped: true) }
        if refinement != nil { return result(found, isStopped: false) }
      }
      if !isCareful {
        guard found.calls + spent < settings.maximumCalls else { return result(found, isStopped: false) }
        spent += found.calls
        runs = []
        stage += 1
        continue
      }
      let result = result(found, isStopped: false)
      let isSpent = result.calls + found.calls > settings.maximumCalls
      if result.problems.isEmpty || isSpent || found.isFlat { return result }
      wanted = 2 * runs.count
    }
  }

  /// The runs up to some number; false if asked to stop.
  private mutating func explore(
    until count: Int, on model: some BayesianModel, by workforce: Workforce,
    progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> Bool {
    let first = runs.count
    guard first < count else { return true }
    let isStopped = Atomic(false)
    let done = Atomic(first)
    // Each stage has streams of its own.
    let stream = UInt64(first) + (isCareful ? 0 : 1 << 34 + UInt64(stage) << 24)
    let most = max(0, settings.maximumCalls - spent) / settings.runs
    runs += workforce.map(
      "runs of \(Int(refreshments)) refreshments from \(first), \(most) calls", count - first,
      keeping: { !$0.isStopped }
    ) { [settings, livePoints, refreshments] task in
      let run = NestedRun(
        on: model, livePoints: livePoints, refreshments: refreshments, remainder: 1e-4,
        maximumCalls: most,
        stream: Random(seed: settings.seed, stream: stream + UInt64(task))
      ) {
        let state = SamplingProgress(
          phase: .exploration, done: done.load(ordering: .relaxed), planned: count, transition: Transition())
        if !(progress?(state) ?? true) { isStopped.store(true, ordering: .relaxed) }
        return !isStopped.load(ordering: .relaxed)
      }
      done.add(1, ordering: .relaxed)
      return run
    }
    return !isStopped.load(ordering: .relaxed)
  }
}

// MARK: - Results

extension NestedSampling {
  private func result(_ found: Exploration, isStopped: Bool) -> NestedResult {
    let draws = refined?.draws ?? found.draws
    let logEvidence = refinement?.logEvidence ?? found.merged.logEvidence
    let error = refinement?.logEvidenceError ?? found.logEvidenceError
    var problems: [String] = []
    if isStopped {
      problems.append("stopped before the goal was reached")
    } else if found.isEmpty {
      problems.append("no point of the prior has a finite posterior density")
    } else {
      if refinement == nil, !isCareful {
        problems.append("the evaluations were used up by runs that only tell where the posterior lies")
      }
      if !found.isComplete {
        problems.append("a run used up its evaluations before it reached the peak of the likelihood")
      }
      if !(error < settings.evidenceError) {
        problems.append(String(format: "ln Z: ± %.3f, not ± %g", error, settings.evidenceError))
      }
      let fulfilment =
        refined?.fulfilment ?? draws.fulfilment(of: settings.goal, threads: settings.threads)
      if !(fulfilment >= 1) {
        problems.append(
          String(format: "%.0f %% of the effective draws that were asked for", 100 * fulfilment))
      }
      if refinement == nil, found.insertionRankProbability < 1e-3 {
        problems.append(
          String(
            format: "new points are not spread evenly among the live points (p = %.1e)",
            found.insertionRankProbability))
      }
    }
    return NestedResult(
      draws: draws, logEvidence: logEvidence, logEvidenceError: error,
      information: refinement?.information ?? found.merged.information,
      exploration: NestedResult.Exploration(
        runs: runs.count, livePoints: livePoints, calls: found.calls,
        insertionRankProbability: refinement == nil && found.insertionRankProbability.isFinite
          ? found.insertionRankProbability : nil,
        logEvidences: found.logEvidences, insertionRanks: found.insertionRanks,
        stuck: found.stuck),
      refinement: refinement.map {
        NestedResult.Refinement(
          draws: $0.drawCount, efficiency: $0.efficiency,
          paretoShape: $0.paretoShape)
      },
      unexploredPeaks: refinement == nil ? knownPeaks : unexploredPeaks, problems: problems,
      calls: found.calls + spent + (refinement?.drawCount ?? 0),
      invalid: found.invalid + (refinement?.blocks.reduce(0) { $0 + $1.invalid } ?? 0), isStopped: isStopped)
  }
}
