import Foundation
import GlobalFit
import Inference
import Physics
import Runs

/// A run that was kept, read back: what it was made from, and its draws. It may come from anybody: all of it is looked at before
/// anything is computed, and nothing is written.
struct StoredRun {
  /// The run's folder.
  let folder: RunFolder
  /// What it was made from.
  let identity: RunIdentity
  /// The problem as it was, built from the texts that were kept.
  let problem: Problem
  /// The draws; nil if the run did not come to its end, or answers a question that needs none.
  let draws: DrawTable?
  /// The result as JSON; nil if the run did not come to its end.
  let result: String?
  /// Whether everything in it is bound to its place and to the run; not so of runs of older programs.
  let isSealed: Bool
  /// Where results of its tasks are.
  let store: RunStore

  /// The run in a folder, which may also be named by a file in it.
  init(_ path: String) throws(Failure) {
    var folder = path
    for name in [RunStore.fileName, "summary.json"] where path.hasSuffix("/" + name) || path == name {
      folder = path == name ? "." : String(path.dropLast(name.count + 1))
    }
    let store: RunStore
    do throws(RunFolder.Problem) {
      store = try RunStore(reading: RunFolder(path: folder))
    } catch {
      let isThere = FileManager.default.fileExists(atPath: folder)
      throw .usage(error.description + (isThere ? "" : Spelling.suggestion(forPath: folder)))
    }
    try self.init(store)
    if !isSealed {
      Console.complain(
        "note: the run in \(folder) was kept by an older program: whether something in it was exchanged cannot be told"
      )
    }
  }

  /// The run in a file that is open.
  init(_ store: RunStore) throws(Failure) {
    (self.store, folder) = (store, store.folder)
    let (table, legs): (DrawTable?, [[Data]]?)
    do throws(RunFolder.Problem) {
      try store.check()
      guard let identity = try store.identity() else {
        throw RunFolder.Problem(refusal: "the run in \(store.folder.path) never began")
      }
      self.identity = identity
      isSealed = try store.isSealed()
      (table, legs) = (try store.draws(), try store.legs())
      result = try store.result(named: identity.resultName)
    } catch {
      throw .usage(error.description)
    }
    let isAnswer = identity.question != nil
    guard (table == nil && legs == nil) == (result == nil || isAnswer) else {
      throw .usage("\(store.path) is damaged: it has lost its \(result == nil ? "result" : "draws")")
    }
    problem = try Self.problem(of: identity, store)
    if let legs {
      guard let arranged = ArrangedDraws(legs: legs, dimension: problem.free.count) else {
        throw .usage("\(store.path) is damaged: its draws cannot be read")
      }
      draws = DrawTable(
        PosteriorSample(
          chains: arranged.chainCount, coordinates: arranged.values, logDensities: arranged.logDensities,
          weights: nil, parts: arranged.ensembleCount, part: nil,
          energies: arranged.energies.isEmpty ? nil : arranged.energies), of: problem)
    } else {
      let names = problem.free.map(\.parameter.rawValue)
      guard table == nil || table?.parameters == names else {
        throw .usage("\(store.path) is damaged: its draws are of other parameters")
      }
      draws = table
    }
  }

  /// The draws and the result; an error if the run did not come to its end.
  func finishedDraws() throws(Failure) -> DrawTable {
    if let question = identity.question {
      throw .usage(
        "the run in \(folder.path) is that of mutau \(question): it has no draws, as one of mutau fit has")
    }
    guard let draws else { throw isUnfinished }
    return draws
  }

  /// What is said of a run that did not come to its end.
  var isUnfinished: Failure {
    .usage(
      "the run in \(folder.path) did not come to its end; go on with it by mutau \(identity.question ?? "fit")"
    )
  }

  /// How many results of tasks are not what was written, or are gone.
  func damagedTasks() throws(Failure) -> Int {
    do throws(RunFolder.Problem) {
      return try store.damagedTasks()
    } catch {
      throw .usage(error.description)
    }
  }

  private static func problem(of identity: RunIdentity, _ store: RunStore) throws(Failure) -> Problem {
    do throws(InputError) {
      let texts = Dictionary(identity.inputs.map { ($0.name, $0.text) }) { first, _ in first }
      return try Problem(
        Fit(kept: identity.fit, file: "\(store.path), its fit"),
        library: InputLibrary(texts: texts, folder: "\(store.path), its inputs"))
    } catch {
      throw .usage(
        "the run in \(store.folder.path) cannot be read by this program (it was made by \(identity.program)): \(error)"
      )
    }
  }
}

extension DrawTable {
  /// The draws of a problem's posterior, in a column for each parameter.
  init(_ sample: PosteriorSample, of problem: Problem) {
    let names = problem.free.map(\.parameter.rawValue)
    let columns = names.indices.map { column in
      (0..<sample.count).map { sample.coordinates[$0 * names.count + column] }
    }
    // Shares of nothing are no numbers: where no point is possible, none counts.
    let weights = sample.weights.map { $0.map { $0.isNaN ? 0 : $0 } }
    self.init(
      chains: sample.chains, parameters: names, coordinates: columns, logDensities: sample.logDensities,
      weights: weights, parts: sample.parts, part: sample.part, energies: sample.energies)
  }

  /// The draws as a sampler leaves them, with the estimates that belong to them.
  var sample: PosteriorSample {
    let dimension = parameters.count
    var values = [Double](repeating: 0, count: count * dimension)
    for (column, numbers) in coordinates.enumerated() {
      for (draw, number) in numbers.enumerated() { values[draw * dimension + column] = number }
    }
    return PosteriorSample(
      chains: chains, coordinates: values, logDensities: logDensities, weights: weights, parts: parts,
      part: part,
      energies: energies)
  }
}
