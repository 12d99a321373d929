import Inference

/// Whether the Δχ² of a toy at a place is at least that of the measured data.
enum ToyVerdict: UInt8, Sendable, Codable {
  /// Not asked yet.
  case unknown
  /// It is smaller.
  case below
  /// It is at least as large.
  case atLeast
  /// A fit failed.
  case failed
}

extension ToyBank {
  /// The measured data at a place.
  struct Tested {
    /// The value of the quantity.
    let place: Double
    /// The measured data's best fit there.
    let point: [Double]
    /// The curvature of χ² there; may be empty.
    let curvature: [Double]
    /// Its χ² above the minimum.
    let rise: Double
  }

  /// Δχ² of the measured data that rounding alone, or the precision of minima, tells from equal ones.
  static func threshold(_ rise: Double) -> Double { rise - 1e-6 * max(1, rise) }

  /// The verdict on every toy at a place.
  ///
  /// - Parameters:
  ///   - wanted: which toys matter; the others may stay unknown.
  ///   - inner, outer: verdicts at places on both sides: where both agree they hold in between.
  mutating func judge(
    _ tested: Tested, wanted: (Int) -> Bool, inner: [ToyVerdict] = [], outer: [ToyVerdict] = []
  ) -> [ToyVerdict] {
    var found = verdicts[tested.place] ?? []
    found += [ToyVerdict](repeating: .unknown, count: count - found.count)
    for index in 0..<min(inner.count, outer.count)
    where found[index] == .unknown && inner[index] == outer[index] && inner[index] != .failed {
      found[index] = inner[index]
    }
    for index in found.indices where minima[index] == nil { found[index] = .failed }
    let open = found.indices.filter { found[$0] == .unknown && wanted($0) }
    if !open.isEmpty {
      let (judge, minima) = (Judge(self), minima)
      let name = "\(work): toys at \(tested.place), \(open.count) of them, \(Self.digest(of: open))"
      let new: [ToyVerdict?] = run.map(name, open.count) { number in
        minima[open[number]].map { judge.verdict(on: open[number], $0, tested) } ?? .failed
      }
      for (index, verdict) in zip(open, new) { found[index] = verdict ?? .failed }
    }
    verdicts[tested.place] = found
    return found
  }

  /// A number that tells one choice of toys from another (FNV-1a).
  private static func digest(of members: [Int]) -> UInt64 {
    members.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }

  /// Δχ² of one toy at a place, less that of the measured data; nil if a fit failed.
  func excess(of member: Int, at tested: Tested) -> Double? {
    guard let minimum = minima[member] else { return nil }
    return Judge(self).rise(of: member, minimum, tested, enough: -.infinity).map {
      $0 - Self.threshold(tested.rise)
    }
  }
}

/// Fits toys with the quantity held.
private struct Judge<Q: DifferentiableFunction>: Sendable {
  let toys: @Sendable (Int) -> Problem
  let function: Q
  let fitter: ToyFitter

  init(_ bank: ToyBank<Q>) {
    (toys, function, fitter) = (bank.problems, bank.function, bank.fitter)
  }

  func verdict(on member: Int, _ minimum: ToyMinimum, _ tested: ToyBank<Q>.Tested) -> ToyVerdict {
    let threshold = ToyBank<Q>.threshold(tested.rise)
    // a Δχ² is never negative
    if threshold <= 0 { return .atLeast }
    guard let rise = rise(of: member, minimum, tested, enough: threshold) else { return .failed }
    return rise >= threshold ? .atLeast : .below
  }

  /// Δχ² of a toy; any value below `enough` that it does not exceed where it is below that.
  func rise(of member: Int, _ minimum: ToyMinimum, _ tested: ToyBank<Q>.Tested, enough: Double) -> Double? {
    let toy = toys(member)
    // any point with the quantity held is above the lowest one there
    let first = ChiSquared(toy).value(at: tested.point.span) - minimum.value
    if first < enough { return first }
    return fitter.rise(
      of: toy, above: minimum, where: function, equals: tested.place,
      near: [HeldStart(tested.point, curvature: tested.curvature)], enough: enough)
  }
}
