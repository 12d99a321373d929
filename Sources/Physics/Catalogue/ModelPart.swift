/// A part of the model, which evaluates the formulas that read it: the Z′ with its leptons (`Theory`), the couplings of quarks
/// (`QuarkSector`), or the vector-like quarks themselves (`QuarkParameters`).
///
/// `CatalogueObservable.formula` tells a part the formula of an observable, and a part has no access but to its own: which part an
/// observable belongs to, `SectorFinder` learns in the same way. Everything is inlined, so that a formula costs what it
/// costs where it stands.
protocol ModelPart {
  associatedtype Number: Real
  /// What stands beside the part at a point, and passes from one observable to the next.
  associatedtype Context
  associatedtype Answer

  /// A formula that reads the Z′ and its leptons.
  func leptons(
    sharing context: inout Context, _ formula: (Theory<Number>, inout SharedTerms<Number>) -> Number
  ) -> Answer

  /// A formula that reads these blocks of the couplings of quarks, whatever makes them.
  func quarks(
    sharing context: inout Context, _ blocks: QuarkBlocks,
    _ formula: (QuarkSector<Number>, inout SharedQuarkTerms<Number>) -> Number
  ) -> Answer

  /// A coefficient of an operator of mixing.
  func mixing(_ context: inout Context, _ row: MixingRow) -> Answer

  /// A formula that reads the vector-like quarks themselves.
  func heavyQuarks(
    _ context: inout Context, _ formula: (Theory<Number>, QuarkParameters<Number>) -> Number
  ) -> Answer

  /// The running of g′, in which vector-like quarks take part where there are any.
  func running(
    _ context: inout Context, leptonic: (Theory<Number>) -> Number,
    heavy: (Theory<Number>, QuarkParameters<Number>) -> Number
  ) -> Answer

  /// The table of Z → 4μ.
  func fourMuons(_ context: inout Context) -> Answer
}

/// A part has no number for what does not read it.
extension ModelPart where Answer == Number {
  @inline(__always)
  func leptons(
    sharing context: inout Context, _ formula: (Theory<Number>, inout SharedTerms<Number>) -> Number
  ) -> Answer { Number(.nan) }

  @inline(__always)
  func quarks(
    sharing context: inout Context, _ blocks: QuarkBlocks,
    _ formula: (QuarkSector<Number>, inout SharedQuarkTerms<Number>) -> Number
  ) -> Answer { Number(.nan) }

  @inline(__always)
  func mixing(_ context: inout Context, _ row: MixingRow) -> Answer { Number(.nan) }

  @inline(__always)
  func heavyQuarks(
    _ context: inout Context, _ formula: (Theory<Number>, QuarkParameters<Number>) -> Number
  ) -> Answer { Number(.nan) }

  @inline(__always)
  func running(
    _ context: inout Context, leptonic: (Theory<Number>) -> Number,
    heavy: (Theory<Number>, QuarkParameters<Number>) -> Number
  ) -> Answer { Number(.nan) }

  @inline(__always)
  func fourMuons(_ context: inout Context) -> Answer { Number(.nan) }
}

extension ModelPart {
  /// A formula that shares nothing with others.
  @inline(__always)
  func leptons(_ context: inout Context, _ formula: (Theory<Number>) -> Number) -> Answer {
    leptons(sharing: &context) { theory, _ in formula(theory) }
  }

  /// A formula that shares nothing with others.
  @inline(__always)
  func quarks(
    _ context: inout Context, _ blocks: QuarkBlocks, _ formula: (QuarkSector<Number>) -> Number
  ) -> Answer {
    quarks(sharing: &context, blocks) { quarks, _ in formula(quarks) }
  }
}

extension Theory: ModelPart {
  /// What the lepton sector predicts for an observable, in its unit. `shared` belongs to this point and passes from one
  /// observable to the next.
  func prediction(of observable: CatalogueObservable, sharing shared: inout SharedTerms<R>) -> R {
    observable.formula(self, &shared)
  }

  @inline(__always)
  func leptons(
    sharing shared: inout SharedTerms<R>, _ formula: (Theory<R>, inout SharedTerms<R>) -> R
  ) -> R {
    formula(self, &shared)
  }

  @inline(__always)
  func running(
    _ shared: inout SharedTerms<R>, leptonic: (Theory<R>) -> R, heavy: (Theory<R>, QuarkParameters<R>) -> R
  ) -> R { leptonic(self) }
}

extension QuarkSector: ModelPart {
  /// What the couplings of quarks predict for an observable, in its unit.
  func prediction(of observable: CatalogueObservable, sharing shared: inout SharedQuarkTerms<R>) -> R {
    observable.formula(self, &shared)
  }

  @inline(__always)
  func quarks(
    sharing shared: inout SharedQuarkTerms<R>, _ blocks: QuarkBlocks,
    _ formula: (QuarkSector<R>, inout SharedQuarkTerms<R>) -> R
  ) -> R { formula(self, &shared) }
}

extension QuarkParameters: ModelPart {
  /// What the vector-like quarks themselves predict for an observable, in its unit.
  func prediction(of observable: CatalogueObservable, _ theory: inout Theory<R>) -> R {
    observable.formula(self, &theory)
  }

  @inline(__always)
  func heavyQuarks(_ theory: inout Theory<R>, _ formula: (Theory<R>, QuarkParameters<R>) -> R) -> R {
    formula(theory, self)
  }

  @inline(__always)
  func running(
    _ theory: inout Theory<R>, leptonic: (Theory<R>) -> R, heavy: (Theory<R>, QuarkParameters<R>) -> R
  ) -> R { heavy(theory, self) }
}
