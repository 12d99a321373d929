import Foundation

/// The draws of one ensemble, in the order they were made: step by step, walker by walker.
struct Draws: Sendable, Equatable {
  /// How many walkers made them.
  var walkers: Int
  var values: [Double] = []
  var logDensities: [Double] = []
  /// The energies, of samplers of single chains that know them.
  var energies: [Double] = []

  init(walkers: Int) { self.walkers = walkers }
}

/// As bytes, and a walker that stays where it was is not told again: of most samplers of ensembles that is the greater part.
extension Draws: Codable {
  private enum CodingKeys: CodingKey { case walkers, dimension, moved, values, logDensities, energies }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func numbers(_ key: CodingKeys) throws -> [Double] {
      try container.decode(Packed<Double>.self, forKey: key).wrappedValue
    }
    let moved = try container.decode(Packed<UInt8>.self, forKey: .moved).wrappedValue.map { $0 != 0 }
    let dimension = try container.decode(Int.self, forKey: .dimension)
    let (told, toldDensities) = (try numbers(.values), try numbers(.logDensities))
    self.init(walkers: try container.decode(Int.self, forKey: .walkers))
    energies = try numbers(.energies)
    let moves = moved.count(where: \.self)
    // records may come from anywhere: a product that is too large is no crash
    let size = moves.multipliedReportingOverflow(by: dimension)
    guard walkers > 0, moved.count.isMultiple(of: walkers), moved.prefix(walkers).allSatisfy(\.self),
      moves == toldDensities.count, dimension >= 0, !size.overflow, size.partialValue == told.count,
      energies.isEmpty || energies.count == moved.count
    else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "draws that do not belong together"))
    }
    values.reserveCapacity(moved.count * dimension)
    logDensities.reserveCapacity(moved.count)
    // where each walker was told to be last
    var places = [Int](repeating: 0, count: walkers)
    var next = 0
    for (draw, hasMoved) in moved.enumerated() {
      if hasMoved {
        places[draw % walkers] = next
        next += 1
      }
      let place = places[draw % walkers]
      values.append(contentsOf: told[place * dimension..<(place + 1) * dimension])
      logDensities.append(toldDensities[place])
    }
  }

  func encode(to encoder: any Encoder) throws {
    let dimension = logDensities.isEmpty ? 0 : values.count / logDensities.count
    var (told, toldDensities): ([Double], [Double]) = ([], [])
    told.reserveCapacity(values.count)
    toldDensities.reserveCapacity(logDensities.count)
    let step = walkers * dimension
    let moved = logDensities.indices.map { draw in
      let own = draw * dimension..<(draw + 1) * dimension
      let hasMoved =
        draw < walkers || logDensities[draw].bitPattern != logDensities[draw - walkers].bitPattern
        || own.contains { values[$0].bitPattern != values[$0 - step].bitPattern }
      if hasMoved {
        told.append(contentsOf: values[own])
        toldDensities.append(logDensities[draw])
      }
      return hasMoved
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(walkers, forKey: .walkers)
    try container.encode(dimension, forKey: .dimension)
    try container.encode(Packed(wrappedValue: moved.map { $0 ? 1 : 0 as UInt8 }), forKey: .moved)
    try container.encode(Packed(wrappedValue: told), forKey: .values)
    try container.encode(Packed(wrappedValue: toldDensities), forKey: .logDensities)
    try container.encode(Packed(wrappedValue: energies), forKey: .energies)
  }
}

/// The draws of ensembles, put in order chain by chain.
public struct ArrangedDraws: Sendable {
  /// The number of ensembles.
  public let ensembleCount: Int
  /// The number of chains: ensembles × walkers.
  public let chainCount: Int
  /// The draws, in the order of ``Chains/values``.
  public private(set) var values: [Double] = []
  /// The log density of each draw.
  public private(set) var logDensities: [Double] = []
  /// The energy of each draw, of samplers that know it.
  public let energies: [Double]

  /// The draws of some ensembles, of as many walkers and steps each.
  init(_ draws: [Draws], dimension: Int) {
    ensembleCount = draws.count
    chainCount = draws.reduce(0) { $0 + $1.walkers }
    energies = draws.flatMap(\.energies)
    values.reserveCapacity(draws.reduce(0) { $0 + $1.values.count })
    logDensities.reserveCapacity(draws.reduce(0) { $0 + $1.logDensities.count })
    for own in draws {
      for walker in 0..<own.walkers {
        for place in stride(from: walker, to: own.logDensities.count, by: own.walkers) {
          logDensities.append(own.logDensities[place])
          values.append(contentsOf: own.values[place * dimension..<(place + 1) * dimension])
        }
      }
    }
  }

  /// The draws in the records of tasks that a memory kept: of every one of ``Chains/legs``, in order, those of all ensembles.
  /// Nil if the records are damaged, or do not belong together.
  public init?(legs: [[Data]], dimension: Int) {
    struct Record: Codable { let draws: Draws }
    var draws: [Draws] = []
    for leg in legs {
      guard let records = try? leg.map({ try TaskRecord<Record>($0).result.draws }) else { return nil }
      if draws.isEmpty { draws = records.map { Draws(walkers: $0.walkers) } }
      guard records.map(\.walkers) == draws.map(\.walkers),
        records.allSatisfy({
          $0.logDensities.count == records[0].logDensities.count
            && $0.values.count == $0.logDensities.count * dimension
        })
      else { return nil }
      for (ensemble, record) in records.enumerated() { draws[ensemble] += record }
    }
    guard !draws.isEmpty else { return nil }
    self.init(draws, dimension: dimension)
  }
}

extension Draws {
  /// The draws of the next steps after those before.
  static func += (draws: inout Draws, next: Draws) {
    draws.values += next.values
    draws.logDensities += next.logDensities
    draws.energies += next.energies
  }
}
