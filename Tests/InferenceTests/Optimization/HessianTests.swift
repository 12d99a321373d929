import Foundation
import Testing

@testable import Inference

@Suite("Errors from the Hessian")
struct HessianTests {
  @Test("Misra1a: errors from the full Hessian, against 40-digit arithmetic")
  func fullHessian() throws {
    let bounds = everywhere(2)
    let minimum = Minimizer().minimize(Functions.misra1a, from: [250, 5e-4], within: bounds)
    let covariance = try #require(Hessian(of: Functions.misra1a, at: minimum, within: bounds).covariance)
    // residuals have variance RSS/12 (14 points, 2 parameters)
    let scale = (minimum.value / 12).squareRoot()
    #expect(deviation(covariance.standardErrors[0] * scale, from: 2.710864722525775881) < 1e-8)
    #expect(deviation(covariance.standardErrors[1] * scale, from: 7.277248732752596845e-6) < 1e-8)
    #expect(abs(covariance.correlations[0, 1] + 0.998779674239427) < 1e-10)
  }

  @Test(
    "Misra1a: the certified errors are Gauss-Newton's, without the residuals' own curvature (0.14 % less)")
  func gaussNewton() throws {
    let minimum = Minimizer().minimize(Functions.misra1a, from: [250, 5e-4], within: everywhere(2))
    var normal = SymmetricMatrix(order: 2)
    for x in Functions.misraX {
      let slope = [1 - exp(-minimum.point[1] * x), minimum.point[0] * x * exp(-minimum.point[1] * x)]
      for row in 0..<2 { for column in 0...row { normal[row, column] += slope[row] * slope[column] } }
    }
    let inverse = try #require(Cholesky(normal)).inverse
    let scale = (minimum.value / 12).squareRoot()
    #expect(deviation(inverse[0, 0].squareRoot() * scale, from: 2.7070075241) < 1e-9)
    #expect(deviation(inverse[1, 1].squareRoot() * scale, from: 7.2668688436e-6) < 1e-9)
  }

  @Test("Close to a bound the stencil stays inside it", arguments: [1e-1, 1e-4, 1e-7])
  func stencil(distance: Double) throws {
    let inside = Analytic(2) { p in
      let isOutside = p[0] < 0 || p[1] > 1
      let (x, y) = (p[0] - distance, p[1] - 1 + distance)
      let value = exp(x) - x + exp(y) - y + x * y / 2
      return isOutside ? (.nan, [.nan, .nan]) : (value, [exp(x) - 1 + y / 2, exp(y) - 1 + x / 2])
    }
    let bounds = [0.0...3.0, -2.0...1.0]
    let minimum = Minimizer().minimize(inside, from: [1, 0], within: bounds)
    #expect(minimum.isConverged && !minimum.isAtBound)
    let hessian = Hessian(of: inside, at: minimum, within: bounds)
    #expect(abs(hessian.matrix[0, 0] - 1) < 1e-8 && abs(hessian.matrix[0, 1] - 0.5) < 1e-8)
    // the errors reach beyond the bounds: a parabola does not describe this
    #expect(!hessian.isParabolic)
  }

  @Test("A parabola is called one; a quartic is not, though its Hessian is positive definite")
  func parabolicity() {
    let parabola = Analytic(2) { p in
      (p[0] * p[0] + 4 * p[1] * p[1] + p[0] * p[1], [2 * p[0] + p[1], 8 * p[1] + p[0]])
    }
    let atRest = Minimizer().minimize(parabola, from: [1, 1], within: cube(2, -5...5))
    #expect(Hessian(of: parabola, at: atRest, within: cube(2, -5...5)).isParabolic)
    let quartic = Analytic(1) { p in (1e-2 * p[0] * p[0] + pow(p[0], 4), [2e-2 * p[0] + 4 * pow(p[0], 3)]) }
    let flat = Minimizer().minimize(quartic, from: [1], within: cube(1, -50...50))
    let hessian = Hessian(of: quartic, at: flat, within: cube(1, -50...50))
    #expect(hessian.definiteness.isPositive && !hessian.isParabolic && hessian.covariance == nil)
  }

  @Test("A coordinate without influence is named")
  func idle() {
    let idle = Analytic(2) { p in (p[0] * p[0], [2 * p[0], 0]) }
    let minimum = Minimizer().minimize(idle, from: [1, 0.5], within: cube(2, -2...2))
    #expect(minimum.isConverged)
    let hessian = Hessian(of: idle, at: minimum, within: cube(2, -2...2))
    #expect(hessian.covariance == nil)
    #expect(hessian.refusal(names: ["gPrime", "mZPrime"]) == "no curvature in mZPrime")
  }
}
