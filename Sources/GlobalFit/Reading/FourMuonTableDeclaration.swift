import Physics

/// What a table of Z → 4μ declares of itself before its rows, one `key: value` a line: a table that was cut, or put together
/// from others, is not what it declares.
struct FourMuonTableDeclaration {
  private enum Key: String, CaseIterable {
    case rows, lightest, heaviest
    case belowLightest = "below-lightest"
    case aboveHeaviest = "above-heaviest"
    case exactCoupling = "exact-coupling"
    case largestCoupling = "largest-coupling"
  }

  private var numbers: [Key: (value: Double, place: InputError.Place)] = [:]
  private var limits: [Key: (holds: Bool, place: InputError.Place)] = [:]

  /// What the table claims; as `mutau tabulate` has it where nothing is declared.
  var validity: FourMuonTable.Validity {
    let usual = FourMuonTable.Validity()
    return FourMuonTable.Validity(
      exactCoupling: numbers[.exactCoupling]?.value ?? usual.exactCoupling,
      largestCoupling: numbers[.largestCoupling]?.value ?? usual.largestCoupling,
      hasMasslessLimit: limits[.belowLightest]?.holds ?? usual.hasMasslessLimit,
      hasContactLimit: limits[.aboveHeaviest]?.holds ?? usual.hasContactLimit)
  }

  /// Takes a line `key: value`.
  mutating func add(_ line: Substring, at place: InputError.Place) throws(InputError) {
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let key = Key(rawValue: name) else {
      let known = Key.allCases.map(\.rawValue)
      throw place.failure("unknown key '\(name.prefix(60))'\(Spelling.suggestion(for: name, among: known))")
    }
    guard numbers[key] == nil, limits[key] == nil else {
      throw place.failure("the key '\(name)' is given twice")
    }
    let word = parts[1].drop { $0 == " " }
    let column = line.distance(from: line.startIndex, to: word.startIndex) + 1
    let valuePlace = InputError.Place(file: place.file, line: place.line, column: column)
    switch key {
    case .belowLightest: limits[key] = (try Self.limit("massless-limit", word, at: valuePlace), valuePlace)
    case .aboveHeaviest: limits[key] = (try Self.limit("contact-limit", word, at: valuePlace), valuePlace)
    case .rows, .lightest, .heaviest, .exactCoupling, .largestCoupling:
      guard let number = Element.decimal(String(word)), number > 0, number <= Element.largest else {
        throw valuePlace.failure("'\(name)' takes a number above 0, found '\(word.prefix(60))'")
      }
      numbers[key] = (number, valuePlace)
    }
  }

  private static func limit(
    _ name: String, _ word: Substring, at place: InputError.Place
  ) throws(InputError) -> Bool {
    guard word == name || word == "nothing" else {
      throw place.failure("expected '\(name)' or 'nothing', found '\(word.prefix(60))'")
    }
    return word == name
  }

  /// Refuses a table that does not declare everything.
  func requireAll(at header: InputError.Place) throws(InputError) {
    for key in Key.allCases where numbers[key] == nil && limits[key] == nil {
      throw header.failure(
        "the table does not declare '\(key.rawValue)' before its header; make one with mutau tabulate z-to-4mu, which "
          + "writes \(Key.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    if let exact = numbers[.exactCoupling], let largest = numbers[.largestCoupling],
      largest.value < exact.value
    {
      throw largest.place.failure(
        "'largest-coupling' is \(largest.value.short), below 'exact-coupling', which is \(exact.value.short)")
    }
  }

  /// Refuses a table that is not what it declares.
  func check(_ table: FourMuonTable) throws(InputError) {
    let rows = table.rows
    let found: [(Key, Double)] = [
      (.rows, Double(rows.count)), (.lightest, rows[0].mZPrime), (.heaviest, rows[rows.count - 1].mZPrime),
    ]
    for (key, value) in found {
      guard let declared = numbers[key], declared.value != value else { continue }
      throw declared.place.failure(
        "the table declares '\(key.rawValue): \(declared.value.short)' and has \(value.short): it was cut or "
          + "put together; make it again with mutau tabulate z-to-4mu")
    }
    try checkLimits(of: rows)
    let largest = table.validity.largestCoupling
    for row in rows where row.smallestRatio(upTo: largest) <= 0 {
      throw place(of: .largestCoupling).failure(
        "at m_Z' = \(row.mZPrime.short) GeV the table gives fewer than no events below g' = \(largest.short)")
    }
  }

  /// Of a limit that is declared, the rows at that end have to show the beginning, to 10 %.
  private func checkLimits(of rows: [FourMuonTable.Row]) throws(InputError) {
    func agree(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= 0.1 * max(abs(one), abs(other)) }
    if limits[.belowLightest]?.holds == true, !agree(rows[0].a, rows[1].a) {
      throw place(of: .belowLightest).failure(
        "'massless-limit' needs an 'a' that no longer changes in the first rows, found \(rows[0].a.short) and \(rows[1].a.short)"
      )
    }
    guard limits[.aboveHeaviest]?.holds == true else { return }
    let ends = rows.suffix(2).map { $0.a * $0.mZPrime * $0.mZPrime }
    guard agree(ends[0], ends[1]) else {
      throw place(of: .aboveHeaviest).failure(
        "'contact-limit' needs an 'a' that falls as 1/m_Z'^2 in the last rows, found a m_Z'^2 = \(ends[0].short) and "
          + ends[1].short)
    }
  }

  private func place(of key: Key) -> InputError.Place {
    numbers[key]?.place ?? limits[key]?.place ?? InputError.Place(file: "", line: 0, column: 0)
  }
}

extension FourMuonTable.Row {
  /// The smallest 1 + a g′² + b g′⁴ for g′ up to a coupling.
  fileprivate func smallestRatio(upTo coupling: Double) -> Double {
    func ratio(_ square: Double) -> Double { 1 + square * (a + b * square) }
    let turn = b > 0 ? -a / (2 * b) : 0
    return min(1, ratio(coupling * coupling), ratio(min(max(turn, 0), coupling * coupling)))
  }
}
