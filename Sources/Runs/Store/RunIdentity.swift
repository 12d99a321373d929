import Foundation

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
  /// The libraries that make numbers, with their versions: `GSL 2.7.1, NLopt 2.7.1`; empty in runs of older programs.
  public let libraries: String
  /// The seed of all random numbers.
  public let seed: UInt64
  /// The fit file with every default, as YAML.
  public let fit: String
  /// The inputs, sorted by name.
  public let inputs: [Input]
  /// What is asked of the fit: `limit v_Phi`; nil of a run of the whole fit.
  public let question: String?

  /// What a run is made from; inputs in any order.
  public init(
    program: String, libraries: String = "", seed: UInt64, fit: String, inputs: [Input],
    question: String? = nil
  ) {
    (self.program, self.libraries, self.seed, self.fit) = (program, libraries, seed, fit)
    self.question = question
    self.inputs = inputs.sorted { $0.name < $1.name }
  }

  /// The SHA-256 over all of it: nothing of it can be exchanged, added or taken away without another one.
  var seal: Data {
    var parts = FramedParts("run")
    parts.add(program)
    parts.add(libraries)
    parts.add("\(seed)")
    parts.add(fit)
    parts.add(inputs.count)
    for input in inputs {
      parts.add(input.name)
      parts.add(input.text)
    }
    // runs of whole fits have none, as before there were others
    if let question { parts.add(question) }
    return parts.digest
  }
}
