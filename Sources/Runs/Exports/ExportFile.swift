/// A file of an export before it is written.
struct ExportFile {
  /// What follows the root in its name: `_1.txt`.
  let suffix: String
  let bytes: [UInt8]

  init(_ suffix: String, _ bytes: [UInt8]) { (self.suffix, self.bytes) = (suffix, bytes) }

  init(_ suffix: String, _ text: String) { self.init(suffix, Array(text.utf8)) }
}
