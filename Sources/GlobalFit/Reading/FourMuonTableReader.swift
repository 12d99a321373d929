import Physics

/// Reads the table of `mutau tabulate z-to-4mu`: lines with `#` are comments, then what the table declares of itself, then a
/// header, then a row a mass.
public enum FourMuonTableReader {
  private static let header = FourMuonTable.columns.joined(separator: ",")

  /// The table in the file at `path`; an error if it is not what it declares.
  public static func table(at path: String) throws(InputError) -> FourMuonTable {
    try table(Document.bytes(of: path), file: path)
  }

  /// The table in these bytes, which are in the file at `path`.
  static func table(_ bytes: [UInt8], file path: String) throws(InputError) -> FourMuonTable {
    let text = try Document.text(bytes, file: path)
    var rows: [FourMuonTable.Row] = []
    var declaration = FourMuonTableDeclaration()
    var hasHeader = false
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      guard !line.hasPrefix("#"), !line.allSatisfy(\.isWhitespace) else { continue }
      let place = InputError.Place(file: path, line: index + 1, column: 1)
      guard hasHeader else {
        if line.contains(":") {
          try declaration.add(line, at: place)
          continue
        }
        guard line == header else { throw place.failure("expected the header '\(header)'") }
        try declaration.requireAll(at: place)
        hasHeader = true
        continue
      }
      rows.append(try row(line, at: place, after: rows.last))
    }
    guard hasHeader else { throw InputError(file: path, problem: "expected the header '\(header)'") }
    guard let table = FourMuonTable(rows: rows, validity: declaration.validity) else {
      throw InputError(file: path, problem: "expected at least four masses, found \(rows.count)")
    }
    try declaration.check(table)
    return table
  }

  private static func row(
    _ line: Substring, at place: InputError.Place, after previous: FourMuonTable.Row?
  ) throws(InputError) -> FourMuonTable.Row {
    let names = FourMuonTable.columns
    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
    guard fields.count == names.count else {
      throw place.failure("expected \(names.count) numbers (\(header)), found \(fields.count)")
    }
    var numbers: [Double] = []
    var places: [InputError.Place] = []
    for (name, field) in zip(names, fields) {
      let word = field.drop { $0.isWhitespace }
      let column = line.distance(from: line.startIndex, to: word.startIndex) + 1
      let place = InputError.Place(file: place.file, line: place.line, column: column)
      let text = String(word.reversed().drop { $0.isWhitespace }.reversed())
      guard let number = Element.decimal(text), abs(number) <= Element.largest else {
        throw place.failure("expected \(name) (a number), found '\(text.prefix(60))'")
      }
      numbers.append(number)
      places.append(place)
    }
    let lowest = previous?.mZPrime ?? 0
    guard numbers[0] > lowest else {
      throw places[0].failure(
        "masses must rise from row to row, found \(numbers[0].short) after \(lowest.short)")
    }
    for index in [2, 4] where numbers[index] < 0 {
      throw places[index].failure("\(names[index]) must not be negative")
    }
    return FourMuonTable.Row(
      mZPrime: numbers[0], a: numbers[1], aError: numbers[2], b: numbers[3], bError: numbers[4])
  }
}
