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
    let (table, legs): (DrawTable?, [[Data]]?)
    do throws(RunFolder.Problem) {
      let store = try RunStore(reading: self.folder)
      guard let identity = try store.identity() else {
        throw RunFolder.Problem(refusal: "the run in \(folder) never began")
      }
      self.identity = identity
      (table, legs) = (try store.draws(), try store.legs())
      result = try store.result(named: "fit")
      let digests = try store.digests()
      damaged = identity.inputs.filter { digests[$0.name] != $0.digest }.map(\.name)
    } catch {
      throw .usage(error.description)
    }
    problem = try Self.problem(of: identity, folder: folder)
    if let legs {
      guard let arranged = ArrangedDraws(legs: legs, dimension: problem.free.count) else {
        throw .usage("\(folder)/\(RunStore.fileName) is damaged: its draws cannot be read")
      }
      draws = DrawTable(
        PosteriorSample(
          chains: arranged.chainCount, coordinates: arranged.values, logDensities: arranged.logDensities,
          weights: nil, parts: arranged.ensembleCount, part: nil,
          energies: arranged.energies.isEmpty ? nil : arranged.energies), of: problem)
    } else {
      let names = problem.free.map(\.parameter.rawValue)
      guard table == nil || table?.parameters == names else {
        throw .usage("\(folder)/\(RunStore.fileName) is damaged: its draws are of other parameters")
      }
      draws = table
    }
  }

  /// The draws and the result; an error if the run did not come to its end.
  func finishedDraws() throws(Failure) -> DrawTable {
    guard let draws else {
      throw .usage("the run in \(folder.path) did not come to its end; go on with it by mutau fit")
    }
    return draws
  }

  /// How many results of tasks are not what was written.
  func damagedTasks() throws(Failure) -> Int {
    do throws(RunFolder.Problem) {
      return try RunStore(reading: folder).damagedTasks()
    } catch {
      throw .usage(error.description)
    }
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
  /// The draws of a problem's posterior, in a column for each parameter.
  init(_ sample: PosteriorSample, of problem: Problem) {
    let names = problem.free.map(\.parameter.rawValue)
    let columns = names.indices.map { column in
      (0..<sample.count).map { sample.coordinates[$0 * names.count + column] }
    }
    self.init(
      chains: sample.chains, parameters: names, coordinates: columns, logDensities: sample.logDensities,
      weights: sample.weights, parts: sample.parts, part: sample.part, energies: sample.energies)
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
