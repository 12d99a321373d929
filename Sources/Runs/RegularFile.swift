import Foundation

/// A file open to be read, which is no link, no pipe and no device.
final class RegularFile {
  private let path: String
  private let descriptor: Int32
  private let status: stat

  /// Nil if there is none.
  init?(_ path: String) throws(RunFolder.Problem) {
    self.path = path
    // a pipe would have to be waited for
    descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      status = stat()
      if errno == ENOENT { return nil }
      throw RunFolder.Problem(
        refusal: "\(path) cannot be opened: "
          + (errno == ELOOP ? "it is a link, expected the file itself" : String(cString: strerror(errno))))
    }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    self.status = status
    guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
      throw RunFolder.Problem(refusal: "\(path) cannot be opened: it is no file")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Whether somebody has written to it since it was opened.
  var hasChanged: Bool {
    var now = stat()
    return fstat(descriptor, &now) != 0 || now.st_size != status.st_size
      || now.st_mtim.tv_sec != status.st_mtim.tv_sec || now.st_mtim.tv_nsec != status.st_mtim.tv_nsec
  }

  func beginning(_ count: Int) throws(RunFolder.Problem) -> [UInt8] { try read(count) }

  func contents(most: Int) throws(RunFolder.Problem) -> [UInt8] {
    guard status.st_size <= most else {
      throw RunFolder.Problem(refusal: "\(path) is larger than \(most >> 30) GB: that is no run")
    }
    return try read(Int(status.st_size))
  }

  private func read(_ count: Int) throws(RunFolder.Problem) -> [UInt8] {
    var reason: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        let more = pread(descriptor, buffer.baseAddress?.advanced(by: done), count - done, off_t(done))
        if more < 0, errno == EINTR { continue }
        if more < 0 { reason = errno }
        guard more > 0 else { return }
        done += more
      }
    }
    guard reason == 0 else {
      throw RunFolder.Problem(description: "\(path): \(String(cString: strerror(reason)))")
    }
    return bytes
  }
}
