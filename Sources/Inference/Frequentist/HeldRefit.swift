extension Minimizer {
  /// The lowest end of quick descents with a quantity held: for many sets of data like one another.
  ///
  /// Where it is asked whether the lowest value is at least `enough`, any point below is proof, and ends the search. Valleys
  /// are left as soon as their floor is reached and thrice what the second-order model still promises does not lead below;
  /// for the lowest end of all such a model is made anew. Without that question the lowest end is believed with a
  /// curvature worked out there, and where that fails verified like any other minimum.
  ///
  /// - Parameter starts: the most promising ones first.
  public func refit(
    _ function: some DifferentiableFunction, where quantity: some DifferentiableFunction,
    equals target: Double, from starts: [HeldStart], below enough: Double = -.infinity,
    within bounds: [ClosedRange<Double>]
  ) -> HeldEnd? {
    func descent(tolerance: Double) -> HeldDescent {
      let descent = HeldDescent(
        function, along: [HeldAxis(quantity)], within: bounds, tolerance: tolerance)
      descent.hold(at: [target])
      return descent
    }
    let (fine, coarse) = (descent(tolerance: 1e-9), descent(tolerance: 0.1))
    let isAsked = enough > -.infinity
    var best: (end: HeldMinimum, start: Int)?
    for (number, start) in starts.enumerated() {
      var ceiling = isAsked ? enough : .infinity
      if let best { ceiling = min(ceiling, best.end.value - 1e-7 * Tolerances.size(of: best.end.value)) }
      var end: HeldMinimum
      let known = start.isMinimum ? fine.curvature(at: start.point) : start.curvature
      if start.isMinimum, !isAsked {
        end = fine.descend(from: start.point, curvature: known, until: enough)
      } else {
        // down to the floor of a valley first: what is promised from afar says little
        end = coarse.descend(from: start.point, curvature: known, until: enough)
        if end.value < .infinity, !(end.value < enough) {
          end = fine.descend(from: end.point, curvature: end.curvature, below: ceiling, until: enough)
        }
      }
      if end.value < enough { return HeldEnd(end, start: number) }
      if end.value < best?.end.value ?? .infinity { best = (end, number) }
    }
    guard let best else { return nil }
    if isAsked {
      let again = fine.descend(from: best.end.point, below: enough, until: enough)
      // a descent that stopped for want of steps says nothing
      let isDecided =
        again.isConverged || again.value < enough
        || again.value - 3 * fine.propose(at: again, damping: 0) > enough
      if again.value < .infinity, isDecided { return HeldEnd(again, start: best.start) }
    }
    let again = fine.descend(from: best.end.point, verifying: true)
    if again.isConverged, again.value <= best.end.value + 1e-9 * Tolerances.size(of: best.end.value) {
      return HeldEnd(again, start: best.start)
    }
    let minimum =
      minimize(function, where: quantity, equals: target, from: [again.point], within: bounds)
      ?? minimize(function, where: quantity, equals: target, from: starts.map(\.point), within: bounds)
    return minimum.map { HeldEnd($0, start: best.start) }
  }
}

/// A place from which a minimum with a quantity held is sought.
public struct HeldStart: Sendable {
  let point: [Double]
  let curvature: [Double]
  /// Whether the function is lowest there without the condition.
  let isMinimum: Bool

  /// Any place, and the curvature of functions like the one asked about near it, as an end of a descent had it.
  public init(_ point: [Double], curvature: [Double] = []) {
    (self.point, self.curvature, isMinimum) = (point, curvature, false)
  }

  /// Where the function is lowest without the condition: from there the search goes the way on which it rises least.
  public init(minimum point: [Double]) {
    (self.point, curvature, isMinimum) = (point, [], true)
  }
}

/// The lowest point found where a quantity is held.
public struct HeldEnd: Sendable {
  /// The value there.
  public let value: Double
  /// Where.
  public let point: [Double]
  /// The curvature as the descent knew it; may be empty.
  public let curvature: [Double]
  /// Which of the starts led there.
  public let start: Int

  fileprivate init(_ end: HeldMinimum, start: Int) {
    (value, point, curvature, self.start) = (end.value, end.point, end.curvature, start)
  }

  fileprivate init(_ end: ProfilePoint, start: Int) {
    (value, point, curvature, self.start) = (end.value, end.point, [], start)
  }
}

extension HeldDescent {
  /// The curvature at a point where the function is lowest, whatever the held quantities are there.
  fileprivate func curvature(at point: [Double]) -> [Double] {
    softenByRange()
    differentiate(at: evaluated(HeldPlace(point: point, normals: normals(at: point).normals)))
    return Array(UnsafeBufferPointer(start: curvature, count: free.count * free.count))
  }
}
