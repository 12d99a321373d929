import Testing

@testable import GlobalFit

@Suite("What gives a value another meaning than it shows is refused, where it stands")
struct MeaningChangeTests {
  @Test(
    "Tags, wherever they can stand",
    arguments: [
      ("a: !!null 0.1", "1:4: '!!null'"), ("a: !!binary 1e-3", "1:4: '!!binary'"),
      ("a: !custom 1", "1:4: '!custom'"),
      ("a: !!str 'x'", "1:4: '!!str'"), ("a: ! 1", "1:4: '!'"), ("b: [1, !!float 2]", "1:8: '!!float'"),
      ("!!int a: 1", "1:1: '!!int'"), ("a: !<tag:yaml.org,2002:str> 1", "1:4: '!<tag:yaml.org'"),
      ("a: !!set {b: 1}", "1:4: '!!set'"), ("ä: [±, !x {c: 1}]\nd: 1", "1:8: '!x'"),
      ("- 1\r\n- !y 2\r\n", "2:3: '!y'"),
      ("a: !!str", "1:4: '!!str'"), ("a: &b !!int 1", "1:4: '&b'"),
    ])
  func tags(text: String, said: String) {
    let heard = whatIsSaid { try element(text) }
    #expect(heard?.hasPrefix("input.yaml:\(said)") == true, "\(heard ?? "accepted")")
  }

  @Test(
    "Anchors, used or not", arguments: ["a: &b 1", "a: &b [1]", "? &b c\n: 1", "a: [1, &b 2]", "&b a: 1"])
  func anchors(text: String) {
    let heard = whatIsSaid { try element(text) }
    #expect(heard?.contains("'&b' is an anchor of YAML") == true, "\(heard ?? "accepted")")
  }

  @Test("Directives", arguments: ["%YAML 1.1\n---\na: 1", "# note\n\n%TAG ! tag:x,2000:\n---\na: 1"])
  func directives(text: String) {
    let heard = whatIsSaid { try element(text) }
    #expect(heard?.contains(" is a directive of YAML") == true, "\(heard ?? "accepted")")
  }

  @Test("A merge key is a key like others, and unknown; a key that is no text is refused")
  func keys() {
    let merge = "T: {<<: {experiment: E}, values: {R_trident: 0.82 ± 0.28}}"
    #expect(whatIsSaid { try measurements(merge) }?.contains("unknown key '<<'") == true)
    for key in ["[a, b]", "{a: b}", "~", "null"] {
      let said = whatIsSaid { try measurements("T: {values: {? \(key) : 0.82 ± 0.28}}") }
      #expect(said?.contains("expected") == true, "\(said ?? "accepted")")
    }
  }

  @Test("Nothing, in any of YAML's words for it, is no text", arguments: ["~", "null", "Null", "NULL", ""])
  func nothing(word: String) {
    let said = whatIsSaid { try measurements("T: {inspire: \(word), values: {R_trident: 0.82 ± 0.28}}") }
    #expect(said?.contains("expected an INSPIRE key, found nothing") == true, "\(said ?? "accepted")")
  }

  @Test(
    "The same signs inside of texts are letters",
    arguments: [
      "a: 'x !!null'", "a: R&D !", "a: \"!x\"", "a: 50%", "a: |\n  !x\n  %YAML 1.1\n", "---\na: 1\n",
    ])
  func letters(text: String) {
    #expect(whatIsSaid { try element(text) } == nil)
  }

  @Test(
    "What YAML stumbles over is said with what to do",
    arguments: [
      ("T:\n\tvalues: 1", "2:1", "this is a tab"), ("T:\n  a:\n  \tb: 1\n  \tc: 2", "3:", "this is a tab"),
      ("T:\n  R: > 0.2 @ 90% CL", "2:", "an unquoted '>' begins a block of text"),
      ("T: {R: > 0.2}", "1:", "'>'"), ("R: [2, 11] e-1", "1:12", "an unquoted '[' begins a list"),
      ("R: {2} e-1", "1:8", "an unquoted '{' begins a mapping"), ("R: % 5", "1:4", "cannot begin with '%'"),
      ("R: @ 5", "1:4", "cannot begin with '@'"), ("- * 5", "1:", "cannot begin with '*'"),
      ("a: b: c", "1:5", "a text with a colon and a blank in it needs quotes"),
    ])
  func advice(text: String, place: String, said: String) {
    let heard = whatIsSaid { try element(text) }
    #expect(
      heard?.hasPrefix("input.yaml:\(place)") == true && heard?.contains(said) == true,
      "\(heard ?? "accepted")")
  }

  @Test("A boolean of another language is told its spelling", arguments: ["True", "TRUE", "False"])
  func booleans(word: String) {
    let said = whatIsSaid { try element(word).boolean("nuisance") }
    #expect(said?.hasSuffix("found '\(word)'; write \(word.lowercased())") == true, "\(said ?? "accepted")")
  }
}
