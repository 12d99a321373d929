import Foundation
import Inference
import Testing

@testable import GlobalFit

struct ToyTests {
  /// Three lifetimes and one prior, one parameter: χ² of the best fit has three degrees of freedom.
  private func lifetimes() throws -> Problem {
    try LinearFit().lifetimes(["290.3 ± 1", "291.5 ± 2", "289 ± 1.5"])
  }

  @Test("Toys of a linear fit with a nuisance parameter have χ² with the degrees of freedom that are counted")
  func degreesOfFreedom() throws {
    let problem = try lifetimes()
    #expect(problem.degreesOfFreedom == 3)
    let values = try problem.toyChiSquared(toys: 4000, seed: 3, by: Workforce(threads: 2))
    let mean = values.reduce(0, +) / 4000
    #expect(abs(mean - 3) < 4 * (6.0 / 4000).squareRoot(), "\(mean)")
    // Quantiles of χ² with 3 degrees of freedom: 50, 90, 95, 99 %.
    for (quantile, tail) in [(2.365974, 0.5), (6.251389, 0.1), (7.814728, 0.05), (11.344867, 0.01)] {
      let p = EmpiricalProbability(ofAtLeast: quantile, among: values)
      #expect(abs(p.value - tail) < 4 * (tail * (1 - tail) / 4000).squareRoot(), "\(quantile): \(p.value)")
    }
  }

  @Test("With the prior's centre held where it is they would not")
  func negativeControl() throws {
    let problem = try lifetimes()
    let point = problem.bestFit(seed: 1, by: Workforce(threads: 1)).minimum.point
    let generator = try ToyGenerator(problem, at: point)
    let fitter = ToyFitter(problem, at: point, seed: 1, threads: 2)
    var sum = 0.0
    for number in 0..<2000 {
      var random = Random(seed: 3, stream: UInt64(number))
      let toy = Toy(constraints: generator.draw(using: &random).constraints, auxiliaryCentres: point)
      sum += try #require(fitter.minimum(of: problem.observing(toy), near: [point])).value
    }
    #expect(sum / 2000 < 3 - 0.5, "\(sum / 2000)")
  }

  @Test("Refits find the minimum that a search from many starts finds, or one that is all but as low")
  func refits() throws {
    let problem = try Problem(
      Fit(contentsOf: #require(Shipped.fits.first { $0.hasSuffix("/leptonic.yaml") })),
      library: InputLibrary(folder: Shipped.inputs))
    let point = problem.bestFit(seed: 1, by: Workforce(threads: 2)).minimum.point
    let generator = try ToyGenerator(problem, at: point)
    let fitter = ToyFitter(problem, at: point, seed: 1, threads: 2)
    var higher = 0
    for number in 0..<60 {
      var random = Random(seed: 5, stream: UInt64(number))
      let toy = problem.observing(generator.draw(using: &random))
      let found = try #require(fitter.minimum(of: toy, near: [point]))
      let search = toy.bestFit(seed: 1, by: Workforce(threads: 2))
      if found.value > search.chiSquared + 1e-6 { higher += 1 }
      #expect(
        found.value < search.chiSquared + 0.01, "toy \(number): \(found.value), not \(search.chiSquared)")
    }
    #expect(higher <= 2)
  }

  @Test("The number of threads changes no bit")
  func threads() throws {
    let problem = try lifetimes()
    let one = try problem.toyChiSquared(toys: 300, seed: 3, by: Workforce(threads: 1))
    let three = try problem.toyChiSquared(toys: 300, seed: 3, by: Workforce(threads: 3))
    #expect(zip(one, three).count { $0.bitPattern != $1.bitPattern } == 0)
    let other = try problem.toyChiSquared(toys: 300, seed: 4, by: Workforce(threads: 1))
    #expect(zip(one, other).count { $0 == $1 } == 0)
  }

  @Test("Data without scatter at the Standard Model have χ² = 0 there", arguments: Shipped.fits)
  func expectedData(file: String) throws {
    let fit = try Fit(contentsOf: file)
    // The reference fit shows every option and is no fit to compute with.
    guard !file.hasSuffix("/reference.yaml") else { return }
    let problem = try Problem(fit, library: InputLibrary(folder: Shipped.inputs))
    let point = try #require(problem.standardModelPoint(seed: 1))
    let toy = try ToyGenerator(point.problem, at: point.coordinates).expected
    let value = ChiSquared(point.problem.observing(toy)).value(at: point.coordinates.span)
    #expect(abs(value) < 1e-9, "\(value)")
  }

  @Test("Every kind of density can be centred on a prediction", arguments: everyKindOfDensity)
  func centred(text: String) throws {
    let moved = try distribution(text).centred(on: 1.37)
    #expect(abs(moved.mode - 1.37) < 1e-12, "\(moved.mode)")
  }
}

struct GoodnessOfFitTests {
  @Test("On a bound the likelihood ratio to the Standard Model has Chernoff's distribution, and toys agree")
  func chernoff() throws {
    let result = try LinearFit().coefficient("1.5 ± 1").goodnessOfFit(
      toys: 3000, seed: 2, by: Workforce(threads: 2))
    let ratio = try #require(result.standardModel)
    #expect(abs(ratio.deltaChiSquared - 2.25) < 1e-6)
    #expect(ratio.isReferenceValid && ratio.degreesOfFreedom == 1)
    // Φ(−1.5)
    #expect(abs(ratio.pValue - 0.0668072) < 1e-6)
    #expect(abs(ratio.pValueOfToys.value - 0.0668072) < 4 * ratio.pValueOfToys.error)
    #expect(result.problem == nil && result.failedToys == 0)
  }

  @Test("Inside the range it has Wilks' distribution, and toys agree")
  func wilks() throws {
    let result = try LinearFit().coefficient("-1.5 ± 1", min: -10)
      .goodnessOfFit(toys: 3000, seed: 2, by: Workforce(threads: 2))
    let ratio = try #require(result.standardModel)
    #expect(ratio.isReferenceValid)
    #expect(abs(ratio.pValue - 0.1336144) < 1e-6)
    #expect(abs(ratio.significance - 1.5) < 1e-6)
    #expect(abs(ratio.pValueOfToys.value - 0.1336144) < 4 * ratio.pValueOfToys.error)
  }

  @Test("Best fits of toys scatter around the best fit as they should, and half of them stop at the edge")
  func parameters() throws {
    let inside = try LinearFit().coefficient("5 ± 1").goodnessOfFit(
      toys: 2000, seed: 2, by: Workforce(threads: 2))
    let mean = try #require(inside.parameters[0].mean)
    let deviation = try #require(inside.parameters[0].standardDeviation)
    #expect(abs(mean - 5) < 4 / 2000.0.squareRoot())
    #expect(abs(deviation - 1) < 4 / 4000.0.squareRoot())
    #expect(inside.parameters[0].fractionAtEdge == 0)
    let edge = try LinearFit().coefficient("-1 ± 1").goodnessOfFit(
      toys: 2000, seed: 2, by: Workforce(threads: 2))
    #expect(edge.parameters[0].limit == .lower)
    #expect(abs(edge.parameters[0].fractionAtEdge - 0.5) < 4 * (0.25 / 2000).squareRoot())
    // The data lie 1σ below the edge: so far from it, or further, do 31.7 % of normal data lie.
    #expect(abs(edge.pulls[0].pull + 1) < 1e-6)
  }

  @Test("Pulls of nuisance parameters are those of the drawn centres")
  func nuisances() throws {
    let problem = try LinearFit().lifetimes(["290.3 ± 1", "291.5 ± 2", "289 ± 1.5"])
    let result = try problem.goodnessOfFit(toys: 3000, seed: 2, by: Workforce(threads: 2))
    #expect(result.pulls.count == 4)
    // The residual of a datum of weight w among weights of sum W has variance 1 − w/W in units of its own.
    let weights = [1, 1 / 4.0, 1 / 2.25, 1 / 4.0]
    for (pull, weight) in zip(result.pulls, weights) {
      let expected = (1 - weight / weights.reduce(0, +)).squareRoot()
      #expect(abs(pull.spread / expected - 1) < 4 / 6000.0.squareRoot(), "\(pull.quantity): \(pull.spread)")
    }
  }
}
