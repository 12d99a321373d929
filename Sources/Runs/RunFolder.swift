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

  /// Writes a file whole: first beside its place, then on the disk, then renamed.
  public func write(_ text: String, to file: String) throws(Problem) {
    try write(Array(text.utf8), to: file)
  }

  /// Writes a file of these bytes whole, as ``write(_:to:)-(String,_)`` does.
  public func write(_ bytes: [UInt8], to file: String) throws(Problem) {
    try make()
    let place = "\(path)/\(file)"
    let draft = "\(place).\(ProcessInfo.processInfo.processIdentifier).part"
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

  /// Makes the folder and those above it; says which one could not be made, and why.
  func make() throws(Problem) {
    var folder = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      folder += name + "/"
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue {
        continue
      }
      guard mkdir(String(folder.dropLast()), 0o777) == 0 || errno == EEXIST else {
        throw Problem(
          description: "the folder \(folder) could not be made: \(String(cString: strerror(errno)))")
      }
    }
  }
}
