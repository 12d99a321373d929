extension HeldDescent {
  /// The start inside the bounds and on what is held, with the curvature known there taken over.
  func started(_ start: [Double], _ known: [Double]) -> HeldMinimum {
    let count = free.count
    if known.count == count * count {
      for i in known.indices { curvature[i] = known[i] }
      factor.forget()
      soften()
    } else {
      softenByRange()
    }
    let direct = inside(start).map { evaluated($0) } ?? unreached(start)
    guard !quantities.isEmpty, known.count == count * count else { return direct }
    let other = predicted(from: clamped(start)).map { evaluated($0) }
    return other.map { $0.value < direct.value ? $0 : direct } ?? direct
  }

  /// The start moved inside the bounds and onto what is held; nil if there is no way there.
  func inside(_ start: [Double]) -> HeldPlace? {
    let point = clamped(start)
    return quantities.isEmpty ? HeldPlace(point: point) : restored(point)
  }

  /// The start moved inside the bounds, with the held coordinates put in.
  private func clamped(_ start: [Double]) -> [Double] {
    var point = start
    if !targets.isEmpty {
      for (axis, target) in zip(axes, targets) {
        if case .coordinate(let index) = axis { point[index] = target }
      }
    }
    for (i, index) in free.enumerated() { point[index] = min(max(point[index], lower[i]), upper[i]) }
    return point
  }

  /// What the function is at a place, and how it slopes.
  func evaluated(_ place: HeldPlace) -> HeldMinimum {
    evaluations += 1
    var gradient = [Double](repeating: 0, count: dimension)
    var slopes = gradient.mutableSpan
    var value = function.valueAndGradient(place.point, &slopes)
    if !value.isFinite || !gradient.allSatisfy(\.isFinite) { value = .infinity }
    var end = HeldMinimum(
      point: place.point, held: held(at: place.point), value: value, gradient: gradient)
    end.normals = place.normals
    return end
  }

  /// A point that is not allowed.
  func unreached(_ point: [Double]) -> HeldMinimum {
    HeldMinimum(
      point: point, held: held(at: point), value: .infinity,
      gradient: [Double](repeating: 0, count: point.count), isReached: false)
  }

  private func held(at point: [Double]) -> [Double] {
    guard targets.isEmpty else { return targets }
    return axes.map { $0.value(at: point) }
  }
}

/// A point where the held quantities have their values, and the gradients of those that are no coordinates, one after the
/// other.
struct HeldPlace {
  var point: [Double]
  var normals: [Double] = []
}
