import Foundation

/// A file on its way to its place. It has no name until it is whole and on the disk, so that nothing is left of it if the process is
/// killed; on file systems that know no such files it has one that is its own.
struct Draft {
  private let bytes: [UInt8]
  private let place: String

  init(_ bytes: [UInt8], of place: String) { (self.bytes, self.place) = (bytes, place) }

  private var folder: String {
    let folder = (place as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// Writes the file, and puts it into the place of what is there.
  func put() throws(RunFolder.Problem) {
    // of another process that was killed, or of somebody who waits for one to be followed: none of that is written into
    let name = "\(place).\(ProcessInfo.processInfo.processIdentifier)\(Self.ending)"
    unlink(name)
    var descriptor = open(folder, Self.nameless | O_WRONLY | O_CLOEXEC, 0o666)
    let isNameless = descriptor >= 0
    if !isNameless { descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666) }
    guard descriptor >= 0 else { throw failure }
    defer { close(descriptor) }
    do throws(RunFolder.Problem) {
      guard isWritten(to: descriptor), fsync(descriptor) == 0 else { throw failure }
      if isNameless {
        guard linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else {
          throw failure
        }
      }
      guard rename(name, place) == 0 else { throw failure }
    } catch {
      unlink(name)
      throw error
    }
    keepName()
  }

  private func isWritten(to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let more = write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
        if more < 0, errno == EINTR { continue }
        guard more > 0 else { return false }
        done += more
      }
      return true
    }
  }

  /// The new name survives a machine that goes down, too. Where a folder cannot be told to, the file is there all the same.
  private func keepName() {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private var failure: RunFolder.Problem {
    RunFolder.Problem(description: "\(place): \(String(cString: strerror(errno)))")
  }

  private static var ending: String { ".part" }
  /// `O_TMPFILE`, whose definition Swift does not read.
  private static var nameless: Int32 { 0o20_000_000 | O_DIRECTORY }
}
