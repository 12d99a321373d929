/// How much longer work will take, reckoned from how fast it went so far. What a run took over from an earlier one is not counted.
struct TimeLeft {
  private var start: (moment: ContinuousClock.Instant, share: Double)?

  /// `, about 20 s left`, where that can be told of work of which this share is done; empty otherwise. A smaller share than at first
  /// belongs to other work.
  mutating func words(share: Double?, now: ContinuousClock.Instant = .now) -> String {
    guard let share else {
      start = nil
      return ""
    }
    guard let start, share >= start.share else {
      self.start = (now, share)
      return ""
    }
    let (gone, done) = ((now - start.moment) / .seconds(1), share - start.share)
    guard gone > 1, done > 0.01, share < 1 else { return "" }
    return ", about \(Self.words(seconds: gone * (1 - share) / done)) left"
  }

  /// So many seconds, minutes or hours.
  static func words(seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(max(1, Int(seconds.rounded()))) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    default: "\(Int((seconds / 3600).rounded())) h"
    }
  }
}
