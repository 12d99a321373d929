/// The `.updated.yaml` of an export: which columns are parameters, their labels and ranges, and where the draws come from.
struct CobayaDescription {
  private let posterior: SampledPosterior
  private let prefix: String
  private let names: [String]
  private let likelihoods: [String]

  init(_ posterior: SampledPosterior, prefix: String, names: [String], likelihoods: [String]) {
    (self.posterior, self.prefix) = (posterior, prefix)
    (self.names, self.likelihoods) = (names, likelihoods)
  }

  var text: String {
    let program = posterior.program.oneLine
    var text = """
      # Draws of \(program). They can be read, not continued: no likelihood of Cobaya stands behind them.
      # Of the priors only the ranges are meant; their densities are in the column minuslogprior.

      """
    text += likelihoods.isEmpty ? "likelihood: {}\n" : "likelihood:\n"
    for (name, term) in zip(likelihoods, posterior.terms) {
      text += "  \(CobayaYAML.text(name)): null" + original(term.name, of: name)
    }
    text += "params:\n"
    for (index, quantity) in (posterior.parameters + posterior.predictions).enumerated() {
      text += "  \(CobayaYAML.text(names[index])):" + original(quantity.name, of: names[index])
      if index < posterior.parameters.count {
        text += "    prior: \(prior(of: index))\n"
        if quantity.isPeriodic, quantity.finiteLower != nil, quantity.finiteUpper != nil {
          text += "    periodic: true\n"
        }
      } else {
        text += "    derived: true\n"
      }
      text += "    latex: \(CobayaYAML.text(quantity.label))\n"
    }
    text += "sampler:\n  mutau:\n    sampler_type: \(posterior.sampler.isNested ? "nested" : "mcmc")\n"
    text += "output: \(CobayaYAML.text(prefix))\n"
    text += "mutau:\n  program: \(CobayaYAML.text(program))\n  title: \(CobayaYAML.text(posterior.title))\n"
    text += "  sampler: \(posterior.sampler.name)\n  seed: \(posterior.seed)\n"
    // A block that keeps the text as it is; the 2 says how far it is indented.
    text += "  fit: |2\n"
    for line in posterior.fit.split(separator: "\n", omittingEmptySubsequences: false) {
      text += line.isEmpty ? "\n" : "    \(line)\n"
    }
    return text
  }

  /// The end of a line, with the name in fit files as a comment where it is another.
  private func original(_ name: String, of portable: String) -> String {
    name == portable ? "\n" : "  # \(name.oneLine)\n"
  }

  /// A distribution of SciPy with the parameter's range: Cobaya knows ranges only as those of distributions, and takes
  /// no uniform one without ends.
  private func prior(of parameter: Int) -> String {
    let quantity = posterior.parameters[parameter]
    let number = CobayaYAML.number
    let (mean, deviation) = posterior.moments(ofParameter: parameter)
    let scale = number(deviation > 0 ? deviation : 1)
    return switch (quantity.finiteLower, quantity.finiteUpper) {
    case (let lower?, let upper?): "{min: \(number(lower)), max: \(number(upper))}"
    case (let lower?, nil): "{dist: halfnorm, loc: \(number(lower)), scale: \(scale)}"
    case (nil, let upper?): "{dist: weibull_max, c: 1, loc: \(number(upper)), scale: \(scale)}"
    case (nil, nil): "{dist: norm, loc: \(number(mean)), scale: \(scale)}"
    }
  }
}

extension SampledPosterior {
  /// The mean and standard deviation of a parameter's draws.
  fileprivate func moments(ofParameter index: Int) -> (mean: Double, deviation: Double) {
    let largest = chains.flatMap { $0.weights ?? [1] }.max() ?? 1
    var (sum, mean, squares) = (0.0, 0.0, 0.0)
    for chain in chains {
      for draw in chain.countingDraws {
        let weight = chain.weight(of: draw) / largest
        guard weight > 0 else { continue }
        sum += weight
        let step = chain.parameters[index][draw] - mean
        mean += step * weight / sum
        squares += weight * step * (chain.parameters[index][draw] - mean)
      }
    }
    return (mean, (squares / sum).squareRoot())
  }
}
