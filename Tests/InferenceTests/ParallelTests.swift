import Testing

@testable import Inference

@Suite("Parallel tasks")
struct ParallelTests {
  @Test("Results come in task order on any number of threads", arguments: [1, 2, 3, 16])
  func order(threads: Int) {
    let squares = parallelMap(1000, threads: threads) { task in
      // uneven work, so that tasks end out of order
      (0..<(task % 7) * 1000).reduce(task * task) { $0 ^ ($1 &* 0) }
    }
    #expect(squares == (0..<1000).map { $0 * $0 })
  }

  @Test("No task, one task, and tasks within tasks")
  func corners() {
    #expect(parallelMap(0, threads: 4) { $0 }.isEmpty)
    #expect(parallelMap(1, threads: 4) { $0 } == [0])
    let nested = parallelMap(4, threads: 2) { outer in
      parallelMap(4, threads: 2) { inner in 10 * outer + inner }
    }
    #expect(nested[3] == [30, 31, 32, 33])
  }
}
