import Foundation
import Inference

/// A file with one mistake made in it.
struct Mutation: Sendable {
  let what: String
  let bytes: [UInt8]

  init(_ what: String, _ bytes: [UInt8]) { (self.what, self.bytes) = (what, bytes) }

  init(_ what: String, lines: [String]) { self.init(what, Array(lines.joined(separator: "\n").utf8)) }
}

/// Ways to spoil a text.
struct Mutations {
  let text: String
  private let lines: [String]

  init(_ text: String) {
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Lines deleted, doubled, swapped with the next; the last, empty one stays.
  var ofLines: [Mutation] {
    lines.indices.dropLast().flatMap { i in
      var (deleted, doubled, swapped) = (lines, lines, lines)
      deleted.remove(at: i)
      doubled.insert(lines[i], at: i)
      if i + 2 < lines.count { swapped.swapAt(i, i + 1) }
      return [
        Mutation("line \(i + 1) deleted", lines: deleted), Mutation("line \(i + 1) doubled", lines: doubled),
        Mutation("line \(i + 1) swapped", lines: swapped),
      ]
    }
  }

  /// Lines moved by a blank, two blanks, a tab, to the left and to the right.
  var ofIndentation: [Mutation] {
    lines.indices.dropLast().flatMap { i in
      let bare = lines[i].drop { $0 == " " }
      let indentation = String(lines[i].prefix(lines[i].count - bare.count))
      return [" " + indentation, "  " + indentation, "\t" + indentation, String(indentation.dropLast()), ""]
        .map {
          var moved = lines
          moved[i] = $0 + bare
          return Mutation("line \(i + 1) indented by '\($0)'", lines: moved)
        }
    }
  }

  /// Every prefix that ends within a line, or at its end.
  var truncated: [Mutation] {
    let bytes = Array(text.utf8)
    return bytes.indices.map { Mutation("cut off after \($0) bytes", Array(bytes[..<$0])) }
  }

  /// A byte put in, put in the place of another, or taken away, `count` times.
  func random(_ count: Int, seed: UInt64) -> [Mutation] {
    var random = Random(seed: seed, stream: 0)
    let letters = Array("azAZ019 .,:;-+*/#'\"[]{}()<>&!|%@\\_=?~\n\t\r\u{0}\u{7F}".utf8) + [0xC2, 0xB1, 0xFF]
    return (0..<count).map { _ in
      var bytes = Array(text.utf8)
      let place = random.index(below: bytes.count)
      let letter = letters[random.index(below: letters.count)]
      switch random.index(below: 3) {
      case 0: bytes.insert(letter, at: place)
      case 1: bytes[place] = letter
      default: bytes.remove(at: place)
      }
      return Mutation("byte \(place), \(letter)", bytes)
    }
  }

  /// Every word of `vocabulary` that stands before a colon with each letter left out, doubled, exchanged for
  /// another, in the other case, or swapped with the next; the originals are not among them.
  func keys(of vocabulary: Set<String>) -> [Mutation] {
    words(before: ":").filter { vocabulary.contains(String(text[$0])) }.flatMap { range in
      let key = Array(text[range])
      return key.indices.flatMap { i -> [Mutation] in
        var (without, doubled, other, cased, swapped) = (key, key, key, key, key)
        without.remove(at: i)
        doubled.insert(key[i], at: i)
        other[i] = key[i] == "q" ? "x" : "q"
        cased[i] = Character(key[i].isUppercase ? key[i].lowercased() : key[i].uppercased())
        if i + 1 < key.count { swapped.swapAt(i, i + 1) }
        return [without, doubled, other, cased, swapped].filter { $0 != key }.map {
          let spoilt = String($0)
          return Mutation(
            "'\(String(key))' → '\(spoilt)'", Array(text.replacingCharacters(in: range, with: spoilt).utf8))
        }
      }
    }
  }

  /// Every number of the lines that hold one of `parts` in the place of a word.
  func numbersToText(inLinesWith parts: [String]) -> [Mutation] {
    lines.indices.filter { i in parts.contains { lines[i].contains($0) } }.flatMap { i in
      // a source is a text, in which numbers are words like others
      let end = lines[i].firstRange(of: "source:")?.lowerBound ?? lines[i].endIndex
      return lines[i][..<end].ranges(of: /[ \[(]-?[0-9][0-9.e+-]*/).map { match in
        let range = lines[i].index(after: match.lowerBound)..<match.upperBound
        var changed = lines
        changed[i] = lines[i].replacingCharacters(in: range, with: "abc")
        return Mutation("line \(i + 1): '\(lines[i][range])' → 'abc'", lines: changed)
      }
    }
  }

  private func words(before letter: Character) -> [Range<String.Index>] {
    text.ranges(of: /[A-Za-z0-9_()>'-]+(?=:)/)
  }
}
