import Foundation

/// Rows of numbers read back from text, in the way of neither writer nor neighbour: one field at a time.
struct TextTable {
  let rows: [[Double]]

  /// A text whose fields are separated by white space; lines with `#` are left out.
  init(blanks text: String) throws {
    rows = try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      try line.split(separator: " ").map { try Self.number($0) }
    }
  }

  /// The lines of a CSV after its header.
  init(commas text: String) throws {
    rows = try text.split(separator: "\n").dropFirst().map { line in
      try line.split(separator: ",", omittingEmptySubsequences: false).map { try Self.number($0) }
    }
  }

  /// A column.
  subscript(column column: Int) -> [Double] { rows.map { $0[column] } }

  /// What C's library reads, if it reads all of it.
  private static func number(_ field: Substring) throws -> Double {
    var end: UnsafeMutablePointer<CChar>?
    return try String(field).withCString { start in
      let value = strtod(start, &end)
      guard let end, end.pointee == 0, end > start else { throw NotANumber(field: String(field)) }
      return value
    }
  }

  struct NotANumber: Error { let field: String }
}

extension [Double] {
  /// The bits of the numbers, of which NaN equals NaN and 0 does not equal −0.
  var bits: [UInt64] { map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern } }
}
