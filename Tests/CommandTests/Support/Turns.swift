import Foundation

/// Work on a few threads of its own, one piece on each at a time, first come, first served. The threads that all tests
/// share may be busy with computations for minutes: neither does this work wait for them, nor do they wait for it.
///
/// Work must not wait for other work that has to take its turn.
final class Turns: @unchecked Sendable {
  /// As many programs at a time as there are processors.
  static let ofThePrograms = Turns(atATime: ProcessInfo.processInfo.activeProcessorCount)

  // `waiting` is touched under the condition's lock only.
  private let condition = NSCondition()
  private var waiting: [@Sendable () -> Void] = []

  init(atATime count: Int) {
    for _ in 0..<count {
      Thread.detachNewThread { [self] in while true { next()() } }
    }
  }

  /// Does this work when its turn has come.
  func take<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      condition.withLock {
        waiting.append { continuation.resume(with: Result(catching: work)) }
        condition.signal()
      }
    }
  }

  private func next() -> @Sendable () -> Void {
    condition.withLock {
      while waiting.isEmpty { condition.wait() }
      return waiting.removeFirst()
    }
  }
}
