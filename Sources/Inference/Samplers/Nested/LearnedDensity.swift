import Foundation

/// A density learned from weighted draws, that can be drawn from and evaluated: a mixture of eight classes, in each of
/// which the coordinates are independent.
///
/// Latent classes (P. F. Lazarsfeld, 1950) found by expectation and maximisation (A. P. Dempster et al., J. R. Stat. Soc. B 39
/// (1977) 1): a posterior with several peaks, edges and flat directions falls into pieces in which its coordinates
/// hardly depend on each other. Eight, so that one SIMD register or two hold a number for each.
struct LearnedDensity: Sendable {
  typealias Classes = SIMD8<Double>
  private static let bins = LearnedAxis.bins
  private let axes: [LearnedAxis]
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
    _ draws: WeightedDraws, bounds: [ClosedRange<Double>], using random: inout Random
  ) {
    let dimension = bounds.count
    let size = min(1 / draws.sumOfSquares, Double(draws.count))
    guard size >= 100 else { return nil }
    var axes: [LearnedAxis] = []
    for coordinate in 0..<dimension {
      let order = RankOrder(draws.values(of: coordinate))
      var sum = 0.0
      let cumulative = order.places.map { place in
        sum += draws.weights[Int(place)]
        return sum
      }
      guard let axis = LearnedAxis(sorted: order.sorted, cumulative: cumulative, bounds: bounds[coordinate])
      else { return nil }
      axes.append(axis)
    }
    self.axes = axes
    ratios = Array(repeating: Classes(repeating: 1), count: dimension * Self.bins)
    let cells = Self.resample(draws, count: 4096, using: &random).flatMap { draw in
      (0..<dimension).map { UInt8(axes[$0].bin(of: draws.values[draw * dimension + $0])) }
    }
    learn(cells, size: min(size, 4096), using: &random)
    prepareDraws()
  }

  /// Draws of equal weight, by systematic resampling.
  private static func resample(_ draws: WeightedDraws, count: Int, using random: inout Random) -> [Int] {
    var chosen: [Int] = []
    var (sum, wanted) = (0.0, random.uniform() / Double(count))
    for (draw, weight) in draws.weights.enumerated() {
      sum += weight
      while wanted < sum, chosen.count < count {
        chosen.append(draw)
        wanted += 1 / Double(count)
      }
    }
    return chosen
  }
}

// MARK: - Learning

extension LearnedDensity {
  /// Twenty rounds of expectation and maximisation, from the points nearest to eight of them taken at random.
  ///
  /// The class of a point is a probability for each. `size` is how many independent draws the points are worth: what a class
  /// has seen little of is taken from all the points.
  private mutating func learn(_ cells: [UInt8], size: Double, using random: inout Random) {
    let dimension = axes.count
    let count = cells.count / dimension
    var members = nearest(cells, to: (0..<Classes.scalarCount).map { _ in random.index(below: count) })
    for round in 0..<20 {
      var counts = [Classes](repeating: .zero, count: dimension * Self.bins)
      var totals = Classes.zero
      for point in 0..<count {
        let member = members[point]
        totals += member
        for coordinate in 0..<dimension {
          counts[coordinate * Self.bins + Int(cells[point * dimension + coordinate])] += member
        }
      }
      maximize(counts, totals, scale: size / Double(count))
      if round == 19 { break }
      for point in 0..<count {
        var member = shares
        for coordinate in 0..<dimension {
          member *= ratios[coordinate * Self.bins + Int(cells[point * dimension + coordinate])]
        }
        members[point] = member / member.sum()
      }
    }
  }

  private func nearest(_ cells: [UInt8], to centres: [Int]) -> [Classes] {
    let dimension = axes.count
    return (0..<cells.count / dimension).map { point in
      var (best, least) = (0, Int.max)
      for (index, centre) in centres.enumerated() {
        var distance = 0
        for j in 0..<dimension {
          distance += abs(Int(cells[point * dimension + j]) - Int(cells[centre * dimension + j]))
        }
        if distance < least { (best, least) = (index, distance) }
      }
      var member = Classes.zero
      member[best] = 1
      return member
    }
  }

  /// The classes' shares and ratios from how many of their members lie in each bin.
  private mutating func maximize(_ counts: [Classes], _ totals: Classes, scale: Double) {
    shares = totals * scale + 1
    shares /= shares.sum()
    let pseudo = Double(Self.bins)
    let weights = totals * scale + pseudo
    for coordinate in axes.indices {
      let first = coordinate * Self.bins
      func ratio(_ bin: Int) -> Classes {
        let inside = min(max(bin, 0), Self.bins - 1)
        return counts[first + inside] / LearnedAxis.masses[inside]
      }
      var norm = Classes.zero
      for bin in 0..<Self.bins {
        let smooth = (ratio(bin - 1) + 2 * ratio(bin) + ratio(bin + 1)) * (scale / 4)
        ratios[first + bin] = (smooth + pseudo) / weights
        norm += ratios[first + bin] * LearnedAxis.masses[bin]
      }
      for bin in 0..<Self.bins { ratios[first + bin] /= norm }
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
    for coordinate in axes.indices {
      let place = random.uniform() * Double(Self.bins)
      var bin = Int(place)
      var fraction = place - Double(bin)
      let (threshold, other) = aliases[(chosen * axes.count + coordinate) * Self.bins + bin]
      if fraction < threshold {
        fraction /= threshold
      } else {
        fraction = (fraction - threshold) / (1 - threshold)
        bin = other
      }
      let value = axes[coordinate].value(in: bin, at: fraction)
      point[coordinate] = value
      sum += axes[coordinate].logDensity(at: value, in: bin)
      product *= ratios[coordinate * Self.bins + bin]
    }
    return sum + log(product.sum())
  }

  /// ln of the density at a point.
  func logDensity(at point: [Double]) -> Double {
    var product = shares
    var sum = 0.0
    for coordinate in axes.indices {
      let bin = axes[coordinate].bin(of: point[coordinate])
      sum += axes[coordinate].logDensity(at: point[coordinate], in: bin)
      product *= ratios[coordinate * Self.bins + bin]
    }
    return sum + log(product.sum())
  }
}
