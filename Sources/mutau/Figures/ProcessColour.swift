import Figures

extension Colour {
  /// The colour of a process, the same in every figure.
  ///
  /// - Parameter input: the name of an input, whose folder is the process: `neutrino-trident/ccfr-1991`.
  static func process(of input: String) -> Colour {
    switch input.prefix(while: { $0 != "/" }) {
    case "neutrino-trident": .vermilion
    case "muon-magnetic-moment": .blue
    case "tau-decay", "tau-lifetime": .green
    case "z-couplings": .grey
    case "z-to-4mu": .black
    case "bs-mixing", "bs-mixing-phase": .purple
    case "b-to-s-mu-mu": .orange
    case "kaon-mixing", "charm-mixing", "bd-mixing": .skyBlue
    default: .darkGrey
    }
  }
}
