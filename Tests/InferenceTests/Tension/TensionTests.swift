import CGSL
import Foundation
import Testing

@testable import Inference

@Suite("Tension between two groups of data") struct TensionTests {
  private func near(_ estimate: Estimate, _ truth: Double, _ name: String) {
    #expect(
      abs(estimate.value - truth) < 4 * estimate.error + 1e-9,
      "\(name): \(estimate.value) ± \(estimate.error), not \(truth)")
  }

  private func tension(_ normals: ShiftedNormals, draws: Int, seed: UInt64) -> Tension {
    Tension(
      first: normals.sampled([0], draws: draws, seed: seed),
      second: normals.sampled([1], draws: draws, seed: seed),
      joint: normals.sampled([0, 1], draws: draws, seed: seed))
  }

  @Test("Two shifted normals in a flat prior: the closed forms", arguments: 1...5, [0, 1, 3])
  func flat(dimension: Int, shift: Double) throws {
    let width = 100.0
    let normals = ShiftedNormals(dimension: dimension, shift: shift, prior: .flat(width: width))
    let tension = tension(normals, draws: 20_000, seed: UInt64(10 * dimension))
    let d = Double(dimension)
    // the textbook forms, written down once more
    let logRatio =
      d * log(width)
      + ShiftedNormals.logNormal(
        zip(normals.centres[0], normals.centres[1]).map { $0 - $1 },
        SymmetricMatrix(
          order: dimension,
          elements: zip(normals.covariances[0].elements, normals.covariances[1].elements).map { $0 + $1 }))
    #expect(abs(tension.logEvidenceRatio.value - logRatio) < 1e-9)
    near(tension.logSuspiciousness, (d - normals.distance) / 2, "ln S")
    near(tension.dimensionality, d, "d")
    near(tension.sharedInformation, logRatio - (d - normals.distance) / 2, "ln I")
    near(try #require(tension.pValue), gsl_cdf_chisq_Q(normals.distance, d), "p")
    #expect(tension.dimensionality.error < 0.3 && tension.logSuspiciousness.error < 0.1)
    let found = ParameterShift(tension.first, tension.second, priors: normals.shiftPriors)
    #expect(found.directions == dimension)
    near(found.distance, normals.distance, "the distance")
    near(try #require(found.pValue), gsl_cdf_chisq_Q(normals.distance, d), "its p")
  }

  @Test("A normal prior is shared: the closed forms", arguments: 1...5)
  func normalPrior(dimension: Int) {
    let normals = ShiftedNormals(dimension: dimension, shift: 1.5, prior: .normal(sigma: 2))
    let tension = tension(normals, draws: 20_000, seed: UInt64(dimension))
    for (group, posterior) in [([0], tension.first), ([1], tension.second), ([0, 1], tension.joint)] {
      near(posterior.meanLogLikelihood, normals.meanLogLikelihood(group), "mean of ln L \(group)")
      near(posterior.dimensionality, normals.dimensionality(group), "d of \(group)")
      near(
        posterior.information, normals.meanLogLikelihood(group) - normals.logEvidence(group),
        "information of \(group)")
    }
    near(
      tension.logSuspiciousness,
      normals.meanLogLikelihood([0, 1]) - normals.meanLogLikelihood([0]) - normals.meanLogLikelihood([1]),
      "ln S")
  }

  @Test("By nested sampling, evidences and all, in one to five dimensions", arguments: 1...5)
  func nested(dimension: Int) throws {
    let normals = ShiftedNormals(dimension: dimension, shift: 1, prior: .flat(width: 20))
    let posteriors = [[0], [1], [0, 1]].enumerated().map { place, groups in
      let model = ShiftedNormalsModel(normals: normals, groups: groups)
      var sampling = NestedSampling(
        dimension: dimension,
        settings: NestedSettings(
          goal: ConvergenceGoal(effectiveSampleSize: 4000), seed: UInt64(100 * dimension + place), threads: 2)
      )
      let result = sampling.run(on: model)
      #expect(result.problems.isEmpty)
      return GroupPosterior(
        result.draws, logLikelihoods: result.draws.values { model.logLikelihood(at: $0) },
        logEvidence: Estimate(result.logEvidence, error: result.logEvidenceError))
    }
    let tension = Tension(first: posteriors[0], second: posteriors[1], joint: posteriors[2])
    let d = Double(dimension)
    near(
      tension.logEvidenceRatio,
      normals.logEvidence([0, 1]) - normals.logEvidence([0]) - normals.logEvidence([1]), "ln R")
    near(tension.logSuspiciousness, (d - normals.distance) / 2, "ln S")
    near(tension.dimensionality, d, "d")
    near(try #require(tension.pValue), gsl_cdf_chisq_Q(normals.distance, d), "p")
    for (posterior, groups) in zip(posteriors, [[0], [1], [0, 1]]) {
      near(posterior.information, normals.meanLogLikelihood(groups) - normals.logEvidence(groups), "D")
    }
  }

  @Test("Errors are what repetitions scatter by")
  func errors() throws {
    let normals = ShiftedNormals(dimension: 2, shift: 1, prior: .flat(width: 100))
    let truths = [(2 - normals.distance) / 2, 2, gsl_cdf_chisq_Q(normals.distance, 2)]
    var sums = [0.0, 0, 0]
    let repetitions = 100
    for seed in 0..<repetitions {
      let tension = tension(normals, draws: 2000, seed: UInt64(1000 + seed))
      let found = [tension.logSuspiciousness, tension.dimensionality, try #require(tension.pValue)]
      for index in 0..<3 {
        let z = (found[index].value - truths[index]) / found[index].error
        sums[index] += z * z
      }
    }
    // χ² of 100: its mean 100, its standard deviation √200; the tails of d are not quite normal
    for (name, sum) in zip(["ln S", "d", "p"], sums) {
      #expect(abs(sum - 100) < 5 * 200.0.squareRoot(), "\(name): χ² = \(sum) of 100")
    }
  }

  @Test("Data that say nothing are in tension with nothing")
  func silence() {
    let normals = ShiftedNormals(dimension: 2, shift: 0, prior: .normal(sigma: 2))
    let second = normals.sampled([1], draws: 4000, seed: 3)
    var random = Random(seed: 4, stream: 0)
    let points = (0..<4000).map { _ in [2 * random.normal(), 2 * random.normal()] }
    let silent = GroupPosterior(
      WeightedDraws(
        values: points.flatMap(\.self), logDensities: [Double](repeating: 0, count: 4000),
        weights: [Double](repeating: 1, count: 4000), runs: [Int32](repeating: 0, count: 4000), runCount: 1),
      logLikelihoods: [Double](repeating: -1.5, count: 4000), logEvidence: Estimate(-1.5, error: 0))
    for estimate in [silent.dimensionality, silent.information] {
      #expect(abs(estimate.value) < 1e-9 && estimate.error < 1e-9)
    }
    let tension = Tension(first: silent, second: second, joint: second)
    #expect(!tension.isComparable && tension.pValue == nil && tension.significance == nil)
    let shift = ParameterShift(silent, second, priors: normals.shiftPriors)
    #expect(shift.directions == 0 && shift.pValue == nil && shift.coordinates.allSatisfy { $0 == nil })
  }

  @Test("A shift under a normal prior is measured in what the means of data scatter by")
  func shiftOfShrunkMeans() {
    // x ~ N(θ, ½) twice, prior N(0, 1)
    let normals = ShiftedNormals(dimension: 1, covariance: 0.5, centres: [0, 2], prior: .normal(sigma: 1))
    let narrow = ParameterShift(
      normals.sampled([0], draws: 40_000, seed: 1), normals.sampled([1], draws: 40_000, seed: 1),
      priors: normals.shiftPriors)
    // means ⅔ x with variance ½·4/9 each: Δ = −4/3, σ² = 4/9
    #expect(narrow.directions == 1)
    near(narrow.distance, 4, "the squared distance")
    near(narrow.coordinates[0] ?? Estimate(.nan, error: 0), -2, "the shift")
  }
}

extension ShiftedNormals {
  /// Two likelihoods of one covariance in each coordinate.
  init(dimension: Int, covariance: Double, centres: [Double], prior: Prior) {
    self.init(
      dimension: dimension, prior: prior,
      covariances: centres.map { _ in
        SymmetricMatrix(diagonal: [Double](repeating: covariance, count: dimension))
      }, centres: centres.map { [Double](repeating: $0, count: dimension) })
  }
}
