@testable import GlobalFit

// Everything that a file was decoded to, in words: two files mean the same if these are equal.

extension Measurement {
  /// Its whole meaning, except where it stands.
  var canonical: String {
    let head = [experiment, inspire, url, description, note].map { $0 ?? "none" }
    let lists = "supersedes \(supersedes) shares \(sharesDataWith)"
    let factors = factors.map { "\($0.observables.map(\.rawValue)): \($0.shape)" }
    let paper = [
      record.authorsInWords, record.collaboration, record.title, record.journal?.words,
      record.year.map(String.init),
    ].map { $0 ?? "none" }
    return ([title] + head + paper + [lists] + factors).joined(separator: "\n")
  }
}

extension Fit {
  /// Its whole meaning, except where it stands.
  var canonical: String {
    let parameters = parameters.map { "\($0.parameter.rawValue): \($0.role) \($0.isPeriodic)" }.joined(
      separator: "\n")
    let variants = variants.map { "\($0.name): \($0.summary)" }
    return """
      \(title) \(parametrisation) \(formulas) seed \(seed)
      \(parameters)
      constraints \(constraints.map(\.name))
      predictions \(predictions.map(\.rawValue)) profile \(profile.map(\.name))
      variants \(variants)
      \(minimize)
      \(sample)
      """
  }
}
