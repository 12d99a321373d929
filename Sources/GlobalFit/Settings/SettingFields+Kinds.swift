import Inference

/// The kinds of settings that there are.
extension SettingFields {
  /// A whole number.
  mutating func wholeNumber(
    _ path: KeyPath<Settings, Int>, _ key: String, _ meaning: String, in range: ClosedRange<Int>,
    default standard: Int, isGoal: Bool = false
  ) -> Int {
    value(path, key, meaning, isGoal: isGoal, default: standard) { element throws(InputError) in
      try element.wholeNumber(key, in: range)
    } written: {
      ("\($0)", "\($0)")
    }
  }

  /// A whole number that is chosen by the number of free parameters if the file does not say.
  mutating func wholeNumber(
    _ path: KeyPath<Settings, Int?>, _ key: String, _ meaning: String, in range: ClosedRange<Int>,
    byDimension standard: (Int) -> Int
  ) -> Int? {
    let chosen = standard(dimension)
    return value(path, key, meaning, default: nil) { element throws(InputError) in
      try element.wholeNumber(key, in: range)
    } written: {
      ("\($0 ?? chosen)", $0.map { "\($0)" } ?? "by dimension")
    }
  }

  /// A number that fulfils a condition, which `demand` puts in words.
  mutating func number(
    _ path: KeyPath<Settings, Double>, _ key: String, _ meaning: String,
    where isAllowed: (Double) -> Bool, _ demand: String, default standard: Double, isGoal: Bool = false
  ) -> Double {
    value(path, key, meaning, isGoal: isGoal, default: standard) { element throws(InputError) in
      try element.number(key, where: isAllowed, demand)
    } written: {
      (YAMLText.number($0), YAMLText.number($0))
    }
  }

  /// A number greater than zero.
  mutating func positiveNumber(
    _ path: KeyPath<Settings, Double>, _ key: String, _ meaning: String, default standard: Double,
    isGoal: Bool = false
  ) -> Double {
    value(path, key, meaning, isGoal: isGoal, default: standard) { element throws(InputError) in
      try element.positiveNumber(key)
    } written: {
      (YAMLText.number($0), YAMLText.number($0))
    }
  }

  /// True or false.
  mutating func boolean(
    _ path: KeyPath<Settings, Bool>, _ key: String, _ meaning: String, default standard: Bool
  ) -> Bool {
    value(path, key, meaning, default: standard) { element throws(InputError) in
      try element.boolean(key)
    } written: {
      ("\($0)", "\($0)")
    }
  }

  /// One of a closed set of words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ path: KeyPath<Settings, Choice>, _ key: String, _ meaning: String, default standard: Choice
  ) -> Choice {
    value(path, key, meaning, default: standard) { element throws(InputError) in
      try element.choice(key)
    } written: {
      ($0.rawValue, $0.rawValue)
    }
  }

  /// When a sampler is to be content.
  mutating func goal(
    _ path: KeyPath<Settings, ConvergenceGoal>, effectiveSampleSize: Double
  ) -> ConvergenceGoal {
    ConvergenceGoal(
      rHat: number(
        path.appending(path: \.rHat), "r-hat", "the goal: every R-hat is below this", where: { $0 > 1 },
        "must be greater than one", default: 1.01, isGoal: true),
      effectiveSampleSize: positiveNumber(
        path.appending(path: \.effectiveSampleSize), "effective-sample-size",
        "the goal: every bulk effective sample size is above this, the tails' above 400 or a quarter of it",
        default: effectiveSampleSize, isGoal: true))
  }
}
