extension RateTable {
  /// What a table claims: where its parabola is right, and where it may be used at all.
  public struct Validity: Sendable, Equatable {
    /// The largest g′ at which the parabola is the integral itself.
    public let exactCoupling: Double
    /// The largest g′ at which the table may be used; between the two it is a parabola in g′² and no more.
    public let largestCoupling: Double
    /// Whether its first row stands for every lighter Z′: the limit of no mass.
    public let hasMasslessLimit: Bool
    /// Whether it ends where a Z′ is a contact interaction.
    public let hasContactLimit: Bool

    /// What the tables of this program claim, unless told otherwise.
    public init(
      exactCoupling: Double = 1, largestCoupling: Double = 3, hasMasslessLimit: Bool = true,
      hasContactLimit: Bool = true
    ) {
      self.exactCoupling = exactCoupling
      self.largestCoupling = largestCoupling
      self.hasMasslessLimit = hasMasslessLimit
      self.hasContactLimit = hasContactLimit
    }
  }

  /// The masses for which it gives an answer, in GeV.
  public var masses: ClosedRange<Double> {
    (validity.hasMasslessLimit ? 0 : rows[0].mZPrime)...(validity.hasContactLimit
      ? .infinity : rows[rows.count - 1].mZPrime)
  }

  /// The values of a parameter for which it gives an answer; nil for a parameter that it does not ask for.
  public func range(of parameter: Parameter) -> ClosedRange<Double>? {
    switch parameter {
    case .gPrime: -validity.largestCoupling...validity.largestCoupling
    case .mZPrime: masses
    default: nil
    }
  }
}
