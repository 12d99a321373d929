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

  /// Whether every parameter and the log density meet the goal, no valley parts their draws that walkers rarely cross, and no
  /// chain stays at one point for too long.
  ///
  /// The log density may be the same everywhere, as in a box; a parameter that never moves was not explored.
  public func meet(_ goal: ConvergenceGoal, threads: Int = 1) -> Bool {
    guard overlongStay(for: goal) == nil else { return false }
    let scores = NormalScores(count: chainCount * 2 * (drawCount / 2))
    // A few at a time: a run that has not converged mostly shows it at once.
    return stride(from: 0, through: dimension, by: max(1, threads)).allSatisfy { first in
      let verdicts = parallelMap(min(max(1, threads), dimension + 1 - first), threads: threads) { offset in
        let parameter = first + offset
        let found = Diagnostics(
          of: parameter < dimension ? values(of: parameter) : logDensities, chainCount: chainCount,
          walkerCount: walkerCount, scores: scores)
        return found.meet(goal) || (parameter == dimension && found.problem == .constant)
      }
      return verdicts.allSatisfy(\.self)
    } && !hasUnsettledParting(threads: threads)
  }
}
