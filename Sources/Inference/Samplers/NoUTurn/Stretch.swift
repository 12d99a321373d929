/// A stretch of a trajectory, as far as one must remember it: its ends, its momenta added up, and one of its points
/// drawn with the weights exp(−energy).
///
/// "Begin" and "end" are in the order in which the stretch was made, forward or backward in time.
struct Stretch: Sendable {
  /// The momentum at the first point.
  var beginMomentum: [Double]
  /// The momentum at the last point.
  var endMomentum: [Double]
  /// The sum of the momenta of all points.
  var momentumSum: [Double]
  /// The numbers at the first point.
  var beginNumbers: [Double]
  /// The numbers at the last point.
  var endNumbers: [Double]
  /// The point drawn.
  var draw: PhasePoint
  /// ln of the sum of the points' weights, relative to where the trajectory set out.
  var logWeight = 0.0

  /// Room for a stretch.
  init(dimension: Int) {
    let zeros = [Double](repeating: 0, count: dimension)
    (beginMomentum, endMomentum, momentumSum) = (zeros, zeros, zeros)
    (beginNumbers, endNumbers) = (zeros, zeros)
    draw = PhasePoint(dimension: dimension)
  }

  /// Makes this the stretch of one point.
  mutating func restart(at point: PhasePoint, logWeight: Double) {
    beginMomentum.copy(point.momentum)
    endMomentum.copy(point.momentum)
    momentumSum.copy(point.momentum)
    beginNumbers.copy(point.numbers)
    endNumbers.copy(point.numbers)
    draw.copy(point)
    self.logWeight = logWeight
  }

  /// Exchanges begin and end.
  mutating func reverse() {
    swap(&beginMomentum, &endMomentum)
    swap(&beginNumbers, &endNumbers)
  }

  /// Appends the stretch that goes on from the end; false if the whole, or an end with the half next to it, turns
  /// back. What is left in `next` means nothing.
  ///
  /// The momentum at both ends must still point along the sum of all momenta: M. Betancourt, arXiv:1701.02434,
  /// appendix A.4.2. Also that of each half with the first point of the other, without which two halves may each
  /// swing half around unseen. On a circle, ends more than half a turn apart come closer again: that is turning
  /// back, too, and the only thing that ends a trajectory along which nothing changes.
  mutating func append(
    _ next: inout Stretch, takingItsDraw: Bool, on coordinates: [UnboundedCoordinate]
  ) -> Bool {
    // On whole, first half + 1, 1 + second half: six products in one loop.
    var (wholeAtBegin, wholeAtEnd) = (0.0, 0.0)
    var (firstAtBegin, firstAtEnd, secondAtBegin, secondAtEnd) = (0.0, 0.0, 0.0, 0.0)
    var isRoundCircle = false
    for index in coordinates.indices {
      let (first, second) = (momentumSum[index], next.momentumSum[index])
      let whole = first + second
      let (begin, lastOfFirst) = (beginMomentum[index], endMomentum[index])
      let (firstOfSecond, end) = (next.beginMomentum[index], next.endMomentum[index])
      wholeAtBegin += begin * whole
      wholeAtEnd += end * whole
      firstAtBegin += begin * (first + firstOfSecond)
      firstAtEnd += firstOfSecond * (first + firstOfSecond)
      secondAtBegin += lastOfFirst * (second + lastOfFirst)
      secondAtEnd += end * (second + lastOfFirst)
      momentumSum[index] = whole
      if case .circle(let cycle) = coordinates[index] {
        isRoundCircle =
          isRoundCircle || abs(next.endNumbers[index] - beginNumbers[index]) > cycle.turn / 2
      }
    }
    swap(&endMomentum, &next.endMomentum)
    swap(&endNumbers, &next.endNumbers)
    if takingItsDraw { swap(&draw, &next.draw) }
    logWeight = logSumOfExponentials(logWeight, next.logWeight)
    let goesOn =
      wholeAtBegin > 0 && wholeAtEnd > 0 && firstAtBegin > 0 && firstAtEnd > 0 && secondAtBegin > 0
      && secondAtEnd > 0
    return goesOn && !isRoundCircle
  }
}
