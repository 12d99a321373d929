import Dispatch
import Foundation
import Synchronization

/// Says how far long work has come: on a terminal one line that is renewed while the work goes on, from the second second on; elsewhere
/// a line a minute on standard error, for whoever reads the log of a cluster.
///
/// It is drawn on a thread of its own: work that says nothing new for a while is seen to go on all the same.
final class ProgressLine: Sendable {
  private struct State {
    /// What is being done; nil where nothing is.
    var words: (@Sendable () -> String)?
    /// Since when nothing new was said.
    var since = ContinuousClock.now
    var share: Double?
    var timeLeft = TimeLeft()
  }

  private let isOnTerminal: Bool
  private let state = Mutex(State())
  /// Whether the line stands on the terminal; held while it is written, which work never waits for.
  private let isShown = Mutex(false)
  // Written once in the beginning.
  nonisolated(unsafe) private let timer: (any DispatchSourceTimer)?

  /// What is said again elsewhere than on a terminal comes after so many seconds.
  static let secondsBetweenLines = 60.0
  /// Work that says nothing new for so many seconds is said to go on.
  private static let patience = 2.0

  init(quiet: Bool) {
    isOnTerminal = Console.isTerminal
    guard !quiet, Job.isFirst else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress", qos: .userInteractive))
    self.timer = timer
    let first = isOnTerminal ? 1 : Self.secondsBetweenLines
    let interval = isOnTerminal ? 0.25 : Self.secondsBetweenLines
    timer.setEventHandler { [weak self] in self?.draw() }
    timer.schedule(deadline: .now() + first, repeating: interval)
    timer.resume()
  }

  deinit {
    clear()
    timer?.cancel()
  }

  /// What is being done from here on, and which share of it is done if that is known.
  func show(share: Double? = nil, _ words: @autoclosure @escaping @Sendable () -> String) {
    guard timer != nil else { return }
    state.withLock { state in
      state.words = words
      state.since = .now
      state.share = share
    }
  }

  /// Does work of which no more is known than what it is.
  static func during<Value, Problem: Error>(
    _ words: String, quiet: Bool = false, _ work: () throws(Problem) -> Value
  ) throws(Problem) -> Value {
    let line = ProgressLine(quiet: quiet)
    defer { line.clear() }
    line.show(words)
    return try work()
  }

  /// Takes the line away; it comes back with what is shown next.
  func clear() {
    state.withLock { $0.words = nil }
    isShown.withLock { isShown in
      if isShown { Console.showLine("") }
      isShown = false
    }
  }

  private func draw() {
    isShown.withLock { isShown in
      guard let text = text(at: .now) else { return }
      if isOnTerminal {
        Console.showLine(text)
        isShown = true
      } else {
        Console.complain("progress: \(text)")
      }
    }
  }

  /// What is being done, with the time that it may still take or, where that cannot be told, has taken since it said so.
  private func text(at now: ContinuousClock.Instant) -> String? {
    state.withLock { state in
      guard let words = state.words?() else { return nil }
      let left = state.timeLeft.words(share: state.share, now: now)
      let still = (now - state.since) / .seconds(1)
      guard left.isEmpty, still >= Self.patience else { return words + left }
      return "\(words), for \(TimeLeft.words(seconds: still))"
    }
  }
}
