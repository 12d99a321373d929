/// What settings are made from: a record of a fit file, or settings that are there already.
///
/// A type of settings is described once, by its initialiser, which asks for each setting by its key, meaning, range and
/// default. Reading it from a file, writing it, `check`, the keys that there are and the goals of a run all follow from that
/// initialiser; the compiler sees to it that no stored property is left out.
struct SettingFields<Settings> {
  /// How many free parameters the settings are for.
  let dimension: Int
  /// What has been asked for, in order.
  private(set) var entries: [SettingEntry] = []
  /// The first thing wrong with the record; the settings made from it are of no use then.
  private(set) var problem: InputError?
  private let record: Record?
  private let settled: Settings?

  /// What a record says, for so many free parameters; nil if the file has none, which leaves every default.
  init(_ record: Record?, dimension: Int) {
    (self.record, self.settled, self.dimension) = (record, nil, dimension)
  }

  /// What settings are, for so many free parameters.
  init(_ settled: Settings, dimension: Int) {
    (self.record, self.settled, self.dimension) = (nil, settled, dimension)
  }

  /// Whether the record has a key.
  func isGiven(_ key: String) -> Bool { record?[key] != nil }

  /// Complains of a key of the record, or without one of the whole record; not of settings that no record gave.
  mutating func complain(of key: String? = nil, _ words: String) {
    guard problem == nil, let record else { return }
    problem = (key.flatMap { record[$0] } ?? record.element).failure(words)
  }

  /// A setting of any kind.
  ///
  /// - Parameters:
  ///   - path: where the settings keep it.
  ///   - key: its name in a fit file.
  ///   - meaning: what it means, in a line.
  ///   - isGoal: whether a run with another value goes on, and is not another run.
  ///   - standard: the value if the file does not say.
  ///   - read: the value of what a file says, within the range that is allowed.
  ///   - written: the value as a file has it, and in words.
  mutating func value<Value>(
    _ path: KeyPath<Settings, Value>, _ key: String, _ meaning: String, isGoal: Bool = false,
    default standard: Value, read: (Element) throws(InputError) -> Value,
    written: (Value) -> (value: String, words: String)
  ) -> Value {
    var value = settled?[keyPath: path] ?? standard
    if let element = record?[key] {
      do throws(InputError) { value = try read(element) } catch { problem = problem ?? error }
    }
    let (text, words) = written(value)
    entries.append(SettingEntry(key: key, meaning: meaning, value: text, words: words, isGoal: isGoal))
    return value
  }
}
