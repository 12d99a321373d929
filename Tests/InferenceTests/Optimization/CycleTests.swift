import Foundation
import Testing

@testable import Inference

@Suite("A coordinate on a circle has no ends")
struct CycleTests {
  /// Lowest where φ = target, and x follows φ; φ in −π…π.
  private struct Phase: DifferentiableFunction {
    let dimension = 2
    let target: Double

    func cycle(of coordinate: Int) -> ClosedRange<Double>? { coordinate == 0 ? -Double.pi...Double.pi : nil }

    func value(at point: Span<Double>) -> Double {
      let follow = point[1] - cos(point[0])
      return 8 * (1 - cos(point[0] - target)) + 25 * follow * follow
    }

    func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
      let follow = point[1] - cos(point[0])
      gradient[0] = 8 * sin(point[0] - target) + 50 * follow * sin(point[0])
      gradient[1] = 50 * follow
      return value(at: point)
    }
  }

  private let bounds = [-Double.pi...Double.pi, -3.0...3.0]

  @Test(
    "The minimum is found from either side of the ends, inside the range and at no edge",
    arguments: [3.1, -3.1, Double.pi, 0.2],
    ["LD_SLSQP", "LD_LBFGS", "LN_BOBYQA", "GN_DIRECT_L", "GN_CRS2_LM"])
  func minimum(target: Double, name: String) throws {
    let minimizer = Minimizer(algorithm: try #require(Algorithm(name: name)), maximumEvaluations: 3000)
    for start in [2.0, -2, 0.1] {
      let minimum = minimizer.minimize(Phase(target: target), from: [start, 0], within: bounds)
      #expect(minimum.isConverged && !minimum.isAtBound, "\(minimum.stopReason)")
      #expect(bounds[0].contains(minimum.point[0]))
      #expect(abs(bounds[0].way(from: target, to: minimum.point[0])) < 1e-6)
    }
  }

  @Test("Ends on both sides of the circle's ends are one minimum")
  func oneBasin() {
    let search = MultiStart(starts: 32).minimize(Phase(target: .pi), within: bounds)
    #expect(search.minima.count == 1 && search.agreeingCount == 32)
  }

  @Test("A profile goes across the ends: Δχ² = 8 (1 − cos δ)", arguments: [3.0, -3.1])
  func profile(target: Double) throws {
    let function = Phase(target: target)
    let minimum = Minimizer().minimize(function, from: [target + 0.3, 0], within: bounds)
    let profile = ProfileLikelihood(of: function, over: 0, within: bounds, minimum: minimum)
    let interval = profile.interval(threshold: 1)
    let half = acos(1 - 1.0 / 8)
    #expect(interval.isConverged && !interval.isBestFitAtUpperEdge && !interval.isBestFitAtLowerEdge)
    #expect(abs(try #require(interval.upper) - minimum.point[0] - half) < 1e-6)
    #expect(abs(minimum.point[0] - (try #require(interval.lower)) - half) < 1e-6)
    // 8 (1 − cos δ) never exceeds 16
    let all = profile.interval(threshold: 17)
    #expect(all.isConverged && all.lower == nil && all.upper == nil)
  }

  @Test("The profile of something else refits the phase across its ends")
  func otherProfile() throws {
    let function = Phase(target: 3.0)
    let minimum = Minimizer().minimize(function, from: [3, -1], within: bounds)
    let profile = ProfileLikelihood(of: function, over: 1, within: bounds, minimum: minimum)
    // brute force over φ beyond the ends
    let x = -1.15
    let lowest = (0...200_000).map { step in
      function.value(at: [2 + 2.2 * Double(step) / 200_000, x].span)
    }.min()
    #expect(abs(profile.point(at: x).value - (try #require(lowest))) < 1e-8)
  }

  /// |Π r_k e^(iφ_k) − c|² of one or two complex numbers, r in 0…1: coordinates r, then φ.
  private struct Product: DifferentiableFunction {
    let count: Int
    var dimension: Int { 2 * count }
    let target = 0.3

    func cycle(of coordinate: Int) -> ClosedRange<Double>? { coordinate < count ? nil : 0...2 * Double.pi }

    func value(at point: Span<Double>) -> Double {
      var (modulus, phase) = (1.0, 0.0)
      for index in 0..<count {
        modulus *= point[index]
        phase += point[count + index]
      }
      return modulus * modulus - 2 * target * modulus * cos(phase) + target * target
    }

    func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
      var (modulus, phase) = (1.0, 0.0)
      for index in 0..<count {
        modulus *= point[index]
        phase += point[count + index]
      }
      for index in 0..<count {
        var others = 1.0
        for other in 0..<count where other != index { others *= point[other] }
        gradient[index] = 2 * others * (modulus - target * cos(phase))
        gradient[count + index] = 2 * target * modulus * sin(phase)
      }
      return value(at: point)
    }
  }

  @Test("A modulus of zero with the wrong phase is left", arguments: [1, 2])
  func poles(count: Int) {
    let bounds = cube(count, 0...1) + cube(count, 0...2 * Double.pi)
    let moduli = [Double](repeating: 0, count: count)
    // all phases together are π: every way out leads up
    let phases = [Double](repeating: .pi / Double(count), count: count)
    let minimum = Minimizer().minimize(Product(count: count), from: moduli + phases, within: bounds)
    #expect(minimum.isConverged && minimum.value < 1e-10, "\(minimum.value)")
  }

  @Test("Part of a circle has ends like any other range")
  func part() {
    let minimum = Minimizer().minimize(Phase(target: 3.1), from: [-1, 0], within: [-1.5...1.5, -3...3])
    #expect(minimum.atLowerBound[0] || minimum.atUpperBound[0])
  }

  @Test("Numbers are wrapped into the range, and ways are the shorter ones")
  func arithmetic() {
    let circle = 1.0...3.0
    #expect(circle.wrapping(2.5) == 2.5 && circle.wrapping(3.5) == 1.5 && circle.wrapping(-0.5) == 1.5)
    #expect(circle.way(from: 2.75, to: 1.25) == 0.5 && circle.way(from: 1.25, to: 2.75) == -0.5)
  }

  @Test("A circle is cut where the draws are fewest")
  func cut() {
    let circle = -Double.pi...Double.pi
    var random = Random(seed: 4, stream: 0)
    let draws = (0..<4000).map { _ in circle.wrapping(3 + 0.3 * random.normal()) }
    let place = circle.emptiestPlace(of: draws)
    // nothing lies further than eight standard deviations from 3, that is between −0.9 and 0.6
    #expect(abs(circle.way(from: 3 - .pi, to: place)) < 0.8, "\(place)")
    let opened = place...place + 2 * Double.pi
    let mean = draws.map(opened.wrapping).reduce(0, +) / 4000
    #expect(abs(circle.way(from: 3, to: mean)) < 4 * 0.3 / 4000.0.squareRoot())
    #expect(circle.emptiestPlace(of: []) == -Double.pi)
  }

  @Test("For numbers to read it is cut at the ends of its range, but not through draws that lie together")
  func readableCut() {
    let circle = -Double.pi...Double.pi
    var random = Random(seed: 4, stream: 0)
    func place(_ draw: (inout Random) -> Double) -> Double {
      circle.placeToCut((0..<4000).map { _ in circle.wrapping(draw(&random)) })
    }
    #expect(place { 0.4 + 0.3 * $0.normal() } == -Double.pi)
    #expect(place { .pi * (2 * $0.uniform() - 1) } == -Double.pi)
    // nearly even
    #expect(place { .pi * (2 * $0.uniform() - 1) + 0.4 * $0.normal() } == -Double.pi)
    // nothing lies further than eight standard deviations from 3, that is between −0.9 and 0.6
    let gap = place { 3 + 0.3 * $0.normal() }
    #expect(gap > -1.2 && gap < 0.9)
    // of two gaps about ±1.6 between peaks at 0.1 and 3 the same one is taken, whatever the draws
    let places = (0..<20).map { _ in place { ($0.uniform() < 0.5 ? 0.1 : 3) + 0.25 * $0.normal() } }
    #expect(places.allSatisfy { abs($0 + 1.6) < 0.5 }, "\(places)")
    #expect(circle.placeToCut([]) == -Double.pi)
    // weights count
    let weighted = circle.placeToCut([3, 0, -3, 0.5], weights: [0, 1, 0, 1])
    #expect(weighted == -Double.pi)
  }
}
