import Foundation
import GlobalFit
import Inference
import Runs
import Typesetting

/// Whether a run can be reproduced: its inputs as they are now, and its densities as this program computes them.
struct Verification: Encodable {
  /// What became of an input since the run.
  enum Fate: String, Encodable { case same, changed, missing }

  /// An input of the run.
  struct Input: Encodable {
    let name: String
    let digest: String
    let fate: Fate
  }

  /// The densities of draws, computed again.
  struct Densities: Encodable {
    let draws: Int
    let different: Int
    let largestDifference: Double
  }

  let folder: String
  let program: String
  let isSameProgram: Bool
  /// The libraries that made the run's numbers, with their versions; empty in runs of older programs.
  let libraries: String
  let areSameLibraries: Bool
  /// Whether everything in the run is bound to its place and to the run, so that nothing can be exchanged unnoticed.
  let isSealed: Bool
  let seed: UInt64
  /// What is asked of the fit; nil of a run of the whole fit.
  let question: String?
  let isFinished: Bool
  let inputs: [Input]
  let damagedTasks: Int
  let densities: Densities?

  /// Reads the inputs of `library` again (none of them where there is no library), and computes the densities of draws spread
  /// evenly over the run, `most` at most.
  init(_ run: StoredRun, library: InputLibrary?, most: Int = 10_000, threads: Int) throws(Failure) {
    folder = run.folder.path
    program = run.identity.program
    isSameProgram = program == Mutau.program
    libraries = run.identity.libraries
    areSameLibraries = libraries == NumericalLibraries.versions
    isSealed = run.isSealed
    seed = run.identity.seed
    question = run.identity.question
    isFinished = run.result != nil
    inputs = run.identity.inputs.map { input in
      let path = library?.path(ofText: input.name)
      let now = path.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
      let fate: Fate = now.map { sha256($0) == input.digest ? .same : .changed } ?? .missing
      return Input(name: input.name, digest: input.digest, fate: fate)
    }
    damagedTasks = try run.damagedTasks()
    densities = run.draws.map { draws in
      let step = max(1, draws.count / most)
      let picks = Array(stride(from: 0, to: draws.count, by: step))
      let misses = parallelMap(picks.count, threads: threads) { pick -> Double in
        let (kept, now) = (
          draws.logDensities[picks[pick]], run.problem.logDensity(at: draws.point(picks[pick]))
        )
        return kept.bitPattern == now.bitPattern ? 0 : max((kept - now).magnitude, .leastNonzeroMagnitude)
      }
      return Densities(
        draws: picks.count, different: misses.count { $0 != 0 },
        largestDifference: misses.max { !($1.isNaN) && ($0.isNaN || $0 < $1) } ?? 0)
    }
  }

  /// Whether this program would come to the same bits with the inputs as they are.
  var isReproducible: Bool {
    isSameProgram && areSameLibraries && isSealed && isFinished && inputs.allSatisfy { $0.fate == .same }
      && damagedTasks == 0
      && (densities?.different ?? 0) == 0
  }

  var document: Document {
    let missed = inputs.filter { $0.fate != .same }
    var document = Document()
    if !isFinished { document.warn("NOT FINISHED: mutau \(question ?? "fit") goes on with this run") }
    if let densities, densities.different > 0 {
      document.warn(
        "NOT REPRODUCED: \(densities.different) of \(densities.draws) densities differ, by up to "
          + "\(densities.largestDifference.significant(2)); this program computes something else than the run's"
      )
    }
    let isElsewhere = !inputs.isEmpty && inputs.allSatisfy { $0.fate == .missing }
    if isElsewhere {
      document.warn("NO INPUTS: none of them is in the folder that was found; name another with --inputs")
    }
    for input in missed where !isElsewhere {
      switch input.fate {
      case .changed: document.warn("CHANGED: \(input.name) is not what the run read")
      case .missing: document.warn("MISSING: \(input.name)")
      case .same: break
      }
    }
    if damagedTasks > 0 {
      document.warn(
        "DAMAGED: \(damagedTasks) results of tasks are not what was written, or are gone; mutau \(question ?? "fit") does them again"
      )
    }
    if !isSameProgram {
      document.warn("ANOTHER PROGRAM: made by \(program), this is \(Mutau.program)")
    }
    if !areSameLibraries, !libraries.isEmpty {
      document.warn("OTHER LIBRARIES: made with \(libraries), here are \(NumericalLibraries.versions)")
    }
    if !isSealed {
      document.warn(
        "NOT SEALED: kept by an older program; whether something in it was exchanged cannot be told")
    }
    document.say(
      isReproducible
        ? "\(folder) can be reproduced by this program." : "\(folder) cannot be reproduced as it stands.")
    var details = Document()
    details.say("  made by    \(program), seed \(seed)")
    if let question { details.say("  question   \(question)") }
    if !libraries.isEmpty { details.say("  with       \(libraries)") }
    details.say("  inputs     \(inputs.count - missed.count) of \(inputs.count) are what the run read")
    if let densities {
      details.say(
        "  densities  \(densities.draws - densities.different) of \(densities.draws) draws give the kept ln posterior to the bit"
      )
    }
    var table = Table(["input", "now", "SHA-256"])
    for input in inputs { table.add([Cell(input.name), Cell(input.fate.rawValue), .code(input.digest)]) }
    details.add(table, in: .type)
    return Document([document, details])
  }
}
