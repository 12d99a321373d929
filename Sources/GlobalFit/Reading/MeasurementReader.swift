import Inference
import Physics

/// Reads a file in flavio's measurement grammar, in all three of its forms, and refuses what is ambiguous.
///
/// * A: `values:` maps observables to error strings or to `{distribution: …}`; or is a list of `{name, value}`.
/// * A′: the same with `correlation:`, a number, a full matrix, or its upper-triangular rows.
/// * B: `observables:` lists the names, `values:` is one multivariate distribution.
/// * Observables of a file have `predictions:`, the file's name, beside them, and stand as `name[low,high]`, as
///   `{name, q2min, q2max}` or as `[name, low, high]`.
/// * C: a list of `{arguments, metadata, constraints}`, as flavio writes it.
struct MeasurementReader {
  static let keys =
    [
      "experiment", "inspire", "hepdata", "url", "description", "values", "correlation", "observables",
      "note", "supersedes", "shares-data-with", "predictions",
    ] + BibliographicRecordReader.keys

  /// Keys whose loss nobody would notice: they must not end up inside a text.
  private static let swallowed =
    [
      "inspire", "hepdata", "correlation", "observables", "note", "supersedes", "shares-data-with",
      "predictions",
    ]
    + BibliographicRecordReader.keys

  /// Finds a file of predictions by its name.
  typealias FindPredictions = (_ name: Element) throws(InputError) -> FilePredictions

  /// The measurements of a file.
  static func read(
    _ root: Element, predictions: FindPredictions = refusingPredictions
  ) throws(InputError) -> [Measurement] {
    var measurements: [Measurement] = []
    if root.isList {
      for item in try root.list("measurements") { measurements.append(try formC(item)) }
    } else {
      for entry in try root.entries("measurements, each under its name") {
        measurements.append(try measurement(entry.name, at: entry.key, entry.value, predictions))
      }
    }
    guard !measurements.isEmpty else { throw root.failure("expected at least one measurement") }
    return measurements
  }

  private static func refusingPredictions(_ name: Element) throws(InputError) -> FilePredictions {
    throw name.failure("there are no files of predictions here")
  }

  private static func measurement(
    _ title: String, at place: Element, _ element: Element, _ find: FindPredictions
  ) throws(InputError) -> Measurement {
    let record = try element.record("the measurement '\(title)'", keys: keys)
    let values = try record.required("values")
    let predictions = try record["predictions"].map(find)
    let names = ObservableNames(predictions: predictions)
    let factors: [Factor]
    if let list = record["observables"] {
      if let correlation = record["correlation"] {
        throw correlation.failure("'correlation' stands inside 'values' when 'observables' are listed")
      }
      factors = [try FactorReader.factor(of: observables(list, names), values)]
    } else {
      factors = try univariate(values, names, correlation: record["correlation"])
    }
    let (inspire, url) = (
      try record["inspire"]?.text("an INSPIRE key"), try record["url"]?.text("a web address")
    )
    return try Measurement(
      title: title, place: place.place,
      experiment: record["experiment"]?.text("the experiment's name"), inspire: inspire, url: url,
      publication: Publication(
        inspire: inspire, hepdata: record["hepdata"]?.text("a record at HEPData"), url: url),
      record: BibliographicRecordReader.read(record, without: swallowed),
      description: record["description"]?.prose("a description", without: swallowed),
      note: record["note"]?.prose("a note", without: swallowed),
      overlaps: overlaps(record["supersedes"], .supersedes)
        + overlaps(record["shares-data-with"], .sharesData), predictions: predictions, factors: factors)
  }

  /// Form C, as written by `flavio.measurements.write_file`.
  private static func formC(_ element: Element) throws(InputError) -> Measurement {
    let record = try element.record("a measurement", keys: ["arguments", "metadata", "constraints"])
    let arguments = try record.required("arguments").record("'arguments'", keys: ["name"])
    let title = try arguments.required("name").text("the measurement's name")
    let metadata = try record["metadata"]?.record(
      "'metadata'", keys: ["experiment", "inspire", "hepdata", "url", "description"])
    var factors: [Factor] = []
    for item in try record.required("constraints").list("'constraints'") {
      let constraint = try item.record("a constraint", keys: ["observables", "values"])
      let observables = try observables(
        constraint.required("observables"), ObservableNames(predictions: nil))
      if let twice = observables.first(where: factors.flatMap(\.observables).contains) {
        throw try constraint.required("observables").failure(
          "'\(twice.rawValue)' is given twice in one measurement")
      }
      factors.append(try FactorReader.factor(of: observables, constraint.required("values")))
    }
    let (inspire, url) = (
      try metadata?["inspire"]?.text("an INSPIRE key"), try metadata?["url"]?.text("a web address")
    )
    return try Measurement(
      title: title, place: element.place,
      experiment: metadata?["experiment"]?.text("the experiment's name"),
      inspire: inspire, url: url,
      publication: Publication(
        inspire: inspire, hepdata: metadata?["hepdata"]?.text("a record at HEPData"), url: url),
      record: BibliographicRecord(), description: metadata?["description"]?.text("a description"), note: nil,
      overlaps: [], predictions: nil,
      factors: factors)
  }

  /// Forms A and A′.
  private static func univariate(
    _ values: Element, _ names: ObservableNames, correlation: Element?
  ) throws(InputError) -> [Factor] {
    let pairs = try observableValuePairs(values, names)
    guard let correlation else {
      var factors: [Factor] = []
      for (observable, element) in pairs {
        let distribution = try DistributionReader.distribution(element)
        try observable.requirePlausible(distribution, at: element)
        factors.append(Factor(observables: [observable], shape: .single(distribution)))
      }
      return factors
    }
    let matrix = try CorrelationReader.correlation(correlation, count: pairs.count)
    var (means, uppers, lowers) = ([Double](), [Double](), [Double]())
    for (observable, element) in pairs {
      let distribution = try DistributionReader.distribution(element)
      switch distribution {
      case .normal(let normal):
        (means, uppers, lowers) = (means + [normal.mean], uppers + [normal.sigma], lowers + [normal.sigma])
      case .asymmetricNormal(let normal):
        means.append(normal.mode)
        uppers.append(normal.upperSigma)
        lowers.append(normal.lowerSigma)
      default:
        throw element.failure("only values with normal or asymmetric normal errors can be correlated")
      }
      try observable.requirePlausible(distribution, at: element)
    }
    guard zip(uppers, lowers).count(where: { $0 != $1 }) <= AsymmetricVolume.largestCount else {
      throw values.failure(
        "more than \(AsymmetricVolume.largestCount) asymmetric errors cannot be correlated")
    }
    let normal = CorrelatedNormal(means: means, upperSigmas: uppers, lowerSigmas: lowers, correlation: matrix)
    return [Factor(observables: pairs.map(\.0), shape: .correlated(normal))]
  }

  private static func observableValuePairs(
    _ values: Element, _ names: ObservableNames
  ) throws(InputError) -> [(Observable, Element)] {
    var pairs: [(Observable, Element)] = []
    func add(_ name: Element, _ observable: Observable, _ value: Element) throws(InputError) {
      guard !pairs.contains(where: { $0.0 == observable }) else {
        throw name.failure("'\(observable.rawValue)' is given twice in one measurement")
      }
      pairs.append((observable, value))
    }
    if values.isList {
      for item in try values.list("'values'") {
        let record = try item.record("a value", keys: ObservableNames.keys + ["value"])
        try add(record.required("name"), names.observable(record), record.required("value"))
      }
    } else {
      for entry in try values.entries("'values', observables with their measured values") {
        try add(entry.key, names.observable(entry.key), entry.value)
      }
    }
    guard !pairs.isEmpty else { throw values.failure("expected at least one measured value") }
    return pairs
  }

  private static func observables(
    _ list: Element, _ names: ObservableNames
  ) throws(InputError) -> [Observable] {
    var observables: [Observable] = []
    for element in try list.list("'observables'") {
      let observable = try names.observable(element)
      guard !observables.contains(observable) else {
        throw element.failure("'\(observable.rawValue)' is listed twice")
      }
      observables.append(observable)
    }
    guard !observables.isEmpty else { throw list.failure("expected at least one observable") }
    return observables
  }

  /// One name or a list of them.
  private static func overlaps(
    _ element: Element?, _ kind: DataOverlap.Kind
  ) throws(InputError) -> [DataOverlap] {
    guard let element else { return [] }
    let items = element.isList ? try element.list("names of inputs") : [element]
    return try items.map { item throws(InputError) in
      DataOverlap(kind: kind, other: try item.inputName(), place: item.place)
    }
  }
}
