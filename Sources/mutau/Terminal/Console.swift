import Foundation

/// The only place that writes to standard output and standard error.
enum Console {
  /// Writes a result to standard output; an error if it could not all be written (a full disk, a closed pipe).
  static func write(_ text: String) throws(Failure) {
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, stdout)
    guard written == bytes.count, fflush(stdout) == 0 else {
      throw .numerics("the result could not be written to standard output: \(String(cString: strerror(errno)))")
    }
  }

  /// Writes a message to standard error, where a failure to write has nobody left to be told to.
  static func complain(_ message: String) {
    fputs(message + "\n", stderr)
  }

  /// Whether a person is looking at standard error.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
