import Foundation

/// Where a run's file lies, with what SQLite has beside it.
///
/// SQLite follows links, and believes what it finds beside a file: a journal can name files that it then removes. In a folder that
/// came from elsewhere these are looked at before SQLite sees them.
struct StorePlace {
  /// The path of the file.
  let path: String

  init(_ folder: RunFolder) { path = "\(folder.path)/\(RunStore.fileName)" }

  /// The path that SQLite can take for nothing but a path.
  var pathForSQLite: String { path.hasPrefix("/") ? path : "./" + path }

  private static var endings: [String] { ["", "-wal", "-shm", "-journal"] }

  /// A problem if SQLite must not open this.
  func check() throws(RunFolder.Problem) {
    for ending in Self.endings {
      guard let status = Self.status(of: path + ending) else { continue }
      guard status.st_mode & S_IFMT == S_IFREG else {
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        throw RunFolder.Problem(
          refusal:
            "\(path + ending) cannot be opened: it is \(isLink ? "a link, expected the file itself" : "no file")"
        )
      }
    }
    guard Self.status(of: path + "-journal") != nil else { return }
    // such a one is there only in the moment in which the file is made, when nothing is in it yet
    guard (Self.status(of: path)?.st_size ?? 0) <= Self.largestPage else {
      throw RunFolder.Problem(
        refusal: "\(path)-journal is none of this program's; " + RunStore.advice)
    }
    remove()
  }

  private static var largestPage: Int { 65_536 }

  /// Removes all of it.
  func remove() { for ending in Self.endings { unlink(path + ending) } }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }
}
