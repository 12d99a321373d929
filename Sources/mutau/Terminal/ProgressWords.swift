import Inference

extension WorkProgress {
  /// What is counted, in words, of parts of the work that somebody may wait for; nil of others.
  var words: String? {
    // names of quantities may hold what parts are divided by
    if part.hasPrefix("plane of ") { return "\(part): \(done) of \(total) points" }
    if part.hasPrefix("profile of ") { return "\(part): \(done) of \(total) steps" }
    let name = part.split(separator: "/").last.map(String.init) ?? ""
    let things: String? =
      switch name {
      case "best fit": "starts"
      case "profiles": "quantities"
      case "layers": "layers"
      default: nil
      }
    return things.map { "\(name): \(done) of \(total) \($0)" }
  }

  /// Which share of it is done.
  var share: Double { total == 0 ? 1 : Double(done) / Double(total) }
}

extension SamplingProgress {
  /// What the sampler does.
  var words: String {
    let things =
      switch phase {
      case .warmup, .sampling: "steps"
      case .exploration: "runs"
      case .refinement: "draws"
      }
    let rate = phase == .sampling ? ", acceptance \(transition.acceptanceRate.fixed(2))" : ""
    return "\(phase.rawValue) \(done) of \(planned) \(things)\(rate)"
  }

  /// Which share of its phase is done.
  var share: Double { planned == 0 ? 1 : Double(done) / Double(planned) }
}
