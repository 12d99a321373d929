import Inference

extension Ensemble: ChainSampler {
  static var words: String { "an ensemble of walkers" }
  static var ensembles: Int { 4 }

  init(_ fields: inout SettingFields<ChainSettings<Ensemble>>) {
    self.init(
      walkers: fields.wholeNumber(
        \.kernel.walkers, "walkers", "in each ensemble; default by dimension", in: 4...10_000,
        byDimension: Ensemble().walkerCount(dimension:)),
      stretchFraction: fields.number(
        \.kernel.stretchFraction, "stretch-fraction",
        "of the moves; the others are differential-evolution moves",
        where: (0...1).contains, "lies between 0 and 1", default: 0.25))
    let fewest = Ensemble.fewestWalkers(dimension: fields.dimension)
    if let walkers, walkers < fewest {
      fields.complain(
        of: "walkers",
        "\(fields.dimension) free parameters need at least \(fewest) walkers, found \(walkers)")
    }
  }
}

extension NoUTurn: ChainSampler {
  static var words: String { "the No-U-Turn sampler" }
  // Chains that all begin at one peak of two know nothing of the other; of twelve single ones that is rare.
  static var ensembles: Int { 12 }

  init(_ fields: inout SettingFields<ChainSettings<NoUTurn>>) {
    self.init(
      targetAcceptance: fields.number(
        \.kernel.targetAcceptance, "target-acceptance", "nearer to 1 makes steps smaller",
        where: { $0 > 0 && $0 < 1 }, "lies between 0 and 1, both excluded", default: 0.95),
      metric: fields.choice(
        \.kernel.metricKind, "metric",
        "learns the width of each parameter in the warmup; dense: correlations too", default: .diagonal),
      maximumDepth: fields.wholeNumber(
        \.kernel.maximumDepth, "maximum-depth",
        "a trajectory that has not turned back after 2 to this power steps is cut", in: 1...20, default: 10))
  }
}
