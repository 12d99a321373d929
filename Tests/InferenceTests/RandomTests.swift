import Foundation
import Testing

@testable import Inference

@Suite("Random streams")
struct RandomTests {
  /// `numpy.random.Philox(key=np.array([seed, stream], dtype=np.uint64)).random_raw(10)`, numpy 2.4.6.
  static let numpy: [(seed: UInt64, stream: UInt64, words: [UInt64])] = [
    (
      0, 0,
      [
        0x02F4BA6408E4D89B, 0x3DD62B0B9CA8C5B2, 0x1C8667A55D902E79, 0x907D7A052FD5B4DC,
        0x809BF322883987C3, 0x471128B9E807F7DD, 0xF250BA0DBEC065B7, 0xFC6ED66767A457BC,
        0x40FA86F0F781945D, 0x31EED5A366689E12,
      ]
    ),
    (
      1, 0,
      [
        0x4DB6A27B756282DF, 0xD944FA03BABE0E2F, 0x27F872E577060D32, 0x07F697696A0482A2,
        0xE677FE4BBD0452EC, 0x0D543DBA56D1E799, 0xBEBE12CAD0EB4D9E, 0x3F0B4ABD55F61F3D,
        0x6883D8D6D20A1807, 0x2B40B90C904918DB,
      ]
    ),
    (
      42, 7,
      [
        0xA64064F34E84B9A3, 0xE287959A866A08FD, 0x8DC181F009B96C03, 0xF3F6001D4FA83454,
        0x69C633EE791DF6B3, 0x89327F7A8F0127A4, 0x1ED8260458996FF6, 0x4299F7433FB1683E,
        0x38054E68EAFF7C8A, 0x90569B868BCAA6A1,
      ]
    ),
    (
      18446744073709551615, 123456789,
      [
        0x3EDFF871F13108D7, 0xBC792A63CF9E3E5B, 0x6DC3DCF66ECAF311, 0xA8C0DD07DFE00FDA,
        0x70BBE18DC08C24CA, 0x67E1B9689C97A5FB, 0xB349D23E7DBEF664, 0x4EBB98DBB352CE43,
        0x5F0166DB1520BAB6, 0xA4D87586186853AB,
      ]
    ),
  ]

  @Test("The words are those of numpy's Philox", arguments: numpy)
  func words(seed: UInt64, stream: UInt64, words: [UInt64]) {
    var random = Random(seed: seed, stream: stream)
    #expect(words == (0..<10).map { _ in random.next() })
  }

  @Test("A stored stream goes on where it stood", arguments: 0..<9)
  func storing(drawn: Int) throws {
    var random = Random(seed: 7, stream: .max)
    for _ in 0..<drawn { _ = random.next() }
    var restored = try JSONDecoder().decode(Random.self, from: JSONEncoder().encode(random))
    #expect(restored == random)
    #expect((0..<9).map { _ in restored.next() } == (0..<9).map { _ in random.next() })
    #expect(restored == random)
    _ = random.next()
    #expect(restored != random)
  }

  @Test("Uniform numbers fill the open interval evenly")
  func uniform() {
    var random = Random(seed: 1, stream: 0)
    let count = 100_000
    var bins = [Double](repeating: 0, count: 100)
    for _ in 0..<count {
      let u = random.uniform()
      #expect(u > 0 && u < 1)
      bins[Int(100 * u)] += 1
    }
    // χ² of 99 degrees of freedom: 99 ± 14; 160 is exceeded once in 10⁴, 50 undershot as rarely
    let chiSquared = bins.reduce(0) { $0 + ($1 - 1000) * ($1 - 1000) / 1000 }
    #expect(chiSquared > 50 && chiSquared < 160, "χ² = \(chiSquared)")
  }

  @Test("Normal numbers have the moments of the normal")
  func normal() {
    var random = Random(seed: 2, stream: 0)
    let count = 100_000
    let draws = (0..<count).map { _ in random.normal() }
    // E x^k and Var x^k
    for (power, mean, variance) in [(1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96)]
      as [(Double, Double, Double)]
    {
      let z = (draws.map { pow($0, power) }.mean - mean) / (variance / Double(count)).squareRoot()
      #expect(abs(z) < 4, "E x^\(power): z = \(z)")
    }
  }

  @Test("Whole numbers below a bound are equally likely")
  func index() {
    var random = Random(seed: 3, stream: 0)
    var counts = [Double](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.index(below: 7)] += 1 }
    // χ² of 6 degrees of freedom exceeds 33 once in 10⁵
    #expect(counts.reduce(0) { $0 + ($1 - 10_000) * ($1 - 10_000) / 10_000 } < 33)
  }

  @Test("Streams of neighbouring seeds and tasks are uncorrelated")
  func independence() {
    let count = 20_000
    let draws = [(0, 0), (0, 1), (1, 0), (1, 1)].map { seed, stream in
      var random = Random(seed: UInt64(seed), stream: UInt64(stream))
      return (0..<count).map { _ in random.normal() }
    }
    for i in 0..<4 {
      for j in 0..<i {
        let z = zip(draws[i], draws[j]).map { $0 * $1 }.mean * Double(count).squareRoot()
        #expect(abs(z) < 4, "streams \(i) and \(j): z = \(z)")
      }
    }
  }
}
