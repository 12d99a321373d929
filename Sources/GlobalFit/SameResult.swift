import Physics

/// The same publication's value of the same observable: one result, under whatever names.
struct SameResult {
  /// What is there twice: `holds R_trident of Mishra:1991bv`.
  let words: String
  /// The record that has it, of the later ones.
  let place: InputError.Place
  /// The record that has it too.
  let other: InputError.Place
}

extension PublicationIndex {
  /// The first result of some records that is among others too.
  func sameResult(in records: [Measurement], and others: [Measurement]) -> SameResult? {
    for record in records {
      for other in others {
        guard let shared = record.observables.first(where: other.observables.contains),
          let name = commonName(of: record.publication, and: other.publication)
        else { continue }
        return SameResult(
          words: "holds \(shared.rawValue) of \(record.citation(of: name))", place: record.place,
          other: other.place)
      }
    }
    return nil
  }

  /// Refuses an input that holds one result twice.
  func refuseDoubled(_ constraint: Problem.Constraint, at place: InputError.Place) throws(InputError) {
    for (number, record) in constraint.measurements.enumerated() {
      guard let same = sameResult(in: [record], and: Array(constraint.measurements[..<number])) else {
        continue
      }
      throw place.failure(
        "'\(constraint.name)' \(same.words) twice (\(same.other.shortWords) and \(same.place.shortWords)): one result "
          + "counts once; leave out one, or put both into one value")
    }
  }
}

extension Measurement {
  /// A name of its publication, as its file spells it where that is the key.
  fileprivate func citation(of name: Publication.Name) -> String {
    if case .inspire(let key) = name, let inspire, inspire.lowercased() == key { inspire } else { name.words }
  }
}
