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
  /// How far new points of these runs walk, in units of the squared spread of the live points.
  private var refreshments: Double
  private var refinement: Refinement?
  /// What densities are learned from beside the points of the runs: draws from densities learned before.
  private var lessons: WeightedDraws?
  /// The draws of the refinement, and how nearly they meet the goal.
  private var refined: (draws: WeightedDraws, fulfilment: Double)?
  private var round = 0
  /// Evaluations whose results were thrown away.
  private var spent = 0

  /// Enough to find where the posterior lies; their own ln Z would come out too large.
  private static let hastyRefreshments = 1.0
  /// Enough for the bias of ln Z to be small beside its error.
  private static let carefulRefreshments = 24.0

  /// To learn once more costs about as much as so many draws.
  private static let worthLearning = 100_000.0

  /// Prepares for a model of some dimension.
  public init(dimension: Int, settings: NestedSettings) {
    self.settings = settings
    livePoints = max(4, settings.livePoints ?? NestedSettings.livePoints(dimension: dimension))
    refreshments = settings.learns ? Self.hastyRefreshments : Self.carefulRefreshments
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
      if refreshments == Self.hastyRefreshments {
        guard refine(found, on: model, progress: progress) else { return result(found, isStopped: true) }
        if refinement != nil { return result(found, isStopped: false) }
        spent += found.calls
        runs = []
        refreshments = Self.carefulRefreshments
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
    // Streams of hasty runs lie beyond those of careful ones.
    let isHasty = refreshments == Self.hastyRefreshments
    let stream = UInt64(first) + (isHasty ? 1 << 34 : 0)
    let most = settings.maximumCalls / settings.runs
    runs += workforce.map(
      "\(isHasty ? "hasty" : "careful") runs from \(first), \(most) calls", count - first,
      keeping: { !$0.isStopped }
    ) { [settings, livePoints, refreshments] task in
      let run = NestedRun(
        on: model, livePoints: livePoints, refreshments: refreshments, remainder: 1e-3,
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

  /// Draws from the learned density until the goal is reached or the runs are the better way; false if asked to stop.
  private mutating func refine(
    _ found: Exploration, on model: some BayesianModel, progress: (@Sendable (SamplingProgress) -> Bool)?
  ) -> Bool {
    let firstDraws = Refinement.firstBlocks * Refinement.blockSize
    guard settings.maximumCalls - found.calls - spent >= firstDraws else { return true }
    if refinement == nil { learn(from: found, on: model) }
    let careful = found.callsToGoal(settings) * Self.carefulRefreshments / Self.hastyRefreshments
    while let current = refinement {
      let draws = current.draws(runs: settings.runs)
      guard
        current.coverage.holdsEveryRun(draws: current.drawCount, logEvidence: current.logEvidence)
      else {
        discard()
        return true
      }
      // The tail of the weights is not known well from few.
      guard !(current.paretoShape >= 0.7) else {
        guard current.drawCount < Refinement.mostDrawsInDoubt else {
          discard()
          return true
        }
        refinement?.draw(3 * current.blocks.count, on: model, settings: settings)
        continue
      }
      let fulfilment = draws.fulfilment(of: settings.goal, threads: settings.threads)
      refined = (draws, fulfilment)
      let factor = max(
        1 / fulfilment,
        current.logEvidenceError * current.logEvidenceError
          / (settings.evidenceError * settings.evidenceError))
      let covering = current.coverage.drawsNeeded(
        relativeError: current.logEvidenceError, logEvidence: current.logEvidence)
      let needed = max(Double(current.drawCount) * factor, covering) - Double(current.drawCount)
      guard needed > 0 else { return true }
      guard needed < careful else {
        discard()
        return true
      }
      let room = settings.maximumCalls - found.calls - spent - current.drawCount
      guard room >= Refinement.blockSize else { return true }
      let state = SamplingProgress(
        phase: .refinement, done: current.drawCount, planned: current.drawCount + Int(needed),
        transition: Transition())
      guard progress?(state) ?? true else { return false }
      if needed > Self.worthLearning, needed < Double(room), learnAgain(from: draws, found, on: model) {
        continue
      }
      // Not too far at once: how many are needed is not known well from few, and more draws teach more.
      let blocks = min(
        Int(1.1 * needed / Double(Refinement.blockSize)) + 1, 3 * current.blocks.count,
        room / Refinement.blockSize)
      refinement?.draw(blocks, on: model, settings: settings)
    }
    return true
  }

  private mutating func discard() {
    spent += refinement?.drawCount ?? 0
    refinement = nil
    refined = nil
  }

  /// The first draws from a density learned from the runs, and from those draws again as long as that helps.
  private mutating func learn(from found: Exploration, on model: some BayesianModel) {
    for attempt in 0..<4 {
      // First one way, then the other, then the better of the two.
      let isWhitened = attempt == 0 ? false : attempt == 1 ? true : refinement?.isWhitened ?? false
      guard let next = refinement(whitened: isWhitened, found, on: model) else { continue }
      let isBetter = adopt(next)
      if next.efficiency > 0.3 || attempt > 1 && !isBetter { return }
      if attempt > 0 || next.efficiency > 0.01 {
        learnFrom(next.draws(runs: settings.runs))
      }
    }
  }

  /// Learns from the draws of the refinement, if there is twice as much to learn from as there was, and goes over to a density
  /// that serves better; returns whether there is one.
  private mutating func learnAgain(
    from draws: WeightedDraws, _ found: Exploration, on model: some BayesianModel
  ) -> Bool {
    let all = lessons?.merged(with: draws) ?? draws
    guard let current = refinement, all.worth > 2 * current.lessons else { return false }
    lessons = all
    var isBetter = false
    for isWhitened in [false, true] {
      guard let next = refinement(whitened: isWhitened, found, on: model) else { continue }
      if adopt(next) { isBetter = true }
    }
    if !isBetter { refinement?.lessons = all.worth }
    return isBetter
  }

  private mutating func learnFrom(_ draws: WeightedDraws) {
    lessons = lessons?.merged(with: draws) ?? draws
  }

  /// The first draws from a density learned from all that is known by now.
  private mutating func refinement(whitened: Bool, _ found: Exploration, on model: some BayesianModel)
    -> Refinement?
  {
    // The draws know better how much lies where, but may never have come to where some of the points lie.
    let lessons = lessons.map { found.draws.merged(with: $0, leastShare: 0.2) } ?? found.draws
    let bounds = (0..<model.dimension).map(model.bounds(of:))
    let onCircle = (0..<model.dimension).map { model.cycle(of: $0) != nil }
    let whitening = whitened ? Whitening(lessons, onCircle: onCircle, threads: settings.threads) : nil
    if whitened, whitening == nil { return nil }
    var random = Random(seed: settings.seed, stream: 1 << 33 + UInt64(round))
    guard
      let density = LearnedDensity(
        lessons, bounds: bounds, whitening: whitening, threads: settings.threads, using: &random)
    else { return nil }
    round += 1
    return Refinement(
      density, round: round, lessons: lessons.worth, found: found.draws, on: model, settings: settings)
  }

  /// Takes a refinement in place of the one there is, if it is better by a tenth.
  private mutating func adopt(_ next: Refinement) -> Bool {
    guard next.efficiency > 1.1 * (refinement?.efficiency ?? 0) else {
      spent += next.drawCount
      return false
    }
    spent += refinement?.drawCount ?? 0
    refinement = next
    return true
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
      problems: problems, calls: found.calls + spent + (refinement?.drawCount ?? 0),
      invalid: found.invalid + (refinement?.blocks.reduce(0) { $0 + $1.invalid } ?? 0), isStopped: isStopped)
  }
}
