import Inference

extension MinimizeSettings {
  static let keys = ["algorithm", "polisher", "starts", "maximum-evaluations"]

  /// The settings in `minimize:`, or the defaults, for that many free parameters.
  init(_ element: Element?, dimension: Int) throws(InputError) {
    let record = try element?.record("'minimize'", keys: MinimizeSettings.keys)
    algorithm = try record?["algorithm"].map(MinimizeSettings.algorithm) ?? .slsqp
    polisher = try record?["polisher"].map { element throws(InputError) in
      let polisher = try MinimizeSettings.algorithm(element)
      guard !polisher.isGlobal else {
        throw element.failure("a polisher is a local algorithm, and \(polisher) is global")
      }
      return polisher
    }
    for (key, chosen) in [("algorithm", algorithm), ("polisher", polisher ?? algorithm)] {
      guard let element = record?[key], !chosen.dimensions.contains(dimension) else { continue }
      throw element.failure(
        "\(chosen) takes \(chosen.dimensions.lowerBound) free parameters or more; this fit has \(dimension)")
    }
    starts = try record?["starts"]?.wholeNumber("starts", in: 1...100_000) ?? 64
    maximumEvaluations =
      try record?["maximum-evaluations"]?.wholeNumber("maximum-evaluations", in: 1...1_000_000_000) ?? 10_000
  }

  private static func algorithm(_ element: Element) throws(InputError) -> Algorithm {
    let name = try element.text("an NLopt algorithm, such as LD_SLSQP")
    guard let algorithm = Algorithm(name: name) else {
      let nearest = Spelling.nearest(to: name, among: Algorithm.allNames)
      let suggestion =
        nearest.map { "; did you mean '\($0)'?" } ?? "; expected a name such as LD_SLSQP or GN_CRS2_LM"
      throw element.failure("unknown NLopt algorithm '\(name)'\(suggestion)")
    }
    guard algorithm.isAvailable else {
      throw element.failure("'\(name)' is not part of the NLopt library that is installed here")
    }
    return algorithm
  }
}

extension SampleSettings {
  static let keys = [
    "sampler", "ensembles", "walkers", "warmup", "draws", "maximum-draws", "r-hat", "effective-sample-size",
    "stretch-fraction", "target-acceptance", "metric", "maximum-depth", "runs", "live-points", "learn",
    "evidence-error", "maximum-calls",
  ]

  /// Whose settings some keys are; they mean nothing to the other samplers.
  private static let owners: [(keys: [String], samplers: [Kind])] = [
    (["walkers", "stretch-fraction"], [.ensemble]),
    (["target-acceptance", "metric", "maximum-depth"], [.nuts]),
    (["ensembles", "warmup", "draws", "maximum-draws"], [.ensemble, .nuts]),
    (["runs", "live-points", "learn", "evidence-error", "maximum-calls"], [.nested]),
  ]

  /// How many ensembles if the file does not say. Chains that all begin at one peak of two know nothing of the other; of twelve
  /// single ones that is rare.
  private static func ensembles(of sampler: Kind) -> Int { sampler == .nuts ? 12 : 4 }

  /// The most numbers that a run may keep: 4 GB of them.
  static let mostNumbers = 500_000_000

  /// The settings in `sample:`, or the defaults, for that many free parameters.
  init(_ element: Element?, dimension: Int) throws(InputError) {
    let record = try element?.record("'sample'", keys: SampleSettings.keys)
    sampler = try record?["sampler"]?.choice("sampler") ?? .nested
    for (keys, samplers) in SampleSettings.owners where !samplers.contains(sampler) {
      for key in keys {
        guard let element = record?[key] else { continue }
        let owners = samplers.map { "'sampler: \($0.rawValue)'" }.joined(separator: " and ")
        throw element.failure(
          "'\(key)' is a setting of \(owners), and this fit has 'sampler: \(sampler.rawValue)'")
      }
    }
    ensembles =
      try record?["ensembles"]?.wholeNumber("ensembles", in: 2...1000) ?? Self.ensembles(of: sampler)
    walkers = try record?["walkers"]?.wholeNumber("walkers", in: 4...10_000)
    let fewest = Ensemble.fewestWalkers(dimension: dimension)
    if let walkers, walkers < fewest, let element = record?["walkers"] {
      throw element.failure("\(dimension) free parameters need at least \(fewest) walkers, found \(walkers)")
    }
    warmup = try record?["warmup"]?.wholeNumber("warmup", in: 0...10_000_000) ?? 500
    let draws = try record?["draws"]?.wholeNumber("draws", in: 4...10_000_000) ?? 1000
    self.draws = draws
    let walkerCount = sampler != .ensemble ? 1 : Ensemble(walkers: walkers).walkerCount(dimension: dimension)
    let perDraw = ensembles * walkerCount * (dimension + 1)
    let most = SampleSettings.mostNumbers / perDraw
    maximumDraws =
      try record?["maximum-draws"]?.wholeNumber("maximum-draws", in: draws...10_000_000)
      ?? max(draws, min(64_000, most))
    if let element, maximumDraws > most {
      throw element.failure(
        "\(maximumDraws) draws of every walker are more than the \(SampleSettings.mostNumbers / 125_000_000) GB "
          + "that are kept; at most \(most) here")
    }
    rHat = try record?["r-hat"]?.number("r-hat", where: { $0 > 1 }, "must be greater than one") ?? 1.01
    effectiveSampleSize =
      try record?["effective-sample-size"]?.positiveNumber("effective-sample-size")
      ?? (sampler == .nested ? 10_000 : 400)
    stretchFraction =
      try record?["stretch-fraction"]?.number(
        "stretch-fraction", where: (0...1).contains, "lies between 0 and 1") ?? 0.25
    targetAcceptance =
      try record?["target-acceptance"]?.number(
        "target-acceptance", where: { $0 > 0 && $0 < 1 }, "lies between 0 and 1, both excluded") ?? 0.95
    metric = try record?["metric"]?.choice("metric") ?? .diagonal
    maximumDepth = try record?["maximum-depth"]?.wholeNumber("maximum-depth", in: 1...20) ?? 10
    runs = try record?["runs"]?.wholeNumber("runs", in: 4...10_000) ?? 16
    livePoints = try record?["live-points"]?.wholeNumber("live-points", in: 10...100_000)
    learns = try record?["learn"]?.boolean("learn") ?? true
    evidenceError = try record?["evidence-error"]?.positiveNumber("evidence-error") ?? 0.05
    maximumCalls =
      try record?["maximum-calls"]?.wholeNumber("maximum-calls", in: 1000...100_000_000_000) ?? 100_000_000
  }
}
