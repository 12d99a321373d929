extension SampledPosterior {
  /// Throws if the columns do not fit together, or if there is nothing to export.
  func checkShape() throws(RunFolder.Problem) {
    func refuse(_ what: String) throws(RunFolder.Problem) -> Never {
      throw RunFolder.Problem(description: "the posterior cannot be exported: \(what)")
    }
    guard let first = chains.first, first.count > 0 else { try refuse("it has no draws") }
    for (index, chain) in chains.enumerated() {
      let count = first.count
      let isComplete =
        chain.parameters.count == parameters.count && chain.predictions.count == predictions.count
        && chain.logLikelihood.count == terms.count
      let columns = chain.parameters + chain.predictions + chain.logLikelihood
      let isRectangular = (columns + [chain.logPrior, chain.weights, chain.energy].compactMap { $0 })
        .allSatisfy { $0.count == count }
      guard isComplete, isRectangular else { try refuse("chain \(index + 1) lacks numbers of some draws") }
      guard let weights = chain.weights else { continue }
      guard weights.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
        try refuse("chain \(index + 1) has a weight that is negative or not finite")
      }
    }
    guard chains.contains(where: { $0.weights?.contains { $0 > 0 } ?? true }) else {
      try refuse("every draw has weight 0")
    }
  }
}

extension SampledPosterior.Chain {
  /// ln L of each draw: the sum of its terms, in their order.
  var totalLogLikelihood: [Double] {
    logLikelihood.reduce(into: [Double](repeating: 0, count: count)) { sum, term in
      for draw in sum.indices { sum[draw] += term[draw] }
    }
  }

  /// What a draw counts.
  func weight(of draw: Int) -> Double { weights?[draw] ?? 1 }

  /// The draws that count, in their order. Those of weight 0 change no result, but their densities may be 0, and then
  /// GetDist and Cobaya compute 0 · ∞.
  var countingDraws: [Int] { (0..<count).filter { weight(of: $0) > 0 } }
}
