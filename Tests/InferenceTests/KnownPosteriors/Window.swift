import Foundation
import KnownPosteriors
import Testing

@testable import Inference

/// The four points of Gauss's rule on each of `pieces` equal pieces of a range, cut further where a function jumps.
func gaussGrid(
  _ range: ClosedRange<Double>, pieces: Int, cuts: [Double] = []
) -> [(place: Double, weight: Double)] {
  let equal = (0...pieces).map { range.lowerBound + range.turn * Double($0) / Double(pieces) }
  let ends = (equal + cuts.filter(range.contains)).sorted()
  return zip(ends, ends.dropFirst()).filter { $0 < $1 }.flatMap { low, high in
    let (centre, half) = ((low + high) / 2, (high - low) / 2)
    return [
      (-0.8611363115940526, 0.34785484513745385), (-0.3399810435848563, 0.6521451548625461),
      (0.3399810435848563, 0.6521451548625461), (0.8611363115940526, 0.34785484513745385),
    ].map { (centre + half * $0.0, half * $0.1) }
  }
}

/// Where the mass of a posterior is, and how finely to cut each axis there.
struct Window: Sendable, CustomTestStringConvertible {
  var posterior: KnownPosterior
  var ranges: [ClosedRange<Double>]
  var pieces: [Int]
  /// x₀ = scale sinh u, with the range and pieces those of u; nil for x₀ itself.
  var stretch: Double?
  /// How far off smooth integrals may be, relative where they are large: more where L jumps between grid points.
  var tolerance = 0.0

  init(
    _ posterior: KnownPosterior, _ ranges: [ClosedRange<Double>]? = nil, pieces: [Int],
    stretch: Double? = nil,
    tolerance: Double = 0
  ) {
    self.posterior = posterior
    self.ranges = ranges ?? (0..<posterior.dimension).map(posterior.bounds)
    self.pieces = pieces
    self.stretch = stretch
    self.tolerance = tolerance
  }

  var testDescription: String { posterior.name }

  static let all: [Window] =
    [
      Window(.halfNormal, pieces: [1000]), Window(.exponential, pieces: [4000]),
      Window(.studentT, [-7.6...7.6], pieces: [2000], stretch: 1),
      Window(.cauchy, [-30...30], pieces: [4000], stretch: 1), Window(.bimodal, pieces: [240]),
      Window(.vonMises, pieces: [100]), Window(.simplex, pieces: [200, 200], tolerance: 1e-5),
      Window(.correlatedNormal(2), pieces: [200, 200]),
      Window(.unitCubeNormal(2), pieces: [40, 40]),
      Window(.banana, [-80...80, -195...15], pieces: [160, 420]),
      Window(.flatCircle, [-100...100, -10...10], pieces: [80, 40]),
      Window(.phases, [-.pi ... .pi, -.pi ... .pi, -8...8], pieces: [12, 12, 20], tolerance: 1e-6),
      Window(.himmelblau, pieces: [160, 160]), Window(.eggBox, pieces: [300, 300]),
      Window(.centredEggBox, pieces: [300, 300]),
      Window(.rastrigin(2), [-4.5...4.5, -4.5...4.5], pieces: [90, 90], tolerance: 1e-4),
      Window(.spike, [-21.4164...21.4164, -1...1], pieces: [2000, 4], stretch: 1e-9, tolerance: 1e-3),
      Window(.tridents, pieces: [400]), Window(.tridentsWithNuTeV, pieces: [400]),
      Window(.tridentsWithWideNuTeV, pieces: [400]), Window(.nothingLearnt, pieces: [40, 40]),
      Window(.logGamma(2), pieces: [200, 120]),
      Window(.plateau, pieces: [300, 300], tolerance: 1e-3),
      Window(.linearRegression, [-3...5, 0.5...3.5], pieces: [60, 60]),
      Window(.gaussianProcess, [1.5...18, 0...10, 0.01...7], pieces: [9, 9, 12], tolerance: 1e-4),
      Window(.equicorrelatedNormal, [-8...6, -7...7, -6...8], pieces: [30, 30, 30], tolerance: 1e-3),
    ] + peaks + jumps + products
    + [
      KnownPosterior.spikeInSlab(2).map {
        Window($0, [-7...7, -7...7], pieces: [700, 700], tolerance: 1e-4)
      },
      KnownPosterior.shells(2).map { Window($0, [-6...6, -2.8...2.8], pieces: [240, 112]) },
      KnownPosterior.shells(3).map {
        Window($0, [-6...6, -2.8...2.8, -2.8...2.8], pieces: [72, 34, 34], tolerance: 1e-3)
      },
      KnownPosterior.weddingCake(2).map {
        Window($0, [0.44...0.56, 0.44...0.56], pieces: [500, 500], tolerance: 3e-3)
      },
    ].compactMap(\.self)
    + KnownPosterior.rosenbrocks.filter { $0.dimension == 2 }.map { rosenbrock in
      let ends = rosenbrock.bounds(of: 0)
      return Window(
        rosenbrock, [-3.4...3.4, max(-1.2, ends.lowerBound)...ends.upperBound], pieces: [400, 200],
        tolerance: 1e-4)
    }
}

extension Window {
  /// In few dimensions, which the same formulas serve in many.
  private static let peaks =
    [
      Window(.narrowPeaks, pieces: [20_000]), Window(.ring, pieces: [200, 200], tolerance: 1e-5),
      Window(.circularPeaks(1), pieces: [100]), Window(.circularPeaks(2), pieces: [60, 60]),
      Window(.twins(share: 0.1, dimension: 2), pieces: [100, 100]),
      Window(.twins(share: 0.3, dimension: 1), pieces: [200]),
      Window(.hiddenPeak(2, width: 0.05), pieces: [800, 800], tolerance: 1e-5),
      Window(.spikeOnFloor([0.37], volume: 1e-4), pieces: [40_000]),
    ]
    + [(0.01, 1), (0.5, 1), (0.1, 2), (0.3, 2)].map {
      Window(.unequalPeaks(share: $0, dimension: $1), pieces: Array(repeating: 100, count: $1))
    }

  /// What jumps is cut where it jumps, or finely.
  private static let jumps = [
    Window(.step, pieces: [1000]), Window(.diagonalStep, pieces: [400, 400], tolerance: 3e-3),
    Window(.disc, [-1...1, -1...1], pieces: [400, 400], tolerance: 1e-3),
    Window(.flatBoxes, pieces: [200, 200]), Window(.constant(1), pieces: [100]),
    Window(.thinValley, [-1...1, -0.01...1.01], pieces: [500, 1020], tolerance: 1e-4),
    Window(.exponentials(2), pieces: [200, 200]),
  ]

  /// φ and v in full, and u in steps fine enough for the sheet; those that would take long are left to draws from the prior.
  private static let products =
    KnownPosterior.cosineProducts.prefix(1).map { Window($0, pieces: [80, 40, 80], tolerance: 1e-3) } + [
      Window(.inversePowerProduct, [0.05...1.3, 0...1, 0...1], pieces: [100, 60, 60], tolerance: 1e-3)
    ]

  /// The coordinate that a truth is a quantile of, nil of a mean or if it is about something else.
  func coordinate(of truth: Truth) -> Int? {
    guard truth.probability != nil else { return nil }
    // two points, no two of whose coordinates are equal
    let probes = [0.371, 0.618].map { share in
      ranges.enumerated().map { $1.lowerBound + pow(share, Double($0 + 1)) * $1.turn }
    }
    return ranges.indices.first { index in
      probes.allSatisfy { truth.function($0.span) == $0[index] }
    }
  }

  /// ∫ L dπ, and with each mean's function as a factor, or with 1 below each quantile.
  ///
  /// The grid is cut at the quantiles of coordinates, so that no piece lies on both sides of one.
  func integrals() -> [Double] {
    let grids = ranges.indices.map { axis in
      let quantiles = posterior.truths.filter { coordinate(of: $0) == axis }.map(\.value)
      return gaussGrid(
        ranges[axis], pieces: pieces[axis],
        cuts: axis == 0 ? quantiles.map { value in stretch.map { asinh(value / $0) } ?? value } : quantiles)
    }
    let slices = parallelMap(grids[0].count, threads: 2) { first in
      let node = grids[0][first]
      var point = [Double](repeating: 0, count: posterior.dimension)
      point[0] = stretch.map { $0 * sinh(node.place) } ?? node.place
      let jacobian = stretch.map { $0 * cosh(node.place) } ?? 1
      var sums = [Double](repeating: 0, count: posterior.truths.count + 1)
      add(&sums, grids, axis: 1, at: &point, weight: node.weight * jacobian)
      return sums
    }
    return slices.reduce(into: [Double](repeating: 0, count: posterior.truths.count + 1)) { total, slice in
      for index in total.indices { total[index] += slice[index] }
    }
  }

  private func add(
    _ sums: inout [Double], _ grids: [[(place: Double, weight: Double)]], axis: Int, at point: inout [Double],
    weight: Double
  ) {
    guard axis == posterior.dimension else {
      for node in grids[axis] {
        point[axis] = node.place
        add(&sums, grids, axis: axis + 1, at: &point, weight: weight * node.weight)
      }
      return
    }
    let mass = weight * exp(posterior.logDensity(at: point.span))
    guard mass > 0 else { return }
    sums[0] += mass
    for (index, truth) in posterior.truths.enumerated() {
      let value = truth.function(point.span)
      sums[index + 1] += mass * (truth.probability == nil ? value : value < truth.value ? 1 : 0)
    }
  }
}
