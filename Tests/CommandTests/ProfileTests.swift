import Foundation
import Testing

@Suite("mutau profile") struct ProfileTests {

  private struct Answer: Decodable {
    struct Axis: Decodable {
      let quantity: String
      let values: [Double]
      let isLogarithmic: Bool
      let bestFit: Double
    }
    struct Line: Decodable {
      let x: [Double]
      let y: [Double]
      let isClosed: Bool
    }
    struct Contour: Decodable {
      let confidence: Double
      let deltaChiSquared: Double
      let lines: [Line]
    }
    struct Plane: Decodable {
      let x: Axis
      let y: Axis
      let chiSquared: Double
      let deltaChiSquared: [[Double]]
      let contours: [Contour]
      let evaluations: Int
    }
    struct Piece: Decodable {
      let lower: Double?
      let upper: Double?
    }
    struct Interval: Decodable {
      let confidence: Double
      let deltaChiSquared: Double
      let lower: Double?
      let upper: Double?
      let others: [Piece]?
    }
    struct Curve: Decodable {
      let values: [Double]
      let deltaChiSquared: [Double]
    }
    struct Profile: Decodable {
      let quantity: String
      let intervals: [Interval]
      let limits: Interval?
      let curve: Curve?
    }
    let plane: Plane?
    let profiles: [Profile]?
  }

  private struct Point: Decodable { let chiSquared: Double }

  /// χ² with the lifetime refitted, by `evaluate` alone: a parabola in the lifetime, whose lowest value three points give.
  private func lowestChiSquared(
    ofTheLeptonFitAt mass: Double, _ coupling: Double, _ workshop: Workshop
  ) async throws -> Double {
    var values: [Double] = []
    for lifetime in [289.5, 290.5, 291.5] {
      let point = try await workshop.mutau(
        "evaluate", "fits/leptonic.yaml", "--set", "mZPrime=\(mass)", "--set", "gPrime=\(coupling)",
        "--set", "tauLifetime=\(lifetime)", "--format", "json")
      values.append(try point.json(as: Point.self).chiSquared)
    }
    let bend = values[0] - 2 * values[1] + values[2]
    let slope = 0.5 * (values[2] - values[0])
    return values[1] - 0.5 * slope * slope / bend
  }

  @Test func aPlaneOfTheLeptonFitIsItsChiSquaredWithTheLifetimeRefitted() async throws {
    let workshop = try Workshop()
    let run = try await workshop.mutau(
      "profile", "fits/leptonic.yaml", "--over", "mZPrime,gPrime", "--points", "21", "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let plane = try #require(try run.json(as: Answer.self).plane)
    #expect(plane.x.quantity == "mZPrime" && plane.y.quantity == "gPrime")
    #expect(plane.x.values.count == 21 && plane.y.values.count == 21 && plane.x.isLogarithmic)
    #expect(abs(plane.x.values[0] - 10) < 1e-9 && abs(plane.x.values[20] - 1000) < 1e-6)
    let levels = [2.295749, 6.180074, 11.829158]
    #expect(plane.contours.map(\.deltaChiSquared).elementsEqual(levels) { abs($0 - $1) < 1e-5 })
    for (column, row) in [(5, 3), (14, 17), (20, 10)] {
      let known = try await lowestChiSquared(
        ofTheLeptonFitAt: plane.x.values[column], plane.y.values[row], workshop)
      let found = plane.chiSquared + plane.deltaChiSquared[column][row]
      #expect(abs(found - known) < 1e-3 * max(1, 1e-2 * known), "\(found) \(known)")
    }
  }

  @Test func aPlaneOfADerivedQuantityIsThatOfTheParametersItIsMadeOf() async throws {
    let workshop = try Workshop()
    let run = try await workshop.mutau(
      "profile", "fits/leptonic.yaml", "--over", "v_Phi,gPrime", "--points", "15", "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let plane = try #require(try run.json(as: Answer.self).plane)
    #expect(plane.x.quantity == "v_Phi" && plane.x.isLogarithmic && plane.y.quantity == "gPrime")
    // m_Z' is fixed by both, and the lifetime is left
    for (column, row) in [(1, 11), (0, 13), (5, 4), (9, 3)] {
      let (scale, coupling) = (plane.x.values[column], plane.y.values[row])
      try #require((10...1000).contains(scale * coupling))
      let known = try await lowestChiSquared(ofTheLeptonFitAt: scale * coupling, coupling, workshop)
      let found = plane.chiSquared + plane.deltaChiSquared[column][row]
      #expect(abs(found - known) < 1e-3 * max(1, 1e-2 * known), "\(found) \(known)")
    }
    // beyond the prior of m_Z' nothing gives both values
    for (column, row) in [(7, 10), (5, 11), (9, 6)] {
      try #require(!(10...1000).contains(plane.x.values[column] * plane.y.values[row]))
      #expect(plane.deltaChiSquared[column][row] == .infinity)
    }
  }

  @Test func twoValuesOfAParameterThatFitEquallyWellAreBothAllowed() async throws {
    let workshop = try Workshop()
    try workshop.write(
      "T:\n  values:\n    'R_K[1.1,6]': 0.949 + 0.042 - 0.041 ± 0.022\n", to: "inputs/a/x.yaml")
    try workshop.write(
      """
      title: C9
      parametrisation: effective
      parameters: {gPrime: 0.3, mZPrime: 300, C9.re: {prior: uniform, min: -12, max: 4}}
      constraints: [a/x]
      profile: [C9.re]
      """, to: "fits/c9.yaml")
    let run = try await workshop.mutau("minimize", "fits/c9.yaml", "--format", "json")
    #expect(run.exitCode == 0, "\(run.complaints)")
    let profile = try #require(try run.json(as: Answer.self).profiles?.first)
    let first = profile.intervals[0]
    let pieces = [(first.lower, first.upper)] + (first.others ?? []).map { ($0.lower, $0.upper) }
    try #require(pieces.count == 2)
    func chiSquared(_ value: Double) async throws -> Double {
      let point = try await workshop.mutau(
        "evaluate", "fits/c9.yaml", "--set", "C9.re=\(value)", "--format", "json")
      return try point.json(as: Point.self).chiSquared
    }
    for end in pieces.flatMap({ [$0.0 ?? .nan, $0.1 ?? .nan] }) {
      let rise = try await chiSquared(end)
      #expect(abs(rise - 1) < 1e-5)
    }
    for step in 0...32 {
      let value = -12 + 0.5 * Double(step)
      let isInside = pieces.contains { ($0.0 ?? .infinity) <= value && value <= ($0.1 ?? -.infinity) }
      let isAllowed = try await chiSquared(value) < 1
      #expect(isAllowed == isInside, "\(value)")
    }
    // the outermost places where χ² has risen by 2.706
    let limits = try #require(profile.limits)
    let (lower, upper) = (try #require(limits.lower), try #require(limits.upper))
    let rises = (try await chiSquared(lower), try await chiSquared(upper))
    #expect(abs(rises.0 - 2.705543) < 1e-5 && abs(rises.1 - 2.705543) < 1e-5)
    #expect(lower < pieces.compactMap(\.0).min() ?? .nan && upper > pieces.compactMap(\.1).max() ?? .nan)
    let text = try await workshop.mutau("minimize", "fits/c9.yaml").output
    #expect(text.contains("[−7.302, −6.889] or [−0.4273, −0.01434]") && text.contains("> −7.427, < 0.1103"))
  }

  @Test func whyAnIntervalHasNoEndIsSaid() async throws {
    let run = try await Workshop().mutau("minimize", "fits/leptonic.yaml", "--full")
    #expect(run.exitCode == 0)
    #expect(run.output.contains("v_Φ: no upper end at 95.4 % up to 1.000e6 GeV, "), "\(run.output)")
    // the best fit lies at the upper edge of m_Z': that it has no end there needs no words
    #expect(!run.output.contains("m_Z': no upper end"))
  }

  @Test func contoursOfTheLeptonFitEndAtTheEdgesOfThePlane() async throws {
    let run = try await Workshop().mutau("profile", "fits/leptonic.yaml", "--over", "mZPrime,gPrime")
    #expect(run.exitCode == 0, "\(run.complaints)")
    #expect(
      run.output.contains("68.27 %") && run.output.contains("95.45 %") && run.output.contains("99.73 %"))
    #expect(run.output.contains("open: from "))
    #expect(run.output.contains("m_Z' = 1000"))
  }

  @Test func withoutOverItProfilesWhatTheFitFileAsksForAndWithOneQuantityThat() async throws {
    let workshop = try Workshop()
    let all = try await workshop.mutau("profile", "fits/leptonic.yaml", "--format", "json")
    #expect(try all.json(as: Answer.self).profiles?.map(\.quantity) == ["gPrime", "mZPrime", "v_Phi"])
    let one = try await workshop.mutau(
      "profile", "fits/leptonic.yaml", "--over", "v_Phi", "--format", "json")
    #expect(try one.json(as: Answer.self).profiles?.map(\.quantity) == ["v_Phi"])
  }

  @Test func aCurveCrossesTheThresholdWhereTheIntervalEnds() async throws {
    let run = try await Workshop().mutau(
      "profile", "fits/leptonic.yaml", "--over", "v_Phi", "--level", "0.9", "--level", "0.5", "--points",
      "60",
      "--format", "json")
    let profile = try #require(try run.json(as: Answer.self).profiles?.first)
    let curve = try #require(profile.curve)
    #expect(curve.values.count == 61 && curve.values == curve.values.sorted())
    #expect(curve.deltaChiSquared.min().map { abs($0) < 1e-9 } == true)
    #expect(profile.intervals.map(\.confidence) == [0.5, 0.9])
    let levels = [0.454936, 2.705543]
    #expect(profile.intervals.map(\.deltaChiSquared).elementsEqual(levels) { abs($0 - $1) < 1e-5 })
    for interval in profile.intervals {
      let inside = zip(curve.values, curve.deltaChiSquared).filter { $1 < interval.deltaChiSquared }.map(\.0)
      let outside = curve.values.filter { !inside.contains($0) }
      let (lower, upper) = (interval.lower ?? -.infinity, interval.upper ?? .infinity)
      #expect(inside.allSatisfy { lower <= $0 && $0 <= upper } && interval.others?.isEmpty == true)
      #expect(outside.allSatisfy { $0 <= lower || upper <= $0 })
    }
  }

  @Test func bitsDoNotDependOnTheNumberOfThreads() async throws {
    let workshop = try Workshop()
    var outputs: [String] = []
    for threads in ["1", "3"] {
      let run = try await workshop.mutau(
        "profile", "fits/leptonic.yaml", "--over", "gPrime,mZPrime", "--points", "15", "--format", "json",
        "--threads", threads)
      outputs.append(run.output)
    }
    #expect(outputs[0].count > 1000 && (outputs[0] == outputs[1]))
  }

  @Test(arguments: [
    (["--over", "mZPrime,gPrim"], "did you mean 'gPrime'?"),
    (["--over", "gPrime,gPrime"], "two different"),
    (["--over", "gPrime,mZPrime,v_Phi"], "one quantity or two"),
    (["--over", "mZPrime,"], "one quantity or two"),
    (["--over", "mZPrime,mQ"], "is not free in this fit"),
    (["--over", "gPrime,gA_e"], "'gA_e' is the same wherever this fit looks, and spans no plane"),
    (["--over", "v_Phi", "--level", "95"], "--level takes a number between 0 and 1"),
    (["--over", "v_Phi", "--level", "1e-200"], "lost in rounding"),
    (["--over", "mZPrime,gPrime", "--level", "1e-20"], "lost in rounding"),
    (["--over", "mZPrime,gPrime", "--points", "2"], "--points takes a number from 5 to 1000"),
  ])
  func whatMakesNoSenseIsRefused(words: [String], message: String) async throws {
    let run = try await Workshop().mutau(["profile", "fits/leptonic.yaml"] + words)
    #expect(run.exitCode == 2 && run.output.isEmpty)
    #expect(run.complaints.contains(message), "\(run.complaints)")
  }

  @Test("of a great many points has the ends of one of few, which are sought on their own")
  func manyPoints() async throws {
    let workshop = try Workshop()
    try workshop.write(SmallFit.text(), to: "fits/one.yaml")
    var ends: [[Double]] = []
    for points in ["10", "1000"] {
      let run = try await workshop.mutau(
        "profile", "fits/one.yaml", "--over", "gPrime", "--points", points, "--format", "json", "--output",
        "runs/of-\(points)")
      #expect(run.exitCode == 0, "\(run.complaints)")
      let profile = try #require(try run.json(as: Answer.self).profiles?.first)
      #expect(profile.curve?.values.count ?? 0 >= Int(points) ?? .max)
      ends.append(
        (profile.intervals + [profile.limits].compactMap(\.self)).flatMap {
          [$0.lower, $0.upper].compactMap(\.self)
        })
    }
    #expect(!ends[0].isEmpty && ends[0].count == ends[1].count)
    for (few, many) in zip(ends[0], ends[1]) { #expect(abs(few - many) < 1e-6 * abs(few)) }
  }
}
