import Inference

/// Means of several quantities over the same events, with their covariance.
struct Estimate: Sendable {
  let means: [Double]
  /// Covariance of the means.
  let covariance: [[Double]]

  /// Statistical error of one mean.
  func error(_ index: Int) -> Double { covariance[index][index].squareRoot() }
}

/// The sums that means and covariances are made of.
private struct Sums: Sendable {
  var first: [Double]
  var second: [[Double]]

  init(count: Int) {
    first = Array(repeating: 0, count: count)
    second = Array(repeating: first, count: count)
  }

  mutating func add(_ values: [Double]) {
    for i in values.indices where values[i] != 0 {
      first[i] += values[i]
      for j in 0...i { second[i][j] += values[i] * values[j] }
    }
  }

  mutating func add(_ other: Sums) {
    for i in first.indices {
      first[i] += other.first[i]
      for j in 0...i { second[i][j] += other.second[i][j] }
    }
  }
}

/// Averages `quantities` values over `events` events. Events are worked on in tasks of fixed size, each with the random
/// stream (seed, task), and summed in the order of the tasks: the result is the same to the bit on any number of
/// threads.
func average(
  quantities: Int, events: Int, seed: UInt64, threads: Int,
  event: @escaping @Sendable (_ numbers: EventNumbers, _ values: inout [Double]) -> Void
) -> Estimate {
  let size = 8192
  let sums = parallelMap((events + size - 1) / size, threads: threads) { task in
    var random = Random(seed: seed, stream: UInt64(task))
    var sums = Sums(count: quantities)
    var values = [Double](repeating: 0, count: quantities)
    for _ in 0..<min(size, events - task * size) {
      event(EventNumbers(&random), &values)
      sums.add(values)
    }
    return sums
  }
  var total = Sums(count: quantities)
  for sum in sums { total.add(sum) }

  let count = Double(events)
  let means = total.first.map { $0 / count }
  let covariance = means.indices.map { i in
    means.indices.map { j in
      (total.second[max(i, j)][min(i, j)] / count - means[i] * means[j]) / max(count - 1, 1)
    }
  }
  return Estimate(means: means, covariance: covariance)
}
