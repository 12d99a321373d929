import Foundation

/// The folder of one run. Files appear in it whole or not at all.
public struct RunFolder: Sendable {
  /// The folder's path.
  public let path: String

  /// Why a folder cannot be used.
  public struct Problem: Error, Sendable, CustomStringConvertible {
    /// One sentence.
    public let description: String
    /// Whether the folder belongs to something else, or somebody: nothing is wrong with the disk.
    public var isRefusal = false

    /// What went wrong, or with `refusal` why the folder is not to be touched.
    public init(description: String) { self.description = description }

    /// Why the folder is not to be touched.
    public init(refusal: String) {
      description = refusal
      isRefusal = true
    }
  }

  /// Whether there is a file of this name.
  public func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(file)") }

  /// The folder at that path, which need not exist yet.
  public init(path: String) { self.path = path }

  /// Writes a file whole: first beside its place, then on the disk, then renamed. Links are followed; a pipe or a device is written
  /// into, since nothing can take its place.
  public func write(_ text: String, to file: String) throws(Problem) {
    try write(Array(text.utf8), to: file)
  }

  /// Writes a file of these bytes whole, as ``write(_:to:)-(String,_)`` does.
  public func write(_ bytes: [UInt8], to file: String) throws(Problem) {
    try make()
    switch FileDestination("\(path)/\(file)") {
    case .file(let place): try Self.replace(place, with: bytes)
    case .stream(let place): try Self.send(bytes, to: place)
    }
  }

  private static func replace(_ place: String, with bytes: [UInt8]) throws(Problem) {
    let draft = "\(place).\(ProcessInfo.processInfo.processIdentifier)\(draftEnding)"
    func failure() -> Problem { Problem(description: "\(place): \(String(cString: strerror(errno)))") }
    guard let handle = fopen(draft, "w") else { throw failure() }
    let isWritten =
      fwrite(bytes, 1, bytes.count, handle) == bytes.count && fflush(handle) == 0
      && fsync(fileno(handle)) == 0
    let problem = isWritten ? nil : failure()
    fclose(handle)
    if let problem {
      unlink(draft)
      throw problem
    }
    guard rename(draft, place) == 0 else {
      let problem = failure()
      unlink(draft)
      throw problem
    }
  }

  private static func send(_ bytes: [UInt8], to place: String) throws(Problem) {
    func failure() -> Problem { Problem(description: "\(place): \(String(cString: strerror(errno)))") }
    guard let handle = fopen(place, "w") else { throw failure() }
    let isWritten = fwrite(bytes, 1, bytes.count, handle) == bytes.count && fflush(handle) == 0
    let problem = isWritten ? nil : failure()
    fclose(handle)
    if let problem { throw problem }
  }

  /// Removes what processes left half written when they were killed: `summary.json.4711.part`. Only for who alone works in the
  /// folder, where other files may lie too.
  public func removeDrafts() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    where name.wholeMatch(of: /.+\.[0-9]+\.part/) != nil {
      unlink("\(path)/\(name)")
    }
  }

  private static var draftEnding: String { ".part" }

  /// Makes the folder and those above it; says which one could not be made, and why.
  func make() throws(Problem) {
    var folder = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      folder += name + "/"
      // made by another process at the same moment, it is there too
      if Self.isFolder(folder) || mkdir(String(folder.dropLast()), 0o777) == 0 { continue }
      let reason = errno == EEXIST ? ENOTDIR : errno
      if !Self.isFolder(folder) {
        let words = "the folder \(folder) could not be made: \(String(cString: strerror(reason)))"
        throw [ENOSPC, EDQUOT, EIO].contains(reason) ? Problem(description: words) : Problem(refusal: words)
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
