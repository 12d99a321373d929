/// The order of a set of numbers: sorted once, it yields ranks, quantiles and the order of the folded set.
struct RankOrder: Sendable {
  /// The numbers from the smallest to the largest.
  let sorted: [Double]
  /// Where each of `sorted` stood.
  let places: [UInt32]

  /// Sorts `values` (no NaN) by radix: as many passes over 11 bits as the numbers differ in, stable, O(n).
  init(_ values: [Double]) {
    let count = values.count
    var keys = values.map(Self.key)
    var places = (0..<UInt32(count)).map(\.self)
    var nextKeys = keys
    var nextPlaces = places
    var starts = [Int](repeating: 0, count: 2048)
    for shift in stride(from: 0 as UInt64, to: 64, by: 11) {
      for bucket in starts.indices { starts[bucket] = 0 }
      for key in keys { starts[Int((key >> shift) & 2047)] += 1 }
      if starts.contains(count) { continue }
      var sum = 0
      for bucket in starts.indices { (starts[bucket], sum) = (sum, sum + starts[bucket]) }
      for (key, place) in zip(keys, places) {
        let bucket = Int((key >> shift) & 2047)
        nextKeys[starts[bucket]] = key
        nextPlaces[starts[bucket]] = place
        starts[bucket] += 1
      }
      swap(&keys, &nextKeys)
      swap(&places, &nextPlaces)
    }
    self.places = places
    sorted = places.map { values[Int($0)] }
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
    var scores = [Double](repeating: 0, count: sorted.count)
    var first = 0
    while first < sorted.count {
      var last = first
      while last + 1 < sorted.count, sorted[last + 1] == sorted[first] { last += 1 }
      let score = table.score(twiceRank: first + last + 2)
      for place in places[first...last] { scores[Int(place)] = score }
      first = last + 1
    }
    return scores
  }
}
