import Synchronization

/// How much longer work will take, reckoned from how fast it went so far. What a run took over from an earlier one is not counted.
final class TimeLeft: Sendable {
  private typealias Mark = (moment: ContinuousClock.Instant, share: Double)

  private let first = Mutex<Mark?>(nil)

  /// `, about 20 s left`, where that can be told of work of which this share is done; empty otherwise.
  func words(share: Double?, now: ContinuousClock.Instant = .now) -> String {
    guard let share else { return "" }
    let start = first.withLock { first in
      let start = first ?? (now, share)
      first = start
      return start
    }
    let (gone, done) = ((now - start.moment) / .seconds(1), share - start.share)
    guard gone > 1, done > 0.01 else { return "" }
    return ", about \(Self.words(seconds: gone * (1 - share) / done)) left"
  }

  private static func words(seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(max(1, Int(seconds.rounded()))) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    default: "\(Int((seconds / 3600).rounded())) h"
    }
  }
}
