import Foundation

/// What is known of the separate peaks of a density, and moves that it makes possible; it does not change while draws are made.
///
/// Walkers that learn where to go from one another cannot leave a peak one by one: a difference that leads from a peak A to B
/// needs a partner in A, so the last walker of a peak stays there, and none comes where there is none. Each peak then keeps at
/// least one of the N walkers for ever, and one of weight p gets p/(1 − (1 − p)^N). A jump that asks for no partner makes every
/// walker find every peak by itself, and the weights right for any N.
///
/// The point x belongs to that peak A whose normal density is highest there, and is x = μ_A + L_A u in its frame.
///
/// * **jump**: another peak B is chosen with probability s_B/(1 − s_A), where s are shares near the masses of the peaks, and x
///   goes to the same place in its frame, y = μ_B + L_B u. If y belongs to B, the jump back is as unique, and is accepted with
///   probability min(1, p(y) s_A (1 − s_A) |L_B| / (p(x) s_B (1 − s_B) |L_A|)). Peaks of like shape are entered in any number
///   of dimensions.
/// * **difference**: y = x + γ L_A (v − w), where v and w are the places of two partners in the frames of their own peaks. If y
///   belongs to A this is symmetric. It makes every partner one to learn from, wherever it stands.
///
/// Both leave the density as it is, whatever the peaks look like.
///
/// Source of the jumps: E. Pompe, C. Holmes, K. Łatuszyński, arXiv:1812.02609, section 2, with shares in place of a symmetric
/// choice, and peaks that do not change.
public struct SeparatePeaks: Sendable, Codable, Equatable {
  /// The number of peaks.
  let count: Int
  /// Whether there were no more of them than are looked for.
  let areAll: Bool
  private let dimension: Int
  private let cycles: [ClosedRange<Double>?]
  @Packed private var centers: [Double]
  /// The factors L, row by row.
  @Packed private var factors: [Double]
  /// ln |L|.
  @Packed private var logScales: [Double]
  @Packed private var shares: [Double]

  /// These peaks; nil if there is one only.
  init?(_ peaks: [Peak], areAll: Bool = true, cycles: [ClosedRange<Double>?]) {
    guard peaks.count > 1 else { return nil }
    self.areAll = areAll
    count = peaks.count
    dimension = peaks[0].center.count
    self.cycles = cycles
    _centers = Packed(wrappedValue: peaks.flatMap(\.center))
    _factors = Packed(wrappedValue: peaks.flatMap(\.factor.lower))
    _logScales = Packed(wrappedValue: peaks.map { $0.factor.logDeterminant / 2 })
    // A tenth is shared out equally: a mass may be guessed wrong.
    let largest = peaks.map(\.logMass).max() ?? 0
    let masses = peaks.map { exp($0.logMass - largest) }
    let sum = masses.reduce(0, +)
    _shares = Packed(wrappedValue: masses.map { 0.9 * $0 / sum + 0.1 / Double(peaks.count) })
  }
}

// MARK: - Moves

extension SeparatePeaks {
  /// Writes where a jump from a point leads and returns ln of what p(y)/p(x) is to be multiplied by; nil if there is no way
  /// back, and the jump must not be made.
  func proposeJump(
    from point: Span<Double>, into proposal: inout [Double], using random: inout Random
  ) -> Double? {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: dimension) { buffer in
      var room = buffer.mutableSpan
      let home = home(of: point, &room)
      let target = another(than: home, using: &random)
      _ = whiten(point, in: home, into: &room)
      guard place(room.span, in: target, into: &proposal), self.home(of: proposal.span, &room) == target
      else {
        return nil
      }
      return logScales[target] - logScales[home] + log(shares[home] * (1 - shares[home]))
        - log(shares[target] * (1 - shares[target]))
    }
  }

  /// Writes where a point goes by `factor` times the difference of two partners in their own frames; false if there is no way
  /// back, and the move must not be made.
  func proposeDifference(
    _ factor: Double, from point: Span<Double>, between first: Span<Double>, and second: Span<Double>,
    into proposal: inout [Double]
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * dimension) { buffer in
      var own = UnsafeMutableBufferPointer(rebasing: buffer[..<dimension]).mutableSpan
      var room = UnsafeMutableBufferPointer(rebasing: buffer[dimension...]).mutableSpan
      let home = home(of: point, &room)
      _ = whiten(point, in: home, into: &own)
      _ = whiten(first, in: self.home(of: first, &room), into: &room)
      for index in 0..<dimension { own[index] += factor * room[index] }
      _ = whiten(second, in: self.home(of: second, &room), into: &room)
      for index in 0..<dimension { own[index] -= factor * room[index] }
      return place(own.span, in: home, into: &proposal) && self.home(of: proposal.span, &room) == home
    }
  }

  /// The peak whose normal density is highest at a point.
  private func home(of point: Span<Double>, _ room: inout MutableSpan<Double>) -> Int {
    var (best, highest) = (0, -Double.infinity)
    for peak in 0..<count {
      let height = -whiten(point, in: peak, into: &room) / 2 - logScales[peak]
      if height > highest { (best, highest) = (peak, height) }
    }
    return best
  }

  /// Another peak, by the shares of all others.
  private func another(than home: Int, using random: inout Random) -> Int {
    var left = random.uniform() * (1 - shares[home])
    var last = home
    for peak in 0..<count where peak != home {
      last = peak
      left -= shares[peak]
      if left < 0 { break }
    }
    return last
  }

  /// Writes L⁻¹(x − μ) of a peak, and returns its square.
  private func whiten(
    _ point: Span<Double>, in peak: Int, into result: inout MutableSpan<Double>
  ) -> Double {
    let (center, factor) = (peak * dimension, peak * dimension * dimension)
    var square = 0.0
    for row in 0..<dimension {
      let middle = centers[center + row]
      var sum = cycles[row]?.way(from: middle, to: point[row]) ?? point[row] - middle
      for column in 0..<row { sum -= factors[factor + row * dimension + column] * result[column] }
      result[row] = sum / factors[factor + row * dimension + row]
      square += result[row] * result[row]
    }
    return square
  }

  /// Writes μ + L u of a peak; false if that is more than half around a circle, where the way back is another one.
  private func place(_ normal: Span<Double>, in peak: Int, into point: inout [Double]) -> Bool {
    let (center, factor) = (peak * dimension, peak * dimension * dimension)
    for row in 0..<dimension {
      var step = 0.0
      for column in 0...row { step += factors[factor + row * dimension + column] * normal[column] }
      if let cycle = cycles[row] {
        guard abs(step) < cycle.turn / 2 else { return false }
        point[row] = cycle.wrapping(centers[center + row] + step)
      } else {
        point[row] = centers[center + row] + step
      }
    }
    return true
  }
}
