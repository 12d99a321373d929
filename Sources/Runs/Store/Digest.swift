import CCrypto
import Foundation

/// The SHA-256 of a text's bytes, as hexadecimal digits.
public func sha256(_ text: String) -> String {
  let digits = Array("0123456789abcdef")
  return String(sha256(Data(text.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

/// The SHA-256 of bytes.
func sha256(_ bytes: Data) -> Data {
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
