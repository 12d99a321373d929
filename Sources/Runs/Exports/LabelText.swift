extension SampledPosterior.Quantity {
  /// The symbol with its unit in LaTeX, in what GetDist reads: on one line, without `#`, which begins a comment, and
  /// without `!`, which it takes for a backslash.
  var label: String {
    let text = latex.isEmpty ? #"\mathrm{\#(name)}"# : latex
    let symbol = text.replacing(#"\!"#, with: " ").replacing("!", with: "").replacing("#", with: "")
    return (unit.isEmpty ? symbol : symbol + #"\,[\mathrm{"# + latexUnit + "}]").oneLine
  }

  /// The unit with raised digits as LaTeX writes them: `GeV^{-2}`.
  private var latexUnit: String {
    let raised: [Character: String] = [
      "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
      "⁹": "9",
    ]
    var result = ""
    var isRaised = false
    for character in unit {
      let digit = raised[character]
      if (digit != nil) != isRaised { result += isRaised ? "}" : "^{" }
      isRaised = digit != nil
      result += digit ?? String(character)
    }
    return isRaised ? result + "}" : result
  }
}

extension String {
  /// The text with every run of white space as one blank.
  var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
