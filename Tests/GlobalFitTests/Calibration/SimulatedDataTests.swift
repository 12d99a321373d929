import Foundation
import Inference
import Testing

@testable import GlobalFit

/// A kind of density with the number that scatters from experiment to experiment.
struct SimulatedDensity: Sendable, CustomStringConvertible {
  /// The density in a file; all that is kept of it are its widths.
  let text: String
  /// The density with this number as its datum.
  let with: @Sendable (Double) throws -> Distribution
  /// The datum of a density.
  let datum: @Sendable (Distribution) -> Double
  /// The data, less the prediction or (`isScale`) in units of it, between which nearly all lie; the inner ones are
  /// kinks.
  let knots: [Double]
  var isScale = false
  var description: String { text }

  static let all: [SimulatedDensity] = [
    SimulatedDensity(
      text: "0.82 ± 0.28", with: { .normal(Normal(mean: $0, sigma: 0.28)) }, datum: \.mode,
      knots: [-2.5, 0, 2.5]),
    SimulatedDensity(
      text: "0.72 + 1.73 - 0.72",
      with: { .asymmetricNormal(AsymmetricNormal(mode: $0, upperSigma: 1.73, lowerSigma: 0.72)) },
      datum: \.mode,
      knots: [-15, 0, 6]),
    SimulatedDensity(
      text: "{distribution: half_normal, central_value: 0, standard_deviation: 0.4}",
      with: { .halfNormal(HalfNormal(edge: $0, sigma: 0.4)) }, datum: \.mode, knots: [-4, 0]),
    SimulatedDensity(
      text: "{distribution: half_normal, central_value: 0, standard_deviation: -0.4}",
      with: { .halfNormal(HalfNormal(edge: $0, sigma: -0.4)) }, datum: \.mode, knots: [0, 4]),
    SimulatedDensity(
      text: "'[0.5, 2]'", with: { .uniform(Uniform($0 - 0.75...$0 + 0.75)) }, datum: \.mode,
      knots: [-0.75, 0.75]),
    SimulatedDensity(
      text: "1.67 */ 1.5", with: { .logNormal(LogNormal(median: $0, factor: 1.5)) },
      datum: { if case .logNormal(let density) = $0 { density.median } else { .nan } },
      knots: [0.05, 0.5, 1, 2, 4, 20], isScale: true),
    SimulatedDensity(
      text: "{distribution: gamma, a: 2.5, loc: 0.2, scale: 0.3}",
      with: { .gamma(Gamma(shape: 2.5, location: $0, scale: 0.3, isPositive: false)) },
      datum: { if case .gamma(let density) = $0 { density.location } else { .nan } },
      knots: [-12, -6, -2, -0.5, -0.05, 0]),
    SimulatedDensity(
      text: "{distribution: numerical, x: [0, 1, 2, 4], y: [0, 3, 1, 0]}",
      with: { datum in
        let x = [-1.0, 0, 1, 3].map { datum + $0 }
        return .tabulated(try #require(TabulatedDensity(x: x, y: [0, 3, 1, 0])))
      }, datum: \.mode, knots: [-3, -1, 0, 1]),
  ]
}

@Suite("Data drawn at a prediction")
struct SimulatedDataTests {
  private func knots(_ density: SimulatedDensity, at prediction: Double) -> [Double] {
    density.knots.map { density.isScale ? $0 * prediction : $0 + prediction }
  }

  /// The likelihood as a function of the data.
  private func likelihood(_ density: SimulatedDensity, at prediction: Double, of datum: Double) -> Double {
    (try? density.with(datum)).map { exp($0.logLikelihood(of: prediction).value) } ?? .nan
  }

  @Test(
    "have a density whose area does not depend on the prediction: the likelihood, as a function of the data",
    arguments: SimulatedDensity.all)
  func normalisation(density: SimulatedDensity) {
    let areas = [0.6, 1.0, 2.9].map { prediction in
      integral(over: knots(density, at: prediction)) { likelihood(density, at: prediction, of: $0) }
    }
    for area in areas {
      #expect(abs(area - areas[0]) < 1e-6, "\(areas)")
      // All but the log-normal density, whose factor 1/x is not one of the data, are normalised both ways.
      if !density.isScale { #expect(abs(area - 1) < 1e-6, "\(areas)") }
    }
  }

  @Test("are distributed as the likelihood says as a function of the data", arguments: SimulatedDensity.all)
  func distribution(density: SimulatedDensity) throws {
    let observed = try GlobalFitTests.distribution(density.text)
    var random = Random(seed: 21, stream: 0)
    let count = 20_000.0
    for prediction in [0.6, 2.9] {
      let knots = knots(density, at: prediction)
      let data = (0..<Int(count)).map { _ in
        density.datum(observed.simulated(at: prediction, using: &random))
      }.sorted()
      let area = integral(over: knots) { likelihood(density, at: prediction, of: $0) }
      for fraction in [0.01, 0.05, 0.2, 0.4, 0.5, 0.6, 0.8, 0.95, 0.99] {
        let place = data[Int(count * fraction)]
        let below = knots.filter { $0 < place } + [place]
        let expected = integral(over: below) { likelihood(density, at: prediction, of: $0) } / area
        let error = (fraction * (1 - fraction) / count).squareRoot()
        #expect(abs(expected - fraction) < 4 * error, "\(prediction) \(fraction): \(expected)")
      }
    }
  }

  @Test("keep the widths and the shape of what was measured", arguments: SimulatedDensity.all)
  func shape(density: SimulatedDensity) throws {
    var random = Random(seed: 22, stream: 0)
    let simulated = try GlobalFitTests.distribution(density.text).simulated(at: 1.3, using: &random)
    let same = try density.with(density.datum(simulated))
    for x in [0.7, 1.3, 1.6] {
      let (own, expected) = (simulated.logLikelihood(of: x).value, same.logLikelihood(of: x).value)
      #expect(own == expected || abs(own - expected) < 1e-12)
    }
  }

  @Test("of a counting experiment are Poisson numbers of signal and background")
  func counting() throws {
    let observed = try GlobalFitTests.distribution(
      "{distribution: gamma_counting_process, counts_total: 4, counts_background: 1.5, scale_factor: 0.2}")
    var random = Random(seed: 23, stream: 0)
    var counts = [Double](repeating: 0, count: 40)
    for _ in 0..<20_000 {
      guard case .gamma(let density) = observed.simulated(at: 0.3, using: &random) else { continue }
      counts[Int(density.shape) - 1] += 1
    }
    // The mean is 0.3/0.2 + 1.5 = 3; P(n) = e^(−3) 3ⁿ/n!, and seven events or more have 0.0335085354 (scipy.stats).
    let expected = [
      0.0497870684, 0.1493612051, 0.2240418077, 0.2240418077, 0.1680313557, 0.1008188134,
      0.0504094067, 0.0335085354,
    ].map { 20_000 * $0 }
    let found = Array(counts[..<7]) + [counts[7...].reduce(0, +)]
    let chiSquared = zip(found, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
    // χ² of 7 degrees of freedom exceeds 29.9 once in 10⁴.
    #expect(chiSquared < 29.9, "\(chiSquared)")
  }

  @Test("cannot be drawn where a density excludes the prediction whatever the data")
  func excluded() throws {
    #expect(try !GlobalFitTests.distribution("1.67 */ 1.5").canMeasure(0))
    #expect(try !GlobalFitTests.distribution("1.67 */ 1.5").canMeasure(-1))
    let counting = try GlobalFitTests.distribution(
      "{distribution: gamma_counting_process, counts_total: 4, counts_background: 1}")
    #expect(!counting.canMeasure(-0.1) && counting.canMeasure(0))
    for density in SimulatedDensity.all where !density.isScale {
      #expect(try GlobalFitTests.distribution(density.text).canMeasure(-1))
      #expect(try !GlobalFitTests.distribution(density.text).canMeasure(.nan))
    }
  }
}

@Suite("Correlated data drawn at predictions")
struct SimulatedCorrelationTests {
  private func block(upper: [Double], lower: [Double]) throws -> CorrelatedNormal {
    let correlation = try #require(Correlation(SymmetricMatrix(rows: [[1, 0.6], [0.6, 1]])))
    return CorrelatedNormal(means: [7, 7], upperSigmas: upper, lowerSigmas: lower, correlation: correlation)
  }

  // Moments and quadrants of p(r) ∝ exp(−½ uᵀ ρ⁻¹ u), r = prediction − measured, by scipy.integrate.dblquad over
  // the four quadrants: for each function its mean and the mean of its square.
  @Test("have the moments of their density where the errors are asymmetric")
  func asymmetric() throws {
    let block = try block(upper: [0.5, 2], lower: [1, 0.4])
    var random = Random(seed: 24, stream: 0)
    let count = 40_000.0
    let residuals = (0..<Int(count)).map { _ -> (Double, Double) in
      let data = block.simulated(at: [3, -1], using: &random).means
      return (3 - data[0], -1 - data[1])
    }
    let functions: [(mean: Double, square: Double, of: ((Double, Double)) -> Double)] = [
      (-0.1462993857600406, 0.5191078455869459, { $0.0 }),
      (1.1001713809154796, 2.8292049716971714, { $0.1 }),
      (0.5191078455869459, 1.0674109415289832, { $0.0 * $0.0 }),
      (2.8292049716971714, 31.62002323164036, { $0.1 * $0.1 }),
      (0.2888901923727014, 1.3278668755685141, { $0.0 * $0.1 }),
      (0.4307916441582856, 0.4307916441582856, { $0.0 > 0 && $0.1 > 0 ? 1 : 0 }),
      (0.17231665766331425, 0.17231665766331425, { $0.0 < 0 && $0.1 < 0 ? 1 : 0 }),
    ]
    for function in functions {
      let mean = residuals.reduce(0) { $0 + function.of($1) } / count
      let error = ((function.square - function.mean * function.mean) / count).squareRoot()
      #expect(abs(mean - function.mean) < 4 * error, "\(mean), expected \(function.mean)")
    }
  }

  @Test("have the covariance of their errors where these are symmetric, and a likelihood around the data")
  func symmetric() throws {
    let block = try block(upper: [0.5, 2], lower: [0.5, 2])
    var random = Random(seed: 25, stream: 0)
    let count = 40_000.0
    var sums = (0.0, 0.0, 0.0)
    for _ in 0..<Int(count) {
      let data = block.simulated(at: [3, -1], using: &random)
      let pulls = data.pulls(of: [3, -1])
      sums.0 += pulls[0] * pulls[0]
      sums.1 += pulls[1] * pulls[1]
      sums.2 += pulls[0] * pulls[1]
      #expect(abs(pulls[0] - (data.means[0] - 3) / 0.5) < 1e-12)
    }
    // Var z² = 2, Var z₁z₂ = 1 + ρ².
    #expect(abs(sums.0 / count - 1) < 4 * (2 / count).squareRoot())
    #expect(abs(sums.1 / count - 1) < 4 * (2 / count).squareRoot())
    #expect(abs(sums.2 / count - 0.6) < 4 * (1.36 / count).squareRoot())
  }
}
