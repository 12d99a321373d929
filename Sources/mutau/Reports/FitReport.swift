import Foundation
import GlobalFit
import Physics
import Typesetting

/// A fit as text: the verdict first, then what one would quote, then what it rests on.
struct FitReport {
  private let result: FitResult
  private let problem: Problem

  init(_ result: FitResult, of problem: Problem) {
    self.result = result
    self.problem = problem
  }

  var document: Document {
    Document([
      Self.verdict(warnings), Self.header(problem, seed: result.seed),
      BestFitReport(
        result.bestFit, of: problem, toys: result.goodnessOfFit, resolution: result.resolution
      ).document,
      result.goodnessOfFit.map { ToysReport($0, of: problem).body } ?? Document(), profiles,
      Document(result.planes.map { ProfilePlaneReport($0).document }),
      PosteriorReport(result.posterior).document,
      LimitsReport(result.profiles, posterior: result.posterior).document,
      Document(result.limits.map { LimitMethodsReport($0, of: problem).body }),
    ])
  }

  /// What did not converge, a line each, with what to do about it below; they come first.
  var warnings: [String] {
    let fit = problem.fit
    var lines = Self.warnings(result.bestFit, of: fit)
    lines += Self.warnings(result.profiles, of: fit)
    let planes = result.planes.compactMap { plane in
      plane.problem.map {
        "NOT CONVERGED: the profile over \(plane.x.quantity.name) and \(plane.y.quantity.name) (\($0))"
      }
    }
    lines += Advice.below(planes, Advice.onFits(of: fit))
    let limits = result.limits.flatMap { limits in
      limits.problems.map { "NOT CONVERGED: the limits on \(limits.quantity.name) (\($0))" }
    }
    lines += Advice.below(limits, Advice.onLimits(of: fit))
    let toys = [result.goodnessOfFit?.problem].compactMap(\.self).map { "NOT CONVERGED: the toys (\($0))" }
    lines += Advice.below(toys, Advice.onFits(of: fit))
    return lines + Self.warnings(result.posterior)
  }

  /// Warnings as a document.
  static func verdict(_ warnings: [String]) -> Document {
    var document = Document()
    for warning in warnings { document.warn(warning) }
    return document
  }

  /// Why there is no best fit, and what to do; nothing where there is one.
  static func warnings(_ best: BestFit, of fit: Fit) -> [String] {
    best.isConverged
      ? [] : ["NOT CONVERGED: the minimiser (\(best.search))", Advice.onBestFit(best, of: fit)]
  }

  /// A line for each profile that failed, and what to do.
  static func warnings(_ profiles: [ProfileResult], of fit: Fit) -> [String] {
    let failed = profiles.compactMap { profile in
      profile.problem.map { "NOT CONVERGED: the profile of \(profile.quantity.name) (\($0))" }
    }
    return Advice.below(failed, Advice.onFits(of: fit))
  }

  /// Why the draws must not be used: the first reasons, how many more there are, and what to do.
  static func warnings(_ posterior: PosteriorSummary) -> [String] {
    let shown = 3
    let more = posterior.problems.count - shown
    let reasons =
      posterior.problems.prefix(shown).map { "NOT CONVERGED: the sampler (\($0))" }
      + (more > 0 ? ["NOT CONVERGED: the sampler (and \(more) more quantities)"] : [])
    return Advice.below(reasons, Advice.onDraws(posterior))
  }

  static func header(_ problem: Problem, seed: UInt64) -> Document {
    let details = "\(problem.size), seed \(seed)"
    var document = Document()
    document.title(problem.fit.title + (problem.variant.map { ", variant \($0)" } ?? ""), details)
    for note in problem.notes { document.note(note) }
    return document
  }

  private var profiles: Document {
    result.profiles.isEmpty ? Document() : ProfileReport(result.profiles).document
  }
}

/// `1 parameter`, `2 parameters`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

extension Problem {
  /// The model, and how much is fitted to how much.
  var inWords: String { "the Z′ of L_μ − L_τ (\(fit.parametrisation.rawValue)): \(size)" }

  /// `2 parameters and 1 nuisance parameter, 6 constraints (12 measured numbers)`.
  var size: String {
    let parameters = free.count { !$0.isNuisance }
    let nuisances = free.count - parameters
    return counted(parameters, "parameter")
      + (nuisances > 0 ? " and \(counted(nuisances, "nuisance parameter"))" : "")
      + ", \(counted(constraints.count, "constraint")) (\(numbersInWords))"
  }

  /// What χ² is a sum over: `12 measured numbers and 1 prior of a nuisance parameter`.
  var numbersInWords: String {
    let measured = counted(measuredNumbers - auxiliaryMeasurements, "measured number")
    guard auxiliaryMeasurements > 0 else { return measured }
    return measured
      + " and \(auxiliaryMeasurements) informative prior\(auxiliaryMeasurements == 1 ? "" : "s")"
  }
}
