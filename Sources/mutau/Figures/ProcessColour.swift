import Figures

/// The colour of a process: the same in every figure.
enum ProcessColour {
  private static let colours: [String: Colour] = [
    "neutrino-trident": .vermilion, "muon-magnetic-moment": .blue, "tau-decay": .green,
    "tau-lifetime": .green,
    "z-couplings": .grey, "z-to-4mu": .black, "b-to-s-mu-mu": .orange, "bs-mixing": .purple,
    "bs-mixing-phase": .purple, "bd-mixing": .skyBlue, "kaon-mixing": .skyBlue, "charm-mixing": .skyBlue,
    "perturbativity": .darkGrey,
  ]

  /// Of an input, by the name of its folder: `neutrino-trident/ccfr-1991`.
  static func of(input: String) -> Colour {
    colours[String(input.prefix { $0 != "/" })] ?? .darkGrey
  }
}
