import Foundation
import GlobalFit
import Inference
import Runs

/// The runs of a fit and its variants, of which each is made once: read back where it is finished, answered by weights from
/// the draws of the fit as it stands where these can, and made otherwise.
struct ComparedRuns {
  let options: FitOptions
  let seed: UInt64
  /// What is compared, in order: names of variants, nil for the fit as it stands.
  let variants: [String?]
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

    /// The same, which could not be kept: a disk that is full costs the copy, not the result.
    func failing(_ failure: Failure) -> Member {
      var member = self
      member.failure = failure
      return member
    }
  }

  /// The fit as it stands, and its draws.
  func base(_ problem: Problem) throws -> (member: Member, sample: PosteriorSample) {
    if let (kept, run) = finished(problem), let draws = run.draws { return (kept, draws.sample) }
    let made = try made(problem, besides: nil, remark: nil)
    return (made, made.result.posterior.sample)
  }

  /// A variant, given the fit as it stands with its draws.
  func variant(
    _ problem: Problem, of base: Problem, _ known: FitResult, _ sample: PosteriorSample
  ) throws -> Member {
    if let kept = finished(problem)?.member { return kept }
    if !refits, let kept = compared(problem, besides: known) { return kept }
    let line = ProgressLine(quiet: options.quiet)
    let words = label(of: problem) + "weights of the draws"
    line.show(words)
    let answer = refits ? Answer.failure(nil) : answer(problem, base, known.posterior, sample)
    line.clear()
    switch answer {
    case .success(let posterior): return try weighted(problem, posterior, besides: known)
    case .failure(let reason): return try made(problem, besides: known, remark: reason?.description)
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

  /// A variant whose posterior is known by weights.
  private func weighted(
    _ problem: Problem, _ posterior: PosteriorSummary, besides base: FitResult
  ) throws -> Member {
    let keeper = keeps ? try keeper(problem) : nil
    defer { keeper?.close() }
    let watch = watch(problem, keeper)
    let result = try problem.result(
      seed: seed, by: watch.watching(keeper?.workforce(threads: options.threads) ?? options.workforce),
      besides: base.bestFit, posterior: posterior, doing: watch.doing)
    watch.finish()
    try watch.interruption.check()
    return kept(Member(result: result, origin: Comparison.Origin(.weights)), by: keeper, besides: base)
  }

  /// A run, made here and kept as `mutau fit` would.
  private func made(_ problem: Problem, besides base: FitResult?, remark: String?) throws -> Member {
    let keeper = keeps ? try keeper(problem) : nil
    defer { keeper?.close() }
    let watch = watch(problem, keeper)
    let result = try problem.result(
      seed: seed, by: watch.watching(keeper?.workforce(threads: options.threads) ?? options.workforce),
      besides: base?.bestFit, progress: watch.progress, doing: watch.doing)
    watch.finish()
    try watch.interruption.check()
    let member = Member(result: result, origin: Comparison.Origin(.sampled, remark: remark))
    guard let keeper else { return member }
    // a minimum that the starts of the fit miss is not what `mutau fit` would have found
    if let base, result.bestFit.isFoundFromAnother { return kept(member, by: keeper, besides: base) }
    do throws(Failure) {
      let folder = try keeper.keep(result)
      return Member(result: result, origin: Comparison.Origin(.sampled, folder: folder, remark: remark))
    } catch {
      return member.failing(error)
    }
  }

  /// Keeps what a run of the variant alone would not have, to be found when it is compared again.
  private func kept(_ member: Member, by keeper: RunKeeper?, besides base: FitResult) -> Member {
    do throws(Failure) {
      try keeper?.keep(KeptVariant(member.result, member.origin, besides: base))
      return member
    } catch {
      return member.failing(error)
    }
  }

  /// What an earlier comparison with the same result of the fit as it stands found of a variant; nil if there was none.
  private func compared(_ problem: Problem, besides base: FitResult) -> Member? {
    store(of: problem).flatMap { KeptVariant.found(in: $0, besides: base) }.map {
      Member(result: $0.result, origin: $0.origin)
    }
  }

  /// The finished run of this very problem in its folder; nil if there is none. Its files are there, even if whoever finished it
  /// was killed before they were.
  private func finished(_ problem: Problem) -> (member: Member, run: StoredRun)? {
    guard let store = store(of: problem), let run = try? StoredRun(store), let result = try? run.fitResult()
    else { return nil }
    let member = Member(result: result, origin: Comparison.Origin(.kept, folder: folder(of: problem)))
    do throws(Failure) {
      try RunFiles.complete(run)
      return (member, run)
    } catch {
      return (member.failing(error), run)
    }
  }

  /// What is kept of this very problem in its folder; nil if nothing is.
  private func store(of problem: Problem) -> RunStore? {
    let folder = RunFolder(path: folder(of: problem))
    // every rank must do the same, and only the first reads
    guard keeps, Job.ranks == nil, folder.has(RunStore.fileName),
      let identity = try? RunIdentity(of: problem, seed: seed),
      let store = try? RunStore(reading: folder), (try? store.identity()) == identity
    else { return nil }
    return store
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
      quiet: options.quiet, label: label(of: problem), keeper: keeper)
  }

  /// What stands before the progress of a variant: `nutev-2000 (2 of 5): `.
  private func label(of problem: Problem) -> String {
    guard let place = variants.firstIndex(of: problem.variant) else { return "" }
    return "\(problem.variant ?? "as it stands") (\(place + 1) of \(variants.count)): "
  }
}
