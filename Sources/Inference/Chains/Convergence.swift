extension Chains {
  /// The diagnostics of one parameter.
  public func diagnostics(of parameter: Int) -> Diagnostics { diagnostics(ofQuantity: values(of: parameter)) }

  /// The diagnostics of a quantity known at every draw, chain by chain.
  public func diagnostics(ofQuantity values: [Double]) -> Diagnostics {
    Diagnostics(of: values, chainCount: chainCount, walkerCount: walkerCount)
  }

  /// The diagnostics of all parameters, and last of the log density, worked out on `threads` threads.
  public func diagnostics(threads: Int = 1) -> [Diagnostics] {
    let scores = NormalScores(count: chainCount * 2 * (drawCount / 2))
    return parallelMap(dimension + 1, threads: threads) { parameter in
      Diagnostics(
        of: parameter < dimension ? values(of: parameter) : logDensities, chainCount: chainCount,
        walkerCount: walkerCount, scores: scores)
    }
  }

  /// Whether every parameter and the log density meet the goal.
  ///
  /// A quantity that is the same in all draws has nothing to converge and meets it.
  public func meet(_ goal: ConvergenceGoal, threads: Int = 1) -> Bool {
    let scores = NormalScores(count: chainCount * 2 * (drawCount / 2))
    return parallelMap(dimension + 1, threads: threads) { parameter in
      Diagnostics(
        of: parameter < dimension ? values(of: parameter) : logDensities, chainCount: chainCount,
        walkerCount: walkerCount, scores: scores
      ).meet(goal)
    }.allSatisfy(\.self)
  }
}

extension Diagnostics {
  /// Whether R̂ and the bulk and tail effective sample sizes meet the goal; of one chain, the latter alone.
  public func meet(_ goal: ConvergenceGoal) -> Bool {
    switch problem {
    case .constant: true
    case .notFinite, .tooFewDraws: false
    case .oneChain: bulkEffectiveSampleSize >= goal.effectiveSampleSize
      && tailEffectiveSampleSize >= goal.effectiveSampleSize
    case nil: rHat < goal.rHat && bulkEffectiveSampleSize >= goal.effectiveSampleSize
      && tailEffectiveSampleSize >= goal.effectiveSampleSize
    }
  }
}
