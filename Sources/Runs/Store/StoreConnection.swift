import Foundation
import GRDB

/// A file that is open until it is closed: whoever comes later hears so.
final class StoreConnection: Sendable {
  private let path: String
  private let lock = NSLock()
  // Read and written under the lock only.
  nonisolated(unsafe) private var queue: DatabaseQueue?

  init(_ queue: DatabaseQueue, _ path: String) {
    self.queue = queue
    self.path = path
  }

  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try lock.withLock { try open().read(body) }
  }

  func write(_ body: (Database) throws -> Void) throws {
    try lock.withLock { try open().write(body) }
  }

  private func open() throws -> DatabaseQueue {
    guard let queue else { throw RunFolder.Problem(description: "\(path) is closed") }
    return queue
  }

  /// Moves the log into the file, as far as the disk takes it.
  func close() {
    lock.withLock {
      try? queue?.close()
      queue = nil
    }
  }
}
