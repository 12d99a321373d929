import Foundation
import GRDB

/// A column that does not hold what this program writes there.
struct UnexpectedValue: Error {
  let column: String
}

/// SQLite keeps any kind of value in any column, and a file may come from anybody: what is read is looked at first.
extension Row {
  func text(_ column: String) throws -> String {
    guard case .string(let text)? = (self[column] as DatabaseValue?)?.storage else {
      throw UnexpectedValue(column: column)
    }
    return text
  }

  func integer(_ column: String) throws -> Int {
    guard case .int64(let number)? = (self[column] as DatabaseValue?)?.storage else {
      throw UnexpectedValue(column: column)
    }
    return Int(number)
  }

  /// Nil where nothing was written, or an older program knew no such column.
  func optionalText(_ column: String) throws -> String? {
    guard hasColumn(column), !(self[column] as DatabaseValue).isNull else { return nil }
    return try text(column)
  }

  func bytes(_ column: String) throws -> Data {
    guard let bytes = try optionalBytes(column) else { throw UnexpectedValue(column: column) }
    return bytes
  }

  /// Nil where nothing was written, or an older program knew no such column.
  func optionalBytes(_ column: String) throws -> Data? {
    guard hasColumn(column) else { return nil }
    switch (self[column] as DatabaseValue).storage {
    case .null: return nil
    case .blob(let bytes): return bytes
    default: throw UnexpectedValue(column: column)
    }
  }
}
