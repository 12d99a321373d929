/// The commands of LaTeX that formulas in labels may hold, without their backslash.
enum FormulaWords {
  /// What follows is upright.
  static let upright: Set = ["mathrm", "text", "rm", "operatorname", "textrm", "mathsf"]

  /// What shows nothing.
  static let silent: Set = ["mathit", "left", "right", "big", "mathcal"]

  /// Signs above the letter that follows.
  static let accents = ["bar": "\u{304}", "hat": "\u{302}", "tilde": "\u{303}", "dot": "\u{307}"]

  /// Greek letters.
  static let greek = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]

  /// Everything else that shows something.
  static let signs = [
    "langle": "⟨", "rangle": "⟩", "to": "\u{2009}→\u{2009}", "rightarrow": "\u{2009}→\u{2009}",
    "pm": "\u{2009}±\u{2009}",
    "times": "\u{2009}×\u{2009}", "cdot": "·", "infty": "∞", "prime": "′", "ell": "ℓ", "ln": "ln\u{2009}",
    "log": "log\u{2009}", "exp": "exp\u{2009}", "max": "max", "min": "min", "arg": "arg\u{2009}",
    "le": "\u{2009}≤\u{2009}", "leq": "\u{2009}≤\u{2009}", "ge": "\u{2009}≥\u{2009}",
    "geq": "\u{2009}≥\u{2009}", "approx": "\u{2009}≈\u{2009}", "sim": "∼", "sqrt": "√", "quad": " ",
    "Re": "Re\u{2009}", "Im": "Im\u{2009}", "sin": "sin\u{2009}", "cos": "cos\u{2009}", "mid": "|",
    "vert": "|",
    "dagger": "†", "hbar": "ħ", "ast": "*", "lesssim": "\u{2009}≲\u{2009}", "ldots": "…", "dots": "…",
  ]
}
