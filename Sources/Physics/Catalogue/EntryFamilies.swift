/// Entries that differ in little.
extension Entry {
  /// A coupling of the Z.
  static func zCoupling(
    _ symbol: String, latex: String, _ meaning: String, equation: String, domain: Domain?
  ) -> Entry {
    Entry(symbol, latex: latex, unit: "", plausible: -1...1, meaning, equation: equation, domain: domain)
  }

  /// A part of a coefficient of an operator of b → sμμ.
  static func wilson(_ symbol: String, latex: String, _ coefficient: String, _ part: String) -> Entry {
    Entry(
      symbol, latex: latex, unit: "", plausible: -20...20,
      "\(coefficient) in the standard normalisation, \(part)", equation: "1403.1269 Eq. 16",
      domain: .heavierThanMomentumTransfer)
  }

  /// A ratio of rates of rare decays.
  static func rareDecay(
    _ symbol: String, latex: String, plausible: ClosedRange<Double>, equation: String, _ meaning: String
  ) -> Entry {
    Entry(
      symbol, latex: latex, unit: "", plausible: plausible, meaning, equation: equation,
      domain: .heavierThanMomentumTransfer)
  }

  /// A part of a coefficient of an operator of mixing.
  static func mixing(_ row: MixingRow) -> Entry {
    let part =
      switch row.part {
      case .real: (short: "Re", long: "real")
      case .imaginary: (short: "Im", long: "imaginary")
      }
    let chirality =
      switch row.chirality {
      case .leftLeft: "LL"
      case .rightRight: "RR"
      case .leftRight: "LR"
      }
    let meson =
      switch row.meson {
      case .bdMeson: (quarks: "bd", name: "B_d")
      case .kaon: (quarks: "sd", name: "Kaon")
      case .charm: (quarks: "cu", name: "charm")
      }
    return Entry(
      "\(part.short) c_\(chirality)(\(meson.quarks))",
      latex: #"\mathrm{\#(part.short)}\,c_\mathrm{\#(chirality)}^{\#(meson.quarks)}"#, unit: "GeV⁻²",
      plausible: -1e-6...1e-6,
      "\(part.long) part of the \(chirality) coefficient of \(meson.name) mixing",
      equation: "tree level; 1403.1269 Eq. 22", domain: .heavierThanMeson)
  }

  /// The mass of a light quark.
  static func lightMass(_ quark: String) -> Entry {
    Entry(
      "m_\(quark)(light)", latex: #"m_\#(quark)^\mathrm{light}"#, unit: "GeV", plausible: 0...1000,
      "mass of the light \(quark) quark after mixing with the vector-like quarks",
      equation: "1403.1269 Eq. 12", domain: nil)
  }

  /// A parameter as something that is measured or calculated.
  static func parameter(
    _ parameter: LeptonParameter, plausible: ClosedRange<Double>, _ meaning: String
  ) -> Entry {
    let own = parameter.entry
    return Entry(
      own.symbol, latex: own.latex, unit: own.unit, plausible: plausible,
      "\(meaning) (a parameter)", equation: "", domain: nil)
  }
}

/// Where 1403.1269 gives its formulas, m_Z' ≥ 10 GeV, by what they neglect beside the mass of the Z′.
extension Domain {
  static let heavierThanTrident = heavyZPrime("heavy-Z' limit of Eq. 34")
  static let heavierThanTau = heavyZPrime("tau mass and momenta neglected beside m_Z' in Eq. 28")
  static let heavierThanLeptons = heavyZPrime("lepton masses and Z' emission neglected in K_F")
  static let heavierThanMomentumTransfer = heavyZPrime("momentum transfer neglected beside m_Z'")
  static let heavierThanMeson = heavyZPrime("mass of the meson neglected beside m_Z'")

  private static func heavyZPrime(_ reason: String) -> Domain {
    Domain(parameter: .mZPrime, range: 10 ... .infinity, reason: reason)
  }
}
