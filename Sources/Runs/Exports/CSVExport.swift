/// A posterior as one table, of every draw of every chain.
struct CSVExport {
  private let posterior: SampledPosterior

  init(_ posterior: SampledPosterior) { self.posterior = posterior }

  var file: ExportFile {
    let first = ["chain", "weight", "log_prior", "log_likelihood"]
    let quantities = (posterior.parameters + posterior.predictions).map { quantity in
      first.contains(quantity.name) ? quantity.name + "_" : quantity.name
    }
    var text = (first + quantities.map(Self.field)).joined(separator: ",") + "\n"
    for (number, chain) in posterior.chains.enumerated() {
      let logLikelihood = chain.totalLogLikelihood
      let columns = [chain.logPrior, logLikelihood] + chain.parameters + chain.predictions
      for draw in 0..<chain.count {
        text += "\(number + 1),"
        text += chain.weight(of: draw).exportText
        for column in columns {
          text += ","
          text += column[draw].exportText
        }
        text += "\n"
      }
    }
    return ExportFile(".csv", text)
  }

  /// The text as a field: in quotation marks where it would not be one without (RFC 4180).
  private static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
