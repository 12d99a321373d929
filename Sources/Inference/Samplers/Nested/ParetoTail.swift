import Foundation

/// The shape k of the generalised Pareto distribution that the largest of `total` importance weights follow; NaN of too few.
///
/// `logWeights` are ln of the largest ones, in any order: three times √total, or as many as there are.
///
/// With k < 0.5 weights have a variance; with k < 0.7 estimates are good to what their error says at the sizes that occur in
/// practice; beyond, they are not. Source: A. Vehtari et al., J. Mach. Learn. Res. 25 (2024) 72, arXiv:1507.02646; the fit is that
/// of J. Zhang, M. A. Stephens, Technometrics 51 (2009) 316.
func paretoShape(ofLargest logWeights: [Double], of total: Int) -> Double {
  let count = min(Int(tailLength(of: total)), logWeights.count - 1)
  guard count >= 20 else { return .nan }
  let sorted = RankOrder(logWeights).sorted
  let cut = sorted[sorted.count - count - 1]
  let top = sorted[sorted.count - 1]
  // exceedances in units of the largest weight
  let exceedances = sorted.suffix(count).map { exp($0 - top) - exp(cut - top) }
  guard let largest = exceedances.last, let quartile = exceedances.dropFirst(count / 4).first, largest > 0
  else {
    return -.infinity  // the largest weights are all the same: no tail
  }
  guard quartile > 0 else {
    // so few weigh anything that the others vanish beside them, or there are ties and no tail
    return sorted[sorted.count - count + count / 4] > cut ? .infinity : -.infinity
  }
  func shape(_ b: Double) -> Double { exceedances.reduce(0) { $0 + log1p(-b * $1) } / Double(count) }
  let points = 30 + Int(Double(count).squareRoot())
  let trials = (1...points).map { place in
    1 / largest + (1 - (Double(points) / (Double(place) - 0.5)).squareRoot()) / (3 * quartile)
  }
  let logLikelihoods = trials.map { b in
    let k = shape(b)
    return Double(count) * (log(-b / k) - k - 1)
  }
  let highest = logLikelihoods.max() ?? 0
  let weights = logLikelihoods.map { exp($0 - highest) }
  let b = zip(trials, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
  // a prior worth ten draws at k = 0.5
  return (Double(count) * shape(b) + 5) / (Double(count) + 10)
}

/// The standard error of a shape found from the largest of `total` weights, (1 + k)/√n for n of them: J. Zhang, M. A. Stephens,
/// as above, for k > −1/2.
func paretoShapeError(_ shape: Double, ofLargestOf total: Int) -> Double {
  max(0, 1 + shape) / tailLength(of: total).squareRoot()
}

/// How many of `total` weights are its tail.
private func tailLength(of total: Int) -> Double { min(0.2 * Double(total), 3 * Double(total).squareRoot()) }
