extension ComplexParameter {
  /// What the catalogue says of a complex coupling: nothing can be left out.
  struct Entry {
    /// The name in fit files and output, before that of a component.
    let name: String
    /// The symbol in plain text.
    let symbol: String
    /// The symbol in LaTeX.
    let latex: String
    /// The unit, empty for a pure number.
    let unit: String
    /// What it is, in one line.
    let meaning: String
    /// Which parametrisation has it.
    let parametrisation: Parametrisation
  }

  /// What the catalogue says of it: one entry a coupling.
  var entry: Entry {
    switch self {
    case .yQb: .yukawa("Q", to: "b")
    case .yQs: .yukawa("Q", to: "s")
    case .yQd: .yukawa("Q", to: "d")
    case .yDb: .yukawa("D", to: "b")
    case .yDs: .yukawa("D", to: "s")
    case .yDd: .yukawa("D", to: "d")
    case .yUt: .yukawa("U", to: "t")
    case .yUc: .yukawa("U", to: "c")
    case .yUu: .yukawa("U", to: "u")
    case .c9: .wilson("C9", "C₉", latex: "C_9", chirality: "L")
    case .c9Prime: .wilson("C9prime", "C₉'", latex: "C_9'", chirality: "R")
    case .lambdaQbd: .leftCurrent("b", "d")
    case .lambdaQsd: .leftCurrent("s", "d")
    case .lambdaDbd: .rightCurrent("D", "b", "d")
    case .lambdaDsd: .rightCurrent("D", "s", "d")
    case .lambdaUcu: .rightCurrent("U", "c", "u")
    case .lambdaUtc: .rightCurrent("U", "t", "c")
    }
  }
}

extension ComplexParameter.Entry {
  fileprivate static func yukawa(_ heavy: String, to light: String) -> Self {
    Self(
      name: "Y\(heavy)\(light)", symbol: "Y_\(heavy)\(light)", latex: "Y_{\(heavy)\(light)}", unit: "",
      meaning: "Yukawa coupling of the vector-like quark \(heavy) to \(light), 1403.1269 Eq. 11",
      parametrisation: .vectorLikeQuarks)
  }

  fileprivate static func wilson(_ name: String, _ symbol: String, latex: String, chirality: String) -> Self {
    Self(
      name: name, symbol: symbol, latex: latex, unit: "",
      meaning: "coefficient of (s γ P_\(chirality) b)(μ γ μ); a unit is 8.31e-10/GeV²",
      parametrisation: .effective)
  }

  fileprivate static func leftCurrent(_ first: String, _ second: String) -> Self {
    current("Q", "left", first, second)
  }

  fileprivate static func rightCurrent(_ field: String, _ first: String, _ second: String) -> Self {
    current(field, "right", first, second)
  }

  fileprivate static func current(_ field: String, _ hand: String, _ first: String, _ second: String) -> Self
  {
    Self(
      name: "lambda\(field)\(first)\(second)", symbol: "λ\(field)\(first)\(second)",
      latex: #"\lambda^{(\#(field.lowercased()))}_{\#(first)\#(second)}/\Lambda^2"#, unit: "GeV⁻²",
      meaning: "coefficient λ/Λ² of the \(hand)-handed current \(first) γ \(second), 1403.1269 Eq. 6",
      parametrisation: .effective)
  }

  /// The entry of a component.
  func entry(of component: ComplexParameter.Component) -> Parameter.Entry {
    func entry(
      _ symbol: String, _ latex: String, _ unit: String, _ what: String, _ range: ClosedRange<Double>
    ) -> Parameter.Entry {
      Parameter.Entry(
        "\(name).\(component.rawValue)", symbol, latex: latex, unit: unit, "\(what) of the \(meaning)",
        default: 0, source: nil, range: range, in: [parametrisation])
    }
    return switch component {
    case .modulus: entry("|\(symbol)|", "|\(latex)|", unit, "modulus", 0...100)
    case .phase: entry("arg \(symbol)", #"\arg \#(latex)"#, "rad", "phase", -7...7)
    case .real: entry("Re \(symbol)", #"\mathrm{Re}\,\#(latex)"#, unit, "real part", -100...100)
    case .imaginary:
      entry("Im \(symbol)", #"\mathrm{Im}\,\#(latex)"#, unit, "imaginary part", -100...100)
    }
  }
}
