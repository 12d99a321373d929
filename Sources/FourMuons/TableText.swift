import Foundation
import Physics

/// The table that fits read, as it is written to a file.
public enum TableText {
  /// Masses in GeV: dense where a cut or a threshold bends the curves, up to where contact interactions begin.
  ///
  /// The step at 5 GeV is the cut on every pair: muons from a lighter Z′ do not pass, and only its tail is left.
  public static let masses: [Double] = [
    1, 2, 3, 4, 4.5, 4.8, 4.95, 5.05, 5.2, 5.5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22,
    24,
    26, 28, 30, 33, 36, 39, 42, 45, 48, 51, 54, 57, 60, 62, 64, 66, 68, 70, 72, 74, 76, 78, 80, 82, 84, 86,
    88, 90, 91, 92,
    94, 96, 98, 100, 103, 106, 110, 115, 120, 130, 140, 160, 180, 200, 250, 300, 400, 500, 700, 1000,
  ]

  /// The table with a comment that says what it is and what it was made from.
  public static func text(
    _ rows: [FourMuonTable.Row], rate: FourMuonRate, standardModel: FourMuonRate.Measured, program: String
  ) -> String {
    let constants = rate.constants
    let cuts = rate.cuts
    let momenta = (0..<4).map { number(cuts.transverseMomenta[$0]) }.joined(separator: ", ")
    let comment = """
      Z -> mu- mu+ mu- mu+ with a Z' of L_mu - L_tau: sigma/sigma_SM = 1 + a g'^2 + b g'^4 within the cuts of
      ATLAS-CONF-2013-055 as recast in arXiv:1403.1269, section IV. All tree diagrams, massless muons.
      q qbar -> Z along the beam at 8 TeV, Z polarised transversely, no transverse momentum of the Z.
      cuts: pT > \(momenta) GeV; |eta| < \(number(cuts.pseudorapidity)); Delta R > \(number(cuts.separation)); \
      every opposite-sign pair > \(number(cuts.pairMass)) GeV;
        pair nearest to m_Z > \(number(cuts.leadingPairMass)) GeV; \
      \(number(cuts.totalMass.lowerBound)) < m_4mu < \(number(cuts.totalMass.upperBound)) GeV
      constants: m_Z \(number(constants.zMass)), Gamma_Z \(number(constants.zWidth)), \
      sin^2 theta_W \(number(constants.sinThetaW2)), 1/alpha(m_Z) \(number(constants.inverseAlpha)) \
      (photon: one-loop running)
      a and b from g' = \(number(FourMuonRate.couplings.small)) and \(number(FourMuonRate.couplings.large)); \
      b not below -a/10. Masses share their random numbers: errors are correlated from row to row.
      made by: \(program), mutau tabulate z-to-4mu --seed \(rate.seed) --points \(rate.events)
      events per mass and integral: \(rate.events); SM rate \(number(standardModel.value * 1e9)) eV \
      to \(number(100 * standardModel.error / standardModel.value)) %
      units: mZPrime in GeV; a, b and their statistical errors are pure numbers
      """
    var lines = comment.split(separator: "\n").map { "# \($0)" }
    lines += declarations(rows, FourMuonRate.validity)
    lines.append(FourMuonTable.columns.joined(separator: ","))
    for row in rows {
      let numbers = [row.mZPrime, row.a, row.aError, row.b, row.bError]
      lines.append(numbers.map(number).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the table has and claims: a reader holds it to that.
  private static func declarations(
    _ rows: [FourMuonTable.Row], _ validity: FourMuonTable.Validity
  ) -> [String] {
    [
      "rows: \(rows.count)",
      "lightest: \(number(rows.first?.mZPrime ?? 0))",
      "heaviest: \(number(rows.last?.mZPrime ?? 0))",
      "below-lightest: \(validity.hasMasslessLimit ? "massless-limit" : "nothing")",
      "above-heaviest: \(validity.hasContactLimit ? "contact-limit" : "nothing")",
      "exact-coupling: \(number(validity.exactCoupling))",
      "largest-coupling: \(number(validity.largestCoupling))",
    ]
  }

  /// Six significant digits: more than any error supports.
  private static func number(_ value: Double) -> String { String(format: "%.6g", value) }
}
