extension Chains {
  /// How well fresh momenta change the energy of each chain: E-BFMI, the mean squared change of the energy from draw to
  /// draw over its variance. Near 1 is good; below 0.3 the chain creeps through the tails. Empty of samplers without
  /// energies; NaN of a chain of fewer than two draws or of one energy only.
  ///
  /// Source: M. Betancourt, arXiv:1604.00695, eq. (3.4), as estimated there in section 4.
  public var energyMixing: [Double] {
    guard !energies.isEmpty else { return [] }
    return (0..<chainCount).map { chain in
      let own = Array(energies[chain * drawCount..<(chain + 1) * drawCount])
      let mean = own.reduce(0, +) / Double(own.count)
      let jumps = zip(own, own.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
      return jumps / own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
  }
}
