/// A mistake in a file that a user wrote: what is wrong, where, and what was expected.
///
/// Printed as `file:line:column: problem`, the form editors and compilers share. Lines and columns count
/// from 1; 0 stands for "the file as a whole".
public struct InputError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file as the user named it.
  public let file: String
  /// The line, from 1; 0 when the problem is the file itself.
  public let line: Int
  /// The column, from 1; 0 when the problem is the file itself.
  public let column: Int
  /// One sentence: what was wrong, what was expected, and the nearest valid spelling where there is one.
  public let problem: String

  /// A problem at a place in a file; without a place, the problem is the file itself.
  public init(file: String, line: Int = 0, column: Int = 0, problem: String) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }

  /// The message that the command line prints.
  public var description: String {
    line > 0 ? "\(file):\(line):\(column): \(problem)" : "\(file): \(problem)"
  }

  /// A place in a file, to be named when something turns out to be wrong later.
  struct Place: Sendable {
    let file: String
    let line: Int
    let column: Int

    func failure(_ problem: String) -> InputError {
      InputError(file: file, line: line, column: column, problem: problem)
    }
  }
}
