/// When the warmup learns what: the step size all the time, the metric in windows that double.
///
/// At first the chain finds where the density is (15 %, at most 75 steps); then come windows of 25, 50, 100 … steps, each
/// with a covariance of its own that becomes the metric of the next; at last the step size alone settles (10 %, at most
/// 50 steps). A window that would leave no room for one of twice its length lasts to the end.
///
/// Source: Stan Reference Manual, "HMC algorithm parameters", section on automatic parameter tuning.
struct WarmupWindows: Sendable, Codable, Equatable {
  /// The steps in which draws count towards a covariance.
  let learning: Range<Int>
  /// The number of steps done when a window is over, ascending.
  let ends: [Int]

  /// The windows of a warmup of `count` steps; none below 20.
  init(count: Int) {
    guard count >= 20 else {
      (learning, ends) = (0..<0, [])
      return
    }
    let isLong = count >= 150
    let first = isLong ? 75 : count * 15 / 100
    let last = count - (isLong ? 50 : count / 10)
    var (ends, end, length) = ([Int](), first, isLong ? 25 : last - first)
    while end < last {
      end = end + 3 * length > last ? last : end + length
      length *= 2
      ends.append(end)
    }
    (learning, self.ends) = (first..<last, ends)
  }
}
