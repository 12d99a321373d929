import Inference

extension MinimizeSettings {
  /// Every key with its value.
  var written: [(key: String, value: String)] {
    [
      ("algorithm", algorithm.name), ("polisher", (polisher ?? .slsqp).name), ("starts", "\(starts)"),
      ("maximum-evaluations", "\(maximumEvaluations)"),
    ]
  }
}

extension SampleSettings {
  /// Every key that the sampler has, with its value; what it chooses by dimension for so many free parameters.
  func written(dimension: Int) -> [(key: String, value: String)] {
    [
      ("sampler", sampler.rawValue), ("r-hat", YAMLText.number(rHat)),
      ("effective-sample-size", YAMLText.number(effectiveSampleSize)),
    ] + own(dimension: dimension)
  }

  private func own(dimension: Int) -> [(key: String, value: String)] {
    switch sampler {
    case .nested:
      [
        ("evidence-error", YAMLText.number(evidenceError)), ("runs", "\(runs)"),
        ("live-points", "\(livePoints ?? NestedSettings.livePoints(dimension: dimension))"),
        ("learn", "\(learns)"), ("maximum-calls", "\(maximumCalls)"),
      ]
    case .ensemble:
      chains + [
        ("walkers", "\(ensemble.walkerCount(dimension: dimension))"),
        ("stretch-fraction", YAMLText.number(stretchFraction)),
      ]
    case .nuts:
      chains + [
        ("target-acceptance", YAMLText.number(targetAcceptance)), ("metric", metric.rawValue),
        ("maximum-depth", "\(maximumDepth)"),
      ]
    }
  }

  private var chains: [(key: String, value: String)] {
    [
      ("ensembles", "\(ensembles)"), ("warmup", "\(warmup)"), ("draws", "\(draws)"),
      ("maximum-draws", "\(maximumDraws)"),
    ]
  }
}
