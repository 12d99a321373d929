import Foundation
import Inference
import Physics
import Synchronization

/// Whether posteriors of simulated data contain the true values as often as they say.
///
/// True values are drawn from the prior, data from their distribution given these values, draws from the posterior of
/// these data. If model, likelihood and sampler fit together, a true value has a uniform rank among its draws (S. Talts
/// et al., arXiv:1804.06788), and so has every function of parameters and data (M. Modrák et al., arXiv:2211.02383).
///
/// The same holds of true values drawn from the posterior of the measured data, if the posterior is that of measured and simulated
/// data together (T. Säilynoja et al., arXiv:2502.03279).
public struct Calibration: Sendable, Encodable {
  /// The title of the fit.
  public let title: String
  /// The variant; nil for the fit as it stands.
  public let variant: String?
  /// Names all random numbers.
  public let seed: UInt64
  /// What a user should know before reading results.
  public let notes: [String]
  /// Where the true values come from.
  public let trueValues: TrueValues
  /// How often data were simulated.
  public let simulations: Int
  /// How many draws each true value was ranked among.
  public let draws: Int
  /// What it all says.
  public let verdict: Verdict
  /// The probability with which calibrated ranks of all quantities stay inside their bands.
  public let bandProbability: Double
  /// Where the p-value of one quantity's χ² raises an alarm: few enough do so by chance in all quantities together.
  public let alarmingPValue: Double
  /// What was drawn in place of a measured value where it is not a normal one.
  public let simulatedData: [SimulatedDatum]
  /// Points of the prior that were drawn again, for no data are possible there.
  public let redrawn: Int
  /// Simulations whose posterior did not converge: their ranks are missing in all quantities.
  public let unconverged: [Unconverged]
  /// Parameters, then predictions, then ln L; empty if nothing converged.
  public let quantities: [CalibratedQuantity]

  /// Where true values are drawn.
  public enum TrueValues: String, Sendable, Encodable, CaseIterable {
    /// From the prior: anywhere.
    case prior
    /// From the posterior of the measured data: where it matters.
    case posterior
  }

  /// What the ranks say.
  public enum Verdict: String, Sendable, Encodable {
    /// The ranks of all quantities are uniform.
    case calibrated
    /// Some are not.
    case notCalibrated = "not calibrated"
    /// Some posteriors did not converge: those that did are a choice that depends on the data.
    case notConclusive = "not conclusive"
  }

  /// How data of one constraint were drawn.
  public struct SimulatedDatum: Sendable, Encodable {
    /// The constraint's name.
    public let constraint: String
    /// The observables of the factor.
    public let observables: [Observable]
    /// What was drawn, in words.
    public let drawn: String
  }

  /// A simulation without ranks.
  public struct Unconverged: Sendable, Encodable {
    /// Its number, from 0.
    public let simulation: Int
    /// Which quantity missed the goal, and by how much.
    public let reason: String
  }
}

// MARK: - From ranks to a verdict

extension Calibration {
  /// The probability that a calibrated fit is called so by the bands of all quantities together, and by all χ².
  static let confidence = 0.999

  /// What came of one simulation.
  enum Outcome: Sendable, Codable {
    case ranks([Int], redrawn: Int)
    case unconverged(String, redrawn: Int)
  }

  init(
    _ outcomes: [Outcome], of problem: Problem, trueValues: TrueValues = .prior, draws: Int, seed: UInt64
  ) {
    self.trueValues = trueValues
    title = problem.fit.title
    variant = problem.variant
    self.seed = seed
    notes = problem.notes
    simulations = outcomes.count
    self.draws = draws
    bandProbability = Self.confidence
    simulatedData = problem.constraints.flatMap { constraint in
      constraint.factors.compactMap { factor in
        factor.simulation.map {
          SimulatedDatum(
            constraint: constraint.name, observables: factor.observables, drawn: $0)
        }
      }
    }
    var redrawn = 0
    var unconverged: [Unconverged] = []
    var ranks: [[Int]] = []
    for (simulation, outcome) in outcomes.enumerated() {
      switch outcome {
      case .ranks(let own, let count):
        ranks.append(own)
        redrawn += count
      case .unconverged(let reason, let count):
        unconverged.append(Unconverged(simulation: simulation, reason: reason))
        redrawn += count
      }
    }
    let targets =
      problem.free.map { CalibratedQuantity.Target.quantity(.parameter($0.parameter)) }
      + problem.fit.predictions.map { .quantity(.observable($0)) } + [.logLikelihood]
    self.redrawn = redrawn
    self.unconverged = unconverged
    // What must be unlikely for one quantity must be so for all together (Bonferroni).
    alarmingPValue = (1 - Self.confidence) / Double(targets.count)
    quantities = CalibratedQuantity.all(targets, ranks: ranks, draws: draws, falseAlarms: alarmingPValue)
    verdict =
      !unconverged.isEmpty
      ? .notConclusive : quantities.allSatisfy(\.isUniform) ? .calibrated : .notCalibrated
  }
}

// MARK: - Simulations

extension Problem {
  /// Simulates data `simulations` times, samples each posterior as the fit's `sample:` says, and ranks the true values
  /// among `draws` nearly independent draws.
  ///
  /// Each simulation has a stream of random numbers of its own: the result does not depend on the number of threads.
  ///
  /// - Parameter progress: told every now and then how many simulations are done; false asks to stop, and what is
  ///   returned then means nothing.
  /// - Throws: if no point of the prior allows data of one of the constraints.
  public func calibrate(
    simulations: Int, draws: Int, trueValues: Calibration.TrueValues = .prior, seed: UInt64,
    by workforce: Workforce,
    progress: (@Sendable (_ done: Int) -> Bool)? = nil
  ) throws(InputError) -> Calibration {
    let truths: [[Double]]?
    do throws(NoDraws) {
      truths =
        try trueValues == .prior ? nil : drawTrueValues(simulations, seed: seed) { progress?(0) ?? true }
    } catch {
      let outcome = Calibration.Outcome.unconverged("of the measured data: \(error.reason)", redrawn: 0)
      return Calibration(
        Array(repeating: outcome, count: simulations), of: self, trueValues: trueValues, draws: draws,
        seed: seed)
    }
    let finished = Counter()
    @Sendable func outcome(_ simulation: Int) throws(Unmeasurable) -> Calibration.Outcome {
      defer { finished.value.add(1, ordering: .relaxed) }
      // Who has asked to stop waits for no simulation that has not begun.
      guard progress?(finished.value.load(ordering: .relaxed)) ?? true else {
        return .unconverged("stopped", redrawn: 0)
      }
      var random = Random(seed: seed, stream: UInt64(simulation))
      let simulated =
        if let truths { try simulate(at: truths[simulation], using: &random) } else {
          try simulate(using: &random)
        }
      do throws(NoDraws) {
        let ranks = try simulated.ranks(draws: draws, using: &random) {
          progress?(finished.value.load(ordering: .relaxed)) ?? true
        }
        return .ranks(ranks, redrawn: simulated.redrawn)
      } catch {
        return .unconverged(error.reason, redrawn: simulated.redrawn)
      }
    }
    let found: [Calibration.Outcome?] = workforce.map(
      "\(trueValues.rawValue), \(draws) draws", simulations,
      keeping: { if case .ranks = $0 { true } else { false } }
    ) { try? outcome($0) }
    var outcomes: [Calibration.Outcome] = []
    for (simulation, known) in found.enumerated() {
      do throws(Unmeasurable) {
        if let known { outcomes.append(known) } else { outcomes.append(try outcome(simulation)) }
      } catch {
        throw error.refusal
      }
    }
    return Calibration(outcomes, of: self, trueValues: trueValues, draws: draws, seed: seed)
  }

  private func drawTrueValues(
    _ count: Int, seed: UInt64, isWanted: @escaping @Sendable () -> Bool
  ) throws(NoDraws) -> [[Double]] {
    var random = Random(seed: seed, stream: .max)
    return try nearlyIndependentDraws(count, seed: random.next(), isWanted: isWanted)
  }
}

/// Counts what several threads have finished.
private final class Counter: Sendable {
  let value = Atomic(0)
}

extension Unmeasurable {
  var refusal: InputError {
    let place = constraint.measurements.first
    let names = observables.map(\.rawValue).joined(separator: ", ")
    return InputError(
      file: place?.file ?? constraint.name, line: place?.line ?? 0, column: 1,
      problem:
        "data of '\(constraint.name)' cannot be simulated: no point of the prior predicts a value of \(names) "
        + "at which this density is not zero")
  }
}
