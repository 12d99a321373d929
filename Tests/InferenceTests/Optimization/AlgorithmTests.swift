import Testing

@testable import Inference

@Suite("Every NLopt algorithm")
struct AlgorithmTests {
  /// What this build of NLopt cannot run.
  private static let unavailable = Set(
    Algorithm.allNames.filter { Algorithm(name: $0)?.isAvailable != true })

  @Test("is available but for Nocedal's code and, without C++, STOGO and AGS")
  func availability() {
    #expect(Self.unavailable.isSubset(of: ["LD_LBFGS_NOCEDAL", "GD_STOGO", "GD_STOGO_RAND", "GN_AGS"]))
    #expect(Self.unavailable.contains("LD_LBFGS_NOCEDAL"))
  }

  @Test("decodes by its name, and only by it")
  func names() {
    #expect(Algorithm.allNames.count == 44)
    for name in Algorithm.allNames { #expect(Algorithm(name: name)?.name == name) }
    for name in ["LD_SLSQQ", "slsqp", "", "NLOPT_LD_SLSQP"] { #expect(Algorithm(name: name) == nil) }
    #expect("\(Algorithm.slsqp)" == "LD_SLSQP")
  }

  @Test("knows what it needs")
  func needs() throws {
    #expect(Algorithm.slsqp.needsGradient && !Algorithm.slsqp.isGlobal)
    let direct = try #require(Algorithm(name: "GN_DIRECT_L"))
    #expect(direct.isGlobal && direct.needsFiniteBounds && !direct.needsGradient)
    let multi = try #require(Algorithm(name: "G_MLSL_LDS"))
    #expect(multi.needsLocal && multi.isGlobal && !multi.needsGradient)
  }

  @Test("finds the floor of a rippled bowl, or refuses with a reason", arguments: Algorithm.allNames)
  func minimises(name: String) throws {
    let algorithm = try #require(Algorithm(name: name))
    let minimizer = Minimizer(algorithm: algorithm, maximumEvaluations: 4000)
    let minimum = minimizer.minimize(Functions.rippledBowl, from: [1.5, -1.7], within: cube(2, -2...2))
    if Self.unavailable.contains(name) {
      guard case .refused(let reason) = minimum.stopReason else {
        Issue.record("\(name) should be refused, not \(minimum.stopReason)")
        return
      }
      #expect(reason == "\(name): not in this build of NLopt")
      return
    }
    #expect(minimum.isConverged, "\(name): \(minimum.stopReason)")
    #expect(abs(minimum.value + 0.2) < 1e-12, "\(name): \(minimum.value)")
    #expect(abs(minimum.point[0] - 0.3) < 1e-7 && abs(minimum.point[1] + 0.2) < 1e-7)
  }

  @Test("gets close by itself, without polisher", arguments: Algorithm.allNames)
  func unpolished(name: String) throws {
    let algorithm = try #require(Algorithm(name: name))
    guard !Self.unavailable.contains(name) else { return }
    let minimizer = Minimizer(algorithm: algorithm, polisher: nil, maximumEvaluations: 4000)
    let minimum = minimizer.minimize(Functions.rippledBowl, from: [1.5, -1.7], within: cube(2, -2...2))
    #expect(abs(minimum.value + 0.2) < 0.05, "\(name): \(minimum.value) \(minimum.stopReason)")
  }

  @Test("that needs finite bounds refuses infinite ones", arguments: Algorithm.allNames)
  func finiteBounds(name: String) throws {
    let algorithm = try #require(Algorithm(name: name))
    guard algorithm.needsFiniteBounds else { return }
    let minimum = Minimizer(algorithm: algorithm)
      .minimize(Functions.rippledBowl, from: [0, 0], within: everywhere(2))
    #expect(minimum.stopReason == .refused("\(name) needs finite bounds on every parameter"))
  }

  @Test("works on one free parameter or refuses", arguments: Algorithm.allNames)
  func oneParameter(name: String) throws {
    let algorithm = try #require(Algorithm(name: name))
    let line = Analytic(1) { p in ((p[0] - 0.3) * (p[0] - 0.3), [2 * (p[0] - 0.3)]) }
    let minimum = Minimizer(algorithm: algorithm, maximumEvaluations: 2000)
      .minimize(line, from: [0.9], within: cube(1, -1...1))
    if case .refused(let reason) = minimum.stopReason {
      #expect(!reason.isEmpty)
      #expect(Self.unavailable.contains(name) || algorithm.dimensions.lowerBound > 1, "\(name): \(reason)")
    } else {
      #expect(minimum.isConverged && abs(minimum.point[0] - 0.3) < 1e-8, "\(name): \(minimum.stopReason)")
    }
  }

  @Test("turns back from where the function is not defined", arguments: Algorithm.allNames)
  func undefined(name: String) throws {
    let algorithm = try #require(Algorithm(name: name))
    guard !Self.unavailable.contains(name) else { return }
    let cut = Analytic(2) { p in
      p[0] + p[1] < -0.5 ? (.nan, [.nan, .nan]) : Functions.rippledBowl.body(p)
    }
    let minimum = Minimizer(algorithm: algorithm, maximumEvaluations: 4000)
      .minimize(cut, from: [1.5, 1.7], within: cube(2, -2...2))
    #expect(
      minimum.isConverged && abs(minimum.value + 0.2) < 1e-10,
      "\(name): \(minimum.stopReason) \(minimum.value)")
  }

  @Test("gives the same bits from 1, 2 and 3 threads", arguments: Algorithm.allNames)
  func deterministic(name: String) throws {
    let algorithm = try #require(Algorithm(name: name))
    guard !Self.unavailable.contains(name) else { return }
    var minimizer = Minimizer(algorithm: algorithm, polisher: nil, maximumEvaluations: 300)
    minimizer.seed = 7
    let search = MultiStart(starts: 6, seed: 3, minimizer: minimizer)
    let ends = [1, 2, 3].map { threads in
      parallelMap(6, threads: threads) { number in
        var own = search.minimizer
        own.seed &+= UInt64(number)
        return own.minimize(Functions.himmelblau, from: [0.5 * Double(number), 1], within: cube(2, -5...5))
      }
    }
    #expect(ends[0].map(\.point) == ends[1].map(\.point), "\(name)")
    #expect(ends[0].map(\.point) == ends[2].map(\.point), "\(name)")
    #expect(ends[0].map(\.evaluations) == ends[2].map(\.evaluations), "\(name)")
  }
}
