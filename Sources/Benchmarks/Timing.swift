/// How long some work takes beside other work, both timed in turn.
struct Timing {
  /// Nanoseconds a call, the median over repetitions.
  let nanoseconds: Double
  /// The same of the other work.
  let floorNanoseconds: Double
  /// The median of the ratios of neighbouring repetitions.
  let ratio: Double

  init(_ work: () -> Double, against floor: () -> Double, calls: Double, repetitions: Int = 101) {
    let clock = ContinuousClock()
    var sink = 0.0
    func time(_ work: () -> Double) -> Double {
      let duration = clock.measure { for _ in 0..<10 { sink += work() } }
      return Double(duration.components.attoseconds) / 1e9 / calls / 10
    }
    let pairs = (0..<repetitions).map { _ in (time(work), time(floor)) }
    nanoseconds = pairs.map(\.0).median
    floorNanoseconds = pairs.map(\.1).median
    ratio = pairs.map { $0.0 / $0.1 }.median
    precondition(sink.isFinite, "The benchmarked work must give numbers")
  }
}

extension [Double] {
  fileprivate var median: Double { sorted()[count / 2] }
}
