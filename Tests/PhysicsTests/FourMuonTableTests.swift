import Foundation
import Testing

@testable import Physics

@Suite("Table of Z → 4μ")
struct FourMuonTableTests {
  private static func row(_ mass: Double, _ a: Double, _ b: Double = 1) -> FourMuonTable.Row {
    FourMuonTable.Row(mZPrime: mass, a: a, aError: 0.1, b: b, bError: 0.1)
  }

  private static let rows = [
    row(5, 3, 9), row(8, 2.5, 6), row(20, 1, 4), row(50, -0.5, 0.1), row(100, -0.3, 0.05),
    row(200, -0.08, 0.005),
  ]

  private func table() throws -> FourMuonTable { try #require(FourMuonTable(rows: Self.rows)) }

  @Test("It goes through its rows and stays between neighbours")
  func rows() throws {
    let table = try table()
    for row in Self.rows {
      let (a, b) = table.coefficients(at: row.mZPrime)
      #expect(relativeError(a, row.a) < 1e-13 && relativeError(b, row.b) < 1e-13)
    }
    for (left, right) in zip(Self.rows, Self.rows.dropFirst()) {
      for step in 0...20 {
        let mass = left.mZPrime + (right.mZPrime - left.mZPrime) * Double(step) / 20
        let (a, b) = table.coefficients(at: mass)
        let range = min(left.a, right.a) - 1e-12...max(left.a, right.a) + 1e-12
        #expect(range.contains(a))
        #expect((min(left.b, right.b) - 1e-12...max(left.b, right.b) + 1e-12).contains(b))
      }
    }
  }

  @Test("Derivatives are those of the values, and the same from both sides of a row")
  func derivatives() throws {
    let table = try table()
    func slope(_ mass: Double, _ g: Double) -> Dual {
      table.eventRatio(
        gPrime: Dual(g, gradient: [1, 0, 0, 0]), mZPrime: Dual(mass, gradient: [0, 1, 0, 0]))
    }
    for mass in [3.0, 5.5, 7, 12, 20.5, 49, 77, 150, 300] {
      let h = 1e-5 * mass
      func value(_ mass: Double, _ g: Double = 0.7) -> Double { table.eventRatio(gPrime: g, mZPrime: mass) }
      let byMass = (value(mass + h) - value(mass - h)) / (2 * h)
      let byCoupling = (value(mass, 0.7 + 1e-5) - value(mass, 0.7 - 1e-5)) / 2e-5
      let gradient = slope(mass, 0.7).gradient
      #expect((gradient.y - byMass).magnitude < 1e-7 * max(1, byMass.magnitude))
      #expect((gradient.x - byCoupling).magnitude < 1e-7 * max(1, byCoupling.magnitude))
    }
    for row in Self.rows {
      let (below, above) = (row.mZPrime.nextDown, row.mZPrime.nextUp)
      #expect((slope(below, 0.7).gradient.y - slope(above, 0.7).gradient.y).magnitude < 1e-9)
    }
  }

  @Test("Above the last row it is a contact interaction, below the first constant")
  func ends() throws {
    let table = try table()
    let (a, b) = table.coefficients(at: 400.0)
    #expect(relativeError(a, -0.02) < 1e-13 && relativeError(b, 0.005 / 16) < 1e-13)
    #expect(table.coefficients(at: 1.0).a == 3 && table.coefficients(at: 1e-6).b == 9)
  }

  @Test("Dense rows of a smooth curve give the curve")
  func smooth() throws {
    // a = 100/(m² + 400): a quarter of the way to a contact interaction at 10 GeV.
    let rows = (0..<60).map { step in
      let mass = 2 * exp(Double(step) / 10)
      return Self.row(mass, 100 / (mass * mass + 400))
    }
    let table = try #require(FourMuonTable(rows: rows))
    for mass in stride(from: 5.0, to: 600, by: 7.3) {
      #expect(relativeError(table.coefficients(at: mass).a, 100 / (mass * mass + 400)) < 1e-3)
    }
  }

  @Test("Eight points at once are eight points")
  func lanes() throws {
    let table = try table()
    let masses = SIMD8<Double>(1, 5, 6, 20, 33, 99, 200, 1e4)
    let ratios = table.eventRatio(gPrime: SIMD8(repeating: 0.4), mZPrime: masses)
    for lane in 0..<8 {
      #expect(ratios[lane] == table.eventRatio(gPrime: 0.4, mZPrime: masses[lane]))
    }
  }

  @Test("Rows that are no table are refused")
  func refusals() {
    #expect(FourMuonTable(rows: Array(Self.rows.prefix(3))) == nil)
    #expect(FourMuonTable(rows: Self.rows.reversed()) == nil)
    #expect(FourMuonTable(rows: Self.rows + [Self.rows[5]]) == nil)
    #expect(FourMuonTable(rows: Self.rows + [Self.row(300, .nan)]) == nil)
    #expect(FourMuonTable(rows: Self.rows + [Self.row(.infinity, 1)]) == nil)
    #expect(FourMuonTable(rows: [Self.row(0, 1)] + Self.rows) == nil)
  }
}
