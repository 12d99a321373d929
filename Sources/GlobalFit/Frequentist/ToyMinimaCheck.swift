import Inference

extension Problem {
  /// How much higher than the lowest known minimum of toys drawn at the best fit those end that toys are given: with what is
  /// learned of other data, and without.
  ///
  /// The lowest one is the lowest of so many descents, from points of the priors and from places that differ from the lowest
  /// ends in some coordinates.
  package func excessOfToyMinima(
    toys: Int, descents: Int, seed: UInt64, threads: Int
  ) throws -> [(learned: Double, plain: Double)] {
    let point = bestFit(seed: seed, by: Workforce(threads: threads)).minimum.point
    let generator = try ToyGenerator(self, at: point)
    let fitters = [true, false].map { learns in
      ToyFitter(self, at: point, seed: seed, learns: learns, threads: threads)
    }
    return parallelMap(toys, threads: threads) { number in
      var random = Random(seed: seed, stream: UInt64(number))
      let toy = observing(generator.draw(using: &random))
      let found = fitters.map { $0.minimum(of: toy, near: [point]) }
      let lowest = toy.lowest(of: descents, from: found.compactMap { $0?.point }, using: &random)
      let excess = found.map { ($0?.value ?? .nan) - lowest }
      return (excess[0], excess[1])
    }
  }

  private func lowest(of descents: Int, from known: [[Double]], using random: inout Random) -> Double {
    let rounds = 4
    let chiSquared = ChiSquared(self)
    var found = Minimizer().valleys(of: chiSquared, from: known, upTo: 6, within: bounds)
    for _ in 0..<rounds {
      let starts = (0..<descents / rounds).map { number in
        let other = pointOfPrior(&random)
        return number.isMultiple(of: 2) || found.isEmpty
          ? other
          : hop(from: found[number % min(8, found.count)].point, towards: other, &random)
      }
      found = Minimizer().valleys(
        of: chiSquared, from: found.prefix(20).map(\.point) + starts, upTo: 6, within: bounds)
    }
    return found.first?.value ?? .infinity
  }
}
