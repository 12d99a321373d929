/// An observable that a file predicts, known by its name there: `<FL>(B0->K*mumu)[1.1,6]`.
public struct PolynomialObservable: Hashable, Sendable {
  /// The name.
  public let name: String

  /// The observable of this name.
  public init(name: String) { self.name = name }
}

extension PolynomialObservable {
  /// What can be said of it without its file. Files know no units: that of a rate by q² is the unit of all of them.
  var entry: Entry {
    Entry(
      name, latex: latex, unit: name.hasPrefix("<dBR/dq2>") ? "GeV⁻²" : "", plausible: -1e100...1e100,
      "predicted by a file from Wilson coefficients", equation: "polynomials of a file",
      domain: .heavierThanMomentumTransfer)
  }

  private var latex: String {
    var replacements = [
      ("\\", ""), ("{", ""), ("}", ""), ("$", ""), ("^", ""), ("_", "\\_"), ("%", "\\%"), ("#", "\\#"),
      ("&", "\\&"), ("~", ""), ("->", "\\to "), ("<", "\\langle "), (">", "\\rangle "), ("mumu", "\\mu\\mu"),
      ("phi", "\\phi "), ("dBR/dq2", "dB/dq^2"), ("B0", "B^0"), ("B+", "B^+"), ("Bs\\to", "B_s\\to"),
      ("K*", "K^*"),
      ("FL\\", "F_L\\"), ("AFB", "A_{FB}"),
    ]
    // those of an angular analysis: P5p is P₅'
    for number in 1...9 {
      for letter in ["P", "S", "A", "M", "Q"] {
        replacements.append(("\\langle \(letter)\(number)p\\", "\\langle \(letter)_\(number)'\\"))
        replacements.append(("\\langle \(letter)\(number)\\", "\\langle \(letter)_\(number)\\"))
      }
    }
    return "\\mathrm{" + replacements.reduce(name) { $0.replacing($1.0, with: $1.1) } + "}"
  }
}
