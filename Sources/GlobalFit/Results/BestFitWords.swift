import Foundation
import Inference
import Physics

extension UnfoundMinima {
  /// `an expected 0.03 minima missed`.
  var words: String {
    guard let expectedNumber else { return "too few starts to tell of missed minima" }
    let format = expectedNumber < 0.001 ? "%.0e" : expectedNumber < 1 ? "%.1g" : "%.2g"
    return "an expected \(String(format: format, expectedNumber)) minima missed"
  }
}

extension Problem {
  /// Why there is no best fit where no point of the priors is allowed by every constraint: those that exclude what comes nearest.
  func exclusion(at point: [Double], afterStarts starts: Int) -> String {
    let evaluation = evaluate(at: values(at: point))
    let excluding = constraints.flatMap { constraint in
      constraint.factors.compactMap { factor -> String? in
        guard case .single(let density) = factor.shape, density.hasEdges else { return nil }
        let own = evaluation.constraints.first { $0.name == constraint.name }
        let place = own?.observables.firstIndex(of: factor.observables[0])
        guard let own, let place, !density.logLikelihood(of: own.predictions[place]).value.isFinite
        else { return nil }
        return "\(constraint.name) (\(factor.observables[0].rawValue): \(factor.summaries[0]))"
      }
    }
    return
      "from \(starts) starts no point within the priors is found that every constraint allows; what comes nearest "
      + "is excluded by " + (excluding.isEmpty ? "rounding alone" : excluding.joined(separator: ", "))
  }
}
