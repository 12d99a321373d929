/// What a χ² says of its coordinates at a minimum: the directions it leaves free, and the errors of the others.
///
/// Everything is judged in units of the coordinates' ranges. A direction is flat if χ² rises by less than 1 over the
/// whole range: by its second derivative, and where that is true also by values, half a range away on each side that
/// the bounds allow, with all else refitted (a valley may be curved). Flat directions give no errors, and no error is
/// given to a coordinate that moves with them by more than a tenth of it. A minimum on creases is described along them;
/// directions across have no error.
public struct MinimumShape: Sendable {
  /// The second derivatives. A coordinate that sits on a bound without being pushed against it is among the free, unless the
  /// curvature is negative with it.
  public let hessian: Hessian
  /// The flat directions in the simplest terms: single coordinates where one is flat by itself, and as few together
  /// as possible. Component i is the part of its range that coordinate i covers while the first among them covers its
  /// own.
  public let flat: [[Double]]
  /// Directions that have no error although χ² rises along them: it does so otherwise than a parabola, by a factor of
  /// more than 100 one standard error away.
  public let undescribed: [[Double]]
  /// The covariance over the coordinates that have errors; nil if none has.
  public let covariance: Covariance?
  /// Whether χ² is close to a parabola over one standard error along every other direction: every rise between ½
  /// and 2, and none out of bounds.
  public let isParabolic: Bool
  /// Why there are no errors at all; nil if the second derivatives are those of a minimum.
  public let problem: String?

  /// The shape at `minimum`.
  public init(
    of function: some DifferentiableFunction, at minimum: Minimum, within bounds: [ClosedRange<Double>]
  ) {
    let lengths = Box.lengths(bounds, at: minimum.point)
    let pushed = bounds.indices.filter {
      minimum.atBound[$0] && (minimum.gradient[$0] * lengths[$0]).magnitude > 1e-3
    }
    let lagrangian =
      minimum.creases.isEmpty
      ? nil : function.creased.flatMap { CreaseLagrangian(of: $0, at: minimum) }
    func description(holding held: [Int]) -> (hessian: Hessian, scaled: SymmetricMatrix) {
      let hessian =
        lagrangian.map { Hessian(of: $0, at: minimum, within: bounds, atBound: held) }
        ?? Hessian(of: function, at: minimum, within: bounds, atBound: held)
      let scaled = hessian.matrix.scaled(by: hessian.free.map { lengths[$0] }).projected(
        offNormals: lagrangian?.normals(at: minimum.point).map { normal in
          hessian.free.map { normal[$0] * lengths[$0] }
        } ?? [])
      return (hessian, scaled)
    }
    var (hessian, curvature) = description(holding: pushed)
    var spectrum = curvature.spectrum
    // ½ λ < 1 over a range; what lies below the resolution of the stiffest direction is no curvature either
    var threshold: Double { max(2, 1e-11 * (spectrum.eigenvalues.last ?? 0)) }
    if (spectrum.eigenvalues.first ?? 0) < -threshold {
      // what is a minimum only because of bounds that hardly push is described on these bounds
      (hessian, curvature) = description(holding: bounds.indices.filter { minimum.atBound[$0] })
      spectrum = curvature.spectrum
    }
    self.hessian = hessian
    let free = hessian.free
    guard curvature.isFinite, (spectrum.eigenvalues.first ?? 0) > -threshold else {
      flat = []
      undescribed = []
      covariance = nil
      isParabolic = false
      problem =
        curvature.isFinite
        ? "not a minimum: negative curvature" : "the second derivatives could not be computed"
      return
    }
    problem = nil
    let ruler = Ruler(function: function, minimum: minimum, bounds: bounds, lengths: lengths, free: free)
    let weak = spectrum.eigenvectors.indices.filter { spectrum.eigenvalues[$0] < threshold }
    var flat: [[Double]] = []
    var undescribed: [[Double]] = []
    for direction in simplest(weak.map { spectrum.eigenvectors[$0] }, of: curvature, threshold) {
      let full = ruler.full(direction)
      if ruler.isFlat(full) { flat.append(full) } else { undescribed.append(full) }
    }
    var strong: [Int] = []
    var bent: [Int] = []
    var isParabolic = true
    for index in spectrum.eigenvectors.indices where !weak.contains(index) {
      let full = ruler.full(spectrum.eigenvectors[index])
      let rises = ruler.rises(along: full, by: (2 / spectrum.eigenvalues[index]).squareRoot())
      if rises.contains(where: { $0.map { !(0.01...100).contains($0) } ?? false }) {
        bent.append(index)
        undescribed.append(normalised(full))
      } else {
        strong.append(index)
        isParabolic = isParabolic && rises.allSatisfy { $0.map { (0.5...2).contains($0) } ?? false }
      }
    }
    self.flat = flat
    self.undescribed = undescribed
    self.isParabolic = isParabolic && !strong.isEmpty
    covariance = Self.covariance(hessian, spectrum, strong: strong, loose: weak + bent, lengths)
  }

  /// Twice the inverse of the Hessian on its strong directions, over the coordinates that the loose ones leave alone.
  private static func covariance(
    _ hessian: Hessian, _ spectrum: Spectrum, strong: [Int], loose: [Int], _ lengths: [Double]
  ) -> Covariance? {
    let order = hessian.free.count
    var matrix = SymmetricMatrix(order: order)
    for index in strong {
      let vector = spectrum.eigenvectors[index]
      for row in 0..<order {
        for column in 0...row {
          matrix[row, column] += 2 / spectrum.eigenvalues[index] * vector[row] * vector[column]
        }
      }
    }
    let certain = (0..<order).filter { row in
      let share = loose.reduce(0) { $0 + spectrum.eigenvectors[$1][row] * spectrum.eigenvectors[$1][row] }
      return matrix[row, row] > 0 && share < 0.01 * matrix[row, row]
    }
    guard !certain.isEmpty else { return nil }
    return Covariance(
      matrix: matrix.scaled(by: hessian.free.map { lengths[$0] }).restricted(to: certain),
      free: certain.map { hessian.free[$0] }, hessian: hessian)
  }
}

/// A basis of the flat space with as few coordinates in each vector as possible: single coordinates first, then the
/// rest of the space in reduced echelon form, pivots largest first.
private func simplest(_ space: [[Double]], of curvature: SymmetricMatrix, _ threshold: Double) -> [[Double]] {
  let order = curvature.order
  let alone = (0..<order).filter { index in
    curvature[index, index] < threshold && space.reduce(0) { $0 + $1[index] * $1[index] } > 0.9
  }
  let units = alone.map { index in (0..<order).map { $0 == index ? 1.0 : 0 } }
  let others = (0..<order).filter { !alone.contains($0) }
  guard !alone.isEmpty else { return echelon(space).map(normalised) }
  let rest = curvature.restricted(to: others).spectrum
  let left = zip(rest.eigenvalues, rest.eigenvectors).filter { $0.0 < threshold }.map(\.1)
  return units
    + echelon(left).map { vector in
      var full = [Double](repeating: 0, count: order)
      for (place, component) in zip(others, normalised(vector)) { full[place] = component }
      return full
    }
}

/// Gauss–Jordan elimination with complete pivoting.
private func echelon(_ rows: [[Double]]) -> [[Double]] {
  var rows = rows
  for place in rows.indices {
    var (pivotRow, pivotColumn, largest) = (place, 0, 0.0)
    for row in rows.indices.dropFirst(place) {
      for column in rows[row].indices where rows[row][column].magnitude > largest {
        (pivotRow, pivotColumn, largest) = (row, column, rows[row][column].magnitude)
      }
    }
    rows.swapAt(place, pivotRow)
    let pivot = rows[place][pivotColumn]
    guard pivot != 0 else { continue }
    rows[place] = rows[place].map { $0 / pivot }
    for row in rows.indices where row != place {
      let share = rows[row][pivotColumn]
      rows[row] = zip(rows[row], rows[place]).map { $0 - share * $1 }
    }
  }
  return rows
}

/// The vector with its largest component 1.
private func normalised(_ vector: [Double]) -> [Double] {
  let largest = vector.max { $0.magnitude < $1.magnitude } ?? 1
  return largest == 0 ? vector : vector.map { $0 / largest }
}

/// Measures how a function rises along directions given in units of the ranges.
private struct Ruler<Function: DifferentiableFunction> {
  let function: Function
  let minimum: Minimum
  let bounds: [ClosedRange<Double>]
  let lengths: [Double]
  let free: [Int]

  /// A vector over the free coordinates as one over all.
  func full(_ vector: [Double]) -> [Double] {
    var full = [Double](repeating: 0, count: bounds.count)
    for (index, component) in zip(free, vector) { full[index] = component }
    return full
  }

  /// The rises at `length` below and above; nil out of bounds.
  func rises(along direction: [Double], by length: Double) -> [Double?] {
    let walls = function.unrolled(bounds)
    return [-length, length].map { length in
      let there = place(direction, length)
      guard zip(there, walls).allSatisfy({ $1.contains($0) }) else { return nil }
      let rise = function.value(at: there) - minimum.value
      return rise.isFinite ? rise : nil
    }
  }

  /// Whether χ² rises by less than 1 up to half a range away, or up to the bounds, on both sides.
  func isFlat(_ direction: [Double]) -> Bool {
    let sides = [-1.0, 1].map { side in side * min(0.5, room(direction, side)) }
    // next to a bound only the other side counts
    let wide = sides.filter { $0.magnitude > 0.02 }
    return !wide.isEmpty && wide.allSatisfy { rise(direction, $0) < 1 }
  }

  /// How far the bounds let one go.
  private func room(_ direction: [Double], _ side: Double) -> Double {
    let walls = function.unrolled(bounds)
    return direction.indices.reduce(.infinity) { room, index in
      let speed = side * direction[index] * lengths[index]
      // what belongs to the direction by rounding only does not stop it
      guard direction[index].magnitude > 1e-6 else { return room }
      let wall = speed > 0 ? walls[index].upperBound : walls[index].lowerBound
      return min(room, max((wall - minimum.point[index]) / speed, 0))
    }
  }

  /// The rise along a straight line, or where that is steep, with the others refitted while the leading coordinate
  /// goes there.
  private func rise(_ direction: [Double], _ length: Double) -> Double {
    let there = zip(place(direction, length), function.unrolled(bounds)).map {
      min(max($0, $1.lowerBound), $1.upperBound)
    }
    let straight = function.value(at: there) - minimum.value
    if straight < 1 { return straight }
    guard let leading = direction.indices.max(by: { direction[$0].magnitude < direction[$1].magnitude })
    else { return straight }
    var held = bounds
    held[leading] = there[leading]...there[leading]
    return Minimizer().minimize(function, from: there, within: held).value - minimum.value
  }

  private func place(_ direction: [Double], _ length: Double) -> [Double] {
    direction.indices.map { minimum.point[$0] + length * direction[$0] * lengths[$0] }
  }
}
