import Foundation
import Testing

@testable import Inference

@Suite("The shape of a minimum")
struct MinimumShapeTests {
  private func shape(_ function: Analytic, _ bounds: [ClosedRange<Double>], from start: [Double])
    -> MinimumShape
  {
    let minimum = Minimizer().minimize(function, from: start, within: bounds)
    #expect(minimum.isConverged, "\(minimum.stopReason)")
    return MinimumShape(of: function, at: minimum, within: bounds)
  }

  @Test("A coordinate without influence is flat by itself; the others keep their errors")
  func idle() throws {
    let idle = Analytic(3) { p in
      let (a, b) = ((p[0] - 1) / 0.1, (p[2] - p[0]) / 0.2)
      return (a * a + b * b, [20 * a - 10 * b, 0, 10 * b])
    }
    let shape = shape(idle, cube(3, -4...4), from: [0, 0.3, 2])
    #expect(shape.flat == [[0, 1, 0]] && shape.undescribed.isEmpty && shape.isParabolic)
    let covariance = try #require(shape.covariance)
    #expect(abs((covariance.standardError(of: 0) ?? 0) - 0.1) < 1e-6)
    #expect(covariance.standardError(of: 1) == nil)
    // marginal, not conditional: 0.1² + 0.2²
    #expect(abs((covariance.standardError(of: 2) ?? 0) - 0.05.squareRoot()) < 1e-6)
  }

  @Test("A valley is named by the shares of its coordinates, in parts of their ranges")
  func valley() throws {
    let valley = Analytic(3) { p in
      let (pull, other) = ((p[0] - 2 * p[1] - 0.7) / 0.1, p[2] / 0.3)
      return (pull * pull + other * other, [20 * pull, -40 * pull, 2 * other / 0.3])
    }
    let shape = shape(valley, [-8...8, -2...2, -3...3], from: [0.2, 0.1, 1])
    #expect(shape.flat.count == 1)
    // x = 2 y + …: while y covers its 4, x covers 8 of its 16
    #expect(zip(shape.flat[0], [0.5, 1, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(shape.covariance?.free == [2])
    #expect(abs((shape.covariance?.standardError(of: 2) ?? 0) - 0.3) < 1e-6)
  }

  @Test("Two valleys that have nothing to do with one another are told apart")
  func twoValleys() {
    let valleys = Analytic(4) { p in
      let (a, b) = ((p[0] + p[2] - 0.2) / 0.01, (p[1] - p[3]) / 0.01)
      return (a * a + b * b, [200 * a, 200 * b, 200 * a, -200 * b])
    }
    let flat = shape(valleys, cube(4, -1...1), from: [0.1, 0.4, -0.2, 0.3]).flat
    #expect(flat.count == 2)
    for direction in flat { #expect(direction.count { $0.magnitude > 1e-6 } == 2) }
  }

  @Test("A valley that bends is flat all the same: only x y² is measured")
  func bentValley() {
    let bent = Analytic(2) { p in
      let pull = (p[0] * p[1] * p[1] - 0.5) / 0.01
      return (pull * pull, [200 * pull * p[1] * p[1], 400 * pull * p[0] * p[1]])
    }
    let shape = shape(bent, cube(2, 0.1...3), from: [1, 1])
    #expect(shape.flat.count == 1 && shape.covariance == nil)
  }

  @Test("No curvature is not yet freedom: a steep quartic is constrained, but has no error")
  func quartic() {
    let quartic = Analytic(2) { p in
      (pow(p[0] / 0.1, 4) + p[1] * p[1], [4 * pow(p[0] / 0.1, 3) / 0.1, 2 * p[1]])
    }
    let shape = shape(quartic, cube(2, -5...5), from: [0, 1])
    #expect(shape.flat.isEmpty && shape.undescribed.count == 1)
    #expect(shape.covariance?.free == [1])
  }

  @Test("An error wider than the range is no constraint; one of half the range is")
  func width() {
    for (sigma, isFlat) in [(1.2, true), (0.5, false)] {
      let wide = Analytic(1) { p in (pow((p[0] - 0.5) / sigma, 2), [2 * (p[0] - 0.5) / (sigma * sigma)]) }
      #expect(shape(wide, cube(1, 0...1), from: [0.3]).flat.isEmpty != isFlat)
    }
  }

  @Test("Coordinates pushed against a bound are held, and those that merely lie on one are not")
  func atBound() {
    let function = Analytic(3) { p in (p[0] + pow(p[1] / 0.1, 2), [1, 200 * p[1], 0]) }
    let bounds = [0.0...1.0, -1...1, 0...1]
    let shape = shape(function, bounds, from: [0.5, 0.5, 0])
    #expect(shape.hessian.free == [1, 2] && shape.flat == [[0, 0, 1]])
    #expect(abs((shape.covariance?.standardError(of: 1) ?? 0) - 0.1) < 1e-6)
  }

  @Test("A phase that nothing depends on is flat")
  func phase() {
    let function = YukawaFunction(moduli: .logarithmic)
    let search = MultiStart(starts: 8).minimize(function, within: function.bounds)
    let shape = MinimumShape(of: function, at: search.best, within: function.bounds)
    // m_U, Y_Ut, Y_Uc and their phases meet no measurement worth the name, and common phases of Q and of D no other
    for index in [2, 10, 11, 18, 19] {
      #expect(shape.flat.contains { $0[index].magnitude > 0.99 }, "\(index)")
      #expect(shape.covariance?.standardError(of: index) == nil)
    }
    #expect(shape.flat.count >= 9, "\(shape.flat)")
  }
}
