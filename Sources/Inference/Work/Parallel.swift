import Dispatch
import Synchronization

/// The results of the tasks 0 ..< `count`, in task order, worked out on at most `threads` threads.
///
/// A task sees only its number; give it the random stream (seed, number) and no bit of the result depends on
/// `threads`. Threads take the next task as they become free. The calling thread is one of them, so with one
/// thread this is a plain loop, and calls may be nested.
public func parallelMap<T: Sendable>(
  _ count: Int, threads: Int, _ body: @Sendable (Int) -> T
) -> [T] {
  guard threads > 1, count > 1 else { return (0..<count).map(body) }
  let next = Atomic(0)
  var results = [T?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let slots = buffer  // each slot is written by the one thread that took its number
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let task = next.add(1, ordering: .relaxed).oldValue
        guard task < count else { return }
        slots[task] = body(task)
      }
    }
  }
  return results.compactMap(\.self)
}
