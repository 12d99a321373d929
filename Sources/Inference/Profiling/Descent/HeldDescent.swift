/// Descends inside bounds while some quantities are held, with a curvature that may come from a neighbour.
///
/// Quasi-Newton steps on the coordinates that the bounds let move (Bertsekas 1982) with Powell's damped BFGS update
/// (Nocedal and Wright, Numerical Optimization, §18.3): ten gradients where a neighbour's end and curvature are a
/// good start, where ``Minimizer`` spends hundreds on verifying what it found. The curvature is worked out by
/// differences of the gradient where there is none to begin with, and again where the model proves to be wrong.
///
/// A held coordinate does not move. Any other held quantity is kept by steps along its surface, each brought back to it by
/// Newton's method; gradient and curvature are then those of the Lagrangian.
///
/// Not generic, so that its arithmetic is compiled for what it is; not shared between threads: it owns the memory that it
/// works in.
final class HeldDescent {
  /// The number of coordinates of a point.
  let dimension: Int
  /// The coordinates that are not held and have room.
  let free: [Int]
  /// Bounds of the free coordinates; none around a circle.
  let lower: [Double]
  let upper: [Double]
  /// What is held.
  let axes: [HeldAxis]
  /// The held quantities that are no coordinates, and their places among what is held.
  let quantities: [HeldQuantity]
  private let places: [Int]
  let function: HeldQuantity
  /// The decrease that is not worth a step.
  private let tolerance: Double
  /// What it is measured by.
  private let scale: DifferenceScale
  /// The most evaluations of one descent.
  private let limit: Int
  /// Evaluations of all descents, with or without gradient.
  var evaluations = 0
  /// The values at which everything is held; empty for those of a start.
  private(set) var targets: [Double] = []

  // n = free.count; vectors go over the free coordinates, curvature is n × n, row by row
  let curvature: UnsafeMutablePointer<Double>
  let factor: CurvatureFactor
  let step: UnsafeMutablePointer<Double>
  let image: UnsafeMutablePointer<Double>
  let scratch: UnsafeMutablePointer<Double>
  /// The function's slope at the point at hand, and the gradients of held quantities there one after the other.
  let slope: UnsafeMutablePointer<Double>
  let normal: UnsafeMutablePointer<Double>
  /// For each held quantity: how the point answers to its slope, over the moving coordinates.
  let response: UnsafeMutablePointer<Double>
  /// How much of a step back to a held quantity each coordinate takes.
  let softness: UnsafeMutablePointer<Double>
  /// The Lagrange multipliers of the held quantities as of the last step proposed: the slopes of the profile.
  let multipliers: UnsafeMutablePointer<Double>
  var moving: [Int] = []
  /// What is added to every stiffness of the model.
  var damping = 0.0
  /// After how many steps the curvature is worked out anew.
  private let patience = 20

  /// A descent that holds `axes` at what ``hold(at:)`` says.
  init(
    _ function: some DifferentiableFunction, along axes: [HeldAxis], within bounds: [ClosedRange<Double>],
    tolerance: Double = 1e-7, scale: DifferenceScale = .init(), limit: Int = 1_500
  ) {
    self.scale = scale
    self.function = HeldQuantity(function)
    dimension = function.dimension
    self.axes = axes
    self.tolerance = tolerance
    self.limit = limit
    let walls = function.unrolled(bounds)
    var held: [Int] = []
    var quantities: [HeldQuantity] = []
    var places: [Int] = []
    for (place, axis) in axes.enumerated() {
      switch axis {
      case .coordinate(let index): held.append(index)
      case .quantity(let quantity):
        quantities.append(quantity)
        places.append(place)
      }
    }
    precondition(quantities.count <= 2, "a profile goes over one quantity or two")
    self.quantities = quantities
    self.places = places
    free = walls.indices.filter { !held.contains($0) && walls[$0].lowerBound < walls[$0].upperBound }
    lower = free.map { walls[$0].lowerBound }
    upper = free.map { walls[$0].upperBound }
    let (count, number) = (free.count, quantities.count)
    func vectors(_ size: Int) -> UnsafeMutablePointer<Double> {
      let memory = UnsafeMutablePointer<Double>.allocate(capacity: size + 1)
      memory.initialize(repeating: 0, count: size + 1)
      return memory
    }
    curvature = vectors(count * count)
    factor = CurvatureFactor(count: count)
    step = vectors(count)
    image = vectors(count)
    scratch = vectors(count)
    slope = vectors(count)
    normal = vectors(number * count)
    response = vectors(number * count)
    softness = vectors(count)
    multipliers = vectors(number)
    moving.reserveCapacity(count)
    softenByRange()
  }

  /// A descent that leaves some coordinates where its starts have them.
  convenience init(
    _ function: some DifferentiableFunction, holding held: [Int], within bounds: [ClosedRange<Double>],
    tolerance: Double = 1e-7, limit: Int = 1_500
  ) {
    self.init(
      function, along: held.map { .coordinate($0) }, within: bounds, tolerance: tolerance, limit: limit)
  }

  deinit {
    for memory in [
      curvature, step, image, scratch, slope, normal, response, softness, multipliers,
    ] { memory.deallocate() }
  }

  /// Holds the axes at these values from now on.
  func hold(at targets: [Double]) {
    precondition(targets.count == axes.count, "there is one value for each axis")
    self.targets = targets
  }

  /// What the held quantities that are no coordinates are held at.
  func target(_ number: Int) -> Double { targets[places[number]] }

  /// The value at a point, brought inside the bounds and to what is held first.
  func value(at start: [Double]) -> Double {
    guard let point = inside(start)?.point else { return .infinity }
    evaluations += 1
    let value = function.value(point)
    return value.isFinite ? value : .infinity
  }

  /// The end of a descent from `start`.
  ///
  /// With `verifying`, an end is believed only with a curvature worked out there or within a few steps. Without, a descent
  /// is given up, not converged, once it has little hope to come below `ceiling`. It ends as soon as it is below `enough`, or a
  /// step promises less than `least`.
  func descend(
    from start: [Double], curvature known: [Double] = [], verifying: Bool = false,
    below ceiling: Double = .infinity, until enough: Double = -.infinity, promising least: Double = 0
  ) -> HeldMinimum {
    let here = started(start, known)
    let isTakenOver = known.count == free.count * free.count
    return descended(
      from: here, isTakenOver: isTakenOver, verifying: verifying, below: ceiling, until: enough,
      promising: least)
  }

  /// The same with the curvature of a neighbour, as long as this promises little to be gained from the start; nil where it
  /// promises more.
  func descend(from start: [Double], curvature known: [Double], ifPromisingLessThan most: Double)
    -> HeldMinimum?
  {
    guard known.count == free.count * free.count else { return nil }
    let here = started(start, known)
    guard here.value.isFinite, propose(at: here, damping: 0) < most else { return nil }
    return descended(from: here, isTakenOver: true, verifying: false, below: .infinity)
  }

  private func descended(
    from start: HeldMinimum, isTakenOver: Bool, verifying: Bool, below ceiling: Double,
    until enough: Double = -.infinity, promising least: Double = 0
  ) -> HeldMinimum {
    guard start.value.isFinite, !(start.value < enough) else { return start }
    var here = start
    let count = free.count
    let first = evaluations
    damping = 0
    // how many steps ago the curvature was worked out, or taken over
    var age = 0
    var isTakenOver = isTakenOver
    if !isTakenOver { differentiate(at: here) }
    func workOut() {
      differentiate(at: here)
      age = 0
      isTakenOver = false
    }
    while !(here.value < enough) {
      let promised = propose(at: here, damping: 0)
      if promised < max(least, tolerance * scale.size(of: here.value)) {
        if !verifying || !isTakenOver && age < 5 {
          here.isConverged = true
          break
        }
        workOut()
        continue
      }
      guard promised.isFinite, evaluations - first < limit else { break }
      // in a bent valley there is more to come than the next step promises, but not much more
      if !verifying, here.value - 3 * promised > ceiling { break }
      if let next = advanced(from: here) {
        age += 1
        learn(from: here, next)
        here = next
        // one that was taken over has a few steps to itself, and is given up as soon as a later one needs damping
        if isTakenOver ? age > patience || age > 6 && damping > 0 : age == patience { workOut() }
      } else if !isTakenOver, age == 0 {
        break  // nothing is left to gain
      } else {
        workOut()
      }
    }
    here.curvature = Array(UnsafeBufferPointer(start: curvature, count: count * count))
    here.slopes = slopes(at: here)
    return here
  }

  /// How the profile slopes along what is held.
  private func slopes(at here: HeldMinimum) -> [Double] {
    if !quantities.isEmpty { _ = propose(at: here, damping: 0) }
    return axes.enumerated().map { place, axis in
      switch axis {
      case .coordinate(let index):
        quantities.indices.reduce(here.gradient[index]) {
          $0 - multipliers[$1] * here.normals[$1 * dimension + index]
        }
      case .quantity: places.firstIndex(of: place).map { multipliers[$0] } ?? 0
      }
    }
  }
}
