/// The Cholesky factor of a curvature over some of its coordinates, with as much added to its diagonal as it needs.
///
/// The curvature is UᵀU with an upper triangular U, whose rows are padded to whole vectors of four numbers and hold zeros
/// up to the diagonal, which is kept apart. Not shared between threads: it owns the memory that it works in.
final class CurvatureFactor {
  private typealias Four = SIMD4<Double>

  /// Vectors in a row.
  private let width: Int
  private let rows: UnsafeMutablePointer<Four>
  private let solution: UnsafeMutablePointer<Four>
  /// One over the diagonal of U.
  private let inverse: UnsafeMutablePointer<Double>
  /// What it is the factor of: these coordinates, this much added; not a number once the curvature has changed.
  private var coordinates: [Int] = []
  private var damping = Double.nan

  /// Room for a curvature over `count` coordinates.
  init(count: Int) {
    width = (count + 3) / 4
    rows = .allocate(capacity: count * width + 1)
    rows.initialize(repeating: .zero, count: count * width + 1)
    solution = .allocate(capacity: width + 1)
    solution.initialize(repeating: .zero, count: width + 1)
    inverse = .allocate(capacity: count + 1)
    coordinates.reserveCapacity(count)
  }

  deinit {
    rows.deallocate()
    solution.deallocate()
    inverse.deallocate()
  }

  /// To be called when the curvature has changed.
  func forget() { damping = .nan }

  /// Factorises `curvature`, `count` × `count`, over `moving` with `damping` added to its diagonal, and more if it is not
  /// positive then.
  func factorise(
    _ curvature: UnsafePointer<Double>, count: Int, over moving: [Int], damping: Double
  ) {
    if damping == self.damping, moving == coordinates { return }
    coordinates.removeAll(keepingCapacity: true)
    coordinates.append(contentsOf: moving)
    self.damping = damping
    var largest = 0.0
    for i in moving { largest = max(largest, curvature[i * count + i].magnitude) }
    var added = damping + max(1e-12 * largest, 1e-12)
    // beyond this what is left is not a matter of rounding: no curvature at all is assumed
    while added <= 1e3 * largest {
      if isFactorised(curvature, count, added, above: 1e-15 * largest) { return }
      added = max(10 * added, 1e-8 * largest)
    }
    let root = max(1, min(largest, 1e300)).squareRoot()
    for row in moving.indices {
      for place in 0..<width { rows[row * width + place] = .zero }
      inverse[row] = 1 / root
    }
  }

  private func isFactorised(
    _ curvature: UnsafePointer<Double>, _ count: Int, _ added: Double, above least: Double
  ) -> Bool {
    let order = coordinates.count
    for row in 0..<order {
      let source = curvature + coordinates[row] * count
      for place in (row >> 2)..<width { rows[row * width + place] = .zero }
      let own = UnsafeMutableRawPointer(rows + row * width).assumingMemoryBound(to: Double.self)
      for column in row..<order { own[column] = source[coordinates[column]] }
    }
    for pivot in 0..<order {
      let own = rows + pivot * width
      let first = pivot >> 2
      let square = own[first][pivot & 3] + added
      guard square > least else { return false }
      let scale = 1 / square.squareRoot()
      inverse[pivot] = scale
      for place in first..<width { own[place] *= scale }
      for lane in 0...(pivot & 3) { own[first][lane] = 0 }
      // taken out of all rows below at once: each of them only waits for this one
      var row = pivot &+ 1
      while row < order {
        let weight = own[row >> 2][row & 3]
        let other = rows + row &* width
        var place = row >> 2
        while place < width {
          other[place] -= weight * own[place]
          place &+= 1
        }
        row &+= 1
      }
    }
    return true
  }

  /// The solution for a right-hand side, both over the moving coordinates: `vector` is replaced.
  func solve(_ vector: UnsafeMutablePointer<Double>) {
    let order = coordinates.count
    for place in 0..<width { solution[place] = .zero }
    for row in 0..<order { solution[row >> 2][row & 3] = vector[row] }
    for row in 0..<order {
      let value = solution[row >> 2][row & 3] * inverse[row]
      vector[row] = value
      let own = rows + row * width
      for place in (row >> 2)..<width { solution[place] -= value * own[place] }
    }
    for place in 0..<width { solution[place] = .zero }
    for row in (0..<order).reversed() {
      let own = rows + row * width
      var sum = Four.zero
      for place in (row >> 2)..<width { sum += own[place] * solution[place] }
      let value = (vector[row] - ((sum[0] + sum[1]) + (sum[2] + sum[3]))) * inverse[row]
      vector[row] = value
      solution[row >> 2][row & 3] = value
    }
  }
}
