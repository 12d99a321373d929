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

  /// How long work may take to its next step, in milliseconds.
  private static var patience: Int { 1000 }

  /// What is said of work of which nothing is kept.
  static let nothingKept = "interrupted; nothing was written"

  /// Listens from here on; one that listened before hears no more.
  ///
  /// - Parameters:
  ///   - words: what is said of work that was stopped.
  ///   - closing: makes sure of what was done so far, before the program ends in the middle of something.
  init(_ words: String = nothingKept, closing: @escaping @Sendable () -> Void = {}) {
    (self.words, self.closing) = (words, closing)
    ControlC.only.tell(self)
  }

  var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// An error if Ctrl-C was pressed.
  func check() throws(Failure) {
    guard isRequested else { return }
    // the program is ending on another thread
    if answered.exchange(true, ordering: .relaxed) { while true { pause() } }
    throw Failure(message: words, exitCode: 130)
  }

  /// Ctrl-C was pressed.
  fileprivate func request(on queue: DispatchQueue) {
    requested.store(true, ordering: .relaxed)
    queue.asyncAfter(deadline: .now() + .milliseconds(Self.patience)) { [weak self] in self?.breakOff() }
  }

  private func breakOff() {
    guard !answered.exchange(true, ordering: .relaxed) else { return }
    closing()
    Console.complain(words)
    _exit(130)
  }
}

/// The one place that hears of Ctrl-C, as there is one of it for the whole process.
private final class ControlC: Sendable {
  static let only = ControlC()

  private struct State {
    weak var listener: Interruption?
    var isPressed = false
  }

  private let state = Mutex(State())
  // A queue of its own: all threads of the others may be at work.
  private let queue = DispatchQueue(label: "Ctrl-C", qos: .userInteractive)
  // Written once here and only kept alive afterwards.
  nonisolated(unsafe) private let source: any DispatchSourceSignal

  private init() {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
    source.setEventHandler { Self.only.pressed() }
    source.resume()
  }

  /// Tells `listener` from here on; at once if Ctrl-C was pressed before, when nobody listened, or one whose work was done.
  func tell(_ listener: Interruption) {
    let isPressed = state.withLock { state in
      state.listener = listener
      return state.isPressed
    }
    if isPressed { listener.request(on: queue) }
  }

  private func pressed() {
    let (isSecond, listener) = state.withLock { state in
      defer { state.isPressed = true }
      return (state.isPressed, state.listener)
    }
    // Whoever asks twice does not want to wait for the step to end.
    if isSecond { _exit(130) }
    listener?.request(on: queue)
  }
}
