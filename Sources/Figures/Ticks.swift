import Foundation

/// The marks along an axis as they are drawn, and what its label then has to say beside.
struct Ticks: Equatable {
  /// A mark; short ones have no words.
  struct Tick: Equatable {
    var value: Double
    var words: String?
    /// The width of the words in ems.
    var width = 0.0
  }

  var ticks: [Tick] = []
  /// The power of ten by which the numbers are to be multiplied.
  var exponent = 0

  /// The widest words, in ems.
  var widest: Double { ticks.map(\.width).max() ?? 0 }

  /// The marks of an axis that many points long, as close as their words allow.
  ///
  /// - Parameters:
  ///   - isHorizontal: whether words stand side by side rather than above each other.
  ///   - leavesCorners: whether words that would reach over the ends are left out, for panels that touch others.
  init(_ axis: Axis, length: Double, isHorizontal: Bool, leavesCorners: Bool, fontSize: Double) {
    func position(_ value: Double) -> Double {
      let low = axis.range.lowerBound
      let high = axis.range.upperBound
      return axis.scale == .logarithmic
        ? length * log(value / low) / log(high / low) : length * (value - low) / (high - low)
    }
    /// Whether neighbours keep apart.
    func fits(_ ticks: [Tick]) -> Bool {
      var end = -Double.infinity
      for tick in ticks where tick.words != nil {
        let half = (isHorizontal ? tick.width : 0.9) * fontSize / 2
        let place = position(tick.value)
        if place - half < end + (isHorizontal ? 0.7 : 0.5) * fontSize { return false }
        end = place + half
      }
      return true
    }
    switch axis.ticks {
    case .none: return
    case .named(let names):
      ticks = names.filter { axis.range.contains($0.value) }.map {
        let pieces = $0.label.pieces
        return Tick(
          value: $0.value, words: GnuplotText.enhanced(pieces), width: GnuplotText.width(pieces))
      }
    case .automatic:
      if axis.scale == .logarithmic {
        ticks = Self.logarithmic(axis.range, fits: fits)
      } else {
        (ticks, exponent) = Self.linear(axis.range, most: length < 90 ? 4 : 7, fits: fits)
      }
    }
    if leavesCorners {
      for index in ticks.indices {
        let half = (isHorizontal ? ticks[index].width : 0.9) * fontSize / 2
        let place = position(ticks[index].value)
        if place < half || place > length - half { ticks[index].words = ticks[index].words.map { _ in "" } }
      }
    }
  }

  private static func tick(_ value: Double, _ words: String) -> Tick {
    let label = Label(words)
    return Tick(
      value: value, words: GnuplotText.enhanced(label.pieces), width: GnuplotText.width(label.pieces))
  }

  // MARK: - Linear

  private static func linear(
    _ range: ClosedRange<Double>, most: Int, fits: ([Tick]) -> Bool
  ) -> ([Tick], exponent: Int) {
    let span = range.upperBound - range.lowerBound
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    let exponent = largest >= 1e5 || largest < 2e-3 ? Int(floor(log10(largest))) : 0
    let power = Int(floor(log10(span))) - 1
    var sparsest: [Tick] = []
    for power in power...(power + 2) {
      for (factor, minor) in [(1, 5), (2, 4), (5, 5)] {
        let digits = max(0, exponent - power)
        // Multiples of a whole number of a decimal place: 3 · 10^-2 rather than 0.1 + 0.1 + 0.1.
        let places = integers(range, power: power, multiplesOf: factor)
        guard places.count <= most || (power, factor) == (power + 2, 5) else { continue }
        let major = places.map { place in
          let value = decimal(place, power: power)
          return tick(value, number(place, power: power - exponent, digits: digits))
        }
        guard fits(major) else { continue }
        if major.count >= 2 || sparsest.isEmpty { sparsest = major }
        guard major.count >= 2 else { continue }
        let values = Set(major.map(\.value))
        let small: [Tick]
        if factor == 1 {
          small = integers(range, power: power - 1, multiplesOf: 10 / minor)
            .map { Tick(value: decimal($0, power: power - 1)) }
        } else if factor == 2 {
          small = integers(range, power: power - 1, multiplesOf: 5)
            .map { Tick(value: decimal($0, power: power - 1)) }
        } else {
          small = integers(range, power: power, multiplesOf: 1)
            .map { Tick(value: decimal($0, power: power)) }
        }
        return (
          (major + small.filter { !values.contains($0.value) }).sorted { $0.value < $1.value }, exponent
        )
      }
    }
    return (sparsest, exponent)
  }

  private static func integers(
    _ range: ClosedRange<Double>, power: Int, multiplesOf factor: Int
  ) -> [Int] {
    let step = Double(factor) * pow(10, Double(power))
    let slack = 1e-9
    let first = (range.lowerBound / step - slack).rounded(.up)
    let last = (range.upperBound / step + slack).rounded(.down)
    guard first <= last, last - first < 1000, abs(first) < 1e12, abs(last) < 1e12 else { return [] }
    return (Int(first)...Int(last)).map { $0 * factor }
  }

  private static func decimal(_ place: Int, power: Int) -> Double {
    power < 0 ? Double(place) / pow(10, Double(-power)) : Double(place) * pow(10, Double(power))
  }

  private static func number(_ place: Int, power: Int, digits: Int) -> String {
    let words = String(format: "%.\(digits)f", decimal(place, power: power))
    return words.replacing("-", with: "−")
  }

  // MARK: - Logarithmic

  private static func logarithmic(_ range: ClosedRange<Double>, fits: ([Tick]) -> Bool) -> [Tick] {
    let low = range.lowerBound * (1 - 1e-9)
    let high = range.upperBound * (1 + 1e-9)
    let decades = Int(floor(log10(low)))...Int(floor(log10(high)))
    func values(_ factors: [Int]) -> [(value: Double, factor: Int, decade: Int)] {
      decades.flatMap { decade in
        factors.map { (value: decimal($0, power: decade), factor: $0, decade: decade) }
      }.filter { $0.value >= low && $0.value <= high }
    }
    let span = log10(high / low)
    let isPlain = span < 4 && low >= 0.9e-3 && high <= 1.1e4
    func words(_ factor: Int, _ decade: Int) -> String {
      if isPlain { return number(factor, power: decade, digits: max(0, -decade)) }
      return factor == 1 ? "$10^{\(decade)}$" : "$\(factor)\\times 10^{\(decade)}$"
    }
    let all = values(Array(1...9))
    func with(_ major: [Tick], minor: Bool) -> [Tick] {
      let places = Set(major.map(\.value))
      let small = minor ? all : values([1])
      return (major + small.filter { !places.contains($0.value) }.map { Tick(value: $0.value) })
        .sorted { $0.value < $1.value }
    }
    let powers = values([1])
    // Within a decade or two, numbers between the powers are needed.
    let candidates: [[Int]] =
      powers.count >= 3 || !isPlain && powers.count >= 2 ? [[1]] : [[1, 2, 5], [1, 3], [1]]
    for factors in candidates {
      let major = values(factors).map { tick($0.value, words($0.factor, $0.decade)) }
      if major.count >= 2, fits(major) { return with(major, minor: true) }
    }
    if powers.count < 2 {
      let (ticks, exponent) = linear(range, most: 5, fits: fits)
      if exponent == 0, ticks.contains(where: { $0.words != nil }) { return ticks }
      return with(powers.map { tick($0.value, words(1, $0.decade)) }, minor: true)
    }
    for step in [1, 2, 3, 4, 5, 10, 20, 50, 100] {
      let major = powers.filter { $0.decade % step == 0 }.map { tick($0.value, words(1, $0.decade)) }
      if fits(major) { return with(major, minor: step == 1) }
    }
    return with([], minor: false)
  }
}
