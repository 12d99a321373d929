import Foundation

// Steps as long as what is learned of the surroundings says.
extension MixtureDensity {
  /// Proposes a step as long as the normals are wide that describe the surroundings of a point; writes where it leads.
  ///
  /// Of a part of the density that chance picks, a component c is drawn by its probability p(c|x), and the step with c's covariance.
  /// It is accepted with the probability min(1, [π(y) p(c|y)] / [π(x) p(c|x)]), densities taken over the whitened numbers: with c
  /// held, a symmetric step of Metropolis' rule for π(x) p(c|x).
  ///
  /// - Returns: ln of what the ratio of the densities at the two points is to be multiplied by.
  func proposeStep(from point: [Double], into proposal: inout [Double], using random: inout Random) -> Double
  {
    let dimension = coordinates.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: dimension) { whitened in
      var logFactor = -whiten(point, into: whitened)
      let mixture = parts[random.index(below: parts.count)].mixture
      let before = mixture.logHeights(at: UnsafeBufferPointer(whitened))
      let chosen = Self.draw(before, using: &random)
      let component = mixture.components[chosen]
      let length = 2.38 / Double(dimension).squareRoot() * exp(-3 * random.uniform())
      let way = (0..<dimension).map { _ in length * random.normal() }
      for row in 0..<dimension {
        for column in 0...row { whitened[row] += component.lower[row * dimension + column] * way[column] }
      }
      let after = mixture.logHeights(at: UnsafeBufferPointer(whitened))
      logFactor += Self.logShare(of: chosen, in: after) - Self.logShare(of: chosen, in: before)
      logFactor += place(UnsafeBufferPointer(whitened), into: &proposal)
      return logFactor
    }
  }

  private static func logShare(of chosen: Int, in logHeights: [Double]) -> Double {
    let sum = logHeights.reduce(-Double.infinity, logarithmicSum)
    return logHeights[chosen] - sum
  }

  /// Draws one of several by ln of its share.
  private static func draw(_ logShares: [Double], using random: inout Random) -> Int {
    let highest = logShares.max() ?? 0
    let shares = logShares.map { exp($0 - highest) }
    var wanted = random.uniform() * shares.reduce(0, +)
    for (number, share) in shares.enumerated() {
      wanted -= share
      if wanted < 0 { return number }
    }
    return shares.count - 1
  }
}
