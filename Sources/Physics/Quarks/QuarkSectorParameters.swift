/// From the parameters of a fit to what the formulas read.
extension QuarkSector {
  /// The quark sector of a theory with these parameters. Up-type couplings are computed only where something `reads` them.
  init(
    _ quarks: borrowing QuarkParameters<R>, _ theory: borrowing Theory<R>, parametrisation: Parametrisation,
    reads blocks: QuarkBlocks
  ) {
    self.init(charges: theory.charges, formulas: theory.formulas)
    (squaredScale, lrFactor, sinThetaW2) = (
      theory.finiteSquaredScale, quarks.lrFactor, theory.sinThetaW2
    )
    bsAmplitudeSM = quarks.bsAmplitudeSM(mW: theory.mW)
    (mZPrime, mW, mTop) = (theory.mZPrime, theory.mW, quarks.mTop)
    let needsUp = !blocks.isDisjoint(with: [.cu, .tc])
    let isExact = theory.formulas.diagonalisation == .exact

    switch parametrisation {
    case .leptonic: return
    case .effective:
      let down = quarks.effectiveCouplings
      set(down)
      guard needsUp || blocks.contains(.kaonToPion) else { return }
      let ckm = CKMMatrix(quarks)
      kaonToPionSM = ckm.kaonToPionSM
      set(quarks.effectiveUpCouplings(ckm, down.left))
    case .vectorLikeQuarks:
      set(ScalarBox(mQ: quarks.mQ, mD: quarks.mD, formulas: theory.formulas))
      let scale = squaredScale.squareRoot()
      let doublet = quarks.doublet
      set(isExact ? quarks.exactCouplings(scale: scale) : quarks.leadingOrderCouplings(doublet))
      guard needsUp || blocks.contains(.kaonToPion) else { return }
      let ckm = CKMMatrix(quarks)
      kaonToPionSM = ckm.kaonToPionSM
      guard needsUp else { return }
      set(isExact ? quarks.exactUpCouplings(ckm, scale: scale) : quarks.leadingOrderUpCouplings(ckm, doublet))
    }
  }
}

extension QuarkParameters {
  /// g₂⁴/(16π²m_W²)·(V_ts*V_tb)²S₀ in GeV⁻² (1403.1269 Eq. 18).
  func bsAmplitudeSM(mW: R) -> R {
    let loop = g2.squared.squared / mW.squared
    return (1 / (16 * Double.pi * Double.pi)) * (loop * vtsVtb.squared * s0)
  }

  /// Couplings of the Z′ to down-type quarks from the exact mass matrix, at v_Φ = `scale`.
  func exactCouplings(scale: R) -> QuarkCouplings<R> {
    let light = downMassMatrix(scale: scale).light
    let perScale = R(1) / scale.squared
    func couplings(_ matrix: InlineArray<3, InlineArray<3, Complex<R>>>) -> QuarkCouplings<R>.Couplings {
      .init(sb: perScale * matrix[1][0], bd: perScale * matrix[0][2], sd: perScale * matrix[1][2])
    }
    return QuarkCouplings(left: couplings(light.left), right: couplings(light.right))
  }

  /// Couplings of the Z′ to up-type quarks from the exact mass matrix, at v_Φ = `scale`.
  func exactUpCouplings(_ ckm: CKMMatrix<R>, scale: R) -> UpQuarkCouplings<R> {
    let light = upMassMatrix(ckm, scale: scale).light
    let perScale = R(1) / scale.squared
    func couplings(_ matrix: InlineArray<3, InlineArray<3, Complex<R>>>) -> UpQuarkCouplings<R>.Couplings {
      .init(cu: perScale * matrix[1][2], tc: perScale * matrix[0][1])
    }
    return UpQuarkCouplings(left: couplings(light.left), right: couplings(light.right))
  }
}
