/// All values of a quantity whose profile stays within a threshold of the minimum: intervals apart from one another.
public struct ConfidenceRegion: Sendable {
  /// The interval around the best fit first, then the others, ascending.
  public let pieces: [ConfidenceInterval]

  /// The interval around the best fit.
  public var main: ConfidenceInterval { pieces[0] }

  /// From the outermost end on one side to that on the other: what limits are read off from, since a value that some
  /// minimum allows is not excluded.
  public var hull: ConfidenceInterval {
    let lowest = pieces.min { $0.lowerEnd.quantity < $1.lowerEnd.quantity } ?? main
    let highest = pieces.max { $0.upperEnd.quantity < $1.upperEnd.quantity } ?? main
    return ConfidenceInterval(
      bestFit: main.bestFit, threshold: main.threshold, lowerEnd: lowest.lowerEnd,
      upperEnd: highest.upperEnd, isBestFitAtLowerEdge: main.isBestFitAtLowerEdge,
      isBestFitAtUpperEdge: main.isBestFitAtUpperEdge,
      lowerMinimum: pieces.compactMap(\.lowerMinimum).min { $0.value < $1.value },
      evaluations: pieces.reduce(0) { $0 + $1.evaluations })
  }

  /// Why the region must not be used; nil if it may.
  public var reason: String? { pieces.compactMap(\.reason).first }
}

extension ProfileLikelihood {
  /// The interval around the best fit in which the profile rises by at most `threshold`; see
  /// ``deltaChiSquared(confidence:degreesOfFreedom:)``. Pieces beyond a barrier are found by
  /// ``regions(thresholds:along:isCircle:threads:)``.
  public func interval(threshold: Double) -> ConfidenceInterval {
    precondition(threshold > 0, "an interval needs a threshold above 0")
    var search = IntervalSearch(profile: self, threshold: threshold, standardError: standardError)
    return search.interval()
  }

  /// The regions in which the profile rises by at most each of the `thresholds`, with every piece that is found along a
  /// curve, from a known minimum, or where the slopes of the curve tell of a minimum between two of its points.
  ///
  /// A piece narrower than the distance between two points of the curve can be missed if none of these shows it.
  ///
  /// - Parameter curve: points all over what the bounds allow; nil for a coarse one of its own.
  public func regions(
    thresholds: [Double], along curve: [ProfilePoint]? = nil, isCircle: Bool = false, threads: Int = 1
  ) -> [ConfidenceRegion] {
    precondition(thresholds.allSatisfy { $0 > 0 }, "an interval needs a threshold above 0")
    let reach = reach
    var course = course(
      along: curve, below: thresholds.max() ?? 0, in: reach, isCircle: isCircle, threads: threads)
    let standardError = standardError
    var regions: [Int: ConfidenceRegion] = [:]
    // what the search of one finds is of use for the next
    for index in thresholds.indices.sorted(by: { thresholds[$0] < thresholds[$1] }) {
      regions[index] = region(
        thresholds[index], &course, in: reach, isCircle: isCircle, standardError: standardError)
    }
    return thresholds.indices.compactMap { regions[$0] }
  }

  private func region(
    _ threshold: Double, _ course: inout ProfileCourse, in reach: QuantityReach, isCircle: Bool,
    standardError: Double?
  ) -> ConfidenceRegion {
    func piece(from start: ProfilePoint, _ standardError: Double?) -> ConfidenceInterval {
      var search = IntervalSearch(
        profile: self, threshold: threshold, from: start, along: course, reach: reach,
        standardError: standardError)
      let piece = search.interval()
      course = search.course
      return piece
    }
    let main = piece(from: atMinimum, standardError)
    var pieces = [main]
    // on a circle a piece may be met again a turn away
    let turn = isCircle ? reach.turn : 0
    func isKnown(_ lower: Double, _ upper: Double) -> Bool {
      pieces.contains { piece in
        let margin = 1e-7 * (piece.upperEnd.quantity - piece.lowerEnd.quantity)
        return [-turn, 0, turn].contains { shift in
          upper + shift >= piece.lowerEnd.quantity - margin
            && lower + shift <= piece.upperEnd.quantity + margin
        }
      }
    }
    let inside = course.points.filter {
      !$0.isExcluded && $0.value - minimum.value < threshold - 1e-6 * max(1, threshold)
    }
    for point in inside.sorted(by: { ($0.value, $0.quantity) < ($1.value, $1.quantity) })
    where !isKnown(point.quantity, point.quantity) {
      let found = piece(from: point, standardError)
      if !isKnown(found.lowerEnd.quantity, found.upperEnd.quantity) { pieces.append(found) }
    }
    return ConfidenceRegion(
      pieces: [main] + pieces.dropFirst().sorted { $0.lowerEnd.quantity < $1.lowerEnd.quantity })
  }

  /// The best fit as a point of the profile.
  var atMinimum: ProfilePoint {
    ProfilePoint(
      quantity: bestFit, value: minimum.value, point: minimum.point, slope: 0, stopReason: .converged,
      evaluations: 0)
  }

  /// The standard error of the quantity by linear propagation; nil where the Hessian gives none.
  var standardError: Double? {
    let covariance = Hessian(of: function, at: minimum, within: bounds).covariance
    let slope = quantity.valueAndGradient(at: minimum.point).gradient
    let variance = covariance?.variance(alongGradient: slope) ?? 0
    return variance > 0 ? variance.squareRoot() : nil
  }
}
