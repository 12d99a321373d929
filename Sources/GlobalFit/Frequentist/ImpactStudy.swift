import Inference
import Physics
import Synchronization

extension Problem {
  /// The impact of every constraint and nuisance parameter on a quantity.
  ///
  /// - Parameters:
  ///   - progress: told what is done next, and which share of all is done; false asks to stop, and what is returned then holds
  ///     what was done before.
  ///   - known: hears of what is known as it comes.
  public func impact(
    on quantity: Quantity, seed: UInt64, by workforce: Workforce,
    progress: (@Sendable (_ doing: String, _ share: Double?) -> Bool)? = nil,
    known: (@Sendable (Impact) -> Void)? = nil
  ) -> Impact {
    _ = progress?("the fit with all constraints", nil)
    let bestFit = bestFit(seed: seed, by: workforce)
    let profile = profiles(of: [quantity], from: bestFit, seed: seed, by: workforce)[0]
    let study = ImpactStudy(
      problem: self, quantity: quantity, bestFit: bestFit, profile: profile, seed: seed, told: progress,
      known: known)
    return study.impact(by: workforce)
  }
}

/// What happens to a quantity without each constraint, and with each nuisance parameter moved.
///
/// All these fits are like the one with everything, whose minima are known: they start from these.
private final class ImpactStudy: Sendable {
  private let problem: Problem
  private let quantity: Quantity
  private let bestFit: BestFit
  private let profile: ProfileResult
  private let seed: UInt64
  private let told: (@Sendable (_ doing: String, _ share: Double?) -> Bool)?
  private let known: (@Sendable (Impact) -> Void)?
  /// The known minima.
  private let minima: [[Double]]
  private let findings = Mutex(Findings())

  /// What came out of one task.
  private struct Outcome<Value: Codable & Sendable>: Codable, Sendable {
    var value: Value?
    var problem: String?
  }

  private struct Findings {
    var leftOut: [Int: Outcome<Impact.LeftOut>] = [:]
    var moved: [Int: Outcome<Impact.Moved>] = [:]
    var count: Int { leftOut.count + moved.count }
  }

  init(
    problem: Problem, quantity: Quantity, bestFit: BestFit, profile: ProfileResult, seed: UInt64,
    told: (@Sendable (_ doing: String, _ share: Double?) -> Bool)?, known: (@Sendable (Impact) -> Void)?
  ) {
    (self.problem, self.quantity, self.bestFit, self.profile) = (problem, quantity, bestFit, profile)
    (self.seed, self.told, self.known) = (seed, told, known)
    minima = problem.coordinates(ofMinimaOf: bestFit)
  }

  private var constraints: Range<Int> {
    bestFit.isConverged && problem.constraints.count > 1 ? problem.constraints.indices : 0..<0
  }
  private var nuisances: [Int] {
    bestFit.isConverged ? problem.free.indices.filter { problem.free[$0].isNuisance } : []
  }

  func impact(by workforce: Workforce) -> Impact {
    let names = problem.constraints.map(\.name)
    let leftOut = workforce.map(
      "impact on \(quantity.name) without a constraint", constraints.count, keeping: { $0 != nil },
      recalled: { index, found in self.add { $0.leftOut[index] = found } }
    ) { index -> Outcome<Impact.LeftOut>? in
      guard self.isWanted("without \(names[index])") else { return nil }
      let outcome = self.withoutConstraint(index)
      self.add { $0.leftOut[index] = outcome }
      return outcome
    }
    findings.withLock { for (index, found) in leftOut.enumerated() { $0.leftOut[index] = found } }
    let nuisances = nuisances
    let moved = workforce.map(
      "impact on \(quantity.name) of a nuisance parameter", nuisances.count, keeping: { $0 != nil },
      recalled: { number, found in self.add { $0.moved[number] = found } }
    ) { number -> Outcome<Impact.Moved>? in
      let own = self.problem.free[nuisances[number]].parameter
      guard self.isWanted("with \(own.rawValue) moved") else { return nil }
      let outcome = self.moving(nuisances[number])
      self.add { $0.moved[number] = outcome }
      return outcome
    }
    findings.withLock { for (number, found) in moved.enumerated() { $0.moved[number] = found } }
    return summary
  }

  private func isWanted(_ doing: String) -> Bool {
    let done = findings.withLock { $0.count }
    return told?(doing, Double(done) / Double(constraints.count + nuisances.count)) ?? true
  }

  private func add(_ change: (inout Findings) -> Void) {
    findings.withLock { change(&$0) }
    known?(summary)
  }

  /// What is known so far.
  private var summary: Impact {
    let findings = findings.withLock { $0 }
    let leftOut = constraints.compactMap { findings.leftOut[$0] }
    let moved = nuisances.indices.compactMap { findings.moved[$0] }
    var problems = bestFit.isConverged ? [] : ["the minimiser did not converge: \(bestFit.search)"]
    if let problem = profile.problem { problems.append("the profile with all constraints: \(problem)") }
    var impact = Impact(
      title: problem.fit.title, variant: problem.variant, seed: seed, notes: problem.notes, profile: profile,
      chiSquared: bestFit.chiSquared, constraints: leftOut.compactMap(\.value),
      nuisances: moved.compactMap(\.value).sorted { $0.size > $1.size },
      problems: problems + leftOut.compactMap(\.problem) + moved.compactMap(\.problem),
      isFinished: leftOut.count == constraints.count && moved.count == nuisances.count)
    let resolution = impact.resolution
    impact.nuisances.removeAll { $0.size <= resolution }
    return impact
  }

  // MARK: - The fits

  private func withoutConstraint(_ index: Int) -> Outcome<Impact.LeftOut> {
    var others = problem.constraints
    let constraint = others.remove(at: index)
    let without = problem.observing(others)
    let found = without.bestFit(near: minima, seed: seed)
    // one interval besides the limits: the search of each end is most of the work
    let result = without.profile(
      of: quantity, .init(levels: [confidenceLevel(deltaChiSquared: 1)]), from: found, seed: seed)
    let failure = found.isConverged ? nil : "the minimiser did not converge: \(found.search)"
    return Outcome(
      value: Impact.LeftOut(
        constraint: constraint.name, deltaChiSquared: bestFit.chiSquared - found.chiSquared,
        measuredNumbers: problem.measuredNumbers - without.measuredNumbers, profile: result,
        shift: result.bestFit - profile.bestFit, problem: failure),
      problem: (failure ?? result.problem).map { "without \(constraint.name): \($0)" })
  }

  private func moving(_ index: Int) -> Outcome<Impact.Moved> {
    let own = problem.free[index]
    let interval = problem.profile(over: index, from: bestFit, seed: seed).interval(threshold: 1)
    if let reason = interval.reason {
      return Outcome(problem: "\(own.parameter.rawValue): \(reason)")
    }
    // An end that the data do not set is where the prior ends.
    let ends = [interval.lowerEnd, interval.upperEnd]
    let here = problem.value(of: quantity, at: bestFit.minimum.point)
    let shifts = ends.map { problem.value(of: quantity, at: $0.point) - here }
    return Outcome(
      value: Impact.Moved(
        parameter: own.parameter,
        pull: own.isAuxiliaryMeasurement ? bestFit.minimum.point[index] : nil,
        constrained: own.isAuxiliaryMeasurement ? (ends[1].quantity - ends[0].quantity) / 2 : nil,
        shiftAtLower: shifts[0], shiftAtUpper: shifts[1]))
  }
}

extension Problem {
  /// A free parameter or an observable at coordinates.
  fileprivate func value(of quantity: Quantity, at coordinates: [Double]) -> Double {
    let values = values(at: coordinates)
    switch quantity {
    case .parameter(let parameter):
      return free.firstIndex { $0.parameter == parameter }.map { values[$0] } ?? .nan
    case .observable(let observable): return predictions(of: [observable], at: values)[0]
    }
  }
}
