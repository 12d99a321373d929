import CCrypto

/// The SHA-256 of a text's bytes, as hexadecimal digits.
public func sha256(_ text: String) -> String {
  var digest = [UInt8](repeating: 0, count: 32)
  let bytes = Array(text.utf8)
  _ = SHA256(bytes, bytes.count, &digest)
  let digits = Array("0123456789abcdef")
  return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
