import Foundation
import Yams

/// A YAML file as its root element, or a text; the one place where files of users are opened.
enum Document {
  /// No file that a person writes is larger; a larger one is a mistake and would only cost memory.
  static let largestSize = 1 << 20

  /// Nor is a table that a program writes any larger.
  static let largestTable = 1 << 26

  /// The root element of the file at `path`.
  static func read(_ path: String) throws(InputError) -> Element {
    try parse(bytes(of: path), file: path)
  }

  /// The bytes of the file at `path`.
  static func bytes(of path: String, upTo size: Int = largestSize) throws(InputError) -> [UInt8] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw InputError(
        file: path, problem: "there is no such file\(Spelling.suggestion(forPath: path))")
    }
    guard !isDirectory.boolValue else {
      throw InputError(file: path, problem: "is a folder, expected a file")
    }
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: size + 1)
    else {
      // An empty file reads as nil, an unreadable one does not open.
      let readable = FileManager.default.isReadableFile(atPath: path)
      throw InputError(file: path, problem: readable ? "the file is empty" : "the file cannot be read")
    }
    return try checked(Array(data), file: path, upTo: size)
  }

  /// The bytes, if they are no more than there can be in a file of a person.
  static func checked(
    _ bytes: [UInt8], file path: String, upTo size: Int = largestSize
  ) throws(InputError) -> [UInt8] {
    guard bytes.count <= size else {
      let writer = size == largestSize ? "a file a person writes" : "a smaller one"
      throw InputError(file: path, problem: "the file is larger than \(size >> 20) MB, expected \(writer)")
    }
    return bytes
  }

  /// The bytes as a text, with `file` as the name in messages.
  static func text(_ bytes: [UInt8], file: String) throws(InputError) -> String {
    // A byte-order mark has no width in an editor: without it the columns of the first line are those one sees.
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let (line, column) = firstInvalidUTF8(in: bytes)
      throw InputError(file: file, line: line, column: column, problem: "this byte is not valid UTF-8")
    }
    return text
  }

  /// The root element of a text, with `file` as the name in messages.
  static func parse(_ bytes: [UInt8], file: String) throws(InputError) -> Element {
    let text = try text(bytes, file: file)
    if let alias = Alias.first(in: text) {
      throw InputError(
        file: file, line: alias.line, column: alias.column,
        problem:
          "'*\(alias.name)' repeats what '&\(alias.name)' marks; write it out (YAML aliases are not read)")
    }
    let lines = SourceLines(text)
    let root: Node?
    do {
      // The default would look into the environment, and say on standard output what it found there.
      root = try Yams.compose(yaml: text, .default, .default, .utf8)
    } catch let error as YamlError {
      throw inputError(error, file: file, lines)
    } catch {
      throw InputError(file: file, problem: "\(error)")
    }
    guard let root else { throw InputError(file: file, problem: "the file is empty") }
    if let change = MeaningChange.first(in: lines, root) {
      throw InputError(file: file, line: change.line, column: change.column, problem: change.problem)
    }
    return Element(node: root, file: file)
  }

  private static func inputError(_ error: YamlError, file: String, _ lines: SourceLines) -> InputError {
    func at(_ mark: Mark, _ problem: String) -> InputError {
      let advice = SyntaxAdvice.clause(for: problem, line: mark.line, column: mark.column, in: lines)
      return InputError(
        file: file, line: mark.line, column: mark.column, problem: "not valid YAML: \(problem)\(advice)")
    }
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return at(mark, [context?.text, problem].compactMap { $0 }.joined(separator: ": "))
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.sorted().map { "'\($0)'" }.joined(separator: ", ")
      return InputError(
        file: file, line: context.mark.line, column: context.mark.column,
        problem: "the key \(keys) is in this mapping twice")
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0)
      let line = before.count(where: \.isNewline) + 1
      let column = before.reversed().prefix { !$0.isNewline }.count + 1
      return InputError(file: file, line: line, column: column, problem: "not valid YAML: \(problem)")
    default:
      return InputError(file: file, problem: "not valid YAML: \(error)")
    }
  }

  private static func firstInvalidUTF8(in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    var index = 0
    while index < bytes.count {
      // A character is one to four bytes long; the first length that validates is its own.
      let lengths = (1...4).filter { index + $0 <= bytes.count }
      guard
        let length = lengths.first(where: {
          String(validating: bytes[index..<index + $0], as: UTF8.self) != nil
        })
      else { break }
      if bytes[index] == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else {
        column += 1
      }
      index += length
    }
    return (line, column)
  }
}
