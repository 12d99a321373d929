import Foundation
import Testing

@testable import GlobalFit

@Suite("A file that cannot be read as YAML is refused, and says where")
struct DocumentTests {
  /// What is said of a file, without its path.
  private func problem(in bytes: [UInt8]) throws -> String? {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "input.yaml")
    return whatIsSaid { try Document.read(path) }.map { String($0.dropFirst(path.count)) }
  }

  private func problem(in text: String) throws -> String? { try problem(in: Array(text.utf8)) }

  @Test("A file that is not there, a folder, an empty file")
  func noFile() throws {
    let folder = try TemporaryFolder()
    let missing = folder.path + "/missing.yaml"
    #expect(whatIsSaid { try Document.read(missing) } == "\(missing): there is no such file")
    #expect(whatIsSaid { try Document.read(folder.path) } == "\(folder.path): is a folder, expected a file")
    for empty in ["", " ", "\n\n", "# only a comment\n"] {
      #expect(try problem(in: empty) == ": the file is empty")
    }
  }

  @Test("A file larger than a megabyte", arguments: [1 << 20, 10 << 20])
  func large(size: Int) throws {
    let text = "title: " + String(repeating: "x", count: size - "title: ".count)
    #expect(try problem(in: text + "x") == ": the file is larger than 1 MB, expected a file a person writes")
    if size == 1 << 20 { #expect(try problem(in: text) == nil) }
  }

  static let invalidBytes: [(text: String, bytes: [UInt8], place: String)] = [
    ("title: ", [0xFF], ":1:8:"), ("a: ±\nb: ", [0xC3, 0x28], ":2:4:"), ("ä±€😀", [0x80], ":1:5:"),
    ("", [0xE2, 0x82], ":1:1:"), ("a\r\n", [0xED, 0xA0, 0x80], ":2:1:"),
    ("", [0xFF, 0xFE, 0x61, 0x00], ":1:1:"),
    ("", [0xC0, 0xAF], ":1:1:"), ("", [0xF5, 0x80, 0x80, 0x80], ":1:1:"),
  ]

  @Test("A byte that is not UTF-8, at its line and column", arguments: invalidBytes)
  func invalidUTF8(text: String, bytes: [UInt8], place: String) throws {
    #expect(try problem(in: Array(text.utf8) + bytes) == place + " this byte is not valid UTF-8")
  }

  @Test(
    "Broken YAML",
    arguments: [
      ("a: [1, 2\nb: 3\n", ":2:"), ("a: 'text\n", ":2:1:"), ("a:\n\tb: 1\n", ":2:1:"), ("a: b: c\n", ":1:5:"),
      ("a: 1\n b: 2\n", ":2:"), ("- a\nb: 1\n", ":2:1:"), ("a: *b\n", ":1:4:"), ("a: @b\n", ":1:4:"),
      ("a: \"\\q\"\n", ":1:"), ("a: }\n", ":1:4:"), ("%YAML 9.9\n---\na: 1\n", ":1:"),
    ])
  func brokenYAML(text: String, place: String) throws {
    let problem = try #require(try problem(in: text))
    #expect(problem.hasPrefix(place) && problem.contains("not valid YAML"), "\(problem)")
  }

  @Test("A key twice, at its place, and a second document")
  func duplicates() throws {
    #expect(try problem(in: "a: 1\nbc: 2\nd: 3\nbc: 4\n") == ":2:1: the key 'bc' is in this mapping twice")
    #expect(try problem(in: "a:\n  b: {c: 1, c: 2}\n") == ":2:7: the key 'c' is in this mapping twice")
    let second = try #require(try problem(in: "a: 1\n---\nb: 2\n"))
    #expect(second.hasPrefix(":2:1: not valid YAML: expected a single document"), "\(second)")
  }

  @Test(
    "Control characters, a NUL among them, at their line and column", arguments: ["\u{0}", "\u{7}", "\u{1B}"])
  func control(letter: String) throws {
    for (before, place) in [("a: ", ":1:4:"), ("ä: ±\r\nb: ", ":2:4:"), ("a: 1\n\nc: \"", ":3:5:")] {
      let problem = try #require(try problem(in: before + letter + "\n"))
      #expect(problem.hasPrefix(place + " not valid YAML: control characters are not allowed"), "\(problem)")
    }
  }

  /// Expects that work takes the processor less than a minute: a document that multiplies would take years.
  private func expectQuick(_ work: () throws -> Void) rethrows {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
    }
    let start = now()
    try work()
    #expect(now() - start < 60)
  }

  @Test("A hundred thousand opened brackets, and as many of everything else that nests")
  func deep() throws { try expectQuick(readWhatNests) }

  private func readWhatNests() throws {
    for piece in ["[", "{", "[{", "- ", "? ", "{a: ", "!!seq [", "\"a", "- - ", "&a ", "a: ", "|\n"] {
      #expect(try problem(in: String(repeating: piece, count: 100_000)) != nil, "\(piece)")
    }
    let closed = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    #expect(whatIsSaid { try distribution(closed) } != nil)
    #expect(whatIsSaid { try measurements("A:\n  values: {R_trident: \(closed)}\n") } != nil)
  }

  @Test("Aliases, which multiply")
  func aliases() throws { try expectQuick(readAliases) }

  private func readAliases() throws {
    #expect(
      try problem(in: "a: &one [1]\nb: *one\n")
        == ":2:4: '*one' repeats what '&one' marks; write it out (YAML aliases are not read)")
    let levels = (1...60).map { "l\($0): &l\($0) [*l\($0 - 1), *l\($0 - 1), *l\($0 - 1)]\n" }.joined()
    #expect(try problem(in: "l0: &l0 [1, 1]\n" + levels)?.hasPrefix(":2:10: '*l0' repeats") == true)
    #expect(try problem(in: "? &a [x]\n: 1\n? [*a, *a]\n: 2\n")?.hasPrefix(":3:4: '*a' repeats") == true)
    #expect(try problem(in: "a: &a [1]\r\n\"b\":*a\r\n")?.hasPrefix(":2:5: '*a' repeats") == true)
  }

  @Test("Ampersands and asterisks of texts are no aliases")
  func notAliases() throws {
    let text = """
      url: https://example.org/?a=1&b=2*b
      description: "R&D at A & B, 2 * b, 5 *c"
      value: 1.67 */ 1.5
      """
    #expect(try problem(in: text) == nil)
  }

  @Test("A byte-order mark and line ends of any kind change nothing, nor the places of problems")
  func lineEnds() throws {
    let text = "A:\n  values:\n    R_trident: 0.82 ± 0.28\n"
    let plain = try measurements(text)
    for other in [
      text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\r"), "\u{FEFF}" + text,
      String(text.dropLast()),
    ] {
      let same = try measurements(other)
      #expect(same.map(\.canonical) == plain.map(\.canonical))
      #expect(
        whatIsSaid { try measurements(other.replacing("R_t", with: "R_T")) }?.hasPrefix("input.yaml:3:5: ")
          == true)
    }
    // The mark itself has no width.
    #expect(whatIsSaid { try measurements("\u{FEFF}A: {valuse: 1}") }?.hasPrefix("input.yaml:1:5: ") == true)
  }
}
