/// What is wrong with a text, and where; lines and columns count from 1.
public struct TextProblem: Error, Equatable, Sendable {
  /// The line.
  public let line: Int
  /// The column, in letters.
  public let column: Int
  /// One sentence: what was wrong and what was expected.
  public let problem: String

  /// What is wrong behind so many bytes of a text.
  init(_ problem: String, at offset: Int, of text: [UInt8]) {
    let before = text[..<min(offset, text.count)]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    line = before.count { $0 == UInt8(ascii: "\n") } + 1
    // Bytes that go on with a letter are not counted.
    column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    self.problem = problem
  }
}
