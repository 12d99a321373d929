import Foundation
import Physics
import Synchronization

/// The folder of measurements that a fit chooses from: `inputs/<process>/<name>.yaml`.
///
/// A file's path below the folder, without its ending, is its name in a fit: `neutrino-trident/nutev-2000`. Every file is
/// read once: a fit, its variants and its figures have the same measurements, whatever becomes of the file meanwhile.
public struct InputLibrary: Sendable {
  /// The folder, as the user named it.
  public let folder: String
  /// The names of all inputs, sorted.
  public let names: [String]
  private let shelf = Shelf()
  /// What is in the files, by path below the folder; nil where they are on the disk.
  private let texts: [String: String]?

  /// What was read, by name.
  private final class Shelf: Sendable {
    let files = Mutex<[String: Result<[Measurement], InputError>]>([:])
    let tables = Mutex<[String: FourMuonTable]>([:])
    let predictions = Mutex<[String: FilePredictions]>([:])
  }

  /// The library in that folder; an error if there is no such folder.
  public init(folder: String) throws(InputError) {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue
    else {
      throw InputError(file: folder, problem: "there is no such folder of inputs")
    }
    self.folder = folder
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    names = paths.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(".yaml".count)) }.sorted()
    texts = nil
  }

  /// The inputs that a run kept: their texts by name, those of tables and predictions with their endings. Nothing is read from the disk.
  ///
  /// - Parameter folder: stands for where they are, in messages.
  /// - Throws: if a name could not be that of a file below a folder.
  public init(texts: [String: String], folder: String) throws(InputError) {
    if let name = texts.keys.sorted().first(where: { !Self.staysInside($0) }) {
      throw InputError(
        file: folder, problem: "'\(name)' cannot be the name of an input: it leads out of the folder")
    }
    self.folder = folder
    names = texts.keys.filter { !Self.hasOwnEnding($0) }.sorted()
    self.texts = Dictionary(
      uniqueKeysWithValues: texts.map { (Self.hasOwnEnding($0.key) ? $0.key : $0.key + ".yaml", $0.value) })
  }

  /// Whether a name of a kept text has its ending, as all but those of measurements have.
  private static func hasOwnEnding(_ name: String) -> Bool {
    name.hasSuffix(".csv") || name.hasSuffix(".json")
  }

  /// The path of the file of a kept text.
  public func path(ofText name: String) -> String {
    Self.hasOwnEnding(name) ? "\(folder)/\(name)" : path(of: name)
  }

  private func hasFile(_ path: String) -> Bool {
    texts.map { $0[path] != nil } ?? FileManager.default.fileExists(atPath: "\(folder)/\(path)")
  }

  private func bytes(of path: String, upTo size: Int = Document.largestSize) throws(InputError) -> [UInt8] {
    guard let texts else { return try Document.bytes(of: "\(folder)/\(path)", upTo: size) }
    guard let text = texts[path] else {
      throw InputError(file: "\(folder)/\(path)", problem: "there is no such file")
    }
    return try Document.checked(Array(text.utf8), file: "\(folder)/\(path)", upTo: size)
  }

  /// The path of the file with that name.
  public func path(of name: String) -> String { "\(folder)/\(name).yaml" }

  /// The measurements in the file of that name.
  public func measurements(named name: String) throws(InputError) -> [Measurement] {
    if let known = shelf.files.withLock({ $0[name] }) { return try known.get() }
    let read: Result<[Measurement], InputError>
    do {
      read = .success(
        try MeasurementReader.read(
          Document.parse(bytes(of: name + ".yaml"), file: path(of: name)), predictions: predictions))
    } catch {
      read = .failure(error)
    }
    shelf.files.withLock { $0[name] = read }
    return try read.get()
  }

  /// The files of predictions of that name, the second of which need not be there: what is predicted, and the correlations
  /// of its errors; each with its name below the folder.
  func predictionPaths(of name: String) -> [(name: String, file: String)] {
    Self.predictionEndings.map { name + $0 }.filter(hasFile).map { ($0, "\(folder)/\($0)") }
  }

  /// The endings of files of predictions and of correlations.
  static let predictionEndings = [".popxf.json", ".popxf-corr.json"]

  /// The predictions in the file of that name; an error where it is named if there is none.
  private func predictions(_ element: Element) throws(InputError) -> FilePredictions {
    let name = try element.inputName()
    if let known = shelf.predictions.withLock({ $0[name] }) { return known }
    let paths = Self.predictionEndings.map { "\(folder)/\(name)\($0)" }
    guard Self.staysInside(name), hasFile(name + Self.predictionEndings[0]) else {
      throw element.failure("there is no file of predictions '\(paths[0])'")
    }
    let correlations =
      hasFile(name + Self.predictionEndings[1])
      ? (path: paths[1], bytes: try bytes(of: name + Self.predictionEndings[1], upTo: Document.largestTable))
      : nil
    let read = try PredictionsReader.predictions(
      named: name, bytes(of: name + Self.predictionEndings[0], upTo: Document.largestTable), path: paths[0],
      correlations: correlations)
    shelf.predictions.withLock { $0[name] = read }
    return read
  }

  /// The path of the table of that name.
  public func tablePath(of name: String) -> String { "\(folder)/\(name).csv" }

  /// The table of Z → 4μ of that name; an error where it is named if there is none.
  func fourMuonTable(_ reference: ConstraintReference) throws(InputError) -> FourMuonTable {
    if let known = shelf.tables.withLock({ $0[reference.name] }) { return known }
    let path = tablePath(of: reference.name)
    guard Self.staysInside(reference.name), hasFile(reference.name + ".csv") else {
      throw reference.place.failure(
        "there is no table '\(path)' for N_4mu(Z->4mu); make one with mutau tabulate z-to-4mu")
    }
    let table = try FourMuonTableReader.table(bytes(of: reference.name + ".csv"), file: path)
    shelf.tables.withLock { $0[reference.name] = table }
    return table
  }

  /// Whether a file of that name is in the library; a name cannot lead out of the folder.
  func contains(_ name: String) -> Bool {
    Self.staysInside(name) && hasFile(name + ".yaml")
  }

  private static func staysInside(_ name: String) -> Bool {
    name.split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// Inputs by name, as a command line gives them; refused as in a fit file if two share data.
  public func selection(_ names: [String]) throws(InputError) -> [Problem.Constraint] {
    let place = InputError.Place(file: folder, line: 0, column: 0)
    return try InputSelection(names.map { ConstraintReference(name: $0, place: place) }, library: self)
      .constraints
  }

  /// Every input of the library; the first that cannot be read is an error.
  public func all() throws(InputError) -> [Problem.Constraint] {
    var constraints: [Problem.Constraint] = []
    for name in names {
      constraints.append(Problem.Constraint(name: name, measurements: try measurements(named: name)))
    }
    return constraints
  }

  /// Which names of publications belong together, over the whole library.
  var publications: PublicationIndex {
    PublicationIndex(names.flatMap { ((try? measurements(named: $0)) ?? []).map(\.publication) })
  }

  /// Which inputs replace which, over the whole library. A file that cannot be read says nothing here: it is
  /// refused where it is used.
  var supersessions: [Supersession] {
    names.flatMap { name in
      ((try? measurements(named: name)) ?? []).flatMap { measurement in
        measurement.overlaps.filter { $0.kind == .supersedes }.map {
          Supersession(old: $0.other, new: name, place: $0.place)
        }
      }
    }
  }

  /// The inputs of an observable that nothing supersedes; of an average and its parts, the parts.
  public func current(of observable: Observable) throws(InputError) -> [Problem.Constraint] {
    let superseded = Set(supersessions.map(\.old))
    let current = try all().filter { constraint in
      !superseded.contains(constraint.name)
        && constraint.measurements.contains { $0.observables.contains(observable) }
    }
    let names = Set(current.map(\.name))
    let independent = current.filter { constraint in
      constraint.measurements.allSatisfy { names.isDisjoint(with: $0.sharesDataWith) }
    }
    return try selection(independent.map(\.name))
  }
}
