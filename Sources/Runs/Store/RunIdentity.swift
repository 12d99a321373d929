/// All that a run's numbers depend on.
public struct RunIdentity: Sendable, Equatable {
  /// A file that was read, by the name that the fit file gives it.
  public struct Input: Sendable, Equatable {
    /// The name: `neutrino-trident/ccfr`.
    public let name: String
    /// What was in it.
    public let text: String
    /// The SHA-256 of the text, as hexadecimal digits.
    public let digest: String

    /// An input with its digest.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
      digest = sha256(text)
    }
  }

  /// The program and its version.
  public let program: String
  /// The seed of all random numbers.
  public let seed: UInt64
  /// The fit file with every default, as YAML.
  public let fit: String
  /// The inputs, sorted by name.
  public let inputs: [Input]

  /// What a run is made from; inputs in any order.
  public init(program: String, seed: UInt64, fit: String, inputs: [Input]) {
    (self.program, self.seed, self.fit) = (program, seed, fit)
    self.inputs = inputs.sorted { $0.name < $1.name }
  }
}
