import Foundation

/// A mixture of up to 64 normals of any covariance, each with wider copies of itself: what it is to stand for is nowhere far above it.
///
/// A component of mean m and covariance C is Σ_s η_s N(m, s² C) with s = 1, 1 + 1/√D and 1 + 2/√D, so that draws of all three
/// fall into shells that overlap.
struct GaussianMixture: Sendable {
  /// Numbers of eight components: one SIMD register or two.
  typealias Lanes = SIMD8<Double>
  static let mostComponents = 64

  let dimension: Int
  /// Groups of eight components.
  let groups: Int
  /// Means, group by group.
  private(set) var means: [Lanes]
  /// Rows of the lower triangles of the inverse Cholesky factors, group by group.
  private(set) var inverseFactors: [Lanes]
  /// ln of share × the height of each normal.
  private(set) var constants: [Lanes]
  /// The components, with shares as they were given.
  let components: [Component]
  private var cumulativeShares: [Double]

  /// A normal.
  struct Component: Sendable {
    let share: Double
    let mean: [Double]
    let covariance: SparseRegression
    /// The Cholesky factor of the covariance.
    let lower: [Double]

    init(share: Double, mean: [Double], covariance: SparseRegression) {
      (self.share, self.mean, self.covariance) = (share, mean, covariance)
      lower = covariance.lower
    }
  }

  /// What the widths are, in units of the component's.
  private let widths: SIMD3<Double>
  /// What share of a component has each width.
  private static let widthShares = SIMD3(0.7, 0.2, 0.1)
  /// −1/(2 s²).
  private let exponents: SIMD3<Double>
  /// η s^−D.
  private let heights: SIMD3<Double>

  /// The mixture of components; shares need not add up to 1.
  init(_ components: [Component], dimension: Int) {
    self.dimension = dimension
    let root = Double(dimension).squareRoot()
    widths = SIMD3(1, 1 + 1 / root, 1 + 2 / root)
    exponents = -0.5 / (widths * widths)
    heights = SIMD3(
      Self.widthShares[0], Self.widthShares[1] * pow(widths[1], -Double(dimension)),
      Self.widthShares[2] * pow(widths[2], -Double(dimension)))
    self.components = components
    let total = components.reduce(0) { $0 + $1.share }
    let width = Lanes.scalarCount
    groups = (components.count + width - 1) / width
    let triangle = dimension * (dimension + 1) / 2
    means = Array(repeating: .zero, count: groups * dimension)
    inverseFactors = Array(repeating: .zero, count: groups * triangle)
    constants = Array(repeating: Lanes(repeating: -.infinity), count: groups)
    cumulativeShares = []
    var sum = 0.0
    for (number, component) in components.enumerated() {
      let (group, lane) = (number / width, number % width)
      sum += component.share / total
      cumulativeShares.append(sum)
      for j in 0..<dimension { means[group * dimension + j][lane] = component.mean[j] }
      constants[group][lane] =
        log(component.share / total) - component.covariance.logDeterminant / 2
        - Double(dimension) / 2 * log(2 * .pi)
      let inverse = component.covariance.inverseLower
      var place = group * triangle
      for row in 0..<dimension {
        for column in 0...row {
          inverseFactors[place][lane] = inverse[row * dimension + column]
          place += 1
        }
      }
    }
  }

  /// χ² of a point against the components of a group; the first `dimension` of `offsets` are room for the work.
  @inline(__always)
  func chiSquared(
    _ point: UnsafeBufferPointer<Double>, group: Int, offsets: UnsafeMutableBufferPointer<Lanes>
  ) -> Lanes {
    let triangle = dimension * (dimension + 1) / 2
    return means.withUnsafeBufferPointer { means in
      inverseFactors.withUnsafeBufferPointer { factors in
        for j in 0..<dimension { offsets[j] = Lanes(repeating: point[j]) - means[group * dimension + j] }
        var sum = Lanes.zero
        var place = group * triangle
        for row in 0..<dimension {
          var entry = Lanes.zero
          for column in 0...row {
            entry += factors[place] * offsets[column]
            place += 1
          }
          sum += entry * entry
        }
        return sum
      }
    }
  }

  /// ln of the density.
  func logDensity(at point: UnsafeBufferPointer<Double>) -> Double {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: dimension + groups) { room in
      var highest = -Double.infinity
      for group in 0..<groups {
        let chiSquare = chiSquared(point, group: group, offsets: room)
        room[dimension + group] = chiSquare
        highest = max(highest, (constants[group] + exponents[2] * chiSquare).max())
      }
      guard highest > -.infinity else { return -.infinity }
      var sum = 0.0
      for group in 0..<groups {
        for lane in 0..<Lanes.scalarCount {
          let (constant, chiSquare) = (constants[group][lane] - highest, room[dimension + group][lane])
          guard constant + exponents[2] * chiSquare > -40 else { continue }
          sum +=
            heights[0] * exp(constant + exponents[0] * chiSquare)
            + heights[1] * exp(constant + exponents[1] * chiSquare)
            + heights[2] * exp(constant + exponents[2] * chiSquare)
        }
      }
      return highest + log(sum)
    }
  }

  /// Draws a point.
  func draw(into point: UnsafeMutableBufferPointer<Double>, using random: inout Random) {
    let uniform = random.uniform()
    var chosen = 0
    while chosen < components.count - 1, uniform > cumulativeShares[chosen] { chosen += 1 }
    let size = random.uniform()
    let width =
      size < Self.widthShares[0]
      ? widths[0] : size < Self.widthShares[0] + Self.widthShares[1] ? widths[1] : widths[2]
    for j in 0..<dimension { point[j] = width * random.normal() }
    components[chosen].lower.withUnsafeBufferPointer { lower in
      components[chosen].mean.withUnsafeBufferPointer { mean in
        for row in stride(from: dimension - 1, through: 0, by: -1) {
          var sum = mean[row]
          for column in 0...row { sum += lower[row * dimension + column] * point[column] }
          point[row] = sum
        }
      }
    }
  }

  /// ln of share × height of each component at a point, its wider copies left out.
  func logHeights(at point: UnsafeBufferPointer<Double>) -> [Double] {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: dimension) { room in
      var heights: [Double] = []
      for group in 0..<groups {
        let heightsOfGroup = constants[group] - 0.5 * chiSquared(point, group: group, offsets: room)
        for lane in 0..<Lanes.scalarCount where heights.count < components.count {
          heights.append(heightsOfGroup[lane])
        }
      }
      return heights
    }
  }
}
