import Foundation

/// What became of numbered tasks that were done before.
///
/// The result of a task depends on the name of the work and the number of the task alone. So work that was broken off at
/// any instant can begin anew: what is remembered is not done again, and what comes out is what would have come out, to the
/// bit.
public struct TaskMemory: Sendable {
  /// The result of a task of some work as it was kept; nil if it was not.
  public let recall: @Sendable (_ work: String, _ task: Int) -> Data?
  /// Keeps the result of a task.
  public let keep: @Sendable (_ work: String, _ task: Int, _ result: Data) -> Void

  /// A memory that keeps what these two functions keep; both are called from several threads at once.
  public init(
    recall: @escaping @Sendable (_ work: String, _ task: Int) -> Data?,
    keep: @escaping @Sendable (_ work: String, _ task: Int, _ result: Data) -> Void
  ) {
    self.recall = recall
    self.keep = keep
  }
}
