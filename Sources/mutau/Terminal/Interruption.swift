import Dispatch
import Foundation
import Synchronization

/// Ctrl-C, or the SIGTERM or SIGHUP of a cluster or a closed terminal, as a wish to stop: the work in hand ends at its next step and says
/// so, exit code 128 + the signal's number. Work that has no next step within a second is broken off: what it did so far is
/// kept all the same.
final class Interruption: Sendable {
  /// The exit code of whoever was asked to stop; 0 before.
  private let requested = Atomic<Int32>(0)
  /// Whether the user was told, or is about to be.
  private let answered = Atomic<Bool>(false)
  private let words: String
  private let closing: @Sendable () -> Void

  /// How long work may take to its next step, in milliseconds.
  fileprivate static var patience: Int { 1000 }

  /// What is said of work of which nothing is kept.
  static let nothingKept = "interrupted; nothing was written"

  /// Listens from here on; one that listened before hears no more.
  ///
  /// - Parameters:
  ///   - words: what is said of work that was stopped.
  ///   - closing: makes sure of what was done so far, before the program ends in the middle of something.
  init(_ words: String = nothingKept, closing: @escaping @Sendable () -> Void = {}) {
    (self.words, self.closing) = (words, closing)
    StopSignals.only.tell(self)
  }

  var isRequested: Bool { requested.load(ordering: .relaxed) != 0 }

  /// An error if it is to stop.
  func check() throws(Failure) {
    let exitCode = requested.load(ordering: .relaxed)
    guard exitCode != 0 else { return }
    // the program is ending on another thread
    if answered.exchange(true, ordering: .relaxed) { while true { pause() } }
    throw Failure(message: words, exitCode: exitCode)
  }

  /// A signal came.
  fileprivate func request(_ exitCode: Int32, on queue: DispatchQueue) {
    requested.store(exitCode, ordering: .relaxed)
    queue.asyncAfter(deadline: .now() + .milliseconds(Self.patience)) { [weak self] in self?.breakOff() }
  }

  private func breakOff() {
    guard !answered.exchange(true, ordering: .relaxed) else { return }
    closing()
    Console.complain(words)
    _exit(requested.load(ordering: .relaxed))
  }
}

/// The one place that hears of signals, as there is one of it for the whole process.
private final class StopSignals: Sendable {
  static let only = StopSignals()

  private struct State {
    weak var listener: Interruption?
    /// The exit code of the first signal; nil before.
    var exitCode: Int32?
  }

  private let state = Mutex(State())
  // A queue of its own: all threads of the others may be at work.
  private let queue = DispatchQueue(label: "signals", qos: .userInteractive)
  // Written once here and only kept alive afterwards.
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  private init() {
    let queue = queue
    // under nohup a closed terminal is no reason to stop
    let numbers = [SIGTERM, SIGHUP, SIGINT].filter { $0 != SIGHUP || !Self.isIgnored($0) }
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { Self.only.came(exitCode: 128 + number) }
      return source
    }
    for source in sources { source.resume() }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }

  /// Tells `listener` from here on; at once if a signal came before, when nobody listened, or one whose work was done.
  func tell(_ listener: Interruption) {
    let exitCode = state.withLock { state in
      state.listener = listener
      return state.exitCode
    }
    if let exitCode { listener.request(exitCode, on: queue) }
  }

  private func came(exitCode: Int32) {
    let (earlier, listener) = state.withLock { state in
      defer { state.exitCode = state.exitCode ?? exitCode }
      return (state.exitCode, state.listener)
    }
    // Whoever asks twice does not want to wait for the step to end.
    if let earlier { _exit(earlier) }
    guard let listener else {
      queue.asyncAfter(deadline: .now() + .milliseconds(Interruption.patience)) { [self] in
        endUnheard(exitCode)
      }
      return
    }
    listener.request(exitCode, on: queue)
  }

  /// Where nobody has begun to listen meanwhile, as while figures are drawn of a run that is kept, nothing would ever stop.
  private func endUnheard(_ exitCode: Int32) {
    guard state.withLock({ $0.listener == nil }) else { return }
    Console.complain("interrupted")
    _exit(exitCode)
  }
}
