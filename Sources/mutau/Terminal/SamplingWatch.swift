import GlobalFit
import Inference
import Synchronization

/// Shows how far a computation has come, and stops it on Ctrl-C.
struct SamplingWatch {
  let interruption: Interruption
  private let line: ProgressLine
  private let label: String
  private let stage: Stage

  /// What the computation is at.
  private final class Stage: Sendable {
    private let words = Mutex("")

    var name: String { words.withLock { $0 } }
    func begin(_ name: String) { words.withLock { $0 = name } }
  }

  /// - Parameters:
  ///   - label: stands before everything that is shown.
  ///   - keeper: keeps what was done when it is stopped; nil if nothing is kept.
  init(quiet: Bool, label: String = "", keeper: RunKeeper? = nil) {
    let line = ProgressLine(quiet: quiet)
    interruption = Interruption(keeper?.wordsOfInterruption ?? Interruption.nothingKept) {
      line.clear()
      keeper?.close()
    }
    (self.line, self.label, stage) = (line, label, Stage())
  }

  /// The same workforce, whose counted work is shown.
  func watching(_ workforce: Workforce) -> Workforce {
    var workforce = workforce
    workforce.told = line.told(label)
    return workforce
  }

  /// For samplers.
  var progress: @Sendable (SamplingProgress) -> Bool {
    { [line, label, stage, interruption] progress in
      line.show(
        share: progress.share, label + (stage.name.isEmpty ? "" : stage.name + ": ") + progress.words)
      return !interruption.isRequested
    }
  }

  /// For work that says in words what it does, and which share of it is done.
  var doing: @Sendable (String, Double?) -> Bool {
    { [line, label, stage, interruption] words, share in
      stage.begin(words)
      line.show(share: share, label + words)
      return !interruption.isRequested
    }
  }

  func finish() { line.clear() }
}
