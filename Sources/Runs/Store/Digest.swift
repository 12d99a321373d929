import CCrypto
import Foundation

/// The SHA-256 of a text's bytes, as hexadecimal digits.
public func sha256(_ text: String) -> String {
  let digits = Array("0123456789abcdef")
  return String(sha256(Data(text.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

/// The SHA-256 of bytes.
public func sha256(_ bytes: Data) -> Data {
  var digest = Data(count: 32)
  bytes.withUnsafeBytes { bytes in
    digest.withUnsafeMutableBytes { digest in
      _ = SHA256(
        bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count,
        digest.bindMemory(to: UInt8.self).baseAddress)
    }
  }
  return digest
}

/// Parts of which each is bound to its place: their bytes with the length of each before it, so that no two lists of parts have
/// the same digest.
struct FramedParts {
  private var bytes = Data()

  /// What the parts are of, so that a digest of one thing is none of another.
  init(_ kind: String) { add(kind) }

  mutating func add(_ part: Data) {
    withUnsafeBytes(of: UInt64(part.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(part)
  }

  mutating func add(_ part: String) { add(Data(part.utf8)) }

  mutating func add(_ part: Int) { add(String(part)) }

  /// Their SHA-256.
  var digest: Data { sha256(bytes) }
}
