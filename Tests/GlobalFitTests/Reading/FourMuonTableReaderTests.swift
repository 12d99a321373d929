import Foundation
import Physics
import Testing

@testable import GlobalFit

@Suite("A table of Z → 4μ is read, or refused with its place")
struct FourMuonTableReaderTests {
  private static let good = """
    # made by hand
    rows: 4
    lightest: 5
    heaviest: 40
    below-lightest: nothing
    above-heaviest: contact-limit
    exact-coupling: 1
    largest-coupling: 2
    mZPrime,a,a_error,b,b_error
    5,1e3,1,2,0.1
    10, 500, 2, 1, 0.1

    # a comment between rows
    20,-1,0,0.5,0
    40,-0.25,0.001,0.03,1e-3

    """

  private func reading(_ text: String) throws -> (table: FourMuonTable?, said: String?) {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "table.csv")
    var table: FourMuonTable?
    let said = whatIsSaid {
      table = try FourMuonTableReader.table(at: path)
      return 0
    }
    return (table, said.map { String($0.dropFirst(folder.path.count + 1)) })
  }

  @Test("Comments, blank lines and blanks are skipped, line ends of any kind read")
  func good() throws {
    for text in [Self.good, Self.good.replacing("\n", with: "\r\n"), "\u{FEFF}" + Self.good] {
      let table = try #require(try reading(text).table)
      #expect(table.rows.map(\.mZPrime) == [5, 10, 20, 40])
      #expect(
        table.rows[3] == FourMuonTable.Row(mZPrime: 40, a: -0.25, aError: 0.001, b: 0.03, bError: 0.001))
    }
  }

  @Test(
    "Mistakes",
    arguments: [
      ("mZPrime,a,", "mass,a,", "table.csv:9:1: expected the header 'mZPrime,a,a_error,b,b_error'"),
      ("5,1e3,1,2,0.1", "5,1e3,1,2", "table.csv:10:1: expected 5 numbers"),
      (" 500,", " 5OO,", "table.csv:11:5: expected a (a number), found '5OO'"),
      (" 500,", " nan,", "table.csv:11:5: expected a (a number), found 'nan'"),
      ("1e-3", "", "table.csv:15:21: expected b_error (a number), found ''"),
      ("20,-1", "10,-1", "table.csv:14:1: masses must rise from row to row, found 10 after 10"),
      ("5,1e3", "-5,1e3", "table.csv:10:1: masses must rise from row to row, found -5 after 0"),
      ("0.001,", "-0.001,", "table.csv:15:10: a_error must not be negative"),
      ("40,-0.25,0.001,0.03,1e-3", "", "table.csv: expected at least four masses, found 3"),
    ])
  func mistakes(old: String, new: String, said: String) throws {
    let text = Self.good.replacing(old, with: new)
    #expect(text != Self.good)
    let words = try #require(try reading(text).said)
    #expect(words.hasPrefix(said), "\(words)")
  }

  @Test(
    "A table that is not what it declares, or does not declare what it is",
    arguments: [
      // cut at an end, in the middle, or longer than it says
      (
        "40,-0.25,0.001,0.03,1e-3", "30,-0.4,0.001,0.03,1e-3",
        "4:11: the table declares 'heaviest: 40' and has 30"
      ),
      ("5,1e3,1,2,0.1\n", "", "table.csv: expected at least four masses, found 3"),
      ("5,1e3,1,2,0.1\n", "5,1e3,1,2,0.1\n7,900,1,2,0.1\n", "2:7: the table declares 'rows: 4' and has 5"),
      ("5,1e3,1,2,0.1", "6,1e3,1,2,0.1", "3:11: the table declares 'lightest: 5' and has 6"),
      ("rows: 4\n", "", "8:1: the table does not declare 'rows' before its header"),
      ("largest-coupling: 2\n", "", "8:1: the table does not declare 'largest-coupling' before its header"),
      ("rows: 4", "row: 4", "2:1: unknown key 'row'; did you mean 'rows'?"),
      ("rows: 4", "rows: 4\nrows: 4", "3:1: the key 'rows' is given twice"),
      ("rows: 4", "rows: four", "2:7: 'rows' takes a number above 0, found 'four'"),
      (
        "exact-coupling: 1", "exact-coupling: 3",
        "8:19: 'largest-coupling' is 2, below 'exact-coupling', which is 3"
      ),
      // limits that the rows do not show
      (
        "below-lightest: nothing", "below-lightest: massless-limit",
        "5:17: 'massless-limit' needs an 'a' that no longer"
      ),
      ("40,-0.25", "40,-0.5", "6:17: 'contact-limit' needs an 'a' that falls as 1/m_Z'^2"),
      ("contact-limit", "contact", "6:17: expected 'contact-limit' or 'nothing', found 'contact'"),
      // 1 − 4·40 + 16·1 at g' = 2
      ("10, 500,", "10, -40,", "8:19: at m_Z' = 10 GeV the table gives fewer than no events below g' = 2"),
    ])
  func declarations(old: String, new: String, said: String) throws {
    let text = Self.good.replacing(old, with: new)
    #expect(text != Self.good)
    let words = try #require(try reading(text).said)
    #expect(words.hasPrefix(said.hasPrefix("table") ? said : "table.csv:" + said), "\(words)")
  }

  @Test(
    "The shipped table without its last rows, which begins to be a contact interaction nowhere, is refused")
  func cut() throws {
    let whole = try String(
      contentsOfFile: Shipped.inputs + "/z-to-4mu/atlas-2013-table.csv", encoding: .utf8)
    let lines = whole.split(separator: "\n")
    let cut = lines.prefix(lines.count - 30).joined(separator: "\n")
    let words = try #require(try reading(cut).said)
    #expect(words.contains("the table declares 'rows: 77' and has 47"))
    let last = try #require(lines.dropLast(30).last?.split(separator: ",").first)
    let forged = cut.replacing("rows: 77", with: "rows: 47").replacing(
      "heaviest: 1000", with: "heaviest: \(last)")
    let heard = try #require(try reading(forged).said)
    #expect(heard.contains("'contact-limit' needs an 'a' that falls as 1/m_Z'^2"))
  }

  @Test("No file, an empty one, one without rows")
  func nothing() throws {
    let comment = try reading("# nothing\n").said
    #expect(comment?.hasPrefix("table.csv: expected the header") == true)
    let empty = try reading("").said
    #expect(empty == "table.csv: the file is empty")
    #expect(
      whatIsSaid { try FourMuonTableReader.table(at: "nowhere.csv") } == "nowhere.csv: there is no such file")
  }

  @Test(
    "The shipped table gives more than no events for every Z' with g' up to 3, and the library ignores it")
  func shipped() throws {
    let table = try FourMuonTableReader.table(at: Shipped.inputs + "/z-to-4mu/atlas-2013-table.csv")
    for row in table.rows { #expect(1 + row.a * 9 + row.b * 81 > 0, "m_Z' = \(row.mZPrime)") }
    #expect(try InputLibrary(folder: Shipped.inputs).names.allSatisfy { !$0.contains("table") })
  }
}
