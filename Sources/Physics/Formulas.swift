/// Readings of a printed formula between which a fit can choose.
public struct Formulas: Sendable, Equatable {
  /// How the one-loop vertex function K_F, which is complex above threshold, enters the couplings of the Z.
  public enum VertexCorrection: String, CaseIterable, Sendable, Codable {
    /// |1 + a Re K_F|: strictly one loop, since Im K_F does not interfere with the real tree coupling.
    case real
    /// |1 + a K_F|: keeps the second-order term a²(Im K_F)², which alone makes a spurious second minimum of χ²
    /// near m_Z' = 20 GeV.
    case complex
  }

  /// The reading of Eqs. 32 and 33.
  public var vertexCorrection: VertexCorrection

  /// The readings of a fit; what is left out is strictly one loop.
  public init(vertexCorrection: VertexCorrection = .real) {
    self.vertexCorrection = vertexCorrection
  }
}
