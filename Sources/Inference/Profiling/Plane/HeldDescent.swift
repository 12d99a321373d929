/// Descends inside bounds while some coordinates are held, with a curvature that may come from a neighbour.
///
/// Quasi-Newton steps on the coordinates that the bounds let move (Bertsekas 1982) with Powell's damped BFGS update
/// (Nocedal and Wright, Numerical Optimization, §18.3): ten gradients where a neighbour's end and curvature are a
/// good start, where ``Minimizer`` spends hundreds on verifying what it found. The curvature is worked out by
/// differences of the gradient where there is none to begin with, and again where the model proves to be wrong.
///
/// Not shared between threads: it owns the memory that it works in.
final class HeldDescent<Function: DifferentiableFunction> {
  private let function: Function
  /// The coordinates that are not held and have room.
  private let free: [Int]
  /// Bounds of the free coordinates; none around a circle.
  private let lower: [Double]
  private let upper: [Double]
  /// The decrease that is not worth a step.
  private let tolerance: Double
  /// The most evaluations of one descent.
  private let limit: Int
  /// Evaluations of all descents, with or without gradient.
  private(set) var evaluations = 0

  // n = free.count; curvature is n × n, row by row
  private let curvature: UnsafeMutablePointer<Double>
  private let factor: CurvatureFactor
  private let step: UnsafeMutablePointer<Double>
  private let image: UnsafeMutablePointer<Double>
  private var moving: [Int] = []
  /// What is added to every stiffness of the model.
  private var damping = 0.0
  /// After how many steps the curvature is worked out anew.
  private let patience = 20

  init(
    _ function: Function, holding held: [Int], within bounds: [ClosedRange<Double>], tolerance: Double = 1e-7,
    limit: Int = 1_500
  ) {
    self.function = function
    self.tolerance = tolerance
    self.limit = limit
    let walls = function.unrolled(bounds)
    free = walls.indices.filter { !held.contains($0) && walls[$0].lowerBound < walls[$0].upperBound }
    lower = free.map { walls[$0].lowerBound }
    upper = free.map { walls[$0].upperBound }
    let count = free.count
    curvature = .allocate(capacity: count * count + 1)
    factor = CurvatureFactor(count: count)
    step = .allocate(capacity: count + 1)
    image = .allocate(capacity: count + 1)
    moving.reserveCapacity(count)
  }

  deinit {
    curvature.deallocate()
    step.deallocate()
    image.deallocate()
  }

  /// The value at a point, moved inside the bounds first.
  func value(at start: [Double]) -> Double {
    let point = inside(start)
    evaluations += 1
    let value = function.value(at: point.span)
    return value.isFinite ? value : .infinity
  }

  /// Whether a descent from `start` may come to a lower value than `best` by more than `gain`, as the curvature known
  /// there promises.
  ///
  /// Not if the model's minimum lies where the best one does, and what it promises is that the value there were lower
  /// than it is: that is the model's own error.
  func promises(_ gain: Double, from start: [Double], curvature known: [Double], below best: HeldMinimum)
    -> Bool
  {
    let here = evaluated(inside(start))
    let count = free.count
    guard here.value.isFinite, known.count == count * count else { return here.value < best.value - gain }
    adopt(known)
    let promised = propose(at: here, damping: 0)
    guard promised.isFinite else { return true }
    let hope = best.value - (here.value - promised)
    guard hope > gain else { return false }
    // how much higher the model's surface is at the best point than at its minimum
    let there = best.point
    for (i, index) in free.enumerated() {
      let end = min(max(here.point[index] + step[i], lower[i]), upper[i])
      image[i] = there[index] - end
    }
    var rise = 0.0
    for i in 0..<count {
      var sum = 0.0
      for j in 0..<count { sum += curvature[i * count + j] * image[j] }
      rise += 0.5 * sum * image[i]
    }
    return !(rise < 0.3 * hope)
  }

  /// The end of a descent from `start`, held coordinates as they are there.
  ///
  /// With `verifying`, an end is believed only with a curvature worked out there or within a few steps. Without, a descent
  /// is given up, not converged, once it has little hope to come below `ceiling`.
  func descend(
    from start: [Double], curvature known: [Double] = [], verifying: Bool = false,
    below ceiling: Double = .infinity
  ) -> HeldMinimum {
    var here = evaluated(inside(start))
    guard here.value.isFinite else { return here }
    let count = free.count
    let first = evaluations
    damping = 0
    // how many steps ago the curvature was worked out
    var age = Int.max
    if known.count == count * count {
      adopt(known)
    } else {
      differentiate(at: here)
      age = 0
    }
    while true {
      let promised = propose(at: here, damping: 0)
      if promised < tolerance * Tolerances.size(of: here.value) {
        if !verifying || age < 5 {
          here.isConverged = true
          break
        }
        differentiate(at: here)
        age = 0
        continue
      }
      guard promised.isFinite, evaluations - first < limit else { break }
      // in a bent valley there is more to come than the next step promises, but not much more
      if !verifying, here.value - 3 * promised > ceiling { break }
      if let next = advanced(from: here) {
        age = age < patience ? age + 1 : age == .max ? 1_000_000 : age + 1
        learn(from: here, next)
        here = next
      } else if age == 0 {
        break  // nothing is left to gain
      } else {
        age = patience
      }
      if age == patience || age == 1_000_000 + patience || age > 1_000_000 && damping > 0 {
        differentiate(at: here)
        age = 0
      }
    }
    here.curvature = Array(UnsafeBufferPointer(start: curvature, count: count * count))
    return here
  }

  // MARK: - Steps

  private func inside(_ start: [Double]) -> [Double] {
    var point = start
    for (i, index) in free.enumerated() { point[index] = min(max(point[index], lower[i]), upper[i]) }
    return point
  }

  private func evaluated(_ point: [Double]) -> HeldMinimum {
    evaluations += 1
    var (value, gradient) = function.valueAndGradient(at: point)
    if !value.isFinite || !gradient.allSatisfy(\.isFinite) { value = .infinity }
    return HeldMinimum(point: point, value: value, gradient: gradient, curvature: [], isConverged: false)
  }

  /// Sets the step to the model's minimum on the coordinates that may move; returns the decrease it promises.
  private func propose(at here: HeldMinimum, damping: Double) -> Double {
    let count = free.count
    moving.removeAll(keepingCapacity: true)
    for i in 0..<count {
      let (x, slope) = (here.point[free[i]], here.gradient[free[i]])
      step[i] = 0
      if x <= lower[i] && slope >= 0 || x >= upper[i] && slope <= 0 { continue }
      moving.append(i)
    }
    while !moving.isEmpty {
      factor.factorise(curvature, count: count, over: moving, damping: damping)
      for row in moving.indices { image[row] = -here.gradient[free[moving[row]]] }
      factor.solve(image)
      // a coordinate on its bound that the step would push out is taken out, and the step made again
      var isBlocked = false
      for row in moving.indices.reversed() {
        let i = moving[row]
        let x = here.point[free[i]]
        step[i] = image[row]
        if x <= lower[i] && step[i] < 0 || x >= upper[i] && step[i] > 0 {
          step[i] = 0
          moving.remove(at: row)
          isBlocked = true
        }
      }
      if !isBlocked { break }
    }
    var promised = 0.0
    for i in moving {
      let x = here.point[free[i]]
      let end = min(max(x + step[i], lower[i]), upper[i])
      promised -= 0.5 * here.gradient[free[i]] * (end - x)
    }
    return promised
  }

  /// Takes a curvature that was worked out elsewhere.
  private func adopt(_ known: [Double]) {
    for i in known.indices { curvature[i] = known[i] }
    factor.forget()
  }

  /// A lower point by a step of the model, the more damped the less the model has been worth: curved valleys need that
  /// (Levenberg 1944; Marquardt 1963), and steps back to their floor with the same model.
  private func advanced(from here: HeldMinimum) -> HeldMinimum? {
    let count = free.count
    var stiffest = 0.0
    for i in 0..<count { stiffest = max(stiffest, curvature[i * count + i].magnitude) }
    for _ in 0..<14 {
      _ = propose(at: here, damping: damping)
      var longest = 0.0
      for i in moving { longest = max(longest, step[i].magnitude) }
      var trial = stepped(from: here.point, min(1, 1 / longest))
      for attempt in 0..<3 {
        var descent = 0.0
        for i in 0..<count {
          descent -= here.gradient[free[i]] * (trial.point[free[i]] - here.point[free[i]])
        }
        let gain = here.value - trial.value
        if gain > 0, gain > 1e-4 * descent {
          let share = gain / descent
          if share > 0.4, attempt == 0 { damping = damping > 1e-9 * stiffest ? 0.1 * damping : 0 }
          if share < 0.1, share > 0 { damping = max(4 * damping, 1e-8 * stiffest) }
          return trial
        }
        guard attempt < 2, trial.value.isFinite else { break }
        _ = propose(at: trial, damping: damping)
        let back = stepped(from: trial.point, 1)
        guard back.value < trial.value else { break }
        trial = back
      }
      damping = max(10 * damping, 1e-8 * stiffest)
    }
    return nil
  }

  private func stepped(from start: [Double], _ length: Double) -> HeldMinimum {
    var point = start
    for i in moving {
      let index = free[i]
      point[index] = min(max(point[index] + length * step[i], lower[i]), upper[i])
    }
    return evaluated(point)
  }

  /// The damped BFGS update.
  private func learn(from here: HeldMinimum, _ next: HeldMinimum) {
    let count = free.count
    var (bent, along) = (0.0, 0.0)
    for i in 0..<count { step[i] = next.point[free[i]] - here.point[free[i]] }
    for i in 0..<count {
      var sum = 0.0
      for j in 0..<count { sum += curvature[i * count + j] * step[j] }
      image[i] = sum
      bent += sum * step[i]
      along += (next.gradient[free[i]] - here.gradient[free[i]]) * step[i]
    }
    guard bent > 0 else { return }
    let share = along >= 0.2 * bent ? 1 : 0.8 * bent / (bent - along)
    // step becomes the damped change of the gradient
    var product = 0.0
    for i in 0..<count {
      let change = share * (next.gradient[free[i]] - here.gradient[free[i]]) + (1 - share) * image[i]
      product += change * step[i]
      step[i] = change
    }
    guard product > 0 else { return }
    factor.forget()
    for i in 0..<count {
      for j in 0..<count {
        curvature[i * count + j] += step[i] * step[j] / product - image[i] * image[j] / bent
      }
    }
  }

  /// The curvature by differences of the gradient inside the bounds.
  private func differentiate(at here: HeldMinimum) {
    let count = free.count
    factor.forget()
    for i in 0..<count {
      let index = free[i]
      let x = here.point[index]
      let length = 1e-5 * min(1, upper[i] - lower[i])
      var moved = here.point
      moved[index] = x + length <= upper[i] ? x + length : x - length
      let there = evaluated(moved)
      for j in 0..<count {
        let change = there.gradient[free[j]] - here.gradient[free[j]]
        curvature[i * count + j] = there.value.isFinite ? change / (moved[index] - x) : i == j ? 1 : 0
      }
    }
    for i in 0..<count {
      for j in 0..<i {
        let mean = 0.5 * (curvature[i * count + j] + curvature[j * count + i])
        curvature[i * count + j] = mean
        curvature[j * count + i] = mean
      }
    }
    straighten(at: here)
  }

  /// Turns negative curvatures over the coordinates inside the bounds into positive ones: a step then leads down there
  /// too.
  private func straighten(at here: HeldMinimum) {
    let count = free.count
    let inside = (0..<count).filter {
      here.point[free[$0]] > lower[$0] && here.point[free[$0]] < upper[$0]
    }
    var matrix = SymmetricMatrix(order: inside.count)
    for row in inside.indices {
      for column in 0...row { matrix[row, column] = curvature[inside[row] * count + inside[column]] }
    }
    guard Cholesky(matrix) == nil else { return }
    let spectrum = matrix.spectrum
    let largest = spectrum.eigenvalues.reduce(0) { max($0, $1.magnitude) }
    for row in inside.indices {
      for column in inside.indices {
        var sum = 0.0
        for (eigenvalue, vector) in zip(spectrum.eigenvalues, spectrum.eigenvectors) {
          sum += max(eigenvalue.magnitude, 1e-11 * largest) * vector[row] * vector[column]
        }
        curvature[inside[row] * count + inside[column]] = sum
      }
    }
  }
}
