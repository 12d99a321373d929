import Foundation

/// Signals that the system sends to whoever writes what cannot be written.
enum WriteSignals {
  /// A closed pipe and a file that may not grow are answered where something is written, with a message, and end nothing. Programs that
  /// this one starts have them as usual.
  static func becomeErrors() {
    for number in [SIGPIPE, SIGXFSZ] { signal(number) { _ in } }
  }
}
