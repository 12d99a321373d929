import Foundation
import Inference

/// Toys of several hypotheses, each fitted once, that serve every hypothesis near them: weighted by likelihood ratios, see
/// ``TailEstimate``.
///
/// The same data at every place that is tested, and at the Standard Model, make probabilities smooth functions of the
/// place, and ratios in which the scatter of both cancels. Where only counts are measured the toys are all that can be
/// counted, each once, and probabilities are exact.
struct ToyBank<Q: DifferentiableFunction> {
  let problem: Problem
  let function: Q
  let fitter: ToyFitter
  let run: ToyRun
  /// Stands before the names of all work.
  let label: String

  /// The true values at which a stratum of toys was drawn.
  private struct Stratum {
    let generator: ToyGenerator
    let members: Range<Int>
    let stream: UInt32
  }

  private var strata: [Stratum] = []
  private var outcomes: CountedOutcomes?
  /// What tells apart the hypotheses at which toys were drawn so far, in their order: results of toys are kept under it, as a run goes
  /// on for other methods and levels, which draw at other places.
  private var history: [Double] = []
  private(set) var data: [ToyData] = []
  private(set) var minima: [ToyMinimum?] = []
  /// ln Σ nⱼpⱼ of each toy over the strata.
  private var logMixture: [Double] = []
  /// How many toys are kept at most: some 5 GB of them, with 100 bytes for each factor of the likelihood and each parameter.
  let most: Int
  /// What was found of every toy at a place.
  var verdicts: [Double: [ToyVerdict]] = [:]

  /// - Parameter typical: a hypothesis like those that will be asked about, by which is decided whether outcomes can be
  ///   counted.
  init(
    _ problem: Problem, _ function: Q, fitter: ToyFitter, run: ToyRun, label: String, typical: ToyGenerator
  ) {
    (self.problem, self.function, self.fitter, self.run, self.label) = (problem, function, fitter, run, label)
    let counted = CountedOutcomes(problem)
    let most = 50_000_000 / max(1, problem.factorCount + problem.free.count)
    self.most = most
    outcomes = counted.flatMap {
      let limit = min(max(4 * run.toys, 4000), most)
      return $0.areFew(at: typical.hypothesis, of: problem.measuredData, limit: limit) ? $0 : nil
    }
  }

  /// How many toys there are, or outcomes.
  var count: Int { data.count }

  /// Whether every outcome is there: probabilities have no error.
  var isExact: Bool { outcomes != nil }

  /// What sums over the toys are made of.
  var sums: ToyStrata { ToyStrata(members: isExact ? [] : strata.map(\.members)) }

  /// The weight of every toy at a hypothesis.
  func weights(at hypothesis: Hypothesis) -> [Double] {
    data.indices.map { exp(hypothesis.logDensity(of: data[$0]) - (isExact ? 0 : logMixture[$0])) }
  }

  /// Draws new toys at a hypothesis unless those that are there are worth enough of them there; false if there would be too
  /// many to keep.
  ///
  /// - Parameter point: where minima of such data may lie.
  mutating func cover(_ generator: ToyGenerator, near point: [Double]) -> Bool {
    if isExact {
      addOutcomes(generator, near: point)
      return true
    }
    let weights = weights(at: generator.hypothesis)
    let sum = weights.reduce(0, +)
    guard !(abs(sum - 1) < 0.2 && sums.worth(weights) >= 0.4 * Double(run.toys)) else { return true }
    return draw(generator, near: point)
  }

  /// Draws as many toys at a hypothesis as are drawn at one place, or that many `times`; false, and none, if there
  /// would be too many to keep.
  mutating func draw(_ generator: ToyGenerator, times: Int = 1, near point: [Double]) -> Bool {
    guard !isExact else { return true }
    let size = times * run.toys
    guard data.count + size <= most else { return false }
    let stream = UInt32(strata.count + Self.firstStream)
    let first = data.count
    let stratum = Stratum(
      generator: generator, members: first..<first + size, stream: stream)
    strata.append(stratum)
    for index in data.indices { logMixture[index] = logSum(logMixture[index], logShare(stratum, index)) }
    history.append(generator.hypothesis.logDensity(of: problem.measuredData))
    let run = run
    data += parallelMap(size, threads: run.workforce.threads) { number in
      var random = run.random(stream, number)
      return generator.draw(using: &random).data
    }
    for index in stratum.members {
      logMixture.append(strata.reduce(-.infinity) { logSum($0, logShare($1, index)) })
    }
    fit(stratum.members, near: point)
    return true
  }

  /// The toys of the first stratum have these random numbers; smaller ones belong to the goodness of fit.
  private static var firstStream: Int { 2 }

  private mutating func addOutcomes(_ generator: ToyGenerator, near point: [Double]) {
    guard var counted = outcomes else { return }
    let before = counted.add(at: generator.hypothesis, of: problem.measuredData)
    outcomes = counted
    guard counted.all.count > before else { return }
    history.append(generator.hypothesis.logDensity(of: problem.measuredData))
    if strata.isEmpty {
      strata.append(Stratum(generator: generator, members: 0..<0, stream: 0))
    }
    for events in counted.all[before...] { data.append(generator.counting(events).data) }
    fit(before..<counted.all.count, near: point)
  }

  /// The name of all work on the toys that are there.
  var work: String { "\(label) \(history)" }

  /// ln np of one stratum.
  private func logShare(_ stratum: Stratum, _ index: Int) -> Double {
    log(Double(stratum.members.count)) + stratum.generator.hypothesis.logDensity(of: data[index])
  }

  private mutating func fit(_ members: Range<Int>, near point: [Double]) {
    let (toys, fitter, function) = (problems, fitter, function)
    minima += run.map("\(work): minima \(members) near \(point)", members.count) { number -> ToyMinimum? in
      fitter.minimum(of: toys(members.lowerBound + number), near: [point]).map {
        ToyMinimum($0, of: function)
      }
    }
  }

  /// The problem that observes one of the toys, made anew each time: many whole problems would fill the memory.
  var problems: @Sendable (_ member: Int) -> Problem {
    let (problem, run, strata, outcomes) = (problem, run, strata, outcomes)
    return { member in
      if let outcomes { return problem.observing(strata[0].generator.counting(outcomes.all[member])) }
      let stratum = strata[strata.lastIndex { $0.members.lowerBound <= member } ?? 0]
      var random = run.random(stratum.stream, member - stratum.members.lowerBound)
      return problem.observing(stratum.generator.draw(using: &random))
    }
  }
}

/// The best fit of a toy.
struct ToyMinimum: Sendable, Codable {
  let value: Double
  @Packed private(set) var point: [Double]
  /// The quantity there.
  let quantity: Double

  init(_ minimum: Minimum, of quantity: some DifferentiableFunction) {
    (value, point, self.quantity) = (minimum.value, minimum.point, quantity.value(at: minimum.point.span))
  }
}

/// ln(eᵃ + eᵇ).
private func logSum(_ a: Double, _ b: Double) -> Double {
  let (larger, smaller) = (max(a, b), min(a, b))
  return larger == -.infinity ? larger : larger + log1p(exp(smaller - larger))
}
