/// A posterior as Cobaya reads it: `cobaya.load_samples` (cobaya/collection.py, output.py of Cobaya 3.6).
struct CobayaExport {
  private let posterior: SampledPosterior
  private let prefix: String
  private let names: [String]
  private let likelihoods: [String]

  /// - Parameter prefix: The name of the files without folder and endings.
  init(_ posterior: SampledPosterior, prefix: String) {
    (self.posterior, self.prefix) = (posterior, prefix)
    names = PortableNames((posterior.parameters + posterior.predictions).map(\.name)).names
    likelihoods = PortableNames(posterior.terms.map(\.name)).names
  }

  var files: [ExportFile] {
    var files = posterior.chains.enumerated().map { ExportFile(".\($0 + 1).txt", table(of: $1)) }
    files.append(
      ExportFile(
        ".updated.yaml",
        CobayaDescription(posterior, prefix: prefix, names: names, likelihoods: likelihoods).text))
    files.append(GetDistProperties(posterior).file)
    if let (value, error) = posterior.logEvidence {
      files.append(
        ExportFile(".logZ", "logZ: \(CobayaYAML.number(value))\nlogZstd: \(CobayaYAML.number(error))\n"))
    }
    return files
  }

  /// The columns, right-justified, with their names in the first line.
  ///
  /// minuslogpost = minuslogprior + chi2 / 2, chi2 = Σ chi2__term = −2 ln L, as Cobaya checks when it reads them.
  private func table(of chain: SampledPosterior.Chain) -> String {
    let chi2Terms = chain.logLikelihood.map { $0.map { -2 * $0 } }
    let chi2 = chain.totalLogLikelihood.map { -2 * $0 }
    let minusLogPrior = chain.logPrior.map { -$0 }
    let minusLogPosterior = zip(minusLogPrior, chi2).map { $0 + $1 / 2 }
    let weights = (0..<chain.count).map(chain.weight)
    let columns =
      [weights, minusLogPosterior] + chain.parameters + chain.predictions
      + [minusLogPrior, minusLogPrior, chi2] + chi2Terms
    let header =
      ["weight", "minuslogpost"] + names + ["minuslogprior", "minuslogprior__0", "chi2"]
      + likelihoods.map { "chi2__" + $0 }
    // No number is longer: a sign, 17 digits with a point, an exponent of three digits.
    let widths = header.map { max(24, $0.utf8.count) }

    var text = "#"
    for (column, name) in header.enumerated() {
      let padding = column == 0 ? widths[column] - 1 : widths[column] + 1
      text += String(repeating: " ", count: padding - name.utf8.count) + name
    }
    text += "\n"
    for draw in rows(of: chain, columns: columns) {
      for (column, values) in columns.enumerated() {
        let number = values[draw].exportText
        let padding = column == 0 ? widths[column] : widths[column] + 1
        text += String(repeating: " ", count: padding - number.utf8.count)
        text += number
      }
      text += "\n"
    }
    return text
  }

  /// The draws that count, in their order but for one case: where the last row has a NaN and the one before has none,
  /// Cobaya believes that it was not written to its end and cuts it off the file. The two then change places.
  private func rows(of chain: SampledPosterior.Chain, columns: [[Double]]) -> [Int] {
    var rows = chain.countingDraws
    func hasNaN(_ draw: Int) -> Bool { columns.contains { $0[draw].isNaN } }
    if rows.count > 1, hasNaN(rows[rows.count - 1]), !hasNaN(rows[rows.count - 2]) {
      rows.swapAt(rows.count - 1, rows.count - 2)
    }
    return rows
  }
}
