import Foundation
import Synchronization

/// A folder that no other process of this machine works in, until it is let go.
///
/// A child between fork and exec shares the lock, and would hold on to it for a moment longer than its parent: letting go is
/// said to the system, and not left to the closing of the last descriptor.
final class FolderLock: Sendable {
  private let descriptor: Int32
  private let isHeld = Atomic<Bool>(true)

  /// Nil if another process holds the folder.
  init?(_ path: String) throws(RunFolder.Problem) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw RunFolder.Problem(refusal: "\(path): \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      // only those that were held are let go
      isHeld.store(false, ordering: .relaxed)
      close(descriptor)
      return nil
    }
  }

  /// Lets the folder go, once.
  func release() {
    guard isHeld.exchange(false, ordering: .acquiringAndReleasing) else { return }
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  deinit { release() }
}
