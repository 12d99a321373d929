import Foundation

/// Draws from the surroundings of a peak that is known beforehand: a best fit, or the mode of a constraint.
///
/// Runs of nested sampling do not find a peak that fills too little of the prior. Where it is known, a small ensemble of walkers
/// is set out on it, in a cloud so small that half of it is about as high as the peak, and spreads over it. How much lies there is
/// then a matter of the draws from the density that is learned, of which the peak gets a share.
struct PeakExploration: Sendable {
  /// Draws of equal weight; nil if the density is not finite at the peak, or no cloud about it is small enough.
  let draws: WeightedDraws?
  /// Evaluations of the density, those of a search in vain too.
  let calls: Int

  init(of peak: [Double], on model: some BayesianModel, stream: Random) {
    var random = stream
    let ensemble = Ensemble()
    let count = ensemble.walkerCount(dimension: model.dimension)
    let (cloud, tries) = Self.cloud(of: count, about: peak, on: model, using: &random)
    guard let cloud else {
      (draws, calls) = (nil, tries)
      return
    }
    var state = ensemble.start(at: cloud, on: model)
    var calls = tries + count
    let steps = 100 + 10 * model.dimension
    var (values, logDensities): ([Double], [Double]) = ([], [])
    for step in 0..<2 * steps {
      calls += ensemble.step(&state, on: model, using: &random).proposed
      guard step >= steps, step % 5 == 0 else { continue }
      values += ensemble.positions(of: state)
      logDensities += ensemble.logDensities(of: state)
    }
    self.calls = calls
    draws = WeightedDraws(equally: values, logDensities: logDensities)
  }

  /// Points about as high as the peak, nil if there are none, and how many were tried, the peak among them.
  private static func cloud(
    of count: Int, about peak: [Double], on model: some BayesianModel, using random: inout Random
  ) -> (points: [[Double]]?, tries: Int) {
    let height = model.logDensity(at: peak.span)
    guard height > -.infinity, height < .infinity else { return (nil, 1) }
    // Close to the peak, whatever it stands on; from there walkers spread fast.
    let least = height - 1
    var (size, tries) = (0.1, 1)
    while size > 1e-14 {
      var points: [[Double]] = []
      for _ in 0..<2 * count {
        let point = peak.indices.map { index in
          let bounds = model.bounds(of: index)
          let width = bounds.turn < .infinity ? bounds.turn : max(1, abs(peak[index]))
          let moved = peak[index] + size * width * (random.uniform() - 0.5)
          if let cycle = model.cycle(of: index) { return cycle.wrapping(moved) }
          // reflected from edges, on which no point may lie
          if moved < bounds.lowerBound { return min(2 * bounds.lowerBound - moved, bounds.upperBound) }
          return moved > bounds.upperBound ? max(2 * bounds.upperBound - moved, bounds.lowerBound) : moved
        }
        tries += 1
        if model.logDensity(at: point.span).asLogDensity > least { points.append(point) }
      }
      if points.count >= count { return (Array(points.prefix(count)), tries) }
      size /= 2
    }
    return (nil, tries)
  }
}

extension LogDensity {
  /// The point, moved off the edges of the prior by a billionth of its width: on an edge itself the density that is learned, which
  /// vanishes or not only beside it, says nothing.
  func inside(_ point: [Double]) -> [Double] {
    point.indices.map { index in
      let bounds = bounds(of: index)
      guard cycle(of: index) == nil, bounds.turn < .infinity else { return point[index] }
      let margin = 1e-9 * bounds.turn
      return min(max(point[index], bounds.lowerBound + margin), bounds.upperBound - margin)
    }
  }
}
