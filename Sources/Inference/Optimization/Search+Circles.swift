import Foundation

// Where coordinates lie on circles, and moduli at zero leave no way down to be seen.

extension Search {
  /// Turns a coordinate on a circle to where the way down is open: true if there is such a place.
  ///
  /// In polar coordinates a modulus of zero is an edge, and whether the function falls from there depends on the phase,
  /// which has no effect itself while the modulus is zero.
  mutating func turnRound(_ function: some DifferentiableFunction) -> Bool {
    let (circles, edges) = (circles, edges)
    guard !circles.isEmpty, !edges.isEmpty else { return false }
    let value = function.value(at: point)
    let size = Tolerances.size(of: value)
    for index in circles {
      for part in [0.25, 0.5, 0.75] {
        var turned = point
        turned[index] += part * ranges[index].turn
        let there = function.valueAndGradient(at: turned)
        evaluations += 1
        guard (there.value - value).magnitude < 1e-9 * size else { break }
        let isOpen = edges.contains { edge in
          let slope = there.gradient[edge] * ranges[edge].turn
          return point[edge] == bounds[edge].lowerBound ? slope < -1e-4 * size : slope > 1e-4 * size
        }
        if isOpen {
          point = turned
          return true
        }
      }
    }
    return false
  }

  /// Leaves a corner where several moduli are zero, if that leads lower: true if it does.
  ///
  /// Their products fall with the phases they should have, but each slope is zero as long as the other is: neither a
  /// slope nor a curvature along an edge shows the way.
  mutating func leaveCorner(_ function: some DifferentiableFunction) -> Bool {
    let (here, value) = (point, function.value(at: point))
    let size = Tolerances.size(of: value)
    let slopes = function.valueAndGradient(at: here).gradient
    let loose = edges.filter { (slopes[$0] * ranges[$0].turn).magnitude < 1e-6 * size }
    guard !circles.isEmpty, loose.count > 1 else { return false }
    let free = circles.filter { index in
      var turned = here
      turned[index] += 0.25 * ranges[index].turn
      evaluations += 1
      return (function.value(at: turned) - value).magnitude < 1e-9 * size
    }
    var lowest = (point: here, value: value)
    for (number, cube) in lowDiscrepancyPoints(64, dimension: bounds.count, seed: minimizer.seed).enumerated()
    {
      var trial = here
      for index in free { trial[index] = ranges[index].number(at: cube[index]) }
      // a tenth of the range, a hundredth, …: stiff directions bear no more
      let reach = pow(0.1, Double(1 + number % 4))
      for index in loose {
        let inside = reach * cube[index]
        trial[index] = ranges[index].number(at: here[index] == ranges[index].lowerBound ? inside : 1 - inside)
      }
      let there = function.value(at: trial)
      evaluations += 1
      if there < lowest.value { lowest = (trial, there) }
    }
    guard lowest.value < value else { return false }
    let creasesHere = (creases, creaseGradient)
    point = lowest.point
    let ended = descend(function)
    if ended.stop.converged, function.value(at: point) < value - 1e-6 * size { return true }
    point = here
    (creases, creaseGradient) = creasesHere
    return false
  }

  /// The coordinates on circles.
  private var circles: [Int] { bounds.indices.filter { bounds[$0] != ranges[$0] } }

  /// The coordinates that lie on a bound.
  private var edges: [Int] {
    bounds.indices.filter {
      bounds[$0].lowerBound < bounds[$0].upperBound
        && (point[$0] == bounds[$0].lowerBound || point[$0] == bounds[$0].upperBound)
    }
  }
}
