import Testing

@testable import mutau

/// What a progress line says and when, by a clock that is set by hand.
@Suite struct ProgressNewsTests {
  private let start = ContinuousClock.now

  /// The moments, in seconds from the start, at which something is said while the clock ticks four times a second.
  private func said(
    by news: inout ProgressNews, from first: Double, to last: Double
  ) -> [(second: Double, line: String)] {
    var lines: [(second: Double, line: String)] = []
    for tick in Int(first * 4)..<Int(last * 4) {
      let second = Double(tick) / 4
      if let line = news.line(now: start + .seconds(second)) { lines.append((second, line)) }
    }
    return lines
  }

  private func news(isOnTerminal: Bool, from second: Double = 0) -> ProgressNews {
    ProgressNews(isOnTerminal: isOnTerminal, programBegan: start, now: start + .seconds(second))
  }

  @Test func withoutATerminalThereIsALineAMinute() {
    var news = news(isOnTerminal: false)
    news.show(share: nil, { "toys" }, now: start)
    let lines = said(by: &news, from: 0, to: 200)
    #expect(lines.map(\.second) == [60, 120, 180])
    #expect(lines.map(\.line) == ["toys, for 60 s", "toys, for 2 min", "toys, for 3 min"])
  }

  @Test func piecesOfHalfAMinuteTellOfTheMinutesOfTheProgram() {
    var seconds: [Double] = []
    for piece in 0..<8 {
      let begin = 25 * Double(piece)
      var news = news(isOnTerminal: false, from: begin)
      news.show(share: nil, { "variant \(piece)" }, now: start + .seconds(begin))
      seconds += said(by: &news, from: begin, to: begin + 25).map(\.second)
    }
    #expect(seconds == [60, 120, 180])
  }

  @Test func aClockThatStoodStillMakesUpForNothing() {
    var news = news(isOnTerminal: false)
    news.show(share: nil, { "toys" }, now: start)
    #expect(said(by: &news, from: 1000, to: 1100).map(\.second) == [1000, 1020, 1080])
  }

  @Test func onATerminalTheLineComesWithTheSecondSecondAndIsRenewed() {
    var news = news(isOnTerminal: true)
    news.show(share: nil, { "toys" }, now: start)
    let seconds = said(by: &news, from: 0, to: 2).map(\.second)
    #expect(seconds == [1, 1.25, 1.5, 1.75])
  }

  @Test func theTimeLeftFollowsFromTheShare() {
    var news = news(isOnTerminal: true)
    // a hundredth a second from the first second on: of a hundred seconds 100 - n are left after n
    var lines: [String] = []
    for second in 0...40 {
      news.show(share: Double(second) / 100, { "\(second) %" }, now: start + .seconds(second))
      if let line = news.line(now: start + .seconds(second)) { lines.append(line) }
    }
    #expect(lines.first == "1 %")
    #expect(lines.contains("20 %, about 80 s left") && lines.last == "40 %, about 60 s left", "\(lines)")
  }

  @Test func nothingIsSaidWhereNothingIsDone() {
    var news = news(isOnTerminal: false)
    #expect(said(by: &news, from: 0, to: 90).isEmpty)
    news.show(share: nil, { "toys" }, now: start + .seconds(90))
    news.clear()
    #expect(said(by: &news, from: 90, to: 200).isEmpty)
  }
}
