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
  /// What is taken from the numbers before that, in words; empty for nothing.
  var offset = ""

  /// The widest words, in ems.
  var widest: Double { ticks.map(\.width).max() ?? 0 }

  /// No marks.
  init() {}

  private init(_ ticks: [Tick]) { self.ticks = ticks }

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
    func half(_ tick: Tick) -> Double { (isHorizontal ? tick.width : 0.9) * fontSize / 2 }
    /// Whether words stay clear of the corners.
    func isClear(_ tick: Tick) -> Bool {
      let place = position(tick.value)
      return !leavesCorners || place >= half(tick) + 1 && place <= length - half(tick) - 1
    }
    /// Which words are seen, if neighbours keep apart.
    func seen(_ ticks: [Tick]) -> Int? {
      var end = -Double.infinity
      let clear = ticks.filter { $0.words != nil && isClear($0) }
      for tick in clear {
        let place = position(tick.value)
        if place - half(tick) < end + 0.5 * fontSize { return nil }
        end = place + half(tick)
      }
      return clear.count
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
        self = Self.logarithmic(axis.range, length: length, seen: seen)
      } else {
        self = Self.linear(axis.range, most: length < 90 ? 4 : 7, seen: seen)
      }
    }
    for index in ticks.indices where ticks[index].words != nil && !isClear(ticks[index]) {
      ticks[index].words = ""
      ticks[index].width = 0
    }
  }

  private static func tick(_ value: Double, _ words: String) -> Tick {
    let label = Label(words)
    return Tick(
      value: value, words: GnuplotText.enhanced(label.pieces), width: GnuplotText.width(label.pieces))
  }

  // MARK: - Linear

  /// Marks on a linear axis: of their difference from a round number where all of them begin with the same digits.
  private static func linear(_ range: ClosedRange<Double>, most: Int, seen: ([Tick]) -> Int?) -> Ticks {
    let span = range.upperBound - range.lowerBound
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    guard span > 0, span < 2e-4 * largest else { return plain(range, most: most, seen: seen) }
    let digits = -Int(log10(span).rounded(.up))
    let unit = pow(10, Double(-digits))
    let offset = ((range.lowerBound + range.upperBound) / 2 / unit).rounded() * unit
    func moved(_ ticks: [Tick]) -> [Tick] {
      ticks.map { Tick(value: $0.value + offset, words: $0.words, width: $0.width) }
    }
    var own = plain(range.lowerBound - offset...range.upperBound - offset, most: most) { seen(moved($0)) }
    own.ticks = moved(own.ticks)
    own.offset = words(offset, digits: max(0, digits))
    return own
  }

  /// A number without zeros at its end.
  private static func words(_ number: Double, digits: Int) -> String {
    var words = String(format: "%.\(digits)f", number)
    if words.contains(".") {
      while words.hasSuffix("0") { words.removeLast() }
      if words.hasSuffix(".") { words.removeLast() }
    }
    return words.replacing("-", with: "−")
  }

  private static func plain(_ range: ClosedRange<Double>, most: Int, seen: ([Tick]) -> Int?) -> Ticks {
    let span = range.upperBound - range.lowerBound
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    let exponent = largest >= 1e5 || largest < 2e-3 ? Int(floor(log10(largest))) : 0
    let power = Int(floor(log10(span))) - 1
    var best: (count: Int, ticks: [Tick]) = (0, [])
    for power in power...(power + 2) {
      for factor in [1, 2, 5] {
        let places = integers(range, power: power, multiplesOf: factor)
        guard places.count <= 20 else { continue }
        let digits = max(0, exponent - power)
        let major = places.map {
          tick(decimal($0, power: power), number($0, power: power - exponent, digits: digits))
        }
        guard let count = seen(major), count <= most, count > best.count else { continue }
        let values = Set(major.map(\.value))
        let minor =
          switch factor {
          case 1: integers(range, power: power - 1, multiplesOf: 2).map { decimal($0, power: power - 1) }
          case 2: integers(range, power: power - 1, multiplesOf: 5).map { decimal($0, power: power - 1) }
          default: integers(range, power: power, multiplesOf: 1).map { decimal($0, power: power) }
          }
        let small = minor.filter { !values.contains($0) }.map { Tick(value: $0) }
        best = (count, (major + small).sorted { $0.value < $1.value })
      }
      if best.count > 1 { break }
    }
    var own = Ticks()
    (own.ticks, own.exponent) = (best.ticks, exponent)
    return own
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

  /// Marks at powers of ten, and between them where there is room. A range that is so narrow that none of them can be told from
  /// the others has marks as on a linear axis.
  private static func logarithmic(
    _ range: ClosedRange<Double>, length: Double, seen: ([Tick]) -> Int?
  ) -> Ticks {
    let isRoomy = length > leastDecade * log10(range.upperBound / range.lowerBound)
    let ticks = marks(onLogarithmic: range, withMinor: isRoomy, seen: seen)
    guard (seen(ticks) ?? 0) < 2, range.upperBound < 10 * range.lowerBound else { return Ticks(ticks) }
    let own = linear(range, most: 5, seen: seen)
    return (seen(own.ticks) ?? 0) > 1 ? own : Ticks(ticks)
  }

  /// How long a decade is, in points, in which marks between the powers can be told apart.
  private static let leastDecade = 22.0

  private static func marks(
    onLogarithmic range: ClosedRange<Double>, withMinor isRoomy: Bool, seen: ([Tick]) -> Int?
  ) -> [Tick] {
    let low = range.lowerBound * (1 - 1e-9)
    let high = range.upperBound * (1 + 1e-9)
    let decades = Int(floor(log10(low)))...Int(floor(log10(high)))
    func values(_ factors: [Int]) -> [(value: Double, factor: Int, decade: Int)] {
      decades.flatMap { decade in
        factors.map { (value: decimal($0, power: decade), factor: $0, decade: decade) }
      }.filter { $0.value >= low && $0.value <= high }
    }
    func with(_ major: [Tick], minor: Bool) -> [Tick] {
      let places = Set(major.map(\.value))
      let small = (minor && isRoomy ? values(Array(1...9)) : values([1])).map(\.value).filter {
        !places.contains($0)
      }
      return (major + small.map { Tick(value: $0) }).sorted { $0.value < $1.value }
    }
    var best: (count: Int, ticks: [Tick]) = (0, [])
    func consider(_ major: [Tick], minor: Bool = true) {
      if let count = seen(major), count > best.count { best = (count, with(major, minor: minor)) }
    }
    let powers = values([1])
    let isPlain = log10(high / low) < 4 && low >= 0.9e-3 && high <= 1.1e4
    /// Numbers between the powers too, and where there is no room for these other ones alone, until two can be read.
    func considerFactors(_ words: ((factor: Int, decade: Int)) -> String) {
      for factors in [[1], [1, 3], [1, 2, 5], [3], [2, 5], [2], [5]] {
        let isMore = factors.first == 1 && powers.count < 3
        guard best.count < 2 || isMore else { continue }
        consider(values(factors).map { tick($0.value, words(($0.factor, $0.decade))) })
      }
    }
    if isPlain {
      considerFactors { number($0.factor, power: $0.decade, digits: max(0, -$0.decade)) }
    }
    for step in [1, 2, 3, 4, 5, 10, 20, 50, 100] where best.count < 2 {
      let major = powers.filter { $0.decade % step == 0 }.map { tick($0.value, "$10^{\($0.decade)}$") }
      consider(major, minor: step == 1)
    }
    guard best.count < 2 else { return best.ticks }
    if high / low < 10 {
      let own = linear(range, most: 5, seen: seen)
      if own.exponent == 0, own.offset.isEmpty, (seen(own.ticks) ?? 0) > best.count { return own.ticks }
    }
    // As 2 × 10^-5 where nothing shorter is in the range
    considerFactors {
      $0.factor == 1 ? "$10^{\($0.decade)}$" : "$\($0.factor)\\times 10^{\($0.decade)}$"
    }
    return best.ticks.isEmpty ? with([], minor: true) : best.ticks
  }
}

extension Ticks {
  /// The label of an axis, with what is taken from the numbers at the marks, and before the unit the power of ten by which they are
  /// to be multiplied.
  func label(of axis: Axis) -> Label {
    let label = axis.label
    guard exponent != 0 || !offset.isEmpty else { return label }
    var (symbol, unit) = (label.text[...], ""[...])
    if label.text.hasSuffix("]"), let bracket = label.text.lastIndex(of: "[") {
      symbol = label.text[..<bracket]
      unit = label.text[label.text.index(after: bracket)...].dropLast()
    }
    while symbol.last == " " { symbol.removeLast() }
    var words = String(symbol)
    if offset.hasPrefix("−") {
      words += " + \(offset.dropFirst())"
    } else if !offset.isEmpty {
      words += " − \(offset)"
    }
    let power = exponent == 0 ? "" : "$10^{\(exponent)}$"
    if words.isEmpty, unit.isEmpty { return Label(power) }
    let factors = [power, String(unit)].filter { !$0.isEmpty }.joined(separator: " ")
    return Label(factors.isEmpty ? words : "\(words) [\(factors)]")
  }
}
