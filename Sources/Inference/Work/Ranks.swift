import Foundation

/// Processes that share work: each runs the same program on the same input, does its part of the tasks, and hears of the
/// results of all.
public struct Ranks: Sendable {
  /// The number of this process, from 0.
  public let rank: Int
  /// How many processes there are.
  public let count: Int
  /// The bytes of all ranks in their order. Every rank calls it at the same places, from one thread.
  public let gather: @Sendable (Data) -> [Data]

  /// Ranks that exchange bytes in some way.
  public init(rank: Int, count: Int, gather: @escaping @Sendable (Data) -> [Data]) {
    precondition(count > 0 && (0..<count).contains(rank), "ranks are numbered from 0")
    (self.rank, self.count, self.gather) = (rank, count, gather)
  }

  /// What every rank has, in the order of the ranks; nil if one cannot be read.
  func exchange<Value: Codable>(_ value: Value) throws -> [Value] {
    try gather(TaskRecord(result: value).data).map { try TaskRecord<Value>($0).result }
  }
}
