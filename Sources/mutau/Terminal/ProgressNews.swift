/// What a progress line has to say, and when: on a terminal from the second second on, four times a second; elsewhere a line a
/// minute. It is told what time it is.
struct ProgressNews {
  typealias Instant = ContinuousClock.Instant

  /// Work that says nothing new for so long is said to go on.
  private static let patience = Duration.seconds(2)
  /// What is said again elsewhere than on a terminal comes after so long.
  private static let betweenLines = Duration.seconds(60)
  private static let betweenPictures = Duration.milliseconds(250)

  /// What is being done; nil where nothing is.
  private var words: (@Sendable () -> String)?
  /// Since when nothing new was said.
  private var since: Instant
  private var share: Double?
  private var timeLeft = TimeLeft()
  /// When there may be news again.
  private var next: Instant
  private let interval: Duration

  /// - Parameter start: when the program began: what is done in many short pieces is told of once a minute all the same.
  init(isOnTerminal: Bool, programBegan start: Instant, now: Instant) {
    since = now
    interval = isOnTerminal ? Self.betweenPictures : Self.betweenLines
    next = isOnTerminal ? now + .seconds(1) : start + interval
    skip(until: now)
  }

  /// What is being done from here on, and which share of it is done if that is known.
  mutating func show(share: Double?, _ words: @escaping @Sendable () -> String, now: Instant) {
    (self.words, self.share, since) = (words, share, now)
  }

  /// Nothing is being done any more.
  mutating func clear() { words = nil }

  /// What is to be said now; nil where it is not time yet, or nothing is being done.
  mutating func line(now: Instant) -> String? {
    guard now >= next else { return nil }
    skip(until: now)
    return text(now: now)
  }

  private mutating func skip(until now: Instant) {
    while next <= now { next += interval }
  }

  /// What is being done, with the time that it may still take or, where that cannot be told, has taken since it said so.
  private mutating func text(now: Instant) -> String? {
    guard let words = words?() else { return nil }
    let left = timeLeft.words(share: share, now: now)
    guard left.isEmpty, now - since >= Self.patience else { return words + left }
    return "\(words), for \(TimeLeft.words(seconds: (now - since) / .seconds(1)))"
  }
}
