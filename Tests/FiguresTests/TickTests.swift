import Foundation
import Testing

@testable import Figures

@Suite("Ticks")
struct TickTests {
  private func ticks(_ range: ClosedRange<Double>, _ scale: Axis.Scale = .linear, length: Double = 180)
    -> Ticks
  {
    Ticks(
      Axis("x", range, scale: scale), length: length, isHorizontal: true, leavesCorners: false, fontSize: 8)
  }

  private func words(_ ticks: Ticks) -> [String] { ticks.ticks.compactMap(\.words) }

  @Test func linearOnesStandAtRoundNumbers() {
    #expect(words(ticks(0...1)) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(words(ticks(-2.2...2.2)) == ["−2", "−1", "0", "1", "2"])
    #expect(words(ticks(0...0.3, length: 60)).count >= 2)
    #expect(ticks(0...1).ticks.contains { $0.value == 0.1 && $0.words == nil })
  }

  @Test func verySmallAndLargeNumbersShareAPowerOfTen() {
    let small = ticks(0...4e-9)
    #expect(small.exponent == -9)
    #expect(words(small) == ["0", "1", "2", "3", "4"])
    #expect(ticks(0...3e5).exponent == 5)
    #expect(words(ticks(290.1...291.9)).contains("291.0"))
  }

  @Test func whatAllNumbersBeginWithIsTakenFromThem() {
    let close = ticks(1...1.00000000004)
    #expect(close.offset == "1" && close.exponent == -11)
    #expect(words(close).count > 1 && words(close).allSatisfy { $0.count <= 4 })
    #expect(close.ticks.allSatisfy { $0.value > 1 - 1e-14 && $0.value < 1.00000000004 + 1e-14 })
    // To the unit above the width of the axis, 0.001
    #expect(ticks(-91.1877...(-91.1875)).offset == "−91.188")
    #expect(ticks(0.99...1.01).offset.isEmpty)
  }

  @Test(arguments: [10.0...1000.0, 1e3...1e5, 20...4e5, 9...3400])
  func smallPanelsThatTouchOthersHaveTwoNumbers(range: ClosedRange<Double>) {
    let marks = Ticks(
      Axis("x", range, scale: .logarithmic), length: 56, isHorizontal: true, leavesCorners: true, fontSize: 8)
    #expect(marks.ticks.count { $0.words.map { !$0.isEmpty } ?? false } >= 2)
  }

  @Test func aDecadeOfSmallNumbersHasOneAtLeast() {
    let marks = Ticks(
      Axis("x", 1e-6...1e-5, scale: .logarithmic), length: 56, isHorizontal: true, leavesCorners: true,
      fontSize: 8)
    #expect(marks.ticks.contains { $0.words.map { !$0.isEmpty } ?? false })
  }

  @Test func logarithmicOnesAreWrittenOutOverFewDecades() {
    #expect(words(ticks(1...1000, .logarithmic)) == ["1", "10", "100", "1000"])
    #expect(words(ticks(0.01...1, .logarithmic)) == ["0.01", "0.1", "1"])
    #expect(words(ticks(20...900, .logarithmic)).contains("50"))
    #expect(ticks(1...1000, .logarithmic).ticks.contains { $0.value == 30 && $0.words == nil })
  }

  @Test func logarithmicOnesArePowersOverMany() {
    #expect(words(ticks(1e-4...1, .logarithmic)) == ["10^{−4}", "10^{−3}", "10^{−2}", "10^{−1}", "10^{0}"])
    let many = words(ticks(1e-30...1, .logarithmic, length: 80))
    #expect(many.count >= 2 && many.count < 6)
  }

  @Test(arguments: [0.011...0.013, 2.0...4.0, 1e-9...1.5e-9, 1e4...2e7, 0.3...0.30001, 1e-300...1e300])
  func everyRangeHasSomeWords(range: ClosedRange<Double>) {
    #expect(!words(ticks(range)).isEmpty)
    #expect(ticks(range, .logarithmic).ticks.allSatisfy { $0.value > 0 })
  }

  @Test(
    arguments: [Axis.Scale.linear, .logarithmic],
    [91.186...91.190, 0.3...0.30001, 1000...1000.0002, 2e-9...2.00001e-9, 5.1234...5.12341])
  func aNarrowRangeHasNumbersThatAreTheirMarks(scale: Axis.Scale, range: ClosedRange<Double>) throws {
    let own = ticks(range, scale)
    func number(_ words: String) -> Double? { Double(words.replacing("−", with: "-")) }
    let offset = own.offset.isEmpty ? 0 : try #require(number(own.offset))
    let marks = own.ticks.filter { $0.words?.isEmpty == false }
    #expect(marks.count > 1)
    for mark in marks {
      let shown = try #require(mark.words.flatMap(number)) * pow(10, Double(own.exponent)) + offset
      #expect(abs(shown - mark.value) < 1e-4 * (range.upperBound - range.lowerBound), "\(own)")
    }
  }

  @Test(arguments: [Axis.Scale.linear, .logarithmic], [30.0, 60, 120, 400])
  func wordsDoNotTouch(scale: Axis.Scale, length: Double) {
    let range = 0.013...777.0
    let marks = ticks(range, scale, length: length).ticks.filter { $0.words != nil }
    let frame = PanelFrame(
      Panel(horizontal: Axis("x", range, scale: scale), vertical: Axis("y", 0...1), layers: []))
    for (tick, next) in zip(marks, marks.dropFirst()) {
      let distance = (frame.place(Point(next.value, 0)).u - frame.place(Point(tick.value, 0)).u) * length
      #expect(distance > 8 * (tick.width + next.width) / 2)
    }
  }
}
