import CNLopt

/// An equality that a minimisation must obey: `function` = `target`.
final class Equality {
  let function: Evaluation
  let target: Double

  init(_ function: Evaluation, equals target: Double) {
    self.function = function
    self.target = target
  }
}

/// One call of NLopt.
struct NLoptRun {
  let algorithm: Algorithm
  let local: Algorithm
  let tolerances: Tolerances
  let maximumEvaluations: Int
  let population: Int
  let seed: UInt64

  /// How the call ended, where it is of consequence; the point is the evaluation's best.
  enum Outcome: Equatable {
    case ended(point: [Double])
    case evaluationLimit(point: [Double])
    case failed(String)
  }

  /// Minimises from a scaled point.
  func minimize(_ objective: Evaluation, equality: Equality? = nil, from start: [Double]) -> Outcome {
    let box = objective.box
    guard let problem = nlopt_create(algorithm.nlopt, UInt32(box.dimension)) else {
      return .failed("NLopt could not set up \(algorithm)")
    }
    defer { nlopt_destroy(problem) }
    nlopt_set_lower_bounds(problem, box.scaledLower)
    nlopt_set_upper_bounds(problem, box.scaledUpper)
    nlopt_set_min_objective(problem, evaluateForNLopt, Unmanaged.passUnretained(objective).toOpaque())
    setStops(of: problem, global: algorithm.isGlobal, dimension: box.dimension)
    if let equality {
      let code = nlopt_add_equality_constraint(
        problem, evaluateResidualForNLopt, Unmanaged.passUnretained(equality).toOpaque(), 1e-9)
      if code.rawValue < 0 { return .failed("\(algorithm) takes no equality constraint") }
    }
    if algorithm.needsLocal {
      guard let subsidiary = nlopt_create(local.nlopt, UInt32(box.dimension)) else {
        return .failed("NLopt could not set up \(local)")
      }
      defer { nlopt_destroy(subsidiary) }
      setStops(of: subsidiary, global: false, dimension: box.dimension)
      nlopt_set_local_optimizer(problem, subsidiary)
    }
    nlopt_set_population(problem, UInt32(clamping: population))
    nlopt_srand(UInt(truncatingIfNeeded: seed))
    var point = start
    var value = 0.0
    let code = withExtendedLifetime((objective, equality)) { nlopt_optimize(problem, &point, &value) }
    switch code {
    case NLOPT_MAXEVAL_REACHED: return .evaluationLimit(point: point)
    case NLOPT_INVALID_ARGS, NLOPT_OUT_OF_MEMORY, NLOPT_FORCED_STOP:
      let message = nlopt_get_errmsg(problem).map { String(cString: $0) }
      return .failed(message ?? "\(algorithm): \(words(for: code))")
    default: return .ended(point: point)
    }
  }

  private func setStops(of problem: nlopt_opt, global: Bool, dimension: Int) {
    nlopt_set_maxeval(problem, Int32(clamping: maximumEvaluations))
    // a global search has no sense of having arrived: it spends its evaluations
    guard !global else { return }
    nlopt_set_ftol_abs(problem, tolerances.value)
    nlopt_set_ftol_rel(problem, tolerances.value)
    nlopt_set_xtol_abs1(problem, tolerances.point)
  }

  private func words(for code: nlopt_result) -> String {
    switch code {
    case NLOPT_INVALID_ARGS: algorithm.isAvailable ? "not for this problem" : "not in this build of NLopt"
    case NLOPT_OUT_OF_MEMORY: "out of memory"
    default: "stopped by force"
    }
  }
}

private func evaluateForNLopt(
  count: UInt32, point: UnsafePointer<Double>?, gradient: UnsafeMutablePointer<Double>?,
  context: UnsafeMutableRawPointer?
) -> Double {
  guard let context else { return .infinity }
  return Unmanaged<Evaluation>.fromOpaque(context).takeUnretainedValue().evaluate(
    UnsafeBufferPointer(start: point, count: Int(count)),
    gradient: gradient.map { UnsafeMutableBufferPointer(start: $0, count: Int(count)) })
}

private func evaluateResidualForNLopt(
  count: UInt32, point: UnsafePointer<Double>?, gradient: UnsafeMutablePointer<Double>?,
  context: UnsafeMutableRawPointer?
) -> Double {
  guard let context else { return .infinity }
  let equality = Unmanaged<Equality>.fromOpaque(context).takeUnretainedValue()
  let value = equality.function.evaluate(
    UnsafeBufferPointer(start: point, count: Int(count)),
    gradient: gradient.map { UnsafeMutableBufferPointer(start: $0, count: Int(count)) })
  return value - equality.target
}
