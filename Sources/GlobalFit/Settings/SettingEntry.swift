/// A setting with its value.
public struct SettingEntry: Sendable {
  /// Its name in fit files.
  public let key: String
  /// What it means, in a line; `fits/reference.yaml` says it.
  public let meaning: String
  /// The value as a fit file has it.
  public let value: String
  /// The value in words: the same, but for what is chosen when it is used.
  public let words: String
  /// Whether a run with another value goes on, and is not another run.
  public let isGoal: Bool
}

extension Fit {
  /// How many parameters are free.
  private var dimension: Int { parameters.count { $0.prior != nil } }

  /// The settings under `minimize:`.
  public var minimizeEntries: [SettingEntry] { minimize.entries(dimension: dimension) }

  /// The settings under `sample:`.
  public var sampleEntries: [SettingEntry] { sample.entries(dimension: dimension) }
}
