import Foundation
import GlobalFit
import Inference
import Runs

/// The runs of a fit and its variants, of which each is made once: read back where it is finished, answered by weights from
/// the draws of the fit as it stands where these can, and made otherwise.
struct ComparedRuns {
  let options: FitOptions
  let seed: UInt64
  /// Whether runs are read from and kept in the folders of `mutau fit`.
  let keeps: Bool
  /// Whether runs of something else in these folders are replaced.
  let overwrites: Bool
  /// Whether every posterior is drawn by itself.
  let refits: Bool

  /// A result and where it comes from.
  struct Member {
    let result: FitResult
    let origin: Comparison.Origin
    /// Why the result could not be kept; nil if it was, or was not to be.
    var failure: Failure?
  }

  /// The fit as it stands, and its draws.
  func base(_ problem: Problem) throws -> (member: Member, sample: PosteriorSample) {
    if let kept = finished(problem), let draws = try? StoredRun(folder(of: problem)).finishedDraws() {
      return (kept, draws.sample)
    }
    let made = try made(problem, besides: nil, remark: nil)
    return (made, made.result.posterior.sample)
  }

  /// A variant, given the fit as it stands with its draws.
  func variant(
    _ problem: Problem, of base: Problem, _ known: FitResult, _ sample: PosteriorSample
  ) throws -> Member {
    if let kept = finished(problem) { return kept }
    switch refits ? Answer.failure(nil) : answer(problem, base, known.posterior, sample) {
    case .success(let posterior): return try weighted(problem, posterior, besides: known.bestFit)
    case .failure(let reason): return try made(problem, besides: known.bestFit, remark: reason?.description)
    }
  }

  /// What the draws of the fit as it stands say of a variant, or why they say nothing.
  private func answer(
    _ problem: Problem, _ base: Problem, _ known: PosteriorSummary, _ sample: PosteriorSample
  ) -> Answer {
    guard problem.hasOtherConstraintsOnly(than: base) else {
      return .failure(NotReweightable(description: "more than constraints changes"))
    }
    guard known.isConverged else {
      return .failure(NotReweightable(description: "the draws of the fit as it stands did not converge"))
    }
    do throws(NotReweightable) {
      return .success(
        try problem.posterior(
          from: sample, of: base, logEvidence: known.logEvidence, seed: seed, threads: options.threads))
    } catch {
      return .failure(error)
    }
  }

  /// A posterior by weights, or why there is none; nil where none was asked for.
  private enum Answer {
    case success(PosteriorSummary)
    case failure(NotReweightable?)
  }

  /// A variant whose posterior is known by weights. Toys, limits and planes, which take long, are kept as of a run that has not
  /// come to its end: nobody does them again.
  private func weighted(
    _ problem: Problem, _ posterior: PosteriorSummary, besides best: BestFit
  ) throws -> Member {
    let isLong = problem.fit.toys > 0 || !problem.fit.limits.isEmpty || !problem.fit.planes.isEmpty
    let keeper = keeps && isLong ? try keeper(problem) : nil
    defer { keeper?.flush() }
    let watch = watch(problem, keeper)
    let result = try problem.result(
      seed: seed, by: keeper?.workforce(threads: options.threads) ?? options.workforce, besides: best,
      posterior: posterior, doing: watch.doing)
    watch.finish()
    try watch.interruption.check()
    return Member(result: result, origin: Comparison.Origin(.weights))
  }

  /// A run, made here and kept as `mutau fit` would.
  private func made(_ problem: Problem, besides best: BestFit?, remark: String?) throws -> Member {
    let keeper = keeps ? try keeper(problem) : nil
    defer { keeper?.flush() }
    let watch = watch(problem, keeper)
    let result = try problem.result(
      seed: seed, by: keeper?.workforce(threads: options.threads) ?? options.workforce, besides: best,
      progress: watch.progress, doing: watch.doing)
    watch.finish()
    try watch.interruption.check()
    // a minimum that the starts of the fit miss is not what `mutau fit` would have found
    guard let keeper, !result.bestFit.isFoundFromAnother else {
      return Member(result: result, origin: Comparison.Origin(.sampled, remark: remark))
    }
    do throws(Failure) {
      let folder = try keeper.keep(result)
      return Member(result: result, origin: Comparison.Origin(.sampled, folder: folder, remark: remark))
    } catch {
      // a disk that is full costs the copy, not the result
      return Member(
        result: result, origin: Comparison.Origin(.sampled, remark: remark), failure: error)
    }
  }

  /// The finished run of this very problem in its folder; nil if there is none.
  private func finished(_ problem: Problem) -> Member? {
    // every rank must do the same, and only the first reads
    guard keeps, Job.ranks == nil else { return nil }
    let folder = folder(of: problem)
    struct Kept: Decodable { let result: FitResult }
    guard RunFolder(path: folder).has(RunStore.fileName),
      let identity = try? RunIdentity(of: problem, seed: seed),
      let store = try? RunStore(reading: RunFolder(path: folder)), (try? store.identity()) == identity,
      let text = try? store.result(named: "fit"), let kept = try? decoded(Kept.self, fromJSON: text)
    else { return nil }
    return Member(result: kept.result, origin: Comparison.Origin(.kept, folder: folder))
  }

  private func keeper(_ problem: Problem) throws -> RunKeeper {
    try RunKeeper(
      problem, seed: seed, folder: folder(of: problem), overwrite: overwrites,
      remedy: "--overwrite it, or compare with --no-keep")
  }

  private func folder(of problem: Problem) -> String {
    FitCommand.folder(ofFit: options.fit, variant: problem.variant)
  }

  private func watch(_ problem: Problem, _ keeper: RunKeeper?) -> SamplingWatch {
    SamplingWatch(
      quiet: options.quiet, label: "\(problem.variant ?? "as it stands"): ", keeper: keeper)
  }
}
