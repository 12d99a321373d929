import Foundation
import GlobalFit
import Inference
import Physics
import Runs

/// A run that was kept, read back: what it was made from, and its draws.
struct StoredRun {
  /// The run's folder.
  let folder: RunFolder
  /// What it was made from.
  let identity: RunIdentity
  /// The problem as it was, built from the texts that were kept.
  let problem: Problem
  /// The draws; nil if the run did not come to its end.
  let draws: DrawTable?
  /// The result as JSON; nil if the run did not come to its end.
  let result: String?
  /// The inputs whose text is not what was written.
  let damaged: [String]

  /// The run in a folder, which may also be named by a file in it.
  init(_ path: String) throws(Failure) {
    var folder = path
    for name in [RunStore.fileName, "summary.json"] where path.hasSuffix("/" + name) || path == name {
      folder = path == name ? "." : String(path.dropLast(name.count + 1))
    }
    self.folder = RunFolder(path: folder)
    do throws(RunFolder.Problem) {
      let store = try RunStore(reading: self.folder)
      guard let identity = try store.identity() else {
        throw RunFolder.Problem(refusal: "the run in \(folder) never began")
      }
      self.identity = identity
      draws = try store.draws()
      result = try store.result(named: "fit")
      let digests = try store.digests()
      damaged = identity.inputs.filter { digests[$0.name] != $0.digest }.map(\.name)
    } catch {
      throw .usage(error.description)
    }
    problem = try Self.problem(of: identity, folder: folder)
  }

  /// The draws and the result; an error if the run did not come to its end.
  func finishedDraws() throws(Failure) -> DrawTable {
    guard let draws else {
      throw .usage("the run in \(folder.path) did not come to its end; go on with it by mutau fit")
    }
    return draws
  }

  /// Does something with the run's fit as a file, which is gone afterwards.
  func withFitFile<Answer>(_ body: (_ path: String) throws -> Answer) throws -> Answer {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent(
      "mutau-run-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: place) }
    try RunFolder(path: place.path).write(identity.fit, to: "fit.yaml")
    return try body(place.path + "/fit.yaml")
  }

  private static func problem(of identity: RunIdentity, folder: String) throws(Failure) -> Problem {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent(
      "mutau-run-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: place) }
    do {
      let inputs = RunFolder(path: place.path + "/inputs")
      try inputs.write("", to: ".whole")
      for input in identity.inputs {
        let name = input.name.hasSuffix(".csv") ? input.name : input.name + ".yaml"
        let parts = name.split(separator: "/")
        let below = parts.dropLast().map { "/" + $0 }.joined()
        try RunFolder(path: inputs.path + below).write(input.text, to: String(parts.last ?? "input.yaml"))
      }
      try RunFolder(path: place.path).write(identity.fit, to: "fit.yaml")
      return try Problem(
        Fit(contentsOf: place.path + "/fit.yaml"), library: InputLibrary(folder: inputs.path))
    } catch {
      throw .usage(
        "the run in \(folder) cannot be read by this program (it was made by \(identity.program)): \(error)")
    }
  }
}

extension DrawTable {
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
