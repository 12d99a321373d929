import Dispatch
import Foundation
import Synchronization

/// Ctrl-C as a wish to stop: the work in hand ends at its next step and says so, exit code 130.
final class Interruption: Sendable {
  private let requested = Atomic<Bool>(false)
  // Written once here and only kept alive afterwards.
  nonisolated(unsafe) private let source: any DispatchSourceSignal

  init() {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler { [weak self] in
      // Whoever asks twice does not want to wait for the step to end.
      if self?.requested.exchange(true, ordering: .relaxed) == true { _exit(130) }
    }
    source.resume()
  }

  var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// An error with these words if Ctrl-C was pressed.
  func check(_ words: String = "interrupted; nothing was written") throws(Failure) {
    if isRequested { throw Failure(message: words, exitCode: 130) }
  }
}
