import Dispatch
import Foundation
import Synchronization

/// The result of a task, and which task it is.
struct TaskResult: Sendable {
  let work: String
  let number: Int
  let bytes: Data
}

/// Writes results of tasks behind the back of those who do the tasks, as many at a time as have come together.
final class TaskWriter: Sendable {
  private struct Waiting {
    var tasks: [TaskResult] = []
    var bytes = 0
    var problem: RunFolder.Problem?
  }

  private let waiting = Mutex(Waiting())
  private let queue = DispatchQueue(label: "results of tasks")
  private let write: @Sendable ([TaskResult]) throws(RunFolder.Problem) -> Void

  /// How long the first of many small results waits for the others, in milliseconds.
  private static var patience: Int { 20 }
  /// How many bytes may wait; whoever brings more waits with them.
  private static var mostBytes: Int { 1 << 25 }

  /// `write` writes the results in one transaction; it is called by one thread at a time.
  init(_ write: @escaping @Sendable ([TaskResult]) throws(RunFolder.Problem) -> Void) { self.write = write }

  /// Writes a result soon. After the first problem nothing is written any more.
  func take(_ task: TaskResult) {
    let (isFirst, isTooMuch) = waiting.withLock { waiting in
      guard waiting.problem == nil else { return (false, false) }
      waiting.tasks.append(task)
      waiting.bytes += task.bytes.count
      return (waiting.tasks.count == 1, waiting.bytes > Self.mostBytes)
    }
    if isTooMuch {
      flush()
    } else if isFirst {
      queue.asyncAfter(deadline: .now() + .milliseconds(Self.patience)) { [weak self] in self?.writeAll() }
    }
  }

  /// Waits until all that was taken is written, or is known not to be.
  func flush() { queue.sync { writeAll() } }

  /// Why not all could be written: the first reason.
  var problem: RunFolder.Problem? { waiting.withLock { $0.problem } }

  private func writeAll() {
    let tasks = waiting.withLock { waiting in
      defer { (waiting.tasks, waiting.bytes) = ([], 0) }
      return waiting.problem == nil ? waiting.tasks : []
    }
    guard !tasks.isEmpty else { return }
    do throws(RunFolder.Problem) {
      try write(tasks)
    } catch {
      waiting.withLock { $0.problem = error }
    }
  }
}
