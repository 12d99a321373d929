import Foundation

/// An array of numbers that is coded as its bytes: as many of them as a sampler leaves behind would take too long one by one.
@propertyWrapper
public struct Packed<Element: BitwiseCopyable & Sendable>: Sendable, Codable {
  /// The numbers.
  public var wrappedValue: [Element]

  /// Packs these numbers.
  public init(wrappedValue: [Element]) { self.wrappedValue = wrappedValue }

  /// The numbers whose bytes were coded.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let data = try container.decode(Data.self)
    let size = MemoryLayout<Element>.stride
    guard data.count.isMultiple(of: size) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "half a number")
    }
    wrappedValue = Array(unsafeUninitializedCapacity: data.count / size) { buffer, count in
      _ = data.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
      count = data.count / size
    }
  }

  /// Codes the bytes of the numbers.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue.withUnsafeBytes { Data($0) })
  }
}

extension Packed: Equatable where Element: Equatable {}
