import Inference

/// How to find the best fit.
public struct MinimizeSettings: Sendable {
  /// The algorithm that runs from every start.
  public var algorithm: Algorithm
  /// Run from the result of a global or derivative-free algorithm; nil picks the default where one is needed.
  public var polisher: Algorithm?
  /// How many starts, spread over the prior.
  public var starts: Int
  /// The most evaluations from one start.
  public var maximumEvaluations: Int

  /// Asks `fields` for every setting, in the order in which they are written.
  init(_ fields: inout SettingFields<Self>) {
    algorithm = fields.value(
      \.algorithm, "algorithm", "any NLopt algorithm by its NLopt name", default: .slsqp,
      read: Self.algorithm
    ) { ($0.name, $0.name) }
    polisher = fields.value(
      \.polisher, "polisher", "runs from the result of a global or derivative-free algorithm", default: nil
    ) { element throws(InputError) in
      let polisher = try Self.algorithm(element)
      guard !polisher.isGlobal else {
        throw element.failure("a polisher is a local algorithm, and \(polisher) is global")
      }
      return polisher
    } written: { polisher in
      let name = (polisher ?? .slsqp).name
      return (name, polisher == nil ? "\(name) where one is needed" : name)
    }
    for (key, chosen) in [("algorithm", algorithm), ("polisher", polisher ?? algorithm)]
    where fields.isGiven(key) && !chosen.dimensions.contains(fields.dimension) {
      fields.complain(
        of: key,
        "\(chosen) takes \(chosen.dimensions.lowerBound) free parameters or more; this fit has \(fields.dimension)"
      )
    }
    starts = fields.wholeNumber(
      \.starts, "starts",
      "low-discrepancy points of the prior; up to four times as many where minima may be missing",
      in: 1...100_000, default: 64)
    maximumEvaluations = fields.wholeNumber(
      \.maximumEvaluations, "maximum-evaluations", "of one start", in: 1...1_000_000_000, default: 10_000)
  }

  private static func algorithm(_ element: Element) throws(InputError) -> Algorithm {
    let name = try element.text("an NLopt algorithm, such as LD_SLSQP")
    guard let algorithm = Algorithm(name: name) else {
      let nearest = Spelling.nearest(to: name, among: Algorithm.allNames)
      let suggestion =
        nearest.map { "; did you mean '\($0)'?" } ?? "; expected a name such as LD_SLSQP or GN_CRS2_LM"
      throw element.failure("unknown NLopt algorithm '\(name)'\(suggestion)")
    }
    guard algorithm.isAvailable else {
      throw element.failure("'\(name)' is not part of the NLopt library that is installed here")
    }
    return algorithm
  }
}

extension MinimizeSettings {
  /// The keys that `minimize:` can have.
  static var keys: [String] {
    var fields = SettingFields<Self>(nil, dimension: 1)
    _ = Self(&fields)
    return fields.entries.map(\.key)
  }

  /// The settings in `minimize:`, or the defaults, for that many free parameters.
  init(_ element: Element?, dimension: Int) throws(InputError) {
    var fields = SettingFields<Self>(
      try element?.record("'minimize'", keys: Self.keys), dimension: dimension)
    self.init(&fields)
    if let problem = fields.problem { throw problem }
  }

  /// Every setting with its value.
  func entries(dimension: Int) -> [SettingEntry] {
    var fields = SettingFields(self, dimension: dimension)
    _ = Self(&fields)
    return fields.entries
  }

  /// The fit's own minimiser.
  func minimizer(seed: UInt64) -> Minimizer {
    Minimizer(
      algorithm: algorithm, polisher: polisher ?? .slsqp, maximumEvaluations: maximumEvaluations, seed: seed)
  }
}
