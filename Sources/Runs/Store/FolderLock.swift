import Foundation

/// A folder that no other process of this machine works in, until this goes away.
final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Nil if another process holds the folder.
  init?(_ path: String) throws(RunFolder.Problem) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw RunFolder.Problem(refusal: "\(path): \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }
}
