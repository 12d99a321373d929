import Foundation
import Inference
import Physics
import Testing

@testable import GlobalFit

struct LimitTests {
  /// A unified interval of x ~ N(μ, 1), μ ≥ 0 (physics/9711021, Table X; to more digits by quadrature).
  struct Unified: Sendable {
    let x: String
    let level: Double
    let lower: Double?
    let upper: Double
  }

  private func limits(
    _ x: String, level: Double, toys: Int, side: Limit.Side? = nil
  ) throws -> Limits {
    let problem = try LinearFit().coefficient("\(x) ± 1")
    return problem.limits(
      on: .parameter(.component(.c9, .real)),
      settings: LimitSettings(
        level: level, sides: side.map { [$0] } ?? Limit.Side.allCases, toys: toys, hasPosterior: false),
      seed: 1, by: Workforce(threads: 2))
  }

  private func limit(_ limits: Limits, _ method: Limit.Method, _ side: Limit.Side) -> Limit? {
    limits.limits.first { $0.method == method && $0.side == side }
  }

  @Test(
    "Feldman-Cousins intervals of a normal number are the published ones",
    arguments: [
      Unified(x: "-3", level: 0.9, lower: nil, upper: 0.263501),
      Unified(x: "-1", level: 0.9, lower: nil, upper: 0.813646),
      Unified(x: "0", level: 0.9, lower: nil, upper: 1.644854),
      Unified(x: "1", level: 0.9, lower: nil, upper: 2.644854),
      Unified(x: "2", level: 0.9, lower: 0.582327, upper: 3.644854),
      Unified(x: "3", level: 0.9, lower: 1.367791, upper: 4.644854),
      Unified(x: "1", level: 0.6827, lower: 0.240514, upper: 2.000022),
      Unified(x: "2", level: 0.95, lower: 0.354828, upper: 3.959964),
    ])
  func feldmanCousins(expected: Unified) throws {
    let found = try limits(expected.x, level: expected.level, toys: 2000)
    #expect(found.problems.isEmpty, "\(found.problems)")
    for (side, value) in [(Limit.Side.lower, expected.lower), (.upper, expected.upper)] {
      guard let value else { continue }
      let own = try #require(limit(found, .feldmanCousins, side))
      let found = try #require(own.value)
      let error = try #require(own.error)
      #expect(error > 0 && error < 0.15, "\(error)")
      #expect(abs(found - value) < 4 * error, "\(side): \(found) ± \(error), not \(value)")
    }
  }

  @Test(
    "CLs limits of a normal number are the known ones, in closed form and by toys",
    arguments: [
      ("0", 1.959964), ("-1", 1.411994396), ("1", 2.7271848),
    ])
  func confidenceRatio(x: String, expected: Double) throws {
    let found = try limits(x, level: 0.95, toys: 3000, side: .upper)
    let exact = try #require(limit(found, .asymptoticCLs, .upper)?.value)
    #expect(abs(exact - expected) < 1e-5, "\(exact)")
    let toys = try #require(limit(found, .toyCLs, .upper))
    let error = try #require(toys.error)
    let value = try #require(toys.value)
    #expect(error < 0.15 && abs(value - expected) < 4 * error, "\(toys)")
  }

  @Test("Limits by the rise of χ² are x plus the root of the threshold, on a bound as inside")
  func thresholds() throws {
    let inside = try limits("3", level: 0.95, toys: 0)
    let roots: [(Limit.Method, Double)] = [
      (.twoSigma, 2), (.twoSided, 1.959963985), (.oneSided, 1.644853627),
    ]
    for (method, root) in roots {
      let upper = try #require(limit(inside, method, .upper)?.value)
      let lower = try #require(limit(inside, method, .lower)?.value)
      #expect(abs(upper - 3 - root) < 1e-6 && abs(lower - 3 + root) < 1e-6)
    }
    #expect(inside.edge == nil)
    // Below the edge χ² is x² there already: (μ + 1)² = 1 + Δχ².
    let edge = try limits("-1", level: 0.95, toys: 0)
    #expect(edge.edge == .lower)
    let one = try #require(limit(edge, .oneSided, .upper))
    let value = try #require(one.value)
    #expect(abs(value - ((1 + 2.705543454).squareRoot() - 1)) < 1e-6)
    #expect(one.remark.contains("Chernoff"))
    #expect(edge.limits.allSatisfy { $0.side == .upper || $0.value == nil })
    // No lower limit where the best fit sits.
    #expect(limit(edge, .feldmanCousins, .lower) == nil && limit(edge, .asymptoticCLs, .lower) == nil)
  }

  @Test(
    "χ² covers the true value as often as it says, and on the bound by Chernoff's threshold",
    arguments: [
      0, 3, 4, 5, 6.0,
    ])
  func coverage(truth: Double) throws {
    let problem = try LinearFit().coefficient("\(truth) ± 1")
    let point = [truth / 10]
    let generator = try ToyGenerator(problem, at: point)
    let run = ToyRun(toys: 2000, seed: 9, by: Workforce(threads: 2), progress: nil)
    var bank = ToyBank(
      problem, Coordinate(0, dimension: 1), fitter: ToyFitter(problem, at: point, seed: 9, threads: 2),
      run: run, label: "coverage",
      typical: generator)
    let isDrawn = bank.draw(generator, near: point)
    #expect(isDrawn)
    let found = bank.rises(at: point[0], near: point).compactMap(\.self)
    #expect(found.count == 2000)
    func covered(_ threshold: Double) -> Double { Double(found.count { $0 <= threshold }) / 2000 }
    let error = (0.95 * 0.05 / 2000).squareRoot()
    if truth > 0 {
      #expect(abs(covered(3.841459) - 0.95) < 3 * error)
    } else {
      #expect(abs(covered(2.705543) - 0.95) < 3 * error)
      // Wilks' threshold covers too much there: 97.5 %.
      #expect(abs(covered(3.841459) - 0.975) < 3 * (0.975 * 0.025 / 2000).squareRoot())
    }
  }

  @Test("Priors of what a quantity does not depend on stay as they are")
  func otherPriorsOfTheQuantityOnly() throws {
    let fit = try #require(Shipped.fits.first { $0.hasSuffix("/b-physics.yaml") })
    let problem = try Problem(Fit(contentsOf: fit), library: InputLibrary(folder: Shipped.inputs))
    let other = try #require(problem.withOtherPriors(for: .observable(.symmetryBreakingScale)))
    let changed = zip(problem.free, other.free).filter { $0.prior != $1.prior }.map(\.0.parameter)
    // v_Φ = m_Z'/g'
    #expect(Set(changed).isSubset(of: [.gPrime, .mZPrime]) && !changed.isEmpty, "\(changed)")
  }

  @Test("Flat priors take the place of others, and logarithmic ones of flat ones")
  func otherPriors() throws {
    let flat = try LinearFit().coefficient("1 ± 1", min: 0.5)
    let coefficient = Quantity.parameter(flat.free[0].parameter)
    #expect(flat.priorsInWords == "uniform in Re C₉")
    let other = try #require(flat.withOtherPriors(for: coefficient))
    #expect(other.priorsInWords == "log-uniform in Re C₉")
    #expect(other.withOtherPriors(for: coefficient)?.priorsInWords == "uniform in Re C₉")
    #expect(try LinearFit().coefficient("1 ± 1").withOtherPriors(for: coefficient) == nil)
    let z = other.bounds[0].lowerBound
    #expect(abs(other.values(at: [z])[0] - 0.5) < 1e-12)
  }

  @Test("Quantiles of a posterior are exact within their errors")
  func posterior() throws {
    // x = 0 and a flat prior on μ ≥ 0: 95 % lie below 1.959964.
    let quantiles = try LinearFit().coefficient("0 ± 1").posteriorQuantiles(
      of: .parameter(.component(.c9, .real)), [0.05, 0.95], seed: 1, by: Workforce(threads: 2)
    ) { true }
    #expect(quantiles.problems.isEmpty)
    let (value, error) = quantiles.values[1]
    #expect(error > 0 && error < 0.05 && abs(value - 1.959964) < 4 * error, "\(value) ± \(error)")
  }

  @Test("More toys than can be kept are refused, and take nothing from the other limits")
  func tooManyToys() throws {
    let found = try limits("1", level: 0.95, toys: 30_000_000, side: .upper)
    for method in [Limit.Method.toyCLs, .feldmanCousins] {
      let own = try #require(limit(found, method, .upper))
      #expect(own.value == nil && own.problem?.contains("more than 25000000 toys") == true, "\(own)")
    }
    #expect(found.problems.count == 2 && found.isFinished)
    // x = 1 and the root of 2.705543
    #expect(abs(try #require(limit(found, .oneSided, .upper)?.value) - 2.644854) < 1e-5)
  }

  @Test("The number of threads changes no bit of a limit by toys")
  func threads() throws {
    let problem = try LinearFit().coefficient("1 ± 1")
    let found = [1, 3].map { threads in
      problem.limits(
        on: .parameter(.component(.c9, .real)), settings: LimitSettings(toys: 200, hasPosterior: false),
        seed: 1, by: Workforce(threads: threads)
      ).limits.compactMap(\.value)
    }
    // At x = 1 the data exclude nothing below: three thresholds, CLs twice, and Feldman-Cousins above.
    #expect(found[0] == found[1] && found[0].count == 6)
  }
}
