import Foundation
import Testing

@testable import Inference

@Suite("The parts of the No-U-Turn sampler")
struct NoUTurnPartsTests {
  private static let maps: [UnboundedCoordinate] = [
    .line, .circle(-2...3), .above(1.5), .below(-0.5), .between(-1...4),
  ]

  @Test("Maps to the whole line have the slopes of their differences, and turn back", arguments: maps)
  func slopes(map: UnboundedCoordinate) {
    for u in [-7, -1.3, -0.2, 0.4, 2.9, 11] as [Double] {
      let step = 1e-4
      let (below, here, above) = (map.image(of: u - step), map.image(of: u), map.image(of: u + step))
      if case .circle = map {
      } else {
        let slope = (above.position - below.position) / (2 * step)
        #expect(abs(here.slope - slope) < 1e-7 * max(here.slope, 1e-3))
        #expect(abs(map.number(at: here.position) - u) < 1e-9)
      }
      #expect(abs(here.logSlope - log(here.slope)) < 1e-12)
      #expect(abs(here.slopeOfLogSlope - (above.logSlope - below.logSlope) / (2 * step)) < 1e-7)
    }
  }

  @Test("A start on an edge is moved inside, and no number however far leads outside")
  func edges() {
    for map in Self.maps {
      for u in [-800, -40, 40, 800] as [Double] { #expect(!map.image(of: u).position.isNaN) }
    }
    let between = UnboundedCoordinate.between(-1...4)
    for u in [-800, -40, 40, 800] as [Double] { #expect((-1...4).contains(between.image(of: u).position)) }
    for (map, edge) in [(between, 4.0), (between, -1), (.above(1.5), 1.5), (.below(-0.5), -0.5)] {
      let inside = map.image(of: map.number(at: edge)).position
      #expect(inside != edge && abs(inside - edge) < 1e-13)
    }
  }

  /// Two targets in one space, of which each leap sees bounds, a circle or neither, with a metric that mixes them.
  private static func hamiltonian(_ target: SmoothTarget) -> Hamiltonian {
    let coordinates = (0..<target.dimension).map { UnboundedCoordinate($0, of: target) }
    return Hamiltonian(
      coordinates: coordinates,
      metric: target.dimension == 2 ? .dense([1.1, 0, 0.4, 0.7]) : .diagonal([0.6]))
  }

  private static func start(_ hamiltonian: Hamiltonian, _ target: SmoothTarget) -> PhasePoint {
    var point = PhasePoint(dimension: hamiltonian.coordinates.count)
    for index in point.numbers.indices {
      point.numbers[index] = 0.3 + 0.2 * Double(index)
      point.momentum[index] = 0.8 - 1.1 * Double(index)
    }
    hamiltonian.evaluate(&point, on: target)
    return point
  }

  @Test(
    "Leaps forward and back arrive where they began",
    arguments: [SmoothTarget.correlated, .funnel, .exponential, .uniform, .beta, .vonMises])
  func reversible(target: SmoothTarget) {
    let hamiltonian = Self.hamiltonian(target)
    let start = Self.start(hamiltonian, target)
    var point = start
    for _ in 0..<40 { hamiltonian.leap(&point, by: 0.1, on: target) }
    #expect(abs(point.numbers[0] - start.numbers[0]) > 0.01)
    for _ in 0..<40 { hamiltonian.leap(&point, by: -0.1, on: target) }
    for index in point.numbers.indices {
      #expect(abs(point.numbers[index] - start.numbers[index]) < 1e-12)
      #expect(abs(point.momentum[index] - start.momentum[index]) < 1e-12)
    }
  }

  @Test(
    "A leap keeps volumes in phase space",
    arguments: [SmoothTarget.correlated, .funnel, .exponential, .uniform, .beta, .vonMises])
  func volume(target: SmoothTarget) {
    let hamiltonian = Self.hamiltonian(target)
    let start = Self.start(hamiltonian, target)
    let dimension = target.dimension
    let step = 1e-4
    func leapt(_ changed: Int, by change: Double) -> [Double] {
      var point = start
      if changed < dimension {
        point.numbers[changed] += change
      } else {
        point.momentum[changed - dimension] += change
      }
      hamiltonian.evaluate(&point, on: target)
      hamiltonian.leap(&point, by: 0.5, on: target)
      return point.numbers + point.momentum
    }
    let jacobian = (0..<2 * dimension).map { column in
      zip(leapt(column, by: step), leapt(column, by: -step)).map { ($0 - $1) / (2 * step) }
    }
    #expect(abs(determinant(jacobian) - 1) < 1e-7)
  }

  @Test("The error of the energy falls with the square of the step size")
  func energyError() {
    let target = SmoothTarget.funnel
    let hamiltonian = Self.hamiltonian(target)
    let errors = [0.02, 0.01].map { step in
      var point = Self.start(hamiltonian, target)
      let energy = point.energy
      for _ in 0..<Int((1 / step).rounded()) { hamiltonian.leap(&point, by: step, on: target) }
      return abs(point.energy - energy)
    }
    #expect(abs(errors[0] / errors[1] - 4) < 0.1)
  }

  @Test("The windows of the warmup double, and the last ones leave time for the step size")
  func windows() {
    #expect(WarmupWindows(count: 1000).ends == [100, 150, 250, 450, 950])
    #expect(WarmupWindows(count: 500).ends == [100, 150, 250, 450])
    #expect(WarmupWindows(count: 100).ends == [90])
    #expect(WarmupWindows(count: 19).ends.isEmpty)
    #expect(WarmupWindows(count: 1000).learning == 75..<950)
  }

  @Test("Covariances are those of the draws; on a circle, across its cut")
  func covariance() throws {
    var dense = CovarianceEstimate(.dense, dimension: 2)
    for draw in [[1, 2], [3, 1], [5, 6]] as [[Double]] { dense.add(draw, on: [.line, .line]) }
    // variances 4 and 7, covariance 4; correlations shrunk by 3/(3 + 2 + 5)
    guard case .dense(let lower)? = dense.metric else { throw Missing() }
    #expect(abs(lower[0] - 2) < 1e-12)
    #expect(abs(lower[2] - 0.3 * 4 / 2) < 1e-12)
    #expect(abs(lower[2] * lower[2] + lower[3] * lower[3] - 7) < 1e-12)
    var circle = CovarianceEstimate(.diagonal, dimension: 1)
    for draw in [0.9, 0.1, 0.0] { circle.add([draw], on: [.circle(0...1)]) }
    guard case .diagonal(let scales)? = circle.metric else { throw Missing() }
    #expect(abs(scales[0] - 0.1) < 1e-12)
    #expect(CovarianceEstimate(.diagonal, dimension: 1).metric == nil)
  }

  private struct Missing: Error {}

  @Test("The mixing of energies is their mean squared change over their variance")
  func energyMixing() {
    let chains = Chains(
      values: [0, 0, 0], logDensities: [0, 0, 0], chainCount: 1, ensembleCount: 1, dimension: 1,
      energies: [0, 1, 3], outcome: .stopped)
    #expect(abs(chains.energyMixing[0] - 45.0 / 42) < 1e-14)
  }

  private func determinant(_ matrix: [[Double]]) -> Double {
    guard let first = matrix.first else { return 1 }
    return first.indices.reduce(0) { sum, column in
      let minor = matrix.dropFirst().map { row in
        row.enumerated().filter { $0.offset != column }.map(\.element)
      }
      return sum + (column % 2 == 0 ? 1 : -1) * first[column] * determinant(Array(minor))
    }
  }
}
