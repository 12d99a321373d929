/// A profile likelihood over two quantities on a rectangular grid.
public struct ProfileGrid: Sendable {
  /// The values of the first quantity, ascending.
  public let x: [Double]
  /// The values of the second quantity, ascending.
  public let y: [Double]
  /// What was found at each point of the grid; that at (x[i], y[j]) has number i · y.count + j.
  let minima: [HeldMinimum]
  /// How often the function was evaluated.
  public let evaluations: Int

  /// The lowest value of the function where the quantities are `x[column]` and `y[row]`; +∞ where it is not defined, or no
  /// point has these values.
  public func value(_ column: Int, _ row: Int) -> Double { minima[column * y.count + row].value }

  /// How many points did not converge, of those whose value lies below a limit.
  public func unconvergedCount(below limit: Double = .infinity) -> Int {
    minima.count { !$0.isConverged && $0.value < limit }
  }

  /// The lowest value on the grid; nil if the function is defined nowhere on it.
  public var lowest: Double? { minima.map(\.value).filter(\.isFinite).min() }
}
