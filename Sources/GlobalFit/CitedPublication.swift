/// A publication together with all that a fit takes from it.
public struct CitedPublication: Sendable {
  /// The measurements, each with the name of its input, in file order; there is at least one.
  public fileprivate(set) var uses: [(input: String, measurement: Measurement)]

  /// What is known of it: of the first input that knows a title, or else anything.
  public var record: BibliographicRecord {
    let records = uses.map(\.measurement.record)
    return records.first { $0.title != nil } ?? records.compactMap(\.nilIfEmpty).first
      ?? BibliographicRecord()
  }

  /// Its key on INSPIRE, if an input knows it.
  public var inspire: String? { uses.compactMap(\.measurement.inspire).first }

  /// Its address, if an input knows one.
  public var url: String? { uses.compactMap(\.measurement.url).first }

  /// Whether it is the publication of this key or address.
  public func isKnown(asINSPIRE key: String, url: String) -> Bool {
    let own = Publication(inspire: key, url: url)
    return uses.contains { !Set($0.measurement.publication.names).isDisjoint(with: own.names) }
  }

  /// Whether another measurement is of this publication. An address alone does not tell: what is published at one may be many
  /// things.
  fileprivate func holds(_ measurement: Measurement, _ index: PublicationIndex) -> Bool {
    uses.contains { use in
      if use.measurement.record.title != nil, use.measurement.record == measurement.record { return true }
      return index.commonName(of: use.measurement.publication, and: measurement.publication)?
        .isOfOnePublication ?? false
    }
  }
}

extension Problem {
  /// The publications that the measurements were taken from, in the order of the constraints.
  public var citedPublications: [CitedPublication] {
    let index = PublicationIndex(constraints.flatMap(\.measurements).map(\.publication))
    var cited: [CitedPublication] = []
    for constraint in constraints {
      for measurement in constraint.measurements {
        if let place = cited.firstIndex(where: { $0.holds(measurement, index) }) {
          cited[place].uses.append((constraint.name, measurement))
        } else {
          cited.append(CitedPublication(uses: [(constraint.name, measurement)]))
        }
      }
    }
    return cited
  }
}
