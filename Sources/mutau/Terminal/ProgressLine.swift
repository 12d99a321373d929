import Dispatch
import Foundation
import Inference
import Synchronization

/// Says how far long work has come: on a terminal one line that is renewed while the work goes on, elsewhere a line a minute on
/// standard error, for whoever reads the log of a cluster.
///
/// It is drawn on a thread of its own: work that says nothing new for a while is seen to go on all the same.
final class ProgressLine: Sendable {
  /// When the program began, or first had something to show.
  private static let programBegan = ContinuousClock.now

  private let isOnTerminal: Bool
  private let news: Mutex<ProgressNews>
  /// Whether the line stands on the terminal; held while it is written, which work never waits for.
  private let isShown = Mutex(false)
  // Written once in the beginning.
  nonisolated(unsafe) private let timer: (any DispatchSourceTimer)?

  init(quiet: Bool) {
    isOnTerminal = Console.isTerminal
    news = Mutex(
      ProgressNews(isOnTerminal: isOnTerminal, programBegan: Self.programBegan, now: .now))
    guard !quiet, Job.isFirst else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress", qos: .userInteractive))
    self.timer = timer
    timer.setEventHandler { [weak self] in self?.draw() }
    timer.schedule(deadline: .now(), repeating: 0.25)
    timer.resume()
  }

  deinit {
    clear()
    timer?.cancel()
  }

  /// What is being done from here on, and which share of it is done if that is known.
  func show(share: Double? = nil, _ words: @autoclosure @escaping @Sendable () -> String) {
    guard timer != nil else { return }
    news.withLock { $0.show(share: share, words, now: .now) }
  }

  /// Shows the counted work of a workforce, after a `label`.
  func told(_ label: String = "") -> @Sendable (WorkProgress) -> Void {
    { progress in
      guard let words = progress.words else { return }
      self.show(share: progress.share, label + words)
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
    news.withLock { $0.clear() }
    isShown.withLock { isShown in
      if isShown { Console.showLine("") }
      isShown = false
    }
  }

  private func draw() {
    isShown.withLock { isShown in
      guard let line = news.withLock({ $0.line(now: .now) }) else { return }
      if isOnTerminal {
        Console.showLine(line)
        isShown = true
      } else {
        Console.complain("progress: \(line)")
      }
    }
  }
}
