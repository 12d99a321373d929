import Foundation
import GlobalFit
import Inference

/// What the profile of `fits/global.yaml` over m_Z' and g' on 100 × 100 points costs, and whether it is right.
struct PlaneBenchmark {
  let problem: Problem

  func explore() {
    let f = ChiSquared(problem)
    let names = problem.free.map(\.parameter.rawValue)
    let (ix, iy) = (names.firstIndex(of: "mZPrime")!, names.firstIndex(of: "gPrime")!)
    let bounds = problem.bounds
    let clock = ContinuousClock()
    var search: MinimumSearch?
    print("best fit", clock.measure { search = MultiStart(starts: 64).minimize(f, within: bounds, threads: 2) })
    print(search!.description, search!.best.value, search!.best.point, search!.ends.count)
    func axis(_ i: Int, _ n: Int) -> [Double] {
      (0..<n).map { bounds[i].lowerBound + Double($0) / Double(n - 1) * (bounds[i].upperBound - bounds[i].lowerBound) }
    }
    let (x, y) = (axis(ix, 100), axis(iy, 100))
    var plane = ProfilePlane(of: f, over: ix, iy, within: bounds, minimum: search!.best)
    plane.restarts = Int(ProcessInfo.processInfo.environment["RESTARTS"] ?? "8")!
    plane.coarseness = Int(ProcessInfo.processInfo.environment["COARSE"] ?? "16")!
    var grid: ProfileGrid?
    let before = clock_gettime_nsec_np()
    let wall = clock.measure { grid = plane.grid(over: x, y, threads: 2) }
    print("grid", wall, "cpu", Double(clock_gettime_nsec_np() - before) / 1e9, grid!.evaluations, grid!.unconvergedCount())
    let drawn = clock.measure {
      for c in plane.contours(of: grid!, at: [2.2957, 6.1801, 11.8292], threads: 2) {
        print("contour", c.rise, c.evaluations, c.lines.map { "\($0.x.count) \($0.isClosed) x \($0.x.min()!)...\($0.x.max()!) y \($0.y.min()!)...\($0.y.max()!)" })
      }
    }
    print("drawn in", drawn)
    for j in stride(from: 99, through: 0, by: -11) {
      print(stride(from: 0, through: 99, by: 11).map { String(format: "%9.4f", grid!.value($0, j)) }.joined(separator: " "))
    }
    let checks = Int(ProcessInfo.processInfo.environment["CHECKS"] ?? "20")!
    let starts = Int(ProcessInfo.processInfo.environment["STARTS"] ?? "50")!
    var random = Random(seed: 5, stream: 1)
    let picks = (0..<checks).map { _ in (random.index(below: 100), random.index(below: 100)) }
    let results = parallelMap(checks, threads: 2) { k in
      var held = bounds
      held[ix] = x[picks[k].0]...x[picks[k].0]
      held[iy] = y[picks[k].1]...y[picks[k].1]
      return MultiStart(starts: starts, seed: UInt64(k + 1000)).minimize(f, within: held, threads: 1)
    }
    for (pick, result) in zip(picks, results) {
      let own = grid!.value(pick.0, pick.1)
      let d = own - result.best.value
      print(pick, own, "diff", d, result.agreeingCount, "of", result.startCount, "evals a start", result.evaluations / result.startCount, result.minima.prefix(5).map { ($0.minimum.value - result.best.value).rounded(to: 4) }, d > 0.01 ? "WORSE" : "")
      if d > 0.01 {
        let p = grid!.point(pick.0, pick.1)
        var held = bounds
        held[ix] = x[pick.0]...x[pick.0]
        held[iy] = y[pick.1]...y[pick.1]
        let again = Minimizer().minimize(f, from: p, within: held)
        print("   WORSE again", again.value - result.best.value, again.stopReason)
        print("   WORSE own ", p.map { $0.rounded(to: 3) }.joined(separator: " "))
        print("   WORSE best", result.best.point.map { $0.rounded(to: 3) }.joined(separator: " "))
      }
    }
  }
}

private func clock_gettime_nsec_np() -> UInt64 {
  var t = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t)
  return UInt64(t.tv_sec) * 1_000_000_000 + UInt64(t.tv_nsec)
}
