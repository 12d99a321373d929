import Dispatch
import Foundation
import Synchronization

/// Ctrl-C as a wish to stop: the work in hand ends at its next step and says so, exit code 130. Work that has no next step within
/// a second is broken off: what it did so far is kept all the same.
final class Interruption: Sendable {
  private let requested = Atomic<Bool>(false)
  /// Whether the user was told, or is about to be.
  private let answered = Atomic<Bool>(false)
  private let words: String
  private let closing: @Sendable () -> Void
  // A queue of its own: all threads of the others may be at work.
  private let queue = DispatchQueue(label: "interruption", qos: .userInteractive)
  // Written once here and only kept alive afterwards.
  nonisolated(unsafe) private let source: any DispatchSourceSignal

  /// What is said of work of which nothing is kept.
  static let nothingKept = "interrupted; nothing was written"

  /// How long work may take to its next step, in milliseconds.
  private static var patience: Int { 1000 }

  /// - Parameters:
  ///   - words: what is said of work that was stopped.
  ///   - closing: makes sure of what was done so far, before the program ends in the middle of something.
  init(
    _ words: String = nothingKept, closing: @escaping @Sendable () -> Void = {}
  ) {
    (self.words, self.closing) = (words, closing)
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
    source.setEventHandler { [weak self] in self?.request() }
    source.resume()
  }

  var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// An error if Ctrl-C was pressed.
  func check() throws(Failure) {
    guard isRequested else { return }
    // the program is ending on another thread
    if answered.exchange(true, ordering: .relaxed) { while true { pause() } }
    throw Failure(message: words, exitCode: 130)
  }

  private func request() {
    // Whoever asks twice does not want to wait for the step to end.
    if requested.exchange(true, ordering: .relaxed) { _exit(130) }
    queue.asyncAfter(deadline: .now() + .milliseconds(Self.patience)) { [weak self] in self?.breakOff() }
  }

  private func breakOff() {
    guard !answered.exchange(true, ordering: .relaxed) else { return }
    closing()
    Console.complain(words)
    _exit(130)
  }
}
