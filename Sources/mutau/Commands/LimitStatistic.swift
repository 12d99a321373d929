import GlobalFit
import Typesetting

/// The statistics that one asks for limits by; each stands for one or several methods.
enum LimitStatistic: String, CaseIterable {
  case chiSquared = "chi-squared"
  case cls
  case feldmanCousins = "feldman-cousins"
  case posterior

  var methods: Set<Limit.Method> {
    switch self {
    case .chiSquared: [.twoSigma, .twoSided, .oneSided]
    case .cls: [.asymptoticCLs, .toyCLs]
    case .feldmanCousins: [.feldmanCousins]
    case .posterior: [.posterior]
    }
  }

  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// Those that `--method a,b` names, each once; all of them without it.
  static func chosen(_ words: String?) throws(Failure) -> [LimitStatistic] {
    guard let words else { return allCases }
    var chosen: [LimitStatistic] = []
    for word in words.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard let statistic = LimitStatistic(rawValue: word) else {
        let suggestion = Spelling.suggestion(for: word, among: allCases.map(\.rawValue))
        throw .usage("--method: there is no method '\(word)'\(suggestion)")
      }
      if !chosen.contains(statistic) { chosen.append(statistic) }
    }
    return chosen
  }
}
