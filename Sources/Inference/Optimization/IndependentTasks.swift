import Dispatch

/// The results of `count` tasks in the order of their numbers, worked on by up to `threads` threads.
///
/// A task must depend on its number alone; then the result does not depend on the number of threads.
func independentTasks<Result: Sendable>(
  _ count: Int, threads: Int, _ task: @Sendable (Int) -> Result
) -> [Result] {
  let workers = max(1, min(threads, count))
  guard workers > 1 else { return (0..<count).map(task) }
  return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    nonisolated(unsafe) let slots = buffer
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: count, by: workers) {
        slots.initializeElement(at: index, to: task(index))
      }
    }
    initialized = count
  }
}
