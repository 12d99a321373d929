/// A posterior as ArviZ and xarray read it: the groups of InferenceData in one NetCDF-4 file.
///
/// ArviZ knows no weights. Weighted draws are resampled to draws of equal weight in a single chain, and attributes of the
/// posterior say how many different ones are left and what the weighted ones were worth.
struct ArviZExport {
  private let posterior: SampledPosterior
  private let names: [String]
  /// The draws to write, by chain: pairs of a chain of the posterior and a draw of it.
  private let draws: [[(chain: Int, draw: Int)]]
  private let resampling: EqualWeights?

  init(_ posterior: SampledPosterior) {
    self.posterior = posterior
    names = PortableNames((posterior.parameters + posterior.predictions).map(\.name)).names
    let all = posterior.chains.indices.map { chain in
      posterior.chains[chain].logPrior.indices.map { (chain: chain, draw: $0) }
    }
    let weights = all.joined().map { posterior.chains[$0.chain].weight(of: $0.draw) }
    guard weights.contains(where: { $0 != weights[0] }) else {
      (draws, resampling) = (all, nil)
      return
    }
    let resampling = EqualWeights(
      weights: weights, seed: posterior.seed, isShuffled: posterior.sampler.isNested)
    let pool = Array(all.joined())
    draws = [resampling.draws.map { pool[$0] }]
    self.resampling = resampling
  }

  var files: [ExportFile] {
    get throws(RunFolder.Problem) {
      [ExportFile(".nc", try NetCDF(attributes: rootAttributes, groups: groups).bytes())]
    }
  }

  // MARK: - Groups

  private var groups: [NetCDF.Group] {
    let chains = posterior.chains
    let likelihoods = chains.map(\.totalLogLikelihood)
    let count = posterior.parameters.count
    let density = NetCDF.Variable(
      name: "lp", dimensions: Self.sample,
      values: column { chains[$0].logPrior[$1] + likelihoods[$0][$1] })
    let energies = chains.compactMap(\.energy)
    let energy =
      energies.count == chains.count
      ? [NetCDF.Variable(name: "energy", dimensions: Self.sample, values: column { energies[$0][$1] })] : []
    let prior = NetCDF.Variable(
      name: "log_prior", dimensions: Self.sample, values: column { chains[$0].logPrior[$1] })

    var groups = [
      group(
        "posterior", posterior.parameters.indices.map { variable($0) { $0.parameters } }, parameterAttributes),
      group("sample_stats", [density] + energy),
    ]
    if !posterior.terms.isEmpty {
      groups.append(group("log_likelihood", [pointwise], over: Self.measurement))
    }
    groups.append(group("log_prior", [prior]))
    if !posterior.predictions.isEmpty {
      let variables = posterior.predictions.indices.map { index in
        variable(index, after: count) { $0.predictions }
      }
      groups.append(group("posterior_predictive", variables))
    }
    if !posterior.terms.isEmpty {
      groups.append(
        NetCDF.Group(
          name: "observed_data", attributes: groupAttributes, dimensions: [measurements],
          variables: [
            NetCDF.Variable(
              name: "y", dimensions: [Self.measurement], values: posterior.terms.map(\.observed))
          ]))
    }
    return groups
  }

  /// A group over chains and draws, and perhaps measurements.
  private func group(
    _ name: String, _ variables: [NetCDF.Variable],
    _ attributes: [(name: String, value: NetCDF.Attribute)] = [], over dimension: String? = nil
  ) -> NetCDF.Group {
    var dimensions = [
      NetCDF.Dimension(name: "chain", coordinate: .numbered(draws.count)),
      NetCDF.Dimension(name: "draw", coordinate: .numbered(draws[0].count)),
    ]
    if dimension != nil { dimensions.append(measurements) }
    return NetCDF.Group(
      name: name, attributes: groupAttributes + sampleAttributes + attributes, dimensions: dimensions,
      variables: variables)
  }

  /// A parameter or prediction with its name in fit files, symbol and unit.
  private func variable(
    _ index: Int, after first: Int = 0, columns: (SampledPosterior.Chain) -> [[Double]]
  ) -> NetCDF.Variable {
    let quantity = (posterior.parameters + posterior.predictions)[first + index]
    let values = posterior.chains.map { columns($0)[index] }
    var attributes: [(name: String, value: NetCDF.Attribute)] = [
      ("long_name", .text(quantity.name)), ("latex", .text(quantity.latex)),
    ]
    if !quantity.unit.isEmpty { attributes.append(("units", .text(quantity.unit))) }
    if let lower = quantity.finiteLower { attributes.append(("lower", .number(lower))) }
    if let upper = quantity.finiteUpper { attributes.append(("upper", .number(upper))) }
    if quantity.isPeriodic { attributes.append(("periodic", .count(1))) }
    return NetCDF.Variable(
      name: names[first + index], dimensions: Self.sample, values: column { values[$0][$1] },
      attributes: attributes)
  }

  /// ln L of every measurement; a block of correlated ones is one.
  private var pointwise: NetCDF.Variable {
    var values: [Double] = []
    values.reserveCapacity(draws.joined().count * posterior.terms.count)
    for (chain, draw) in draws.joined() {
      for term in posterior.chains[chain].logLikelihood { values.append(term[draw]) }
    }
    return NetCDF.Variable(name: "y", dimensions: Self.sample + [Self.measurement], values: values)
  }

  /// A number of every draw that is written.
  private func column(_ value: (Int, Int) -> Double) -> [Double] {
    draws.joined().map { value($0.chain, $0.draw) }
  }

  private var measurements: NetCDF.Dimension {
    NetCDF.Dimension(name: Self.measurement, coordinate: .named(posterior.terms.map(\.name)))
  }

  private static let sample = ["chain", "draw"]
  private static let measurement = "measurement"

  // MARK: - Attributes

  /// Who made the file. No time: the same posterior is the same bytes.
  private var groupAttributes: [(name: String, value: NetCDF.Attribute)] {
    let words = posterior.program.split(separator: " ", maxSplits: 1).map(String.init)
    let (name, version) = (words.first ?? "", words.count > 1 ? words[1] : "")
    return [
      ("creation_library", .text(name)), ("creation_library_version", .text(version)),
      ("creation_library_language", .text("Swift")),
      ("inference_library", .text(name)), ("inference_library_version", .text(version)),
    ]
  }

  private var sampleAttributes: [(name: String, value: NetCDF.Attribute)] {
    [("sample_dims", .texts(Self.sample))]
  }

  private var parameterAttributes: [(name: String, value: NetCDF.Attribute)] {
    [("sampled_variables", .texts(Array(names.prefix(posterior.parameters.count))))] + weightAttributes
  }

  private var rootAttributes: [(name: String, value: NetCDF.Attribute)] {
    var attributes: [(name: String, value: NetCDF.Attribute)] = [
      ("title", .text(posterior.title)), ("sampler", .text(posterior.sampler.name)),
      ("seed", .text(String(posterior.seed))), ("fit", .text(posterior.fit)),
    ]
    if let (value, error) = posterior.logEvidence {
      attributes += [("log_evidence", .number(value)), ("log_evidence_error", .number(error))]
    }
    return groupAttributes + attributes + weightAttributes
  }

  /// What became of the weights, if the draws have any.
  private var weightAttributes: [(name: String, value: NetCDF.Attribute)] {
    guard let resampling else { return [] }
    return [
      ("weights", .text("resampled systematically to equal weights")),
      ("weighted_draws", .count(posterior.chains.reduce(0) { $0 + $1.count })),
      ("kish_effective_draws", .number(resampling.effective)),
      ("distinct_draws", .count(resampling.distinct)),
    ]
  }
}
