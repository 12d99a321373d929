import Inference
import Physics

/// Minima that the data cannot tell apart: of equal χ², with equal predictions of everything measured.
///
/// They lie along one flat valley, straight or curved, or a symmetry of the model leads from one to the other.
public struct MinimumClass: Sendable, Codable {
  /// χ² of the lowest member.
  public let chiSquared: Double
  /// How many starts ended in the class.
  public let starts: Int
  /// Parameter values at the lowest member.
  public let parameters: [Parameter: Double]
  /// The parameters that differ among the members, in the order of the fit file.
  public let varying: [Spread]

  /// What a parameter is among the members of a class.
  public struct Spread: Sendable, Codable {
    /// The parameter.
    public let parameter: Parameter
    /// Its least value; of a periodic parameter, where the shortest arc that holds all values begins.
    public let lower: Double
    /// Its greatest value, or where that arc ends.
    public let upper: Double
    /// Its values, where they are few and many starts ended at each; nil where they spread over a range.
    public let values: [Double]?

    private enum CodingKeys: String, CodingKey { case parameter = "name", lower, upper, values }
  }
}

extension Problem {
  /// Sorts minima, the lowest first, into classes: the members of one agree with its lowest in χ² within 10⁻³ and in
  /// every pull, those of nuisance parameters included, within 10⁻²: they predict the same of everything measured, in units of
  /// its error.
  func classes(of minima: [Minimum]) -> [MinimumClass] {
    var classes: [(pulls: [Double], members: [Minimum])] = []
    for minimum in minima {
      let own = allPulls(at: minimum.point)
      let home = classes.firstIndex { known in
        minimum.value - known.members[0].value < 1e-3
          && zip(known.pulls, own).allSatisfy { abs($0 - $1) < 1e-2 || $0 == $1 }
      }
      if let home { classes[home].members.append(minimum) } else { classes.append((own, [minimum])) }
    }
    return classes.map { MinimumClass($0.members, of: self) }
  }
}

extension MinimumClass {
  /// - Precondition: there is a member.
  fileprivate init(_ members: [Minimum], of problem: Problem) {
    let lowest = members[0]
    chiSquared = lowest.value
    starts = members.count
    parameters = Dictionary(
      uniqueKeysWithValues: zip(problem.free.map(\.parameter), problem.values(at: lowest.point)))
    varying = problem.free.indices.compactMap { index in
      Spread(members.map { $0.point[index] }, of: problem.free[index])
    }
  }
}

extension MinimumClass.Spread {
  /// The spread of coordinates; nil if they differ by less than a hundredth of the range.
  fileprivate init?(_ coordinates: [Double], of parameter: FreeParameter) {
    let bounds = parameter.density.bounds
    let resolution = 0.01 * bounds.turn
    var sorted = coordinates.sorted()
    if let cycle = parameter.cycle {
      // the arc begins after the widest gap
      let gaps = sorted.indices.map { index in
        index == 0 ? sorted[0] + cycle.turn - (sorted.last ?? 0) : sorted[index] - sorted[index - 1]
      }
      let widest = gaps.indices.max { gaps[$0] < gaps[$1] } ?? 0
      sorted = sorted[widest...] + sorted[..<widest].map { $0 + cycle.turn }
    }
    guard let first = sorted.first, let last = sorted.last, last - first > resolution else { return nil }
    func value(_ coordinate: Double) -> Double {
      let z = parameter.cycle?.wrapping(coordinate) ?? coordinate
      let support = parameter.prior.support
      return min(max(parameter.density.scale.value(at: z), support.lowerBound), support.upperBound)
    }
    var distinct = [first]
    for coordinate in sorted where coordinate - distinct[distinct.count - 1] > resolution {
      distinct.append(coordinate)
    }
    self.init(
      parameter: parameter.parameter, lower: value(first), upper: value(last),
      values: distinct.count <= 4 && coordinates.count >= 3 * distinct.count ? distinct.map(value) : nil)
  }
}
