import Inference
import Synchronization

/// Walks of nested sampling in a shape, each from live points of its own that are drawn exactly. Where they end are
/// independent draws from the shape again, if a walk leaves it as it is.
///
/// As in a run, one of the live points does not exceed the contour and is to be replaced. Sizes are learned from one
/// walk to the next, what a walk knows of the live points is not.
package struct WalkTrial: Sendable {
  /// What the walks must leave as it is.
  package let shape: ConstrainedShape
  /// How many live points each walk has.
  package var livePoints = 50
  /// How far a walk goes, in squared spreads of the live points.
  package var refreshments = 1.0
  /// A point of the shape; other than the exact ones for a trial that must fail.
  package var draw: @Sendable (inout Random) -> [Double]

  /// Walks in a shape, from points of its own.
  package init(_ shape: ConstrainedShape) {
    self.shape = shape
    draw = shape.draw
  }

  /// Where `moves` walks end, in streams of their own of the seed.
  package func ends(moves: Int, seed: UInt64, threads: Int) -> [EvenCounts] {
    let blocks = 64
    let counts = parallelMap(blocks, threads: threads) { block in
      let share = moves * (block + 1) / blocks - moves * block / blocks
      return ends(moves: share, seed: seed, stream: UInt64(block))
    }
    return shape.marginals.indices.map { marginal in
      counts.reduce(into: EvenCounts()) { $0.add($1[marginal]) }
    }
  }

  private func ends(moves: Int, seed: UInt64, stream: UInt64) -> [EvenCounts] {
    var random = Random(seed: seed, stream: stream)
    let model = Model(trial: self)
    var walk = ConstrainedWalk(on: model, refreshments: refreshments)
    var counts = Array(repeating: EvenCounts(), count: shape.marginals.count)
    for _ in 0..<moves {
      var invalid = 0
      let points = LivePoints(livePoints, from: model, using: &random, invalid: &invalid)
      walk.forgetPoints()
      walk.walk(among: points, excluding: 1, above: shape.contour, on: model, using: &random)
      for (index, marginal) in shape.marginals.enumerated() {
        counts[index].count(marginal.distribution(marginal.function(walk.position.span)))
      }
    }
    return counts
  }

  /// The box, from which one of the live points is not in the shape, and the others are draws from the shape.
  private struct Model: BayesianModel {
    let trial: WalkTrial
    private let drawn = Turns()

    init(trial: WalkTrial) { self.trial = trial }

    private final class Turns: Sendable {
      let count = Atomic(0)
    }

    var dimension: Int { trial.shape.outside.count }
    func logPrior(at point: Span<Double>) -> Double { trial.shape.prior.logDensity(point) }
    func logLikelihood(at point: Span<Double>) -> Double { trial.shape.likelihood(point) }
    func cycle(of coordinate: Int) -> ClosedRange<Double>? { trial.shape.prior.cycles[coordinate] }
    func bounds(of coordinate: Int) -> ClosedRange<Double> { trial.shape.prior.bounds[coordinate] }

    func drawFromPrior(using random: inout Random) -> [Double] {
      let turn = drawn.count.add(1, ordering: .relaxed).oldValue
      // in one half of the live points as often as in the other
      let (set, place) = turn.quotientAndRemainder(dividingBy: trial.livePoints)
      return place == set % trial.livePoints ? trial.shape.outside : trial.draw(&random)
    }
  }
}
