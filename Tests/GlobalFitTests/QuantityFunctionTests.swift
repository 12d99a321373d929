import Physics
import Testing

@testable import GlobalFit
@testable import Inference

@Suite("A quantity as a function of the coordinates")
struct QuantityFunctionTests {
  private static let quantities: [Quantity] = [
    .parameter(.gPrime), .parameter(.mZPrime), .parameter(.lepton(.tauLifetime)),
    .observable(.symmetryBreakingScale),
    .observable(.trident), .observable(.muonMagneticMoment), .observable(.tauToMuNuNu),
    .observable(.zPrimeWidth),
  ]

  private func problem() throws -> Problem {
    let fit = try Fit(contentsOf: try #require(Shipped.fits.first { $0.hasSuffix("/leptonic.yaml") }))
    return try Problem(fit, library: InputLibrary(folder: Shipped.inputs))
  }

  // Shipped priors: g' log-uniform on [1e-3, 3], m_Z' log-uniform on [10, 1000], τ_τ = 290.29 + 0.53 z.
  @Test("has the value of the parameter or prediction there")
  func value() throws {
    let problem = try problem()
    let point = [0.5, 0.5, 2]
    // √(1e-3·3), √(10·1000), 290.29 + 2·0.53, m_Z'/g', and Eq. 34 with s² = 0.231.
    let (g, m) = (0.003.squareRoot(), 100.0)
    let vector = 1 + 4 * 0.231
    let trident =
      (1 + (vector + 2 * (246.22 * g / m) * (246.22 * g / m))
        * (vector + 2 * (246.22 * g / m) * (246.22 * g / m)))
      / (1 + vector * vector)
    for (quantity, expected) in zip(Self.quantities, [g, m, 291.35, m / g, trident]) {
      #expect(deviation(QuantityFunction(quantity, of: problem).value(at: point), from: expected) < 1e-13)
    }
  }

  @Test("has the gradient of its value, plain and logarithmic", arguments: quantities, [false, true])
  func gradient(quantity: Quantity, isLogarithmic: Bool) throws {
    let function = QuantityFunction(quantity, of: try problem(), isLogarithmic: isLogarithmic)
    for point in [[0.3, 0.4, 0.5], [0.9, 0.2, -1], [0.6, 0.8, 2]] {
      let (value, gradient) = function.valueAndGradient(at: point)
      #expect(value == function.value(at: point))
      for i in point.indices {
        let numerical = derivative(at: point[i], step: 0.01) { z in
          var moved = point
          moved[i] = z
          return function.value(at: moved)
        }
        #expect(abs(gradient[i] - numerical) <= 1e-8 * abs(numerical) + 1e-11 * abs(value))
      }
    }
  }
}
