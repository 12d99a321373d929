import CGSL

/// A reproducible stream of random numbers: Philox4x64-10, a counter-based generator.
///
/// The n-th block of four words is a keyed bijection of the number n, so a stream is named by its key
/// (`seed`, `stream`), streams never overlap, and the whole state is the key and how many words were drawn.
/// Tasks that run in parallel take `stream` = their task number: no bit of a result depends on who ran it when.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
/// SC'11, doi:10.1145/2063384.2063405. The words are those of `numpy.random.Philox(key=[seed, stream])`.
public struct Random: RandomNumberGenerator, Sendable {
  /// The first word of the key: what the user chose.
  public let seed: UInt64
  /// The second word of the key: the number of the task.
  public let stream: UInt64
  private var counter: UInt64 = 0
  private var block: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var used = 4

  /// The stream of task `stream` of a run with `seed`, at its beginning.
  public init(seed: UInt64, stream: UInt64) {
    self.seed = seed
    self.stream = stream
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    defer { used += 1 }
    switch used {
    case 1: return block.1
    case 2: return block.2
    case 3: return block.3
    default:
      counter &+= 1
      block = Self.block(counter, key: (seed, stream))
      used = 0
      return block.0
    }
  }

  /// A uniform number in the open interval (0, 1): one of the 2⁵² midpoints (k + ½) 2⁻⁵².
  public mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A standard normal number, by inversion of one uniform (so |z| < 8.2).
  public mutating func normal() -> Double {
    gsl_cdf_ugaussian_Pinv(uniform())
  }

  /// A whole number in 0 ..< `bound`, each equally likely to within 2⁻⁶⁴ `bound`.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "An index is drawn below a positive bound")
    return Int(UInt64(bound).multipliedFullWidth(by: next()).high)
  }
}

// MARK: - The bijection

extension Random {
  /// Ten rounds of Philox on the counter (`counter`, 0, 0, 0).
  private static func block(
    _ counter: UInt64, key: (UInt64, UInt64)
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var (a, b, c, d) = (counter, 0 as UInt64, 0 as UInt64, 0 as UInt64)
    var (k, l) = key
    for _ in 0..<10 {
      let p = a.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let q = c.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      (a, b, c, d) = (q.high ^ b ^ k, q.low, p.high ^ d ^ l, p.low)
      k &+= 0x9E37_79B9_7F4A_7C15
      l &+= 0xBB67_AE85_84CA_A73B
    }
    return (a, b, c, d)
  }
}

// MARK: - Storing a stream

extension Random: Equatable {
  /// Whether both will yield the same numbers from here on.
  public static func == (a: Random, b: Random) -> Bool {
    a.seed == b.seed && a.stream == b.stream && a.drawn == b.drawn
  }

  /// How many words were drawn so far.
  private var drawn: UInt64 { counter &* 4 &+ UInt64(used) &- 4 }
}

extension Random: Codable {
  private enum CodingKeys: String, CodingKey { case seed, stream, drawn }

  /// Reads a stream stored by `encode(to:)`: it continues where it stood.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      seed: try values.decode(UInt64.self, forKey: .seed),
      stream: try values.decode(UInt64.self, forKey: .stream))
    let drawn = try values.decode(UInt64.self, forKey: .drawn)
    guard drawn > 0 else { return }
    counter = (drawn &+ 3) / 4
    used = Int((drawn &+ 3) % 4) + 1
    block = Self.block(counter, key: (seed, stream))
  }

  /// Stores the key and the number of words drawn.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(seed, forKey: .seed)
    try values.encode(stream, forKey: .stream)
    try values.encode(drawn, forKey: .drawn)
  }
}
