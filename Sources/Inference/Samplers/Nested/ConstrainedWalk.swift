import Foundation

/// Moves a point about the prior where the likelihood exceeds a bound: the Markov kernel of nested sampling.
///
/// Two moves in turn at random, both with the live points as a map:
///
/// * **difference**: along the difference of two live points, y = x + γ (a − b), symmetric, accepted with probability
///   min(1, π(y)/π(x)) where L(y) > L*. Follows any linear correlation without knowing it (C. J. F. ter Braak,
///   doi:10.1007/s11222-006-8769-1).
/// * **refreshment**: a random subset of the coordinates gets new values drawn from histograms q of the live points,
///   accepted with probability min(1, π(y) q(x)/(π(x) q(y))) where L(y) > L*. Forgets in one step what the data do
///   not constrain, and jumps between peaks.
///
/// Sizes (γ, how many coordinates) aim at fixed acceptance rates; the mixture of the two follows the squared distance each
/// one covers, and a walk is as long as it takes to cover ``Settings``' `refreshments` times the spread of the
/// live points. All that is fixed while a walk is under way, so that each walk leaves the constrained prior as it is.
package struct ConstrainedWalk {
  /// Evaluations of ln L so far.
  package private(set) var calls = 0
  /// Evaluations that gave NaN or +∞.
  private(set) var invalid = 0
  /// Walks that ended where they began.
  package private(set) var stuck = 0
  private let cycles: [ClosedRange<Double>?]
  private let hasCycles: Bool
  /// What each half of the live points says of the coordinates, and how many walks have used it since it was looked at.
  private var histograms: [MarginalHistograms]
  private var sinceUpdate = [Int.max, Int.max]
  private var difference: Move
  private var refreshment: Move
  /// Where the walk has come to.
  package private(set) var position: [Double]
  private(set) var logLikelihood = -Double.infinity
  private var logPrior = 0.0
  private var proposal: [Double]
  private let refreshments: Double
  /// Steps of a walk at most, per refreshment that it is to make.
  private static let mostSteps = 84.0
  /// The half of the live points that the walk under way takes for its map.
  private var map = LivePoints.Half.even

  /// How a kind of move has fared: its size, and the squared distance it covers per proposal as a fraction of that
  /// between independent points.
  private struct Move {
    var size: Double
    let sizes: ClosedRange<Double>
    let acceptance: Double
    var progress: Double

    init(size: Double, sizes: ClosedRange<Double>, acceptance: Double, progress: Double) {
      (self.size, self.sizes, self.acceptance, self.progress) = (size, sizes, acceptance, progress)
    }

    private var proposed = 0
    private var accepted = 0
    private var covered = 0.0

    mutating func note(accepted isAccepted: Bool, progress: Double) {
      proposed += 1
      accepted += isAccepted ? 1 : 0
      covered += progress
    }

    /// Learns from the walk that has ended.
    mutating func learn() {
      guard proposed > 0 else { return }
      let (count, hits) = (Double(proposed), Double(accepted))
      size *= exp(0.5 * (hits - acceptance * count) / (count + 20))
      size = min(max(size, sizes.lowerBound), sizes.upperBound)
      progress += (covered - count * progress) / (count + 100)
      (proposed, accepted, covered) = (0, 0, 0)
    }
  }

  /// A walk that has not begun, as long as so many squared spreads of the live points.
  package init(on model: some BayesianModel, refreshments: Double) {
    let dimension = Double(model.dimension)
    self.refreshments = refreshments
    cycles = (0..<model.dimension).map(model.cycle(of:))
    hasCycles = cycles.contains { $0 != nil }
    histograms = Array(repeating: MarginalHistograms(cycles: cycles), count: 2)
    position = Array(repeating: 0, count: model.dimension)
    proposal = position
    let gamma = 2.38 / (2 * dimension).squareRoot()
    difference = Move(
      size: gamma, sizes: 1e-3 * gamma...2 * gamma, acceptance: 0.25, progress: 0.7 / (dimension + 1))
    refreshment = Move(
      size: 0.5, sizes: 1 / dimension...1, acceptance: 0.35, progress: 0.35 / (dimension + 1))
  }

  /// Has the next walks look at the live points anew, as if they had seen none; their sizes stay.
  package mutating func forgetPoints() { sinceUpdate = [Int.max, Int.max] }

  /// Walks from a live point other than the lowest `excluded` ones; the result is in `position`.
  package mutating func walk(
    among points: LivePoints, excluding excluded: Int, above contour: Double, on model: some BayesianModel,
    using random: inout Random
  ) {
    let parent = points.parent(excluding: excluded, using: &random)
    map = points.half(of: parent).other
    if sinceUpdate[map.rawValue] >= max(1, points.count / 8) {
      histograms[map.rawValue].update(points, map)
      sinceUpdate[map.rawValue] = 0
    }
    sinceUpdate[map.rawValue] += 1
    for index in position.indices { position[index] = points.positions[parent * position.count + index] }
    logLikelihood = points.logLikelihoods[parent]
    logPrior = model.logPrior(at: position.span)
    let share = min(max(refreshment.progress / (refreshment.progress + difference.progress), 0.1), 0.9)
    let pace = share * refreshment.progress + (1 - share) * difference.progress
    let steps = Int(min(max(8, refreshments / pace), Self.mostSteps * refreshments))
    var hasMoved = false
    for _ in 0..<steps {
      let isRefreshment = random.uniform() < share
      let ratio =
        isRefreshment ? proposeRefreshment(using: &random) : proposeDifference(points, using: &random)
      let accepted = ratio > 0 && accept(ratio, above: contour, on: model, using: &random)
      // the proposal now holds where the point came from
      var distance = 0.0
      if accepted {
        hasMoved = true
        for index in position.indices {
          var way = position[index] - proposal[index]
          if hasCycles, let cycle = cycles[index] { way = way.remainder(dividingBy: cycle.turn) }
          distance += way * way * histograms[map.rawValue].inverseSquares[index]
        }
        distance /= Double(position.count)
      }
      if isRefreshment {
        refreshment.note(accepted: accepted, progress: distance)
      } else {
        difference.note(accepted: accepted, progress: distance)
      }
    }
    refreshment.learn()
    difference.learn()
    if !hasMoved { stuck += 1 }
  }

  /// Accepts the proposal by the Metropolis rule, asking for the likelihood last; exchanges position and proposal if so.
  private mutating func accept(
    _ ratio: Double, above contour: Double, on model: some BayesianModel, using random: inout Random
  ) -> Bool {
    let proposed = model.logPrior(at: proposal.span)
    guard random.uniform() < ratio * exp(proposed - logPrior) else { return false }
    calls += 1
    let value = model.logLikelihood(at: proposal.span)
    guard value < .infinity else {
      invalid += 1
      return false
    }
    guard value > contour else { return false }
    swap(&position, &proposal)
    logPrior = proposed
    logLikelihood = value
    return true
  }

  /// Proposes new values for a random subset of the coordinates; returns q(x)/q(y), 0 if nothing is proposed.
  private mutating func proposeRefreshment(using random: inout Random) -> Double {
    var ratio = 1.0
    var isEmpty = true
    for index in position.indices {
      let old = position[index]
      let uniform = random.uniform()
      guard uniform < refreshment.size else {
        proposal[index] = old
        continue
      }
      isEmpty = false
      let (value, density) = histograms[map.rawValue].draw(index, uniform / refreshment.size)
      proposal[index] = value
      ratio *= histograms[map.rawValue].density(index, at: old) / density
    }
    return isEmpty ? 0 : ratio
  }

  /// Proposes a step along the difference of two live points; returns 1.
  private mutating func proposeDifference(_ points: LivePoints, using random: inout Random) -> Double {
    let dimension = position.count
    let partners = points.count(of: map)
    let one = random.index(below: partners)
    var other = random.index(below: partners - 1)
    if other >= one { other += 1 }
    let (first, second) = (points.slot(one, of: map), points.slot(other, of: map))
    let gamma = difference.size * (0.6 + 0.8 * random.uniform())
    for index in position.indices {
      let way = points.positions[first * dimension + index] - points.positions[second * dimension + index]
      if hasCycles, let cycle = cycles[index] {
        proposal[index] = cycle.wrapping(position[index] + gamma * way.remainder(dividingBy: cycle.turn))
      } else {
        proposal[index] = position[index] + gamma * way
      }
    }
    return 1
  }
}
