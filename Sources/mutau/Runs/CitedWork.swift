import GlobalFit
import Inference

/// What the numbers of a fit, or of a run, were made by.
struct CitedWork {
  private let fit: Fit
  /// Whether the posterior was sampled.
  private var isSampled = false
  /// How limits were made.
  private var limits: Set<Limit.Method> = []
  /// Whether draws of one posterior stand for others by weights.
  private var hasWeights = false
  /// GSL and NLopt with their versions: `GSL 2.7.1, NLopt 2.7.1, …`.
  private let libraries: String

  /// All that a fit file asks for, made by this program.
  init(of fit: Fit) {
    (self.fit, isSampled, libraries) = (fit, true, NumericalLibraries.versions)
    guard !fit.limits.isEmpty else { return }
    limits = Set(Limit.Method.allCases.filter { fit.toys > 0 || $0 != .toyCLs && $0 != .feldmanCousins })
  }

  /// What a run did, as far as it came and its result can be read.
  init(of run: StoredRun) {
    (fit, libraries) = (run.problem.fit, run.identity.libraries)
    guard let question = run.identity.question else {
      isSampled = true
      limits = Set((try? run.fitResult())?.limits.flatMap(\.limits).map(\.method) ?? [])
      hasWeights = run.comparison?.origins.contains { $0.way == .weights } ?? false
      return
    }
    guard Question.command(of: question) == .limit, let result = run.result,
      let answer = try? run.kept(Limits.self, in: result)
    else { return }
    limits = Set(answer.limits.map(\.method))
    isSampled = limits.contains(.posterior)
  }

  /// The methods and libraries, in the order in which a fit needs them.
  var methods: [CitedMethod] {
    var methods: [CitedMethod] = []
    let algorithms = [fit.minimize.algorithm, fit.minimize.polisher ?? .slsqp]
    if algorithms.contains(.slsqp) { methods.append(.slsqp) }
    if isSampled {
      switch fit.sample.sampler {
      case .nested: methods += [.nestedSampling, .pointProcesses, .mergedRuns]
      case .ensemble: methods += [.stretchMove, .differentialEvolution]
      case .nuts: methods.append(.noUTurn)
      }
    }
    if isSampled && fit.sample.sampler == .nested || hasWeights { methods.append(.paretoSmoothing) }
    if isSampled { methods.append(.convergence) }
    if !limits.isDisjoint(with: [.asymptoticCLs, .toyCLs]) { methods.append(.signalConfidence) }
    if limits.contains(.asymptoticCLs) { methods.append(.asymptoticFormulae) }
    if limits.contains(.feldmanCousins) { methods.append(.unifiedIntervals) }
    let names = algorithms.reduce(into: [String]()) { if !$0.contains($1.name) { $0.append($1.name) } }
    return methods + [.nlopt(version(of: "NLopt"), algorithms: names), .gsl(version(of: "GSL"))]
  }

  /// The version of a library; nil of one that the run does not name.
  private func version(of library: String) -> String? {
    libraries.split(separator: ", ").first { $0.hasPrefix(library + " ") }.map {
      String($0.dropFirst(library.count + 1))
    }
  }
}
