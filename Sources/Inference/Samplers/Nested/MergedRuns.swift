import Foundation

/// Independent runs of nested sampling put together: every point with its share of the posterior.
///
/// Of N_i points alive when the i-th leaves, the share of the prior it stands for is w_i = X_{i−1}/N_i, and what remains is
/// X_i = X_{i−1} (1 − 1/N_i). With these Z = Σ L_i w_i has no bias, whatever the numbers of live points, and ties and
/// the points alive at the end need no rule of their own: C. Walter, Stat. Comput. 27 (2017) 219, arXiv:1412.6368.
///
/// N_i follows from where each point was born: runs that were made apart are one run with more live points
/// (E. Higson et al., Stat. Comput. 29 (2019) 891, arXiv:1704.03459).
struct MergedRuns: Sendable {
  /// Which run and which of its points: by rising ln L.
  let order: [(run: Int32, place: Int32)]
  /// ln L of each point.
  let logLikelihoods: [Double]
  /// How many points were alive when each left.
  let alive: [Int32]
  /// How many had left when each was born.
  let births: [Int32]
  /// ln (L_i w_i).
  let logWeights: [Double]
  /// ln Z; −∞ if no point has a likelihood.
  let logEvidence: Double

  init(_ runs: [NestedRun]) {
    var unordered: [(run: Int32, place: Int32)] = []
    for (run, points) in runs.enumerated() {
      unordered += points.logLikelihoods.indices.map { (Int32(run), Int32($0)) }
    }
    let sorting = RankOrder(runs.flatMap(\.logLikelihoods))
    let values = sorting.sorted
    order = sorting.places.map { unordered[Int($0)] }
    logLikelihoods = values
    let sortedBirths = RankOrder(runs.flatMap(\.births))
    var births = [Int32](repeating: 0, count: values.count)
    var left = 0
    for (birth, place) in zip(sortedBirths.sorted, sortedBirths.places) {
      while left < values.count, values[left] <= birth { left += 1 }
      births[Int(place)] = Int32(left)
    }
    self.births = sorting.places.map { births[Int($0)] }
    var alive = [Int32](repeating: 0, count: values.count)
    var logWeights = [Double](repeating: 0, count: values.count)
    var (born, logVolume, logEvidence) = (0, 0.0, -Double.infinity)
    for i in values.indices {
      while born < values.count, sortedBirths.sorted[born] < values[i] { born += 1 }
      alive[i] = Int32(born - i)
      logWeights[i] =
        values[i] == LivePoints.excluded ? -.infinity : values[i] + logVolume - log(Double(born - i))
      logEvidence = logarithmicSum(logEvidence, logWeights[i])
      logVolume += log1p(-1 / Double(born - i))
    }
    (self.alive, self.logWeights, self.logEvidence) = (alive, logWeights, logEvidence)
  }

  /// H = ∫ ln(L/Z) dP, the Kullback-Leibler divergence of the posterior from the prior, in nats.
  var information: Double {
    zip(logLikelihoods, logWeights).reduce(0) { sum, point in
      point.1 > -.infinity ? sum + exp(point.1 - logEvidence) * (point.0 - logEvidence) : sum
    }
  }
}
