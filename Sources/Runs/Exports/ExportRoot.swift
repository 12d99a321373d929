import Foundation

/// Where an export goes: a folder, and what the names of all its files begin with.
struct ExportRoot {
  /// The path as it was given: folder and name.
  let path: String
  /// The last part of the path.
  let name: String
  private let folder: RunFolder

  /// - Parameter followsLinks: whether links are written through, as where the user named the path.
  init(_ path: String, followsLinks: Bool = true) throws(RunFolder.Problem) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    guard !name.isEmpty, name != ".", name != ".." else {
      throw RunFolder.Problem(
        description:
          "\(path.isEmpty ? "the empty path" : path): the name that the files begin with is missing; "
          + "expected FOLDER/NAME")
    }
    let parent = String(path.dropLast(name.count))
    (self.path, self.name) = (path, name)
    folder = RunFolder(
      path: parent.isEmpty ? "." : parent == "/" ? "/" : String(parent.dropLast()), followsLinks: followsLinks
    )
  }

  /// Writes the files; their paths.
  func write(_ files: [ExportFile]) throws(RunFolder.Problem) -> [String] {
    var paths: [String] = []
    for file in files {
      try folder.write(file.bytes, to: name + file.suffix)
      paths.append(path + file.suffix)
    }
    return paths
  }

  /// Refuses a folder that holds chains which the reader of `files` would take for some of them.
  ///
  /// GetDist reads NAME.txt and every NAME_1.txt, Cobaya every NAME.1.txt and NAME_1.txt: chains that an export with
  /// more of them or in the other format left there would be mixed with the new ones, and no one would notice.
  func checkForeignChains(beside files: [ExportFile]) throws(RunFolder.Problem) {
    let own = Set(files.map { name + $0.suffix })
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let foreign = names.filter { !own.contains($0) && isChain($0) }.sorted()
    guard let first = foreign.first else { return }
    throw RunFolder.Problem(
      description: "\(path.dropLast(name.count))\(first) holds a chain of another export, "
        + "which GetDist or Cobaya would read as one of these; remove it or choose another name")
  }

  /// Whether GetDist or Cobaya takes this file for a chain of this name.
  private func isChain(_ file: String) -> Bool {
    guard file.hasPrefix(name), file.hasSuffix(".txt"), file.count >= name.count + 4 else { return false }
    let middle = file.dropFirst(name.count).dropLast(4)
    guard let separator = middle.first else { return true }
    let number = middle.dropFirst()
    return "._".contains(separator) && !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
