import Foundation
import GlobalFit
import Runs

/// Keeps the result of a fit in its folder, beside what it was made from.
struct ResultKeeper {
  private let folder: RunFolder
  private let identity: [String: String]

  /// What is written: the result, and everything needed to see what it was made from.
  private struct Summary: Encodable {
    /// Raised when a key changes its meaning.
    let schemaVersion = 1
    let program = "mutau \(Mutau.version)"
    /// The fit file and every input file as they were read, the seed, the variant and the program's version.
    let madeFrom: [String: String]
    let result: FitResult
  }

  /// Refuses a folder that holds the result of something else, before anything is computed.
  init(_ problem: Problem, seed: UInt64, folder: String, overwrite: Bool) throws {
    var identity = ["seed": "\(seed)", "program": "mutau \(Mutau.version)", "variant": problem.variant ?? ""]
    // Under their names rather than their paths: the same files are the same fit from wherever it is called.
    identity["fit file"] = try? String(contentsOfFile: problem.fit.file, encoding: .utf8)
    for constraint in problem.constraints {
      guard let file = constraint.measurements.first?.file else { continue }
      identity[constraint.name] = try? String(contentsOfFile: file, encoding: .utf8)
    }
    if let file = problem.fourMuonTableFile {
      identity[problem.fit.fourMuonTable.name] = try? String(contentsOfFile: file, encoding: .utf8)
    }
    self.identity = identity
    self.folder = RunFolder(path: folder)
    guard !overwrite else { return }
    do {
      let changes = try self.folder.changes(of: identity, in: "summary.json")
      guard changes.isEmpty else {
        throw Failure.usage(
          "\(folder) holds the result of something else (different: \(changes.joined(separator: ", "))); "
            + "choose another --output, or --overwrite it")
      }
    } catch let error as RunFolder.Problem {
      throw Failure.usage("\(error)")
    }
  }

  /// Writes the result; the folder's path.
  func keep(_ result: FitResult) throws(Failure) -> String {
    let text = try json(Summary(madeFrom: identity, result: result))
    do {
      try folder.write(text, to: "summary.json")
    } catch {
      throw Failure.numerics("the result could not be kept: \(error)")
    }
    return folder.path + "/summary.json"
  }
}
