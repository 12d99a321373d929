import Foundation

/// One coordinate of a learned density: twenty bins of known mass, the first and last with an exponential slope that ends
/// where the prior does, or never.
struct LearnedAxis: Sendable {
  /// The mass of each bin: small ones in the tails, where densities change most.
  static let masses: [Double] = {
    let tail = [0.01, 0.02, 0.03]
    return tail + Array(repeating: 0.88 / 14, count: 14) + tail.reversed()
  }()
  static var bins: Int { 20 }

  /// The inner knots; bin b lies between knots b − 1 and b.
  private let knots: [Double]
  /// The bins from left to right.
  let shapes: [Bin]

  /// The density inside a bin.
  struct Bin: Sendable {
    /// The knot it begins at; for the first one the knot it ends at.
    let origin: Double
    /// The length of an inner bin; of a tail −1 or +1, for where it leads.
    let length: Double
    /// ln of the density at `origin`.
    let logDensity: Double
    /// How fast a tail falls; 0 for an inner bin.
    let rate: Double
    /// 1 − e^(−rate·length of the tail).
    let tailMass: Double

    /// The value at a fraction of the bin's mass, and ln of the density there.
    @inline(__always)
    func draw(_ fraction: Double) -> (value: Double, logDensity: Double) {
      if rate == 0 { return (origin + fraction * length, logDensity) }
      let exponent = log1p(-fraction * tailMass)
      return (origin - length * exponent / rate, logDensity + exponent)
    }

    /// ln of the density at a value inside.
    @inline(__always)
    func logDensity(at value: Double) -> Double { logDensity - rate * abs(value - origin) }
  }

  /// A density e^(−rate t) that begins at a knot and leads away from the middle.
  private struct Tail {
    let rate: Double
    /// 1 − e^(−rate·length).
    let mass: Double

    /// As long as from the knot to the edge, with the mean distance from the knot that draws there have.
    init(length: Double, mean: Double) {
      // a little wider than what was seen: a weight must not grow where nothing was
      let wanted = min(mean * 1.2, 0.49 * length)
      var (low, high) = (0.0, 1 / wanted)
      if length < .infinity {
        for _ in 0..<60 {
          let middle = (low + high) / 2
          if 1 / middle - length / expm1(middle * length) > wanted { low = middle } else { high = middle }
        }
      }
      rate = high
      mass = -expm1(-rate * length)
    }
  }

  /// The bins of draws from a range, `sorted`, of which each place's `cumulative` weight is known; nil if draws coincide.
  init?(sorted: [Double], cumulative: [Double], bounds: ClosedRange<Double>) {
    var knots: [Double] = []
    var below = 0.0
    for mass in Self.masses.dropLast() {
      below += mass
      let place = cumulative.firstPlace { $0 >= below }
      guard place > 0, place < sorted.count else { return nil }
      knots.append((sorted[place - 1] + sorted[place]) / 2)
    }
    guard zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }), let first = knots.first,
      let last = knots.last,
      bounds.lowerBound < first, last < bounds.upperBound
    else { return nil }
    // the mean distance beyond the outermost knots
    func mean(_ range: Range<Int>, _ distance: (Double) -> Double) -> Double {
      var (sum, weight) = (0.0, 0.0)
      for place in range {
        let mass = cumulative[place] - (place > 0 ? cumulative[place - 1] : 0)
        sum += mass * distance(sorted[place])
        weight += mass
      }
      return sum / weight
    }
    let left = sorted.firstPlace { $0 >= first }
    let right = sorted.firstPlace { $0 > last }
    guard left > 0, right < sorted.count else { return nil }
    let lower = Tail(length: first - bounds.lowerBound, mean: mean(0..<left) { first - $0 })
    let upper = Tail(length: bounds.upperBound - last, mean: mean(right..<sorted.count) { $0 - last })
    self.knots = knots
    shapes = Self.masses.indices.map { bin in
      let mass = Self.masses[bin]
      if bin == 0 || bin == Self.bins - 1 {
        let (tail, knot, way) = bin == 0 ? (lower, first, -1.0) : (upper, last, 1.0)
        return Bin(
          origin: knot, length: way, logDensity: log(mass * tail.rate / tail.mass), rate: tail.rate,
          tailMass: tail.mass)
      }
      let length = knots[bin] - knots[bin - 1]
      return Bin(origin: knots[bin - 1], length: length, logDensity: log(mass / length), rate: 0, tailMass: 0)
    }
  }

  /// The bin of a value.
  @inline(__always)
  func bin(of value: Double) -> Int {
    var (low, high) = (0, Self.bins - 1)
    while low < high {
      let middle = (low + high) / 2
      if value < knots[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
