import Physics

/// What each constraint and each nuisance parameter does to a quantity: leaving one out, and moving one by its error.
public struct Impact: Sendable, Codable {
  /// The title of the fit.
  public let title: String
  /// The variant; nil for the fit as it stands.
  public let variant: String?
  /// Names all random numbers.
  public let seed: UInt64
  /// What a user should know before reading results.
  public let notes: [String]
  /// The quantity with all constraints.
  public let profile: ProfileResult
  /// χ² with all constraints.
  public let chiSquared: Double
  /// Each constraint left out, in the order of the fit file.
  public let constraints: [LeftOut]
  /// The nuisance parameters, those that move the quantity most first; those that do not move it are left out.
  public internal(set) var nuisances: [Moved]
  /// Why a number must not be used or is missing, a sentence each; empty if all are what they say.
  public let problems: [String]
  /// Whether everything was left out and moved; if not, what was done first is there.
  public let isFinished: Bool

  /// What moves the quantity by no more does not move it: a millionth of its 68.3 % interval, or of itself where that has no
  /// two ends.
  public var resolution: Double {
    let interval = profile.intervals.first
    let width = interval?.lower.flatMap { lower in interval?.upper.map { ($0 - lower).magnitude } }
    return 1e-6 * (width ?? profile.bestFit.magnitude)
  }

  /// The fit without one constraint.
  public struct LeftOut: Sendable, Codable {
    /// The constraint.
    public let constraint: String
    /// How much lower χ² is at the best fit without it.
    public let deltaChiSquared: Double
    /// How many measured numbers go with it.
    public let measuredNumbers: Int
    /// The quantity without it.
    public let profile: ProfileResult
    /// How far the best fit of the quantity moves.
    public let shift: Double
    /// Why none of it must be used; nil if the best fit is one.
    public let problem: String?
  }

  /// A nuisance parameter moved to either end of its 68.3 % interval, everything else fitted again.
  public struct Moved: Sendable, Codable {
    /// The nuisance parameter.
    public let parameter: Parameter
    /// (fitted − expected)/σ of its prior; nil of a flat one.
    public let pull: Double?
    /// The width of its interval over that of its prior; nil of a flat one.
    public let constrained: Double?
    /// How far the quantity moves with it at the lower end.
    public let shiftAtLower: Double
    /// The same at the upper end.
    public let shiftAtUpper: Double

    /// The larger of the two shifts.
    public var size: Double { max(shiftAtLower.magnitude, shiftAtUpper.magnitude) }
  }
}
