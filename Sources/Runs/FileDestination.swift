import Foundation

/// What stands where a file is to be written.
enum FileDestination: Equatable {
  /// A file, a folder, or nothing yet. Behind links, that which they lead to.
  case file(String)
  /// A pipe or a device.
  case stream(String)

  init(_ path: String) {
    var status = stat()
    if stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      self = .stream(path)
      return
    }
    // A link may lead to a link, and to a file that is not there yet; as many as the system itself follows.
    var place = path
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: place) else { break }
      place = next.hasPrefix("/") ? next : "\((place as NSString).deletingLastPathComponent)/\(next)"
    }
    self = .file(place)
  }
}
