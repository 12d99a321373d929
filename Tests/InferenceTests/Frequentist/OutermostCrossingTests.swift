import Foundation
import Testing

@testable import Inference

/// Φ(x).
private func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

extension OutermostCrossing {
  /// The larger of the distances to both ends.
  fileprivate var error: Double { max((place - inner).magnitude, (outer - place).magnitude) }
}

struct OutermostCrossingTests {
  private typealias Crossing = OutermostCrossing<[Bool]>

  /// A probability that is known exactly, or with a stated error.
  private func probability(
    error: Double = 0, steps: [Double] = [], _ value: @escaping (Double) -> Double
  ) -> Crossing.Probability {
    .init(
      measure: { place, _, _ in
        .init(
          place: place,
          estimate: TailEstimate(value: value(place), error: error, deciding: error > 0 ? 1000 : .infinity),
          decisions: [])
      },
      steps: { inner, outer in
        steps.filter { ($0 - inner.place) * ($0 - outer.place) < 0 }.map {
          let sign = outer.place > inner.place ? 1e-9 : -1e-9
          return ($0 - sign, $0 + sign)
        }
      })
  }

  @Test("The crossing of a normal tail is its quantile", arguments: [0.1, 0.05, 0.01])
  func exact(level: Double) throws {
    let crossing = try #require(
      Crossing(
        of: level, from: 0, guess: 3, edge: .infinity, probability: probability { 2 * cumulative(-$0) }))
    // 2Φ(−x) = level where erfc(x/√2) = level.
    #expect(abs(erfc(crossing.place / 2.0.squareRoot()) - level) < 1e-9)
    #expect(crossing.error == 0)
  }

  @Test("It is looked for downwards too, and the error is that of the probability over its slope")
  func downwards() throws {
    let crossing = try #require(
      Crossing(
        of: 0.05, from: 10, guess: 9.5, edge: -.infinity,
        probability: probability(error: 0.001) { cumulative($0 - 10) }))
    #expect(abs(crossing.place - (10 - 1.6448536)) < 0.002)
    // The density of a normal number at its 5 % quantile is 0.10313564.
    #expect(abs(crossing.error - 0.001 / 0.10313564) < 0.05 * crossing.error)
  }

  @Test("Where the edge itself is allowed nothing else needs to be measured")
  func edgeFirst() {
    var places: [Double] = []
    func measured(_ value: @escaping (Double) -> Double) -> Crossing.Probability {
      let plain = probability(value)
      return .init(measure: { place, inner, outer in
        places.append(place)
        return plain.measure(place, inner, outer)
      })
    }
    let none = Crossing(
      of: 0.05, from: 0, guess: 1, edge: 1000, startsAtEdge: true, probability: measured { max(0.06, 1 - $0) }
    )
    #expect(none == nil)
    #expect(places == [1000])
    let some = Crossing(
      of: 0.05, from: 0, guess: 3, edge: 1000, startsAtEdge: true,
      probability: measured { 2 * cumulative(-$0) })
    // 2Φ(−x) = 0.05.
    #expect(abs((some?.place ?? 0) - 1.95996398) < 1e-7)
  }

  @Test("There is none where the probability stays above the level up to the edge, or cannot be measured")
  func none() {
    #expect(
      Crossing(of: 0.05, from: 0, guess: 1, edge: 1.5, probability: probability { cumulative(-$0) }) == nil)
    #expect(
      Crossing(
        of: 0.05, from: 0, guess: 1, edge: .infinity, probability: .init(measure: { _, _, _ in nil })) == nil)
  }

  /// Down through the level at 1, back at 1.4, down for good at 1.6.
  private func gap(_ x: Double) -> Double { x <= 1 ? 0.2 : x <= 1.4 ? 0.04 : x <= 1.6 ? 0.06 : 0.01 }

  @Test(
    "The outermost of several crossings is found, whatever the guess", arguments: [0.3, 0.9, 1.2, 1.5, 3.0])
  func outermost(guess: Double) throws {
    let crossing = try #require(
      Crossing(
        of: 0.05, from: 0, guess: guess, edge: .infinity, probability: probability(steps: [1, 1.4, 1.6], gap))
    )
    #expect(abs(crossing.place - 1.6) < 1e-8 && crossing.error < 1e-8)
  }

  @Test(
    "A step that is higher than the errors has no error, one that is lower may be on either side of a gap")
  func steps() throws {
    let clear = try #require(
      Crossing(
        of: 0.05, from: 0, guess: 1.5, edge: .infinity,
        probability: probability(error: 0.002, steps: [1, 1.4, 1.6], gap)))
    #expect(abs(clear.place - 1.6) < 1e-8 && clear.error < 1e-8)
    let unclear = try #require(
      Crossing(
        of: 0.05, from: 0, guess: 1.5, edge: .infinity,
        probability: probability(error: 0.02, steps: [1, 1.4, 1.6], gap)))
    #expect(abs(unclear.place - 1.6) < 1e-8)
    // 0.06 is half an error above the level: the limit may as well be 1
    #expect(unclear.error > 0.59)
  }

  @Test("Its errors are the scatter that toys give it")
  func errors() throws {
    let toys = 500
    var random = Random(seed: 11, stream: 0)
    var pulls: [Double] = []
    let strata = ToyStrata(members: [0..<toys])
    for _ in 0..<200 {
      let numbers = (0..<toys).map { _ in random.uniform() }
      let weights = [Double](repeating: 1 / Double(toys), count: toys)
      let probability = Crossing.Probability(measure: { place, _, _ in
        let hits = numbers.map { $0 < cumulative(-place) }
        return .init(place: place, estimate: strata.probability(weights, hits: hits), decisions: hits)
      })
      let crossing = try #require(
        Crossing(of: 0.1, from: 0, guess: 1, edge: .infinity, probability: probability))
      pulls.append((crossing.place - 1.2815516) / crossing.error)
    }
    let spread = (pulls.reduce(0) { $0 + $1 * $1 } / 200).squareRoot()
    #expect(spread > 0.6 && spread < 1.15, "\(spread)")
  }
}
