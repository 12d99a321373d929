import Foundation
import Testing

@testable import Inference

/// Many sets of draws, whose ends must scatter as each of them says. The scatter of 100 normal numbers is within 0.74 to 1.28 of
/// its error, but for a chance of 2·10⁻⁴; the error itself is an estimate, too, by a slope and a level, of ten to twenty per cent.
@Suite("Errors of the ends of regions of highest density")
struct HighestDensityErrorsTests {
  static let sets = 100
  static let count = 4000
  static let bounds = 0.65...1.4

  enum Shape: String, CaseIterable {
    case normal, lopsided, twoPeaks, falling

    func draw(_ random: inout Random) -> Double {
      switch self {
      case .normal: random.normal()
      // the third of a Poisson process
      case .lopsided: -log(random.uniform() * random.uniform() * random.uniform())
      case .twoPeaks: random.uniform() < 0.4 ? -3 + 0.5 * random.normal() : 2 + random.normal()
      case .falling: -log(random.uniform())
      }
    }

    var support: ClosedRange<Double>? { self == .falling ? 0 ... .infinity : nil }
  }

  /// Ends of all sets, and what each says of their errors: by place of the end.
  static func found(
    _ shape: Shape, _ ends: (MarginalDensity, [Double]) -> [(value: Double, error: Double?)]
  ) throws -> [[(value: Double, error: Double?)]] {
    try (0..<sets).map { number in
      var random = Random(seed: 31, stream: UInt64(number))
      let draws = (0..<count).map { _ in shape.draw(&random) }
      return ends(try #require(MarginalDensity(of: draws, within: shape.support)), draws)
    }
  }

  static func scatter(_ ends: [(value: Double, error: Double?)]) -> Double {
    let values = ends.map(\.value)
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    let claimed = ends.reduce(0) { $0 + pow($1.error ?? 0, 2) } / Double(ends.count)
    return (variance / claimed).squareRoot()
  }

  @Test("Ends of a smoothed density scatter as they say", arguments: Shape.allCases, [0.683, 0.954])
  func smoothed(shape: Shape, probability: Double) throws {
    let found = try Self.found(shape) { density, _ in
      let pieces = density.region(holding: probability)
      let errors = density.errors(ofEnds: pieces, effectiveSampleSize: Double(Self.count))
      return zip(pieces, errors).flatMap { [($0.lower, $1.lower), ($0.upper, $1.upper)] }
    }
    let pieces = shape == .twoPeaks ? 2 : 1
    for end in 0..<2 * pieces {
      let ends = try found.map { try #require($0.count == 2 * pieces ? $0[end] : nil) }
      if shape == .falling && end == 0 {
        #expect(ends.allSatisfy { $0.value == 0 && $0.error == nil })
        continue
      }
      let scatter = Self.scatter(ends)
      #expect(Self.bounds.contains(scatter), "end \(end): \(scatter)")
    }
  }

  @Test(
    "The shortest interval between two draws slides as it says", arguments: [Shape.normal, .lopsided],
    [0.683, 0.954])
  func sliding(shape: Shape, probability: Double) throws {
    let found = try Self.found(shape) { density, draws in
      let interval = highestDensityInterval(of: draws, probability: probability)
      let error = density.errorOfSliding(interval, effectiveSampleSize: Double(Self.count))
      return [((interval.lower + interval.upper) / 2, error)]
    }
    let scatter = Self.scatter(found.map { $0[0] })
    #expect(Self.bounds.contains(scatter), "\(scatter)")
  }
}
