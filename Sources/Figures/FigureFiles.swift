import Foundation

/// A folder into which files are written whole or not at all.
struct FigureFiles {
  let folder: String

  /// Makes the folder and those above it.
  func make() throws(Gnuplot.Problem) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Gnuplot.Problem(
        description: "the folder \(folder) could not be made: \(Self.reason(error))", isMissing: false)
    }
  }

  /// Writes a file beside its place, then renames it.
  func write(_ data: Data, to name: String) throws(Gnuplot.Problem) {
    let place = "\(folder)/\(name)"
    let draft = "\(folder)/.\(name).\(ProcessInfo.processInfo.processIdentifier).part"
    do {
      try data.write(to: URL(fileURLWithPath: draft))
    } catch {
      unlink(draft)
      throw Gnuplot.Problem(
        description: "\(place) could not be written: \(Self.reason(error))", isMissing: false)
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
