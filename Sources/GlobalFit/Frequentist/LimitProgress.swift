import Synchronization

/// How far limits have come: what is being done, and roughly which share of all of it is done.
///
/// How many places a crossing needs is only known at its end; five are reckoned with.
final class LimitProgress: Sendable {
  private struct State {
    var stage = ""
    /// Steps that stages of a known number of steps had.
    var done = 0
    var ofStage = 0
  }

  private let state = Mutex(State())
  private let steps: Int
  private let told: (@Sendable (_ doing: String, _ share: Double?) -> Bool)?

  /// - Parameter steps: how many steps there will be, about.
  init(steps: Int, told: (@Sendable (_ doing: String, _ share: Double?) -> Bool)?) {
    (self.steps, self.told) = (steps, told)
  }

  /// Steps of toys that a limit by this method takes, about.
  static func steps(toys: Int, hypotheses: Int) -> Int { 5 * hypotheses * (toys + 63) / 64 }

  /// Begins something that will take so many steps, about; false asks to stop.
  func begin(_ stage: String, after steps: Int = 0) -> Bool {
    let share = state.withLock { state in
      state.stage = stage
      state.done += steps
      state.ofStage = 0
      return part(done: state)
    }
    return told?(stage, share) ?? true
  }

  /// A step of what was begun is done; false asks to stop.
  func step(_ words: String) -> Bool {
    guard let told else { return true }
    let (stage, share) = state.withLock { state in
      state.ofStage += 1
      return (state.stage, part(done: state))
    }
    return told("\(stage): \(words)", share)
  }

  private func part(done state: State) -> Double? {
    steps == 0 ? nil : min(0.98, Double(state.done + state.ofStage) / Double(steps))
  }
}
