import Foundation
import Typesetting

/// The only place that writes to standard output and standard error. What a file or a name could make a terminal do is spelt out
/// instead, whether there is a terminal or not.
enum Console {
  /// Writes a result to standard output; an error if it could not all be written (a full disk, a closed pipe).
  static func write(_ text: String) throws(Failure) {
    guard Job.isFirst else { return }
    guard write(text.visible, to: STDOUT_FILENO) else {
      throw .numerics(
        "the result could not be written to standard output: \(String(cString: strerror(errno)))")
    }
  }

  /// Writes a message to standard error, where a failure to write has nobody left to be told to.
  static func complain(_ message: String) {
    if Job.isFirst { _ = write(message.visible + "\n", to: STDERR_FILENO) }
  }

  /// Shows a text in place of the line that stands on the terminal; an empty one takes it away.
  static func showLine(_ text: String) {
    _ = write("\r\u{1B}[2K" + text.visibleLine, to: STDERR_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Whether a person is looking at standard error.
  static var isTerminal: Bool { Job.isFirst && isatty(STDERR_FILENO) == 1 }
}
