/// What the live points say of each coordinate by itself: bins that hold equally many of them, and their spread.
///
/// Serves to propose new values of a coordinate without regard to the old one. On a circle all is told by how far a point
/// is from one of them, so that it does not matter where the circle is cut.
struct MarginalHistograms {
  /// Bins of a coordinate.
  static let bins = 6
  /// Ends of the bins, coordinate by coordinate.
  private var knots: [Double]
  /// 1/width of each bin.
  private var inverseWidths: [Double]
  /// 1/(2 σ²) of each coordinate.
  private(set) var inverseSquares: [Double]
  private var counts = [Double](repeating: 0, count: 64)
  private let cycles: [ClosedRange<Double>?]
  private let hasCycles: Bool
  /// The point of each circle that the others are seen from; 0 for what is not a circle.
  private var origins: [Double]
  private var offsets: [Double] = []

  init(cycles: [ClosedRange<Double>?]) {
    let dimension = cycles.count
    self.cycles = cycles
    hasCycles = cycles.contains { $0 != nil }
    origins = Array(repeating: 0, count: dimension)
    knots = Array(repeating: 0, count: dimension * (Self.bins + 1))
    inverseWidths = Array(repeating: 0, count: dimension * Self.bins)
    inverseSquares = Array(repeating: 0, count: dimension)
  }

  /// Looks at the points of a half anew.
  mutating func update(_ points: LivePoints, _ half: LivePoints.Half) {
    for coordinate in cycles.indices { update(coordinate, points, half) }
  }

  /// From a coordinate to what the bins are about.
  @inline(__always)
  private func offset(_ coordinate: Int, _ value: Double) -> Double {
    guard hasCycles, let cycle = cycles[coordinate] else { return value }
    return (value - origins[coordinate]).remainder(dividingBy: cycle.turn)
  }

  /// Counts in 64 cells and interpolates between them: close enough for a proposal, and a tenth of the work of sorting.
  private mutating func update(_ coordinate: Int, _ points: LivePoints, _ half: LivePoints.Half) {
    let (dimension, count) = (points.dimension, points.count(of: half))
    if cycles[coordinate] != nil {
      origins[coordinate] = points.positions[half.rawValue * dimension + coordinate]
    }
    offsets.removeAll(keepingCapacity: true)
    for number in 0..<count {
      let slot = points.slot(number, of: half)
      offsets.append(offset(coordinate, points.positions[slot * dimension + coordinate]))
    }
    var (low, high) = (Double.infinity, -Double.infinity)
    var (sum, squares) = (0.0, 0.0)
    let first = offsets[0]
    for value in offsets {
      low = min(low, value)
      high = max(high, value)
      sum += value - first
      squares += (value - first) * (value - first)
    }
    let variance = squares / Double(count) - (sum / Double(count)) * (sum / Double(count))
    inverseSquares[coordinate] = variance > 0 ? 0.5 / variance : 0
    guard high > low else { return collapse(coordinate, at: low) }
    let scale = Double(counts.count) / (high - low)
    // A little in every cell, so that no bin of the proposal is impossibly wide or narrow.
    for cell in counts.indices { counts[cell] = 0.1 }
    for value in offsets { counts[min(counts.count - 1, Int((value - low) * scale))] += 1 }
    let total = Double(count) + 0.1 * Double(counts.count)
    let (knot, bins) = (coordinate * (Self.bins + 1), Self.bins)
    knots[knot] = low
    knots[knot + bins] = high
    var (cell, below) = (0, 0.0)
    for bin in 1..<bins {
      let wanted = total * Double(bin) / Double(bins)
      while below + counts[cell] < wanted {
        below += counts[cell]
        cell += 1
      }
      knots[knot + bin] = low + (Double(cell) + (wanted - below) / counts[cell]) / scale
    }
    for bin in 0..<bins {
      inverseWidths[coordinate * bins + bin] = 1 / (knots[knot + bin + 1] - knots[knot + bin])
    }
  }

  /// A coordinate that is the same for all points stays as it is.
  private mutating func collapse(_ coordinate: Int, at value: Double) {
    for bin in 0...Self.bins { knots[coordinate * (Self.bins + 1) + bin] = value }
    for bin in 0..<Self.bins { inverseWidths[coordinate * Self.bins + bin] = .infinity }
  }

  /// A value drawn with a uniform number, and the density there (up to 1/bins).
  @inline(__always)
  func draw(_ coordinate: Int, _ uniform: Double) -> (value: Double, density: Double) {
    let place = uniform * Double(Self.bins)
    let bin = min(Self.bins - 1, Int(place))
    let density = inverseWidths[coordinate * Self.bins + bin]
    let value = knots[coordinate * (Self.bins + 1) + bin] + (place - Double(bin)) / density
    guard hasCycles, let cycle = cycles[coordinate] else { return (value, density) }
    return (cycle.wrapping(origins[coordinate] + value), density)
  }

  /// The density at a value; 0 beyond the bins.
  @inline(__always)
  func density(_ coordinate: Int, at value: Double) -> Double {
    let first = coordinate * (Self.bins + 1)
    let value = offset(coordinate, value)
    guard knots[first] <= value, value <= knots[first + Self.bins] else { return 0 }
    var bin = 0
    while bin < Self.bins - 1, value >= knots[first + bin + 1] { bin += 1 }
    return inverseWidths[coordinate * Self.bins + bin]
  }
}
