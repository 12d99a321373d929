import Foundation

/// A folder into which files are written whole or not at all.
struct FigureFiles {
  let folder: String

  /// Makes the folder and those above it.
  func make() throws(Gnuplot.Problem) {
    var path = folder.hasPrefix("/") ? "/" : ""
    for name in folder.split(separator: "/") {
      path += name
      // made by another process at the same moment, it is there too
      if !Self.isFolder(path), mkdir(path, 0o777) != 0 {
        let reason = String(cString: strerror(errno == EEXIST ? ENOTDIR : errno))
        guard Self.isFolder(path) else {
          throw Gnuplot.Problem(
            description: "the folder \(path) could not be made: \(reason)", isMissing: false)
        }
      }
      path += "/"
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Removes the drawings of a figure: they show older numbers than those that are there now.
  func removeDrawings(of name: String) {
    for format in Gnuplot.Format.allCases { unlink("\(folder)/\(name).\(format.rawValue)") }
  }

  /// Writes a file beside its place, then renames it.
  func write(_ data: Data, to name: String) throws(Gnuplot.Problem) {
    let place = "\(folder)/\(name)"
    let draft = "\(folder)/.\(name).\(ProcessInfo.processInfo.processIdentifier).part"
    // of a process that was killed, or a link of somebody who waits for it to be followed
    unlink(draft)
    let handle = fopen(draft, "wx")
    let isWritten =
      handle.map { handle in
        data.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, handle) } == data.count
          && fflush(handle) == 0
      } ?? false
    let reason = String(cString: strerror(errno))
    if let handle { fclose(handle) }
    guard isWritten else {
      unlink(draft)
      throw Gnuplot.Problem(description: "\(place) could not be written: \(reason)", isMissing: false)
    }
    try move(draft, to: place)
  }

  /// Renames a file; the old one does not stay if that fails.
  func move(_ draft: String, to place: String) throws(Gnuplot.Problem) {
    guard rename(draft, place) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(draft)
      throw Gnuplot.Problem(description: "\(place) could not be written: \(reason)", isMissing: false)
    }
  }

  /// What the system says, in its own words.
  static func reason(_ error: any Error) -> String {
    var error = error as NSError
    while let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError { error = cause }
    return error.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(error.code))) : error.localizedDescription
  }
}
