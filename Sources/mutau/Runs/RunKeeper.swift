import Foundation
import GlobalFit
import Inference
import Runs

/// A run in its folder, of a whole fit or of one question about it: begun, gone on with, or refused, and what came out kept in it.
struct RunKeeper {
  /// The run; if it cannot be kept, why. What is computed is printed all the same.
  private let store: Result<RunStore, RunFolder.Problem>
  private let folder: RunFolder
  private let problem: Problem
  private let identity: RunIdentity

  /// What is written into `summary.json`: the result, and everything needed to see what it was made from.
  private struct Summary<Answer: Encodable>: Encodable {
    /// Raised when a key changes its meaning.
    let schemaVersion = 2
    let program: String
    /// The libraries that made numbers, with their versions.
    let libraries: String
    let seed: UInt64
    /// What is asked of the fit; nil of all that its file asks for.
    let question: String?
    /// The fit file with every default: it gives the same result to the bit.
    let fit: String
    /// The SHA-256 of every input file, by name.
    let inputs: [String: String]
    let result: Answer
  }

  /// Opens the run in a folder. A folder that holds a run of something else is refused with what differs, unless it is to
  /// be overwritten; other goals (more draws, a smaller error) extend the run.
  ///
  /// - Parameters:
  ///   - question: what is asked of the fit; nil of all that its file asks for.
  ///   - remedy: what to do where the folder holds something else.
  init(
    _ problem: Problem, seed: UInt64, question: Question? = nil, folder: String, overwrite: Bool,
    remedy: String = "choose another --output, or --overwrite it"
  ) throws {
    let identity = try RunIdentity(of: problem, seed: seed, question: question)
    let folder = RunFolder(path: folder)
    do throws(RunFolder.Problem) {
      self.init(
        problem, identity, folder,
        .success(try Self.open(folder, identity, overwrite: overwrite, remedy: remedy)))
    } catch {
      guard !error.isRefusal else { throw Failure.usage(error.description) }
      self.init(problem, identity, folder, .failure(error))
    }
  }

  /// The run of a question in a folder that nobody named: the first of `base`, `base-2`, … that is free or holds this very run.
  /// Where none can be made nothing is kept.
  init(_ problem: Problem, seed: UInt64, question: Question, base: String) throws {
    let identity = try RunIdentity(of: problem, seed: seed, question: question)
    var number = 1
    while true {
      let folder = RunFolder(path: number == 1 ? base : "\(base)-\(number)")
      do throws(RunFolder.Problem) {
        self.init(problem, identity, folder, .success(try Self.open(folder, identity)))
        return
      } catch {
        guard error.isTaken else {
          self.init(problem, identity, folder, .failure(error))
          return
        }
        number += 1
      }
    }
  }

  private init(
    _ problem: Problem, _ identity: RunIdentity, _ folder: RunFolder,
    _ store: Result<RunStore, RunFolder.Problem>
  ) {
    (self.problem, self.identity, self.folder, self.store) = (problem, identity, folder, store)
    if (try? store.get()) != nil { folder.removeDrafts() }
  }

  private static func open(
    _ folder: RunFolder, _ identity: RunIdentity, overwrite: Bool = false, remedy: String = ""
  ) throws(RunFolder.Problem) -> RunStore {
    guard Job.isFirst else { throw RunFolder.Problem(description: "another rank keeps the run") }
    if !overwrite, folder.has("summary.json"), !folder.has(RunStore.fileName) {
      throw RunFolder.Problem(
        refusal: "\(folder.path)/summary.json is not that of a run; \(remedy)", isTaken: true)
    }
    let store = try RunStore(writing: folder, replacingDamaged: overwrite)
    guard let old = try store.identity(), !overwrite else {
      try store.begin(identity)
      return store
    }
    if old != identity {
      let changes = Self.changes(from: old, to: identity)
      guard changes.isEmpty else {
        store.close()
        throw RunFolder.Problem(
          refusal: "\(folder.path) holds a run of something else:\n"
            + changes.map { "  \($0)\n" }.joined() + remedy, isTaken: true)
      }
      try store.extend(to: identity)
    }
    return store
  }

  /// The threads that are asked for, sparing what this run did before.
  func workforce(threads: Int) -> Workforce {
    guard let store = try? store.get() else { return Workforce(threads: threads, ranks: Job.ranks) }
    return Workforce(
      threads: threads,
      memory: TaskMemory(
        recall: { store.recall($0, $1) },
        keep: { store.keep($0, $1, $2) }), ranks: Job.ranks)
  }

  /// Keeps what was done so far, and nothing more: from here on the run belongs to nobody. Whoever made the keeper says when.
  func close() { try? store.get().close() }

  /// What to say of a run that is stopped.
  var wordsOfInterruption: String {
    switch store {
    case .success: "interrupted; the same command goes on from here"
    case .failure(let problem): "interrupted; nothing was kept: \(problem)"
    }
  }

  /// Keeps the result in the run and, to be read by anybody, in `report.html` and `summary.json`; the folder.
  func keep(_ result: FitResult) throws(Failure) -> String {
    guard Job.isFirst else { return folder.path }
    let sample = result.posterior.sample
    try finish(
      result,
      sample.legs.isEmpty
        ? .table(DrawTable(sample, of: problem)) : .legs(sample.legs, tasks: sample.parts))
    return folder.path
  }

  /// Keeps the answer to the run's question, as ``keep(_:)-(FitResult)`` keeps the result of a fit; where it went, or, if the
  /// folder was nobody's choice, why it went nowhere.
  func keep(answer: some Encodable) throws(Failure) -> Place {
    guard Job.isFirst else { return .folder(folder.path) }
    if case .failure(let problem) = store, problem.isRefusal { return .nowhere(problem.description) }
    try finish(answer, nil)
    return .folder(folder.path)
  }

  /// Where an answer is kept.
  enum Place {
    case folder(String)
    case nowhere(String)

    /// What is said of it behind the result.
    var words: String {
      switch self {
      case .folder(let path): " Written to \(path)."
      case .nowhere(let reason): " Nothing was kept: \(reason)."
      }
    }
  }

  private func finish(_ result: some Encodable, _ draws: KeptDraws?) throws(Failure) {
    let text = try json(
      Summary(
        program: identity.program, libraries: identity.libraries, seed: identity.seed,
        question: identity.question, fit: identity.fit,
        inputs: Dictionary(uniqueKeysWithValues: identity.inputs.map { ($0.name, $0.digest) }), result: result
      ))
    do throws(RunFolder.Problem) {
      try store.get().finish(text, named: identity.resultName, draws: draws)
    } catch {
      throw .numerics("the result could not be kept: \(error)")
    }
    if let store = try? store.get() { try RunFiles.write(StoredRun(store)) }
  }

  /// Keeps what a comparison found of a variant and a run of it would not have.
  func keep(_ variant: KeptVariant) throws(Failure) {
    guard Job.isFirst else { return }
    do throws(RunFolder.Problem) {
      try variant.keep(in: store.get())
    } catch {
      throw .numerics("the result could not be kept: \(error)")
    }
  }

  /// How a run would become another one, line by line; nothing where only goals, figures or variants differ.
  private static func changes(from old: RunIdentity, to new: RunIdentity) -> [String] {
    var changes: [String] = []
    if old.program != new.program { changes.append("program: \(old.program) → \(new.program)") }
    if old.libraries != new.libraries { changes.append("libraries: \(old.libraries) → \(new.libraries)") }
    if old.question != new.question {
      changes.append("question: \(old.question ?? "the whole fit") → \(new.question ?? "the whole fit")")
    }
    if old.seed != new.seed { changes.append("seed: \(old.seed) → \(new.seed)") }
    let goals = SampleSettings.goals.map { "sample.\($0)" } + ["seed"]
    let lines =
      (try? Fit.differences(between: old.fit, and: new.fit)) ?? ["the fit file cannot be read any more"]
    // what else stands in the file changes nothing of the fit as it stands
    changes += lines.filter { line in
      !goals.contains { line.hasPrefix("\($0): ") }
        && !["figures", "variants"].contains(String(line.prefix { $0 != "." && $0 != ":" }))
    }
    let before = Dictionary(uniqueKeysWithValues: old.inputs.map { ($0.name, $0) })
    for input in new.inputs {
      if let own = before[input.name], own.digest != input.digest {
        changes.append("input \(input.name): \(own.digest.prefix(12)) → \(input.digest.prefix(12)) (SHA-256)")
      }
    }
    return changes
  }
}

extension RunIdentity {
  /// What a run of a problem is made from. Inputs stand under their names rather than their paths: the same files are the
  /// same run from wherever it is called.
  init(of problem: Problem, seed: UInt64, question: Question? = nil) throws(Failure) {
    var fit = problem.fit
    fit.seed = seed
    var inputs: [Input] = []
    func add(_ name: String, _ file: String) throws(Failure) {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
        throw .usage("\(file) cannot be read")
      }
      inputs.append(Input(name: name, text: text))
    }
    for constraint in problem.constraints {
      guard let file = constraint.measurements.first?.file else { continue }
      try add(constraint.name, file)
    }
    for path in problem.predictionPaths { try add(path.name, path.file) }
    if let file = problem.fourMuonTableFile { try add(problem.fit.fourMuonTable.name + ".csv", file) }
    self.init(
      program: Mutau.program, libraries: NumericalLibraries.versions, seed: seed, fit: fit.resolved,
      inputs: inputs, question: question?.words)
  }

  /// The name under which the run keeps what came out.
  var resultName: String { question == nil ? "fit" : "answer" }
}
