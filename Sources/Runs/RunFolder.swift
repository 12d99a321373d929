import Foundation

/// The folder of one run. Files appear in it whole or not at all.
public struct RunFolder: Sendable {
  /// The folder's path.
  public let path: String
  /// Whether links in it are followed wherever they lead.
  private let followsLinks: Bool

  /// Why a folder cannot be used.
  public struct Problem: Error, Sendable, CustomStringConvertible {
    /// One sentence.
    public let description: String
    /// Whether the folder belongs to something else, or somebody: nothing is wrong with the disk.
    public var isRefusal = false
    /// Whether another run is in the folder, or another process at work on it: another folder would do.
    public var isTaken = false

    /// What went wrong, or with `refusal` why the folder is not to be touched.
    public init(description: String) { self.description = description }

    /// Why the folder is not to be touched, and whether it is because of another run.
    public init(refusal: String, isTaken: Bool = false) {
      description = refusal
      isRefusal = true
      self.isTaken = isTaken
    }
  }

  /// Whether there is a file of this name.
  public func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(file)") }

  /// What is in a file of the folder; nil if there is none, or it is a link, a pipe, or larger than files in such a folder are.
  public func contents(of file: String) -> [UInt8]? {
    guard (try? requireInside(file)) != nil else { return nil }
    return try? RegularFile("\(path)/\(file)")?.contents(most: Self.largestFile)
  }

  private static var largestFile: Int { 1 << 30 }

  /// The folder at that path, which need not exist yet.
  ///
  /// - Parameter followsLinks: whether files that are written may be links out of it: so where a user named the file, not so
  ///   where the folder may come from somebody else.
  public init(path: String, followsLinks: Bool = false) {
    (self.path, self.followsLinks) = (path, followsLinks)
  }

  /// Writes a file whole: first without a name, then on the disk, then in its place. Links are followed as far as the folder allows;
  /// a pipe or a device is written into, since nothing can take its place.
  public func write(_ text: String, to file: String) throws(Problem) {
    try write(Array(text.utf8), to: file)
  }

  /// Writes a file of these bytes whole, as ``write(_:to:)-(String,_)`` does.
  public func write(_ bytes: [UInt8], to file: String) throws(Problem) {
    try make()
    if !followsLinks { try requireInside(file) }
    switch FileDestination("\(path)/\(file)") {
    case .file(let place): try Draft(bytes, of: place).put()
    case .stream(let place): try Self.send(bytes, to: place)
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

  /// - Throws: if what stands there, a file or a folder, is a link out of the folder: in a folder that came from elsewhere it
  ///   would lead to any file of the user.
  public func requireInside(_ file: String) throws(Problem) {
    let place: String
    switch FileDestination("\(path)/\(file)") {
    case .file(let end): place = end
    case .stream(let end): place = end
    }
    let parent = (place as NSString).deletingLastPathComponent
    // what is not there yet leads nowhere
    guard let own = Self.real(path), let other = Self.real(parent.isEmpty ? "." : parent) else { return }
    guard other == own || other.hasPrefix(own == "/" ? own : own + "/") else {
      throw Problem(refusal: "\(path)/\(file) is a link that leads out of the folder; remove it")
    }
  }

  private static func real(_ path: String) -> String? {
    guard let end = realpath(path, nil) else { return nil }
    defer { free(end) }
    return String(cString: end)
  }

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
