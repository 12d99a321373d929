import Synchronization

/// How far a part of some work has come, in tasks.
public struct WorkProgress: Sendable, Equatable {
  /// The part, as ``Workforce/part(_:)`` names it: `limits/best fit/`.
  public let part: String
  /// Tasks done, those of earlier runs included.
  public let done: Int
  /// Tasks that there are.
  public let total: Int

  /// So many of all tasks of a part.
  public init(part: String, done: Int, total: Int) {
    (self.part, self.done, self.total) = (part, done, total)
  }

  /// The same as a piece of work that is cut into so many pieces of one size.
  public func asPiece(_ place: Int, of pieces: Int) -> WorkProgress {
    WorkProgress(part: part, done: place * total + done, total: pieces * total)
  }
}

/// Counts tasks as they are done, on whatever thread.
public final class TaskCounter: Sendable {
  private let part: String
  private let total: Int
  private let done = Atomic(0)
  private let told: (@Sendable (WorkProgress) -> Void)?

  /// Tells at once that nothing is done, and then of every task.
  public init(of part: String, total: Int, told: (@Sendable (WorkProgress) -> Void)?) {
    (self.part, self.total, self.told) = (part, total, told)
    told?(WorkProgress(part: part, done: 0, total: total))
  }

  /// Another task, or several, are done.
  public func advance(by count: Int = 1) {
    guard let told else { return }
    told(WorkProgress(part: part, done: done.add(count, ordering: .relaxed).newValue, total: total))
  }
}
