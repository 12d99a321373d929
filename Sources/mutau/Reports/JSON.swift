import Foundation
import Typesetting

/// One JSON object, keys sorted, numbers as the shortest text that reads back to the same double; numbers JSON does
/// not know are the strings `"inf"`, `"-inf"` and `"nan"`. Characters that no reader would see are written by their code.
func json(_ value: some Encodable) throws(Failure) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  do {
    return String(decoding: try encoder.encode(value), as: UTF8.self).visibleInJSON + "\n"
  } catch {
    throw .numerics("the result could not be written as JSON: \(error)")
  }
}

/// What ``json(_:)`` wrote, read back.
func decoded<Value: Decodable>(_ type: Value.Type, fromJSON text: String) throws -> Value {
  let decoder = JSONDecoder()
  decoder.nonConformingFloatDecodingStrategy = .convertFromString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  return try decoder.decode(type, from: Data(text.utf8))
}
