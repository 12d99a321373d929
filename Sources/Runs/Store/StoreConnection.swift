import GRDB
import Synchronization

/// A file that is open until it is closed: whoever comes later hears so.
final class StoreConnection: Sendable {
  private let queue: Mutex<DatabaseQueue?>
  private let path: String

  init(_ queue: DatabaseQueue, _ path: String) { (self.queue, self.path) = (Mutex(queue), path) }

  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try queue.withLock { queue in try open(queue).read(body) }
  }

  func write(_ body: (Database) throws -> Void) throws {
    try queue.withLock { queue in try open(queue).write(body) }
  }

  private func open(_ queue: DatabaseQueue?) throws -> DatabaseQueue {
    guard let queue else { throw RunFolder.Problem(description: "\(path) is closed") }
    return queue
  }

  /// Moves the log into the file, as far as the disk takes it.
  func close() {
    queue.withLock { queue in
      try? queue?.close()
      queue = nil
    }
  }
}
