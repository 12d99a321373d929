extension SampleSettings {
  /// The key that names the sampler.
  static let key = "sampler"

  /// Every key that `sample:` can have.
  static var keys: [String] { Spelling.distinct([key] + Sampler.allCases.flatMap(\.keys)) }

  /// The keys whose values are goals: a run with others goes on, and is not another run.
  public static var goals: Set<String> {
    Set(Sampler.allCases.flatMap(\.entries).filter(\.isGoal).map(\.key))
  }

  /// The settings in `sample:`, or the defaults, for that many free parameters.
  init(_ element: Element?, dimension: Int) throws(InputError) {
    let record = try element?.record("'sample'", keys: Self.keys)
    let sampler = try record?[Self.key]?.choice(Self.key) ?? Sampler.nested
    // settings of other samplers mean nothing to this one
    for key in Self.keys where key != Self.key && !sampler.keys.contains(key) {
      guard let element = record?[key] else { continue }
      let owners = Sampler.allCases.filter { $0.keys.contains(key) }
      throw element.failure(
        "'\(key)' is a setting of \(owners.map { "'sampler: \($0.rawValue)'" }.joined(separator: " and ")), "
          + "and this fit has 'sampler: \(sampler.rawValue)'")
    }
    var problem: InputError?
    self.init(sampler, record, dimension: dimension, problem: &problem)
    if let problem { throw problem }
  }
}

extension SampleSettings.Sampler {
  /// The settings that a file can give it; their keys do not depend on the number of free parameters.
  var entries: [SettingEntry] { SampleSettings(self, dimension: 1).own.entries(dimension: 1) }

  /// Their keys.
  var keys: [String] { entries.map(\.key) }
}
