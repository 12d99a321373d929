import Foundation
import Physics
import Testing

@testable import GlobalFit

@Suite("A table of Z → 4μ is read, or refused with its place")
struct FourMuonTableReaderTests {
  private static let good = """
    # made by hand
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
      ("mZPrime,a,", "mass,a,", "table.csv:2:1: expected the header 'mZPrime,a,a_error,b,b_error'"),
      ("5,1e3,1,2,0.1", "5,1e3,1,2", "table.csv:3:1: expected 5 numbers"),
      (" 500,", " 5OO,", "table.csv:4:5: expected a (a number), found '5OO'"),
      (" 500,", " nan,", "table.csv:4:5: expected a (a number), found 'nan'"),
      ("1e-3", "", "table.csv:8:21: expected b_error (a number), found ''"),
      ("20,-1", "10,-1", "table.csv:7:1: masses must rise from row to row, found 10 after 10"),
      ("5,1e3", "-5,1e3", "table.csv:3:1: masses must rise from row to row, found -5 after 0"),
      ("0.001,", "-0.001,", "table.csv:8:10: a_error must not be negative"),
      ("40,-0.25,0.001,0.03,1e-3", "", "table.csv: expected at least four masses, found 3"),
    ])
  func mistakes(old: String, new: String, said: String) throws {
    let text = Self.good.replacing(old, with: new)
    #expect(text != Self.good)
    let words = try #require(try reading(text).said)
    #expect(words.hasPrefix(said), "\(words)")
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
