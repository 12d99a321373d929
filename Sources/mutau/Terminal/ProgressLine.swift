import Foundation
import Synchronization

/// One line on the terminal that says how far long work has come; silent for the first second and off a terminal.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant
    var isShown = false
  }

  private let isEnabled: Bool
  private let state: Mutex<State>

  init(quiet: Bool) {
    isEnabled = !quiet && Console.isTerminal
    state = Mutex(State(lastShown: .now + .seconds(1)))
  }

  /// Shows the text, at most ten times a second.
  func show(_ text: @autoclosure () -> String) {
    guard isEnabled else { return }
    let now = ContinuousClock.now
    let isDue = state.withLock { state in
      guard now >= state.lastShown else { return false }
      state.lastShown = now + .milliseconds(100)
      state.isShown = true
      return true
    }
    if isDue { Console.showLine(text()) }
  }

  /// Takes the line away.
  func clear() {
    let wasShown = state.withLock { state in
      defer { state.isShown = false }
      return state.isShown
    }
    if wasShown { Console.showLine("") }
  }
}
