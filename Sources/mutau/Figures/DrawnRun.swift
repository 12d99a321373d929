import Figures
import Foundation
import GlobalFit
import Inference
import Physics

/// A run read back for drawing: its result, and its quantities at every draw.
struct DrawnRun {
  /// What it is called.
  let name: RunName
  let stored: StoredRun
  let result: FitResult
  let sample: PosteriorSample
  let workforce: Workforce
  /// Every free parameter, then what the fit profiles and predicts.
  let drawn: DrawnQuantities

  /// The title of its fit, and its name, as they stand between the formulas of a caption.
  var titleInCaption: String { Label.words(problem.fit.title) }
  var nameInCaption: String { name.inCaption }

  init(_ stored: StoredRun, named name: RunName, by workforce: Workforce) throws(Failure) {
    (self.stored, self.name, self.workforce) = (stored, name, workforce)
    result = try stored.fitResult()
    sample = try stored.finishedDraws().sample
    guard sample.count > 0 else { throw .numerics("the run in \(stored.folder.path) has no draws to show") }
    let problem = stored.problem
    var wanted = problem.free.map { Quantity.parameter($0.parameter) }
    for quantity in problem.fit.profile + problem.fit.predictions.map({ .observable($0) })
    where !wanted.contains(quantity) { wanted.append(quantity) }
    drawn = DrawnQuantities(wanted, of: problem, at: sample, threads: workforce.threads)
  }

  var problem: Problem { stored.problem }

  /// The place of a quantity among the drawn ones.
  func place(of quantity: Quantity) -> Int? { drawn.quantities.firstIndex { $0.quantity == quantity } }

  /// Whether anything moves a quantity: what is the same at every draw has no density.
  func moves(_ place: Int) -> Bool {
    let own = drawn.quantities[place]
    let quantiles = own.quantiles
    return own.values.allSatisfy(\.isFinite) && quantiles[4] - quantiles[0] > 1e-12 * abs(quantiles[2])
  }

  /// What is asked about first: what the fit profiles, its predictions, then its other parameters that are no nuisance.
  var interesting: [Quantity] {
    let free = problem.free.filter { !$0.isNuisance }.map { Quantity.parameter($0.parameter) }
    var quantities = problem.fit.profile
    quantities += problem.fit.predictions.map { .observable($0) }
    quantities += free
    var seen: Set<Quantity> = []
    return quantities.filter { quantity in
      guard seen.insert(quantity).inserted, let place = place(of: quantity) else { return false }
      return moves(place)
    }
  }

  /// What a figure shows that nobody chose for: what the first screen tells of, most wanted first where there is no room for all, but no
  /// nuisance that was not asked for. Where the data say nothing of two of them, what is asked about first.
  func telling(most: Int) -> [Quantity] {
    let answer = Answer(bestFit: result.bestFit, profiles: result.profiles, posterior: result.posterior)
    let told = ToldQuantities(answer, of: problem)
    let asked = problem.fit.profile + problem.fit.limits
    let nuisances = problem.free.filter(\.isNuisance).map { Quantity.parameter($0.parameter) }
      .filter { !asked.contains($0) }
    let known = interesting.filter { !nuisances.contains($0) }
    // Of those that are told of some may be nuisances, or move nowhere: the next ones take their places.
    let rooms = min(most, told.count)...told.count
    let chosen = rooms.lazy.map { room in
      let names = Set(told.chosen(room).shown)
      return known.filter(names.contains)
    }
    let shown = chosen.first { $0.count >= most } ?? chosen.last ?? []
    return shown.count > 1 ? Array(shown.prefix(most)) : Array(interesting.prefix(most))
  }

  /// Between which values the fit looks for each parameter.
  var priors: [Quantity: ClosedRange<Double>] {
    Dictionary(problem.free.map { (.parameter($0.parameter), $0.reach) }) { first, _ in first }
  }

  /// The draws in words: `27581 weighted draws by nested sampling`.
  var draws: String {
    "\(sample.count) \(sample.weights == nil ? "draws" : "weighted draws") by \(problem.fit.sample.words)"
  }
}

extension FitResult {
  /// The value of a parameter or an observable at the best fit; nil if there is none.
  func bestValue(of quantity: Quantity) -> Double? {
    guard bestFit.isConverged else { return nil }
    let value =
      switch quantity {
      case .parameter(let parameter): bestFit.evaluation.parameters[parameter]
      case .observable(let observable): bestFit.evaluation.observables[observable]
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }
}

extension Quantity {
  /// The symbol with its unit.
  var label: Label { Label(unit.isEmpty ? "$\(latex)$" : "$\(latex)$ [\(unit)]") }

  /// A value with the unit, in words.
  func words(_ value: Double, beside other: Double? = nil) -> String {
    value.rounded(toDigits: 3, besides: other.map { $0 - value }) + (unit.isEmpty ? "" : " \(unit)")
  }

  /// A range with the unit, in words.
  func words(from lower: Double, to upper: Double) -> String {
    "between \(lower.rounded(toDigits: 3, besides: upper - lower)) and \(words(upper, beside: lower))"
  }
}

extension Double {
  /// So many digits, of numbers above a thousand too: `23800`; more of them where another number is as near as this.
  fileprivate func rounded(toDigits digits: Int, besides distance: Double?) -> String {
    guard isFinite, magnitude >= 1000, (distance ?? .infinity).magnitude > 0.1 * magnitude else {
      return resolving(distance, digits: digits)
    }
    let unit = pow(10, Double(Int(log10(magnitude)) + 1 - digits))
    return ((self / unit).rounded() * unit).significant(digits)
  }
}

extension [String] {
  /// `a, b and c`.
  var asList: String {
    count < 2 ? first ?? "" : dropLast().joined(separator: ", ") + " and " + self[count - 1]
  }
}

/// The probabilities of the regions that are shown, as everywhere in the program.
let shownProbabilities = [confidenceLevel(deltaChiSquared: 1), confidenceLevel(deltaChiSquared: 4)]
