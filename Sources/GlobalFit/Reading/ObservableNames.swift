import Physics
import PolynomialPredictions

/// The observables that a measurement can be of: those of the catalogue, and those of the file of predictions that it names.
struct ObservableNames {
  /// Nil if the measurement names none.
  let predictions: FilePredictions?

  /// An observable by its name, or by `{name: …, q2min: …, q2max: …}`, or by `[name, low, high]`, as flavio has it.
  func observable(_ element: Element) throws(InputError) -> Observable {
    if element.isMapping {
      let record = try element.record("an observable", keys: Self.keys)
      return try observable(record)
    }
    if element.isList {
      let items = try element.list("an observable with its arguments")
      guard let first = items.first else {
        throw element.failure("expected an observable, found an empty list")
      }
      return try observable(
        first, items.dropFirst().map { item throws(InputError) in try item.number("an end of a bin") })
    }
    return try observable(element, [])
  }

  /// The keys of an observable and of its bin.
  static let keys = ["name", "q2min", "q2max"]

  /// The observable of a record with these keys, among others.
  func observable(_ record: Record) throws(InputError) -> Observable {
    let name = try record.required("name")
    let ends = [record["q2min"], record["q2max"]].compactMap(\.self)
    guard ends.count != 1 else { throw ends[0].failure("'q2min' and 'q2max' stand together") }
    return try observable(
      name, ends.map { end throws(InputError) in try end.number("an end of a bin, in GeV²") })
  }

  private func observable(_ element: Element, _ arguments: [Double]) throws(InputError) -> Observable {
    let written = try element.text("an observable")
    if arguments.isEmpty, let own = Observable(rawValue: written) { return own }
    guard let predictions else {
      let suggestion = Spelling.suggestion(for: written, among: Observable.allCases.map(\.rawValue))
      guard arguments.isEmpty else {
        throw element.failure(
          "'\(written)' has a bin: observables in bins are those of a file, which 'predictions' names")
      }
      throw element.failure("unknown observable \(element.kind)\(suggestion)")
    }
    let name = ObservableName.named(written, arguments)
    guard let number = predictions.file.observables.firstIndex(of: name) else {
      let known = predictions.file.observables + Observable.allCases.map(\.rawValue)
      throw element.failure(
        "'\(name)' is no observable, and none that '\(predictions.name)' predicts\(Spelling.suggestion(for: name, among: known))"
      )
    }
    let coefficients = Model(parametrisation: .effective).coefficients
    guard coefficients.reaches(number, of: predictions.file) else {
      throw element.failure(
        "'\(name)' depends on no coefficient that the model has: '\(predictions.name)' has "
          + "\(predictions.file.parameters.joined(separator: ", ")), the model "
          + coefficients.shares.filter { $0.value.weight != 0 }.keys.sorted().joined(separator: ", "))
    }
    return .polynomial(PolynomialObservable(name: name))
  }
}
