/// A posterior as GetDist and CosmoMC read it.
///
/// A row of `_1.txt` … is weight, −ln posterior, parameters, derived quantities (getdist/chains.py, GetDist 1.7).
struct GetDistExport {
  private let posterior: SampledPosterior
  private let names: [String]

  init(_ posterior: SampledPosterior) {
    self.posterior = posterior
    names = PortableNames((posterior.parameters + posterior.predictions).map(\.name)).names
  }

  var files: [ExportFile] {
    posterior.chains.enumerated().map { ExportFile("_\($0 + 1).txt", rows(of: $1)) } + [
      ExportFile(".paramnames", paramNames),
      ExportFile(".ranges", ranges),
      GetDistProperties(posterior).file,
    ]
  }

  private func rows(of chain: SampledPosterior.Chain) -> String {
    let logLikelihood = chain.totalLogLikelihood
    let columns = chain.parameters + chain.predictions
    var text = ""
    for draw in chain.countingDraws {
      text += chain.weight(of: draw).exportText
      text += " "
      text += (-(chain.logPrior[draw] + logLikelihood[draw])).exportText
      for column in columns {
        text += " "
        text += column[draw].exportText
      }
      text += "\n"
    }
    return text
  }

  /// Lines `name`, with `*` if derived, label, and as a comment the name in fit files if it differs.
  private var paramNames: String {
    var text = ""
    for (index, quantity) in (posterior.parameters + posterior.predictions).enumerated() {
      let star = index < posterior.parameters.count ? "" : "*"
      let comment = names[index] == quantity.name ? "" : "\t#\(quantity.name.oneLine)"
      text += "\(names[index])\(star)\t\(quantity.label)\(comment)\n"
    }
    return text
  }

  /// Lines `name lower upper`, with N for no end and `periodic` for a circle.
  private var ranges: String {
    var text = ""
    for (name, parameter) in zip(names, posterior.parameters) {
      let (lower, upper) = (parameter.finiteLower, parameter.finiteUpper)
      let isCircle = parameter.isPeriodic && lower != nil && upper != nil
      text +=
        "\(name) \(lower?.exportText ?? "N") \(upper?.exportText ?? "N")\(isCircle ? " periodic" : "")\n"
    }
    return text
  }
}

extension SampledPosterior.Quantity {
  /// The lower end of the range, if it has one that is a number.
  var finiteLower: Double? { lower.flatMap { $0.isFinite ? $0 : nil } }

  /// The upper end of the range, if it has one that is a number.
  var finiteUpper: Double? { upper.flatMap { $0.isFinite ? $0 : nil } }
}
