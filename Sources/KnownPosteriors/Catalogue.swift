extension KnownPosterior {
  /// Every posterior here, from the simplest to the hardest of each kind.
  public static let all: [KnownPosterior] =
    [2, 5, 20, 100].map { correlatedNormal($0) } + [illScaledNormal, equicorrelatedNormal]
    + [2, 10].map(unitCubeNormal) + [halfGaussian, halfNormal, exponential, simplex, studentT, cauchy]
    + [vonMises, phases, flatCircle, banana, straightFunnel, funnel, linearRegression, kilpisjarvi, gaussianProcess]
    + [eightSchools, centredEightSchools, bimodal, himmelblau, eggBox, centredEggBox]
    + [2, 4].map(rastrigin) + [2, 3, 5, 10, 20, 30, 50].compactMap(shells) + [spike, plateau]
    + [2, 4, 5, 10].compactMap(weddingCake) + rosenbrocks

  /// The posterior of this name.
  public static func named(_ name: String) -> KnownPosterior? { all.first { $0.name == name } }
}
