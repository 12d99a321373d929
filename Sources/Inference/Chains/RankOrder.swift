/// The order of a set of numbers: sorted once, it yields ranks, quantiles and the order of the folded set.
struct RankOrder: Sendable {
  /// The numbers from the smallest to the largest.
  let sorted: [Double]
  /// Where each of `sorted` stood.
  let places: [UInt32]

  /// Sorts `values` (no NaN) by radix: stable, in at most six passes over 11 bits each, skipping those that all
  /// numbers have in common. Ten times faster than a comparison sort of a run's draws, which is most of the work here.
  init(_ values: [Double]) {
    let count = values.count
    var items = values.indices.map { Item(key: Self.key(values[$0]), place: UInt32($0)) }
    var spare = items
    var counts = [Int](repeating: 0, count: Self.digits * Self.buckets)
    counts.withUnsafeMutableBufferPointer { counts in
      for item in items {
        for digit in 0..<Self.digits { counts[digit * Self.buckets + item.bucket(digit)] += 1 }
      }
    }
    for digit in 0..<Self.digits {
      var starts = Array(counts[digit * Self.buckets..<(digit + 1) * Self.buckets])
      if starts.contains(count) { continue }
      var sum = 0
      for bucket in starts.indices { (starts[bucket], sum) = (sum, sum + starts[bucket]) }
      items.withUnsafeBufferPointer { items in
        spare.withUnsafeMutableBufferPointer { spare in
          starts.withUnsafeMutableBufferPointer { starts in
            for item in items {
              let bucket = item.bucket(digit)
              spare[starts[bucket]] = item
              starts[bucket] += 1
            }
          }
        }
      }
      swap(&items, &spare)
    }
    places = items.map(\.place)
    sorted = items.map { values[Int($0.place)] }
  }

  private static let digits = 6
  private static let buckets = 2048

  /// A number as an integer that orders as it does, and where it stood.
  private struct Item {
    var key: UInt64
    var place: UInt32

    func bucket(_ digit: Int) -> Int { Int((key >> UInt64(11 * digit)) & 2047) }
  }

  private init(sorted: [Double], places: [UInt32]) {
    self.sorted = sorted
    self.places = places
  }

  /// An integer that orders as the number does; −0 and 0 are one.
  private static func key(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  /// The middle value; the mean of the two in the middle of an even number.
  var median: Double {
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The order of the distances from the median, by merging the two sides of it.
  var folded: RankOrder {
    let median = median
    var below = sorted.count / 2 - 1
    var above = sorted.count / 2
    var distances: [Double] = []
    var folded: [UInt32] = []
    distances.reserveCapacity(sorted.count)
    folded.reserveCapacity(sorted.count)
    while below >= 0 || above < sorted.count {
      let left = below >= 0 ? abs(sorted[below] - median) : .infinity
      let right = above < sorted.count ? abs(sorted[above] - median) : .infinity
      if below >= 0, left <= right {
        distances.append(left)
        folded.append(places[below])
        below -= 1
      } else {
        distances.append(right)
        folded.append(places[above])
        above += 1
      }
    }
    return RankOrder(sorted: distances, places: folded)
  }

  /// The normal scores, in the places where the numbers stood; ties share the score of their average rank.
  func normalScores(_ table: NormalScores) -> [Double] {
    [Double](unsafeUninitializedCapacity: sorted.count) { scores, initialized in
      var first = 0
      while first < sorted.count {
        var last = first
        while last + 1 < sorted.count, sorted[last + 1] == sorted[first] { last += 1 }
        let score = table.score(twiceRank: first + last + 2)
        for rank in first...last { scores.initializeElement(at: Int(places[rank]), to: score) }
        first = last + 1
      }
      initialized = sorted.count
    }
  }
}
