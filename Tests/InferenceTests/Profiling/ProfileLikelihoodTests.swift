import Foundation
import Testing

@testable import Inference

@Suite("Profiles and their intervals")
struct ProfileLikelihoodTests {
  private func counting() -> (Minimum, [ClosedRange<Double>]) {
    let bounds = [-20.0...60.0, 0.5...30.0]
    return (Minimizer().minimize(Functions.counting, from: [3, 3], within: bounds), bounds)
  }

  @Test("Signal over background: Hessian errors and correlation")
  func hessian() throws {
    let (minimum, bounds) = counting()
    #expect(abs(minimum.point[0] - 7) < 1e-9 && abs(minimum.point[1] - 5) < 1e-9)
    let covariance = try #require(Hessian(of: Functions.counting, at: minimum, within: bounds).covariance)
    #expect(abs(covariance.standardErrors[0] - 3.774917218) < 1e-9)
    #expect(abs(covariance.standardErrors[1] - 1.5) < 1e-9)
    #expect(abs(covariance.correlations[0, 1] + 0.397359707) < 1e-9)
  }

  @Test(
    "Signal over background: the intervals of MINOS",
    arguments: [(1.0, -3.508849811, 4.068980548), (4, -6.548045100, 8.774210820)])
  func minos(threshold: Double, lower: Double, upper: Double) throws {
    let (minimum, bounds) = counting()
    let profile = ProfileLikelihood(of: Functions.counting, over: 0, within: bounds, minimum: minimum)
    let interval = profile.interval(threshold: threshold)
    #expect(interval.isConverged, "\(interval)")
    #expect(abs(try #require(interval.lower) - 7 - lower) < 2e-9)
    #expect(abs(try #require(interval.upper) - 7 - upper) < 2e-9)
    if threshold == 1 {
      #expect(abs(interval.lowerEnd.point[1] - 5.690611994) < 2e-9)
      #expect(abs(interval.upperEnd.point[1] - 4.485800690) < 2e-9)
    }
  }

  @Test("A best fit on its bound has a one-sided interval")
  func boundary() throws {
    let parabola = Analytic(1) { p in ((p[0] + 1) * (p[0] + 1), [2 * (p[0] + 1)]) }
    let bounds = [0.0...10.0]
    let minimum = Minimizer().minimize(parabola, from: [5], within: bounds)
    #expect(minimum.point == [0] && minimum.atLowerBound == [true])
    let interval = ProfileLikelihood(of: parabola, over: 0, within: bounds, minimum: minimum).interval(
      threshold: 1)
    #expect(interval.isConverged && interval.isBestFitAtLowerEdge && !interval.isBestFitAtUpperEdge)
    #expect(interval.lower == nil && interval.lowerEnd.kind == .edge)
    #expect(abs(try #require(interval.upper) - (2.0.squareRoot() - 1)) < 1e-12)
  }

  @Test(
    "Over a sum and a product of parameters, against 40-digit arithmetic",
    arguments: [
      ("sum", 1.0, 8.860899216217375938, 15.80515098866406555),
      ("sum", 4, 6.335897023103350272, 20.3209467899866358294),
      ("product", 1, 19.164297472521588228, 55.396993249148083774),
      ("product", 4, 2.9602126370460521236, 82.643697574944157093),
    ])
  func derived(name: String, threshold: Double, lower: Double, upper: Double) throws {
    let quantity =
      name == "sum"
      ? Analytic(2) { p in (p[0] + p[1], [1, 1]) } : Analytic(2) { p in (p[0] * p[1], [p[1], p[0]]) }
    let (minimum, bounds) = counting()
    let profile = ProfileLikelihood(of: Functions.counting, over: quantity, within: bounds, minimum: minimum)
    let interval = profile.interval(threshold: threshold)
    #expect(interval.isConverged, "\(interval)")
    let lowerLimit = try #require(interval.lower)
    #expect(deviation(lowerLimit, from: lower) < 1e-9)
    let upperLimit = try #require(interval.upper)
    #expect(deviation(upperLimit, from: upper) < 1e-9)
  }

  /// χ² = ((10^(2(x−y)) − mean)/0.1)²: only the ratio of g' = 10^x and m = 10^y matters.
  private func valley(mean: Double) -> Analytic {
    Analytic(2) { p in
      let ratio = pow(10, 2 * (p[0] - p[1]))
      let pull = (ratio - mean) / 0.1
      let slope = 2 * pull * ratio * 2 * log(10.0) / 0.1
      return (pull * pull, [slope, -slope])
    }
  }

  /// m/g', a quantity that is constant along the valley.
  private let scale = Analytic(2) { p in
    let value = pow(10, p[1] - p[0])
    return (value, [-value * log(10.0), value * log(10.0)])
  }

  @Test("Along a flat valley, a quantity across it has its closed interval")
  func acrossValley() throws {
    let bounds = cube(2, -1...1)
    let search = MultiStart().minimize(valley(mean: 0.5), within: bounds)
    #expect(search.agreeingCount == 64)
    let profile = ProfileLikelihood(of: valley(mean: 0.5), over: scale, within: bounds, minimum: search.best)
    let interval = profile.interval(threshold: 1)
    #expect(interval.isConverged, "\(interval)")
    let lowerLimit = try #require(interval.lower)
    #expect(deviation(lowerLimit, from: pow(0.6, -0.5)) < 1e-9)
    let upperLimit = try #require(interval.upper)
    #expect(deviation(upperLimit, from: pow(0.4, -0.5)) < 1e-9)
    // a coordinate along the valley is not bounded by the data
    let along = ProfileLikelihood(of: valley(mean: 0.5), over: 0, within: bounds, minimum: search.best)
    let open = along.interval(threshold: 1)
    #expect(open.isConverged, "\(open)")
    #expect(open.lower == nil && open.lowerEnd.kind == .edge && open.lowerEnd.quantity == -1)
  }

  @Test("A best fit in a corner of the box gives a one-sided limit on a derived quantity")
  func corner() throws {
    // the data pull the ratio below what the box allows: g' smallest, m largest
    let bounds = cube(2, -1...1)
    let model = valley(mean: -0.05)
    let search = MultiStart().minimize(model, within: bounds)
    #expect(search.agreeingCount == 64 && search.best.point == [-1, 1])
    #expect(search.best.atLowerBound == [true, false] && search.best.atUpperBound == [false, true])
    let interval = ProfileLikelihood(of: model, over: scale, within: bounds, minimum: search.best)
      .interval(threshold: deltaChiSquared(confidence: 0.95))
    #expect(interval.isConverged, "\(interval)")
    #expect(interval.isBestFitAtUpperEdge && interval.upper == nil && interval.upperEnd.kind == .edge)
    let lowest = pow((1e-4 + 0.05) / 0.1, 2)
    let ratio = -0.05 + 0.1 * (lowest + deltaChiSquared(confidence: 0.95)).squareRoot()
    let lowerLimit = try #require(interval.lower)
    #expect(deviation(lowerLimit, from: pow(ratio, -0.5)) < 1e-9)
  }

  @Test("A quantity that the data do not bound inside the box ends on its edge")
  func edges() {
    let weak = Analytic(2) { p in (0.01 * (p[0] * p[0] + p[1] * p[1]), [0.02 * p[0], 0.02 * p[1]]) }
    let bounds = cube(2, -1...1)
    let minimum = Minimizer().minimize(weak, from: [0.5, 0.5], within: bounds)
    let sum = Analytic(2) { p in (p[0] + p[1], [1, 1]) }
    let interval = ProfileLikelihood(of: weak, over: sum, within: bounds, minimum: minimum).interval(
      threshold: 1)
    #expect(interval.isConverged, "\(interval)")
    #expect(interval.lower == nil && interval.upper == nil)
    #expect(abs(interval.lowerEnd.quantity + 2) < 1e-9 && abs(interval.upperEnd.quantity - 2) < 1e-9)
    #expect(abs(interval.upperEnd.rise - 0.02) < 1e-9)
  }

  @Test("Without bounds a profile that levels off is open")
  func open() {
    let levelling = Analytic(1) { p in (p[0] * p[0] / (1 + p[0] * p[0]), [2 * p[0] / pow(1 + p[0] * p[0], 2)])
    }
    let minimum = Minimizer().minimize(levelling, from: [0.3], within: everywhere(1))
    let interval = ProfileLikelihood(of: levelling, over: 0, within: everywhere(1), minimum: minimum)
      .interval(threshold: 2)
    #expect(interval.lower == nil && interval.upper == nil)
    #expect(interval.upperEnd.kind == .open)
  }

  @Test("A profile that starts from the wrong minimum says so")
  func wrongMinimum() {
    let tilted = Analytic(1) { p in
      let x = p[0]
      return (20 * pow(x * x - 1, 2) + x, [80 * x * (x * x - 1) + 1])
    }
    let bounds = cube(1, -3...3)
    let upper = Minimizer().minimize(tilted, from: [1.1], within: bounds)
    #expect(upper.isConverged && upper.point[0] > 0)
    let interval = ProfileLikelihood(of: tilted, over: 0, within: bounds, minimum: upper).interval(
      threshold: 25)
    #expect(!interval.isConverged)
    #expect(interval.reason?.hasPrefix("a lower minimum was met") == true)
  }

  @Test("A scan shows the disconnected pieces that an interval leaves out")
  func disconnected() throws {
    let bounds = cube(2, -5...5)
    let best = MultiStart().minimize(Functions.himmelblau, within: bounds, starts: [[3, 2]]).best
    let profile = ProfileLikelihood(of: Functions.himmelblau, over: 0, within: bounds, minimum: best)
    let values = stride(from: -5, through: 5, by: 0.05).map { $0 }
    let scan = profile.scan(over: values, threads: 2)
    #expect(scan.count { !$0.isConverged } == 0)
    let inside = scan.map { $0.value - best.value < 1 }
    let pieces = zip(inside, inside.dropFirst()).count { !$0 && $1 }
    #expect(pieces == 4)
    #expect(scan == profile.scan(over: values, threads: 1))
    // at each place the lowest of all branches: a fine grid over the other coordinate is never lower
    for point in scan {
      let grid =
        stride(from: -5.0, through: 5, by: 0.01)
        .map { Functions.himmelblau.value(at: [point.quantity, $0]) }.min() ?? .nan
      #expect(point.value <= grid + 1e-9, "at \(point.quantity): \(point.value) > \(grid)")
    }
    let interval = profile.interval(threshold: 1)
    #expect(interval.isConverged && interval.lower.map { $0 < best.point[0] } == true)
  }

  @Test("Pieces of an interval are found along a curve, each with its own ends")
  func pieces() throws {
    // χ² = (x² − 4)² + y²: below 1 where 3 < x² < 5
    let valleys = Analytic(2) { p in
      let x = p[0]
      return (pow(x * x - 4, 2) + p[1] * p[1], [4 * x * (x * x - 4), 2 * p[1]])
    }
    let bounds = [-5...3.0, -2...2.0]
    let best = Minimizer().minimize(valleys, from: [2.1, 0.3], within: bounds)
    let profile = ProfileLikelihood(of: valleys, over: 0, within: bounds, minimum: best)
    let curve = try #require(profile.curve(points: 30, threads: 2))
    #expect(curve.count == 31 && curve[0].quantity == -5 && curve[30].quantity == 3)
    let found = profile.regions(thresholds: [1], along: curve)[0].pieces
    let ends = found.map { [$0.lower, $0.upper].compactMap(\.self) }
    try #require(ends.map(\.count) == [2, 2])
    let (inner, outer) = (3.0.squareRoot(), 5.0.squareRoot())
    for (end, known) in zip(ends[0] + ends[1], [inner, outer, -outer, -inner]) {
      #expect(abs(end - known) < 1e-6, "\(end) \(known)")
    }
    // above the barrier of 16 at x = 0 there is one piece, and it ends at an edge on one side
    let all = profile.regions(thresholds: [20], along: curve)[0].pieces
    #expect(all.count == 1 && all[0].upperEnd.kind == .crossing)
    let end = (4 + 20.0.squareRoot()).squareRoot()
    #expect(abs((all[0].lower ?? 0) + end) < 1e-6 && abs((all[0].upper ?? 0) - end) < 1e-6)
    let narrow = ProfileLikelihood(of: valleys, over: 0, within: [-1.9...3.0, -2...2.0], minimum: best)
    let cut = narrow.regions(thresholds: [1], along: narrow.curve(points: 30))[0].pieces
    #expect(cut.count == 2 && cut[1].lower == nil && cut[1].lowerEnd.kind == .edge)
    #expect(abs((cut[1].upper ?? 0) + inner) < 1e-6)
  }

  @Test("A curve for drawing has the ends of the intervals of MINOS, and no wide steps")
  func refined() throws {
    let (minimum, bounds) = counting()
    let profile = ProfileLikelihood(of: Functions.counting, over: 0, within: bounds, minimum: minimum)
    let curve = try #require(profile.curve(points: 12, threads: 2))
    let intervals = [1.0, 4].map { profile.interval(threshold: $0) }
    let refinement = CurveRefinement(highest: 6, largestStep: 0.2, budget: 300)
    let fine = profile.refined(curve, withEndsOf: intervals, to: refinement, threads: 2)
    #expect(zip(fine, fine.dropFirst()).allSatisfy { $0.quantity < $1.quantity })
    #expect(curve.allSatisfy { point in fine.contains { $0.quantity == point.quantity } })
    for (end, rise) in [(-3.508849811, 1.0), (4.068980548, 1), (-6.548045100, 4), (8.774210820, 4)] {
      let point = try #require(fine.min { abs($0.quantity - 7 - end) < abs($1.quantity - 7 - end) })
      #expect(abs(point.quantity - 7 - end) < 2e-9 && abs(point.value - minimum.value - rise) < 1e-9)
    }
    let rises = fine.map { $0.value - minimum.value }
    for (rise, next) in zip(rises, rises.dropFirst()) where min(rise, next) < 6 {
      #expect(abs(min(rise, 7) - min(next, 7)) <= 0.2, "\(rise) \(next)")
    }
    let spare = profile.refined(curve, withEndsOf: [], to: CurveRefinement(budget: 5))
    #expect(spare.count == curve.count + 5)
  }

  @Test("A point of a curve that did not converge is tried again from its neighbours")
  func mended() throws {
    let (minimum, bounds) = counting()
    let profile = ProfileLikelihood(of: Functions.counting, over: 0, within: bounds, minimum: minimum)
    let curve = try #require(profile.curve(points: 12))
    var broken = curve
    for place in [0, 4, 5] {
      broken[place] = ProfilePoint(
        quantity: curve[place].quantity, value: 1e6, point: [curve[place].quantity, 30], slope: 0,
        stopReason: .stalled, evaluations: 1)
    }
    let mended = profile.refined(broken, withEndsOf: [], to: CurveRefinement(budget: 0))
    try #require(mended.count == curve.count)
    for (point, known) in zip(mended, curve) {
      #expect(
        point.isConverged && abs(point.value - known.value) < 1e-9 * max(1, known.value),
        "\(point) \(known)")
    }
  }

  @Test("A profile over a quantity out of reach is infeasible, not a number")
  func infeasible() {
    let (minimum, bounds) = counting()
    let point = ProfileLikelihood(of: Functions.counting, over: 0, within: bounds, minimum: minimum).point(
      at: 61)
    #expect(point.stopReason == .infeasible && point.value.isNaN)
  }
}
