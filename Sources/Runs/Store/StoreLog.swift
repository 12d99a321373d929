/// SQLite's write-ahead log: pages that are not in the file yet ([file format](https://sqlite.org/fileformat2.html#walformat)).
struct StoreLog {
  private let bytes: [UInt8]

  /// The length of the log's header, and of that before every page.
  static var headerSize: Int { 32 }
  private static var frameHeaderSize: Int { 24 }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The file with every page of the log that belongs to a finished transaction. A log that was cut off counts as far as it is
  /// whole.
  func merged(into file: [UInt8]) -> [UInt8] {
    var merged = file
    if let (pages, pageSize, pageCount) = committed(beside: file.count) {
      let missing = pageCount * pageSize - merged.count
      if missing > 0 { merged += [UInt8](repeating: 0, count: missing) }
      for (page, place) in pages where page <= pageCount {
        merged.replaceSubrange((page - 1) * pageSize..<page * pageSize, with: bytes[place..<place + pageSize])
      }
      merged.removeLast(merged.count - pageCount * pageSize)
    }
    // the file's own mark of a log beside it: in memory there is none
    if merged.count > 19, merged[18] == 2, merged[19] == 2 { (merged[18], merged[19]) = (1, 1) }
    return merged
  }

  /// Where the newest of each page begins, the size of pages, and how many the file has; nil if no transaction is
  /// whole, or the log speaks of more pages than there can be.
  private func committed(beside fileSize: Int) -> (pages: [Int: Int], pageSize: Int, pageCount: Int)? {
    guard bytes.count >= Self.headerSize, word(0) & ~1 == 0x377f_0682, word(4) == 3_007_000 else {
      return nil
    }
    let isBigEndian = word(0) & 1 == 1
    let pageSize = Int(word(8))
    guard (512...65_536).contains(pageSize), pageSize & (pageSize - 1) == 0 else { return nil }
    var sum = (first: UInt32(0), second: UInt32(0))
    add(0..<24, to: &sum, isBigEndian)
    guard sum == (word(24), word(28)) else { return nil }
    var (pages, open): ([Int: Int], [(Int, Int)]) = ([:], [])
    var pageCount: Int?
    var place = Self.headerSize
    while place + Self.frameHeaderSize + pageSize <= bytes.count {
      let page = Int(word(place))
      guard page > 0, word(place + 8) == word(16), word(place + 12) == word(20) else { break }
      add(place..<place + 8, to: &sum, isBigEndian)
      let data = place + Self.frameHeaderSize
      add(data..<data + pageSize, to: &sum, isBigEndian)
      guard sum == (word(place + 16), word(place + 20)) else { break }
      open.append((page, data))
      if word(place + 4) > 0 {
        for (page, data) in open { pages[page] = data }
        open = []
        pageCount = Int(word(place + 4))
      }
      place = data + pageSize
    }
    guard let pageCount, pageCount * pageSize <= bytes.count + fileSize else { return nil }
    return (pages, pageSize, pageCount)
  }

  /// Four bytes as a number, the first one counting most.
  private func word(_ place: Int) -> UInt32 {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Goes on with the log's sums over some of its bytes.
  private func add(_ range: Range<Int>, to sum: inout (first: UInt32, second: UInt32), _ isBigEndian: Bool) {
    bytes.withUnsafeBytes { all in
      var (first, second) = sum
      for place in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
        var left = UInt32(littleEndian: all.loadUnaligned(fromByteOffset: place, as: UInt32.self))
        var right = UInt32(littleEndian: all.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self))
        if isBigEndian { (left, right) = (left.byteSwapped, right.byteSwapped) }
        first = first &+ left &+ second
        second = second &+ right &+ first
      }
      sum = (first, second)
    }
  }
}
