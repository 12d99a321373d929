import Foundation

/// A density learned from weighted draws, that can be drawn from and evaluated: a mixture of eight classes, in each of
/// which the coordinates, or those of a ``Whitening``, are independent.
///
/// Latent classes (P. F. Lazarsfeld, 1950) found by expectation and maximisation (A. P. Dempster et al., J. R. Stat. Soc. B 39
/// (1977) 1): a posterior with several peaks, edges and flat directions falls into pieces in which its coordinates
/// hardly depend on each other. Eight, so that one SIMD register or two hold a number for each.
struct LearnedDensity: Sendable {
  typealias Classes = SIMD8<Double>
  private static var bins: Int { LearnedAxis.bins }
  private let axes: [LearnedAxis]
  private let whitening: Whitening?
  private let logJacobian: Double
  var isWhitened: Bool { whitening != nil }
  /// The bins of all axes, one axis after the other.
  private let shapes: [LearnedAxis.Bin]
  /// The probability of each class.
  private var shares = Classes(repeating: 1 / Double(Classes.scalarCount))
  /// For each bin of each coordinate, its mass in each class over its mass altogether.
  private var ratios: [Classes]
  /// Where the classes' probabilities add up to.
  private var cumulativeShares: [Double] = []
  /// To draw bins: A. J. Walker, ACM Trans. Math. Softw. 3 (1977) 253. At (class × dimension + coordinate) × bins + bin.
  private var aliases: [(threshold: Double, other: Int)] = []

  /// Learns from draws; nil if they are too few or coincide.
  init?(
    _ draws: WeightedDraws, bounds: [ClosedRange<Double>], whitening: Whitening?, threads: Int,
    using random: inout Random
  ) {
    let dimension = bounds.count
    let size = draws.worth
    guard size >= 100 else { return nil }
    self.whitening = whitening
    logJacobian = whitening?.logJacobian ?? 0
    var values = draws.values
    if let whitening {
      values.withUnsafeMutableBufferPointer { values in
        for draw in 0..<draws.count {
          whitening.whiten(
            UnsafeMutableBufferPointer(rebasing: values[draw * dimension..<(draw + 1) * dimension]))
        }
      }
    }
    let axes = parallelMap(dimension, threads: threads) { [values] coordinate -> LearnedAxis? in
      let order = RankOrder((0..<draws.count).map { values[$0 * dimension + coordinate] })
      var sum = 0.0
      let cumulative = order.places.map { place in
        sum += draws.weights[Int(place)]
        return sum
      }
      let range = whitening?.bounds(coordinate, bounds[coordinate]) ?? bounds[coordinate]
      return LearnedAxis(sorted: order.sorted, cumulative: cumulative, bounds: range)
    }.compactMap(\.self)
    guard axes.count == dimension else { return nil }
    self.axes = axes
    shapes = axes.flatMap(\.shapes)
    ratios = Array(repeating: Classes(repeating: 1), count: dimension * Self.bins)
    let chosen = draws.resampledPlaces(16384, using: &random)
    let cells = parallelMap(Self.parts, threads: threads) { [values] part in
      chosen[Self.range(part, of: chosen.count)].flatMap { draw in
        axes.indices.map { UInt8(axes[$0].bin(of: values[draw * dimension + $0])) }
      }
    }
    learn(cells, size: size, threads: threads, using: &random)
    prepareDraws()
  }

  /// Into how many parts the points are divided, each worked on by itself; the same for any number of threads.
  private static let parts = 16

  private static func range(_ part: Int, of count: Int) -> Range<Int> {
    part * count / parts..<(part + 1) * count / parts
  }
}

// MARK: - Learning

extension LearnedDensity {
  /// How many members of each class lie in each bin, and altogether.
  private struct Counts: Sendable {
    var cells: [Classes]
    var total = Classes.zero

    init(_ cells: Int) { self.cells = Array(repeating: .zero, count: cells) }
  }

  /// Rounds of expectation and maximisation, from the points nearest to eight of them taken at random.
  ///
  /// The class of a point is a probability for each. `size` is how many independent draws the points are worth: what a class
  /// has seen little of is taken from all the points.
  private mutating func learn(_ cells: [[UInt8]], size: Double, threads: Int, using random: inout Random) {
    let dimension = axes.count
    let centres = (0..<Classes.scalarCount).map { _ in
      let part = cells[random.index(below: cells.count)]
      let point = random.index(below: part.count / dimension)
      return Array(part[point * dimension..<(point + 1) * dimension])
    }
    let count = Double(cells.reduce(0) { $0 + $1.count } / dimension)
    for round in 0..<12 {
      let counts = parallelMap(cells.count, threads: threads) { [self] part in
        self.count(cells[part], among: round == 0 ? centres : nil)
      }
      var sum = Counts(dimension * Self.bins)
      for part in counts {
        sum.total += part.total
        for cell in sum.cells.indices { sum.cells[cell] += part.cells[cell] }
      }
      maximize(sum, scale: size / count)
    }
  }

  /// Counts the points of each class: of the nearest of `centres`, or with the probability of the class.
  private func count(_ cells: [UInt8], among centres: [[UInt8]]?) -> Counts {
    let dimension = axes.count
    var counts = Counts(dimension * Self.bins)
    cells.withUnsafeBufferPointer { cells in
      counts.cells.withUnsafeMutableBufferPointer { sums in
        ratios.withUnsafeBufferPointer { ratios in
          for point in 0..<cells.count / dimension {
            let place = UnsafeBufferPointer(rebasing: cells[point * dimension..<(point + 1) * dimension])
            var member: Classes
            if let centres {
              member = Classes.zero
              member[Self.nearest(to: place, among: centres)] = 1
            } else {
              member = shares
              for j in 0..<dimension { member *= ratios[j * Self.bins + Int(place[j])] }
              member /= member.sum()
            }
            counts.total += member
            for j in 0..<dimension { sums[j * Self.bins + Int(place[j])] += member }
          }
        }
      }
    }
    return counts
  }

  private static func nearest(to place: UnsafeBufferPointer<UInt8>, among centres: [[UInt8]]) -> Int {
    var (best, least) = (0, Int.max)
    for (index, centre) in centres.enumerated() {
      var distance = 0
      for j in centre.indices { distance += abs(Int(place[j]) - Int(centre[j])) }
      if distance < least { (best, least) = (index, distance) }
    }
    return best
  }

  /// The classes' shares and ratios from how many of their members lie in each bin.
  private mutating func maximize(_ counts: Counts, scale: Double) {
    shares = counts.total * scale + 1
    shares /= shares.sum()
    let pseudo = Double(Self.bins)
    let weights = counts.total * scale + pseudo
    let masses = LearnedAxis.masses
    for coordinate in axes.indices {
      let first = coordinate * Self.bins
      func ratio(_ bin: Int) -> Classes {
        let inside = min(max(bin, 0), Self.bins - 1)
        return counts.cells[first + inside] / masses[inside]
      }
      var norm = Classes.zero
      for bin in 0..<Self.bins {
        let smooth = (ratio(bin - 1) + 2 * ratio(bin) + ratio(bin + 1)) * (scale / 4)
        ratios[first + bin] = (smooth + pseudo) / weights
        norm += ratios[first + bin] * masses[bin]
      }
      // What so few members would show by chance is taken off the difference from all points (W. James, C. Stein, 1961).
      var spread = Classes.zero
      for bin in 0..<Self.bins {
        ratios[first + bin] /= norm
        let excess = ratios[first + bin] - 1
        spread += excess * excess * masses[bin]
      }
      let chance = Double(Self.bins) * 0.375 / weights
      let kept = (1 - chance / spread).clamped(lowerBound: .zero, upperBound: .one)
      for bin in 0..<Self.bins { ratios[first + bin] = 1 + kept * (ratios[first + bin] - 1) }
    }
  }

  private mutating func prepareDraws() {
    var sum = 0.0
    for index in 0..<Classes.scalarCount {
      sum += shares[index]
      cumulativeShares.append(sum)
    }
    for index in 0..<Classes.scalarCount {
      for coordinate in axes.indices {
        var masses = (0..<Self.bins).map {
          ratios[coordinate * Self.bins + $0][index] * LearnedAxis.masses[$0] * Double(Self.bins)
        }
        var table = (0..<Self.bins).map { (threshold: 1.0, other: $0) }
        var small = masses.indices.filter { masses[$0] < 1 }
        var large = masses.indices.filter { masses[$0] >= 1 }
        while let poor = small.popLast(), let rich = large.last {
          table[poor] = (masses[poor], rich)
          masses[rich] -= 1 - masses[poor]
          if masses[rich] < 1 { small.append(large.removeLast()) }
        }
        aliases += table
      }
    }
  }
}

// MARK: - Drawing

extension LearnedDensity {
  /// Draws a point; returns ln of the density there.
  @inline(__always)
  func draw(into point: inout [Double], using random: inout Random) -> Double {
    let uniform = random.uniform()
    var chosen = 0
    while chosen < Classes.scalarCount - 1, uniform > cumulativeShares[chosen] { chosen += 1 }
    var product = shares
    var sum = 0.0
    let dimension = axes.count
    point.withUnsafeMutableBufferPointer { point in
      aliases.withUnsafeBufferPointer { aliases in
        shapes.withUnsafeBufferPointer { shapes in
          ratios.withUnsafeBufferPointer { ratios in
            for coordinate in 0..<dimension {
              let place = random.uniform() * Double(Self.bins)
              var bin = Int(place)
              var fraction = place - Double(bin)
              let (threshold, other) = aliases[(chosen * dimension + coordinate) * Self.bins + bin]
              if fraction < threshold {
                fraction /= threshold
              } else {
                fraction = (fraction - threshold) / (1 - threshold)
                bin = other
              }
              let (value, logDensity) = shapes[coordinate * Self.bins + bin].draw(fraction)
              point[coordinate] = value
              sum += logDensity
              product *= ratios[coordinate * Self.bins + bin]
            }
          }
        }
      }
      whitening?.colour(point)
    }
    return sum + log(product.sum()) - logJacobian
  }

  /// ln of the density at a point.
  func logDensity(at point: [Double]) -> Double {
    var product = shares
    var sum = 0.0
    var place = point
    place.withUnsafeMutableBufferPointer { place in
      whitening?.whiten(place)
      for coordinate in axes.indices {
        let bin = axes[coordinate].bin(of: place[coordinate])
        sum += shapes[coordinate * Self.bins + bin].logDensity(at: place[coordinate])
        product *= ratios[coordinate * Self.bins + bin]
      }
    }
    return sum + log(product.sum()) - logJacobian
  }
}
