extension KnownPosterior {
  /// Every posterior of the battery, from the simplest to the hardest of each kind.
  ///
  /// Of Rosenbrock's valleys those of MultiNest in all dimensions, of the other cubes those in 2 and 10.
  public static let all: [KnownPosterior] =
    [2, 5, 20, 100].map { correlatedNormal($0) } + [illScaledNormal, equicorrelatedNormal]
    + [2, 10].map(unitCubeNormal)
    + [halfGaussian, halfNormal, exponential, tridents, tridentsWithNuTeV, tridentsWithWideNuTeV, simplex]
    + [studentT, cauchy, vonMises, phases, flatCircle, banana, straightFunnel, funnel]
    + [linearRegression, kilpisjarvi, gaussianProcess, eightSchools, centredEightSchools]
    + [bimodal, himmelblau, eggBox, centredEggBox] + [2, 4].map(rastrigin) + [2, 10].map(logGamma)
    + [2, 5].compactMap(spikeInSlab) + [2, 3, 5, 10, 20, 30, 50].compactMap(shells)
    + [nothingLearnt, plateau, spike] + [2, 4, 5, 10].compactMap(weddingCake)
    + rosenbrocks.filter { $0.name.contains("MultiNest") || [2, 10].contains($0.dimension) }
}
