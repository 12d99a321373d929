import Foundation
import Inference
import Physics

/// One-sided limits on a quantity, method beside method.
public struct Limits: Sendable, Codable {
  /// The title of the fit.
  public let title: String
  /// The variant; nil for the fit as it stands.
  public let variant: String?
  /// Names all random numbers.
  public let seed: UInt64
  /// What a user should know before reading results.
  public let notes: [String]
  /// The quantity.
  public let quantity: Quantity
  /// Its unit, empty for a pure number.
  public let unit: String
  /// The confidence level.
  public let level: Double
  /// The quantity at the best fit.
  public let bestFit: Double
  /// The edge of what the priors allow at which the best fit sits, if it does.
  public let edge: BestFit.Edge?
  /// χ² at the best fit.
  public let chiSquared: Double
  /// How the search of the best fit ended.
  public let search: String
  /// The quantity in the Standard Model; nil where it has none.
  public let standardModel: Double?
  /// The limits, side after side.
  public let limits: [Limit]
  /// Why a number must not be used or is missing, one sentence each; empty if all are what they say.
  public let problems: [String]
  /// Whether every limit that was asked for is there; if not, those that were known first are.
  public let isFinished: Bool
}

/// A limit on one side by one method.
public struct Limit: Sendable, Codable {
  /// Where allowed values end.
  public enum Side: String, Sendable, Codable, CaseIterable {
    case lower, upper

    /// Whether data whose best fit is `best` do not speak against `place`: it lies there or beyond.
    func isBeyond(_ best: Double, _ place: Double) -> Bool { self == .upper ? best >= place : best <= place }
  }

  /// How a limit is made.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// The rise of χ² by 4, as the paper's 2σ.
    case twoSigma = "Δχ² = 4"
    /// The end of the two-sided interval at the level, by Wilks.
    case twoSided = "Δχ², two-sided"
    /// One-sided at the level: also the threshold of a parameter on its bound (Chernoff).
    case oneSided = "Δχ², one-sided"
    /// CLs with q̃, for large samples.
    case asymptoticCLs = "CLs, asymptotic"
    /// CLs with q̃, by toys.
    case toyCLs = "CLs, toys"
    /// The end of the unified interval by toys.
    case feldmanCousins = "Feldman-Cousins"
    /// A quantile of the posterior.
    case posterior

    /// Whether it takes no more than fits of the measured and of the expected data.
    public var isQuick: Bool {
      switch self {
      case .twoSigma, .twoSided, .oneSided, .asymptoticCLs: true
      case .toyCLs, .feldmanCousins, .posterior: false
      }
    }
  }

  /// Where allowed values end.
  public let side: Side
  /// How the limit was made.
  public let method: Method
  /// The limit; nil if there is none inside the priors.
  public let value: Double?
  /// Its statistical error: of toys, or of draws; nil where there is none.
  public let error: Double?
  /// The rise of χ² at the limit.
  public let deltaChiSquared: Double?
  /// How many toys were drawn in all, or outcomes of counts summed; nil without toys.
  public let toys: Int?
  /// The prior of a posterior.
  public let prior: String?
  /// What a reader should know.
  public let remark: String
  /// Why the limit must not be used, or could not be had; nil if it is what it says.
  public var problem: String?

  /// Whether the remark says that the method does not hold here.
  public var isDoubtful: Bool { remark.contains(Self.doubt) }

  /// How such a remark says so.
  static let doubt = "NOT TO BE TRUSTED"

  init(
    _ side: Side, _ method: Method, _ value: Double?, error: Double? = nil, deltaChiSquared: Double? = nil,
    toys: Int? = nil, prior: String? = nil, remark: String
  ) {
    (self.side, self.method, self.value, self.error) = (side, method, value, error)
    (self.deltaChiSquared, self.toys, self.prior, self.remark) = (deltaChiSquared, toys, prior, remark)
  }
}

/// What limits to make.
public struct LimitSettings: Sendable {
  /// The confidence level, above ½.
  public var level: Double
  /// The sides.
  public var sides: [Limit.Side]
  /// Toys at each place; 0 for none.
  public var toys: Int
  /// How they are made.
  public var methods: Set<Limit.Method>

  /// Whether to sample posteriors.
  public var hasPosterior: Bool {
    get { methods.contains(.posterior) }
    set { if newValue { methods.insert(.posterior) } else { methods.remove(.posterior) } }
  }

  /// Limits at a level above ½.
  public init(
    level: Double = 0.95, sides: [Limit.Side] = Limit.Side.allCases, toys: Int = 1000,
    methods: Set<Limit.Method> = Set(Limit.Method.allCases), hasPosterior: Bool = true
  ) {
    precondition(level > 0.5 && level < 1, "A limit has a confidence level between 1/2 and 1")
    (self.level, self.sides, self.toys, self.methods) = (level, sides, toys, methods)
    if !hasPosterior { self.hasPosterior = false }
  }

  /// How many hypotheses toys are drawn at for each place.
  var hypotheses: Int {
    toys == 0 ? 0 : (methods.contains(.toyCLs) ? 2 : 0) + (methods.contains(.feldmanCousins) ? 1 : 0)
  }
}

extension Problem {
  /// What a limit can be set on: free parameters that are no phases, and everything predicted.
  public var limitedQuantities: [Quantity] {
    free.filter { !$0.isPeriodic }.map { .parameter($0.parameter) } + predictable.map { .observable($0) }
  }

  /// Limits on one of ``limitedQuantities``.
  ///
  /// - Parameters:
  ///   - progress: hears every now and then what is being done, and about which share of all is done; false asks to stop, and
  ///     what is returned then holds what was known before.
  ///   - known: hears of the limits as they come, the quick ones first.
  public func limits(
    on quantity: Quantity, settings: LimitSettings, seed: UInt64, by workforce: Workforce,
    progress: (@Sendable (_ doing: String, _ share: Double?) -> Bool)? = nil, known: ((Limits) -> Void)? = nil
  ) -> Limits {
    _ = progress?("best fit", nil)
    let bestFit = bestFit(seed: seed, by: workforce)
    let axis = ProfiledQuantity(quantity, of: self)
    func limits(along function: some DifferentiableFunction) -> Limits {
      LimitStudy(
        problem: self, quantity: quantity, function: function, value: { axis.value(at: $0) },
        bestFit: bestFit, settings: settings, seed: seed, workforce: workforce, told: progress
      ).limits(known: known)
    }
    return switch axis.function {
    case .coordinate(let index): limits(along: Coordinate(index, dimension: free.count))
    case .inverseScale(let function): limits(along: function)
    case .observable(let function): limits(along: function)
    }
  }
}
