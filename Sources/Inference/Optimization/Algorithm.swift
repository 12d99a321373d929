import CNLopt

/// An NLopt algorithm, known by its NLopt name: `LD_SLSQP`, `GN_DIRECT_L`, …
///
/// The first letter says Global or Local, the second whether Derivatives are used (D) or not (N). Names that
/// NLopt offers but this build of it cannot run decode too; ``Minimizer`` then refuses with the reason.
public struct Algorithm: Sendable, Hashable, CustomStringConvertible {
  /// NLopt's name, without the `NLOPT_` in front.
  public let name: String
  let raw: UInt32

  /// The algorithm of this NLopt name, or nil if there is none; ``allNames`` has the right spellings.
  public init?(name: String) {
    let raw = nlopt_algorithm_from_string(name)
    guard raw.rawValue < NLOPT_NUM_ALGORITHMS.rawValue else { return nil }
    self.init(raw: raw)
  }

  private init(raw: nlopt_algorithm) {
    self.raw = raw.rawValue
    name = String(cString: nlopt_algorithm_to_string(raw))
  }

  /// Sequential quadratic programming; also obeys equality constraints.
  public static let slsqp = Algorithm(raw: NLOPT_LD_SLSQP)
  /// Quadratic models without derivatives, inside bounds.
  public static let bobyqa = Algorithm(raw: NLOPT_LN_BOBYQA)
  /// Nelder and Mead's simplex, without derivatives.
  public static let simplex = Algorithm(raw: NLOPT_LN_NELDERMEAD)

  /// Every name that decodes, in NLopt's order.
  public static let allNames: [String] = (0..<NLOPT_NUM_ALGORITHMS.rawValue).map {
    Algorithm(raw: nlopt_algorithm(rawValue: $0)).name
  }

  /// Searches the whole box rather than descending from the start.
  public var isGlobal: Bool { name.hasPrefix("G") }
  /// Asks for gradients itself; a global method whose ``needsLocal`` method does is not counted.
  public var needsGradient: Bool { name.hasPrefix("LD_") || name.hasPrefix("GD_") }
  /// Works through a second, local algorithm.
  public var needsLocal: Bool { name.contains("MLSL") || name.contains("AUGLAG") }
  /// Every bound must be finite.
  public var needsFiniteBounds: Bool { isGlobal }
  /// The numbers of free coordinates it works in.
  public var dimensions: ClosedRange<Int> {
    if name == "GN_AGS" { return 1...10 }
    return ["LN_BOBYQA", "LN_NEWUOA", "LN_NEWUOA_BOUND", "LN_PRAXIS"].contains(name)
      ? 2...Int.max : 1...Int.max
  }

  /// Whether this build of NLopt can run it: Nocedal's code is in none, STOGO and AGS only in one with C++.
  public var isAvailable: Bool {
    guard let problem = nlopt_create(nlopt, 2) else { return false }
    defer { nlopt_destroy(problem) }
    nlopt_set_lower_bounds1(problem, -1)
    nlopt_set_upper_bounds1(problem, 1)
    nlopt_set_maxeval(problem, 1)
    let slope: nlopt_func = { _, point, gradient, _ in
      gradient?[0] = 1
      gradient?[1] = 0
      return point?[0] ?? 0
    }
    nlopt_set_min_objective(problem, slope, nil)
    if needsLocal, let local = nlopt_create(NLOPT_LN_COBYLA, 2) {
      nlopt_set_local_optimizer(problem, local)
      nlopt_destroy(local)
    }
    var point = [0.5, 0.5]
    var value = 0.0
    return nlopt_optimize(problem, &point, &value) != NLOPT_INVALID_ARGS
  }

  /// NLopt's name.
  public var description: String { name }

  var nlopt: nlopt_algorithm { nlopt_algorithm(rawValue: raw) }
}
