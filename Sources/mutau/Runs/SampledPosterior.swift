import GlobalFit
import Inference
import Physics
import Runs

extension SampledPosterior {
  /// The draws of a run, every parameter, prediction and term of the likelihood spelt out.
  init(_ run: StoredRun, threads: Int) throws(Failure) {
    let problem = run.problem
    let draws = try run.finishedDraws()
    let describer = DrawDescriber(problem)
    let size = 1024
    let blocks = parallelMap((draws.count + size - 1) / size, threads: threads) { block in
      (block * size..<min(draws.count, (block + 1) * size)).map { describer.describe(draws.point($0)) }
    }
    let all = blocks.flatMap(\.self)
    let length = draws.count / max(1, draws.chains)
    let chains = (0..<draws.chains).map { number in
      let own = all[number * length..<(number + 1) * length]
      var chain = Chain()
      chain.parameters = problem.free.indices.map { index in own.map { $0.values[index] } }
      chain.predictions = describer.observables.indices.map { index in own.map { $0.predictions[index] } }
      chain.weights = draws.weights.map { Array($0[number * length..<(number + 1) * length]) }
      chain.logPrior = own.map(\.logPrior)
      chain.logLikelihood = describer.terms.indices.map { index in own.map { $0.logLikelihoods[index] } }
      chain.energy = draws.energies.map { Array($0[number * length..<(number + 1) * length]) }
      return chain
    }
    let parameters = problem.free.map { own in
      let support = own.prior.support
      return Quantity(
        name: own.parameter.rawValue, latex: own.parameter.latex, unit: own.parameter.unit,
        lower: support.lowerBound.isFinite ? support.lowerBound : nil,
        upper: support.upperBound.isFinite ? support.upperBound : nil, isPeriodic: own.isPeriodic)
    }
    let names = Set(parameters.map(\.name))
    // what no draw that counts moves is no quantity of the posterior: GetDist, for one, takes such columns out
    let counting =
      draws.weights.map { weights in all.indices.filter { weights[$0] > 0 } } ?? Array(all.indices)
    func varies(_ index: Int) -> Bool {
      let values = counting.lazy.map { all[$0].predictions[index] }
      return values.first.map { first in values.contains { $0 != first && !($0.isNaN && first.isNaN) } }
        ?? false
    }
    let kept = describer.observables.indices.filter {
      !names.contains(describer.observables[$0].rawValue) && varies($0)
    }
    let settings = problem.fit.sample
    self.init(
      title: problem.fit.title, parameters: parameters,
      predictions: kept.map { index in
        let own = describer.observables[index]
        return Quantity(name: own.rawValue, latex: own.latex, unit: own.unit)
      },
      terms: describer.terms.map { Term(name: $0.name, observed: $0.observed) },
      chains: chains.map { chain in
        var chain = chain
        chain.predictions = kept.map { chain.predictions[$0] }
        return chain
      }, sampler: Sampler(name: settings.sampler.rawValue, isNested: settings.isNested),
      logEvidence: run.logEvidence, program: run.identity.program,
      seed: run.identity.seed,
      fit: run.identity.fit)
  }
}

extension StoredRun {
  /// ln of the evidence and its error, as the result says.
  var logEvidence: (value: Double, error: Double)? {
    struct Kept: Decodable {
      struct Result: Decodable { let posterior: Posterior }
      struct Posterior: Decodable { let nested: Nested? }
      struct Nested: Decodable {
        let logEvidence: Double
        let logEvidenceError: Double
      }
      let result: Result
    }
    let kept = result.flatMap { try? decoded(Kept.self, fromJSON: $0) }
    return kept?.result.posterior.nested.map { ($0.logEvidence, $0.logEvidenceError) }
  }
}
