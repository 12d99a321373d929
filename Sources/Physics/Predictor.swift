import PolynomialPredictions

/// Observables as functions of the free parameters: the only way into this module.
///
/// Observables stand in the order given to `init`, parameters in the order of `free`. Nothing is allocated in any
/// of its doors, and a `Predictor` can be shared by any number of threads.
public struct Predictor: Sendable {
  /// What is predicted, in the order of the predictions.
  public let observables: [Observable]

  /// What a point consists of, in the order of its components.
  public let free: [Parameter]

  /// What predicts it.
  public let model: Model

  /// The theory with every parameter that is not free at its value.
  let theory: Theory<Double>
  /// The same of the quark sector; without meaning where only leptons couple.
  private let quarkTemplate: QuarkTemplate

  /// An observable and its place among the predictions.
  struct Row: Sendable {
    let index: Int
    let observable: CatalogueObservable
  }

  /// What a Z′ adds to Z → 4μ.
  var fourMuonTable: FourMuonTable? { model.fourMuonTable }
  /// The places among the predictions of events of Z → 4μ.
  let fourMuonRows: [Int]

  /// What `Theory` predicts, and what `QuarkSector` and `QuarkParameters` do.
  let leptonRows, quarkRows, heavyQuarkRows: [Row]
  /// Coefficients of mixing among what the quark sector predicts.
  let mixingRows: [(index: Int, row: MixingRow)]
  /// What files predict.
  let polynomials: PolynomialPredictions
  /// All that the quark rows read.
  let blocks: QuarkBlocks
  /// The rows that read each block.
  let blockRows: [Row]
  /// Where they stand in `blockRows`, by block.
  let rowsOfBlock: [Range<Int>]
  /// The places in a point of parameters of `Theory`.
  let leptonColumns: [(column: Int, parameter: LeptonParameter)]
  /// The places of all others, and where `QuarkParameters` keeps them.
  let quarkColumns: [(column: Int, slot: QuarkSlot)]

  var quarks: QuarkParameters<Double> { quarkTemplate.parameters }
  /// How the quark sector's derivatives reach the parameters.
  var pullback: QuarkPullback { quarkTemplate.pullback }

  /// Observables of a model as functions of `free`, with `fixed` at the values given and every other parameter at its
  /// default.
  ///
  /// Each of `free` and `fixed` must be a parameter of the model, and no parameter may be in both or twice; parameters
  /// without a default must be in one of them. Components of a complex coupling are of one form. Every observable must
  /// be one that the model predicts.
  public init(
    _ observables: [Observable], of model: Model, free: [Parameter], fixed: [Parameter: Double] = [:]
  ) {
    let known = Set(model.parameters)
    precondition(Set(free).count == free.count, "A parameter is free only once.")
    precondition(fixed.keys.allSatisfy { !free.contains($0) }, "A parameter is either free or fixed.")
    precondition(known.isSuperset(of: free), "Only parameters of the model can be free.")
    precondition(known.isSuperset(of: fixed.keys), "Only parameters of the model can be fixed.")
    precondition(observables.allSatisfy(model.predicts), "Only what the model predicts.")

    self.observables = observables
    self.free = free
    self.model = model
    let value = { (parameter: Parameter) -> Double in
      let value = fixed[parameter] ?? parameter.defaultValue
      precondition(
        value != nil || free.contains(parameter) || !known.contains(parameter),
        "A parameter without a default is free or fixed.")
      return value ?? .nan
    }
    let forms = Self.forms(of: free + fixed.keys)
    theory = Theory(charges: model.charges, formulas: model.formulas) { value(.lepton($0)) }
    quarkTemplate = QuarkTemplate(
      parameters: QuarkParameters(
        form: { forms[$0] ?? $0.defaultForm }, isFree: { free.contains($0) }, value: value),
      pullback: QuarkPullback(free: free, of: model))

    var (leptonRows, quarkRows, heavyQuarkRows): ([Row], [Row], [Row]) = ([], [], [])
    var fourMuonRows: [Int] = []
    var mixingRows: [(index: Int, row: MixingRow)] = []
    var rowsOfBlock = [[Row]](repeating: [], count: QuarkBlocks.count)
    var blocks: QuarkBlocks = []
    var selections: [PolynomialPredictions.Selection] = []
    for (index, observable) in observables.enumerated() {
      guard case .catalogue(let own) = observable else {
        if case .polynomial(let own) = observable, let found = model.polynomialPlace(of: own) {
          selections.append(
            PolynomialPredictions.Selection(found.file, observable: found.number, place: index))
        }
        blocks.formUnion(.sb)
        continue
      }
      let row = Row(index: index, observable: own)
      switch own.sector {
      case .leptons: leptonRows.append(row)
      case .running where model.parametrisation == .vectorLikeQuarks: heavyQuarkRows.append(row)
      case .running: leptonRows.append(row)
      case .heavyQuarks: heavyQuarkRows.append(row)
      case .fourMuons: fourMuonRows.append(index)
      case .mixing(let mixing):
        mixingRows.append((index, mixing))
        blocks.formUnion([mixing.block, .scales])
      case .quarks(let read):
        quarkRows.append(row)
        blocks.formUnion(read)
        for block in 0..<QuarkBlocks.count where read.contains(QuarkBlocks(number: block)) {
          rowsOfBlock[block].append(row)
        }
      }
    }
    polynomials = PolynomialPredictions(selections, model.coefficients)
    (self.leptonRows, self.quarkRows, self.heavyQuarkRows) = (leptonRows, quarkRows, heavyQuarkRows)
    self.blocks = blocks
    self.mixingRows = mixingRows
    self.fourMuonRows = fourMuonRows
    blockRows = rowsOfBlock.flatMap(\.self)
    var end = 0
    self.rowsOfBlock = rowsOfBlock.map { rows in
      end += rows.count
      return end - rows.count..<end
    }
    leptonColumns = free.enumerated().compactMap { column, parameter in
      if case .lepton(let parameter) = parameter { (column, parameter) } else { nil }
    }
    quarkColumns = free.enumerated().compactMap { column, parameter in
      QuarkSlot(parameter).map { (column, $0) }
    }
  }

  /// How complex couplings are given, of which a component is named. All components of one coupling are of one form.
  private static func forms(of parameters: [Parameter]) -> [ComplexParameter: ComplexParameter.Form] {
    var forms: [ComplexParameter: ComplexParameter.Form] = [:]
    for parameter in parameters {
      guard let coupling = parameter.complexParameter, let form = parameter.component?.form else { continue }
      precondition(forms[coupling, default: form] == form, "A complex coupling is given in one form.")
      forms[coupling] = form
    }
    return forms
  }

  /// The predictions at one point.
  public func predict(at point: Span<Double>, into predictions: inout MutableSpan<Double>) {
    precondition(point.count == free.count, "A point has one component for each free parameter.")
    precondition(predictions.count >= observables.count, "The predictions need room.")
    var theory = theory
    set(&theory, to: point)
    predictLeptons(theory, into: &predictions)
    if hasQuarks { predictQuarks(at: point, theory, into: &predictions) }
  }

  /// Apart, so that a fit of leptons alone copies no quarks.
  @inline(never)
  private func predictQuarks(
    at point: Span<Double>, _ theory: borrowing Theory<Double>, into predictions: inout MutableSpan<Double>
  ) {
    var quarks = quarks
    set(&quarks, to: point)
    let sector = QuarkSector(quarks, theory, parametrisation: model.parametrisation, reads: blocks)
    predictQuarks(sector, quarks, theory, into: &predictions)
    if !polynomials.isEmpty { predictPolynomials(sector, into: &predictions) }
  }

  /// The predictions at eight points; the components of `points` are in the order of `free`.
  public func predict(
    lanes points: Span<SIMD8<Double>>, into predictions: inout MutableSpan<SIMD8<Double>>
  ) {
    precondition(points.count == free.count, "A point has one component for each free parameter.")
    precondition(predictions.count >= observables.count, "The predictions need room.")
    var theory = Theory<SIMD8<Double>>(theory)
    set(&theory, to: points)
    predictLeptons(theory, into: &predictions)
    guard hasQuarks else { return }
    var quarks = QuarkParameters<SIMD8<Double>>(quarks)
    set(&quarks, to: points)
    let sector = QuarkSector(quarks, theory, parametrisation: model.parametrisation, reads: blocks)
    predictQuarks(sector, quarks, theory, into: &predictions)
    if !polynomials.isEmpty { predictPolynomials(sector, into: &predictions) }
  }

  /// Whether anything beside leptons is predicted.
  var hasQuarks: Bool { !blocks.isEmpty || !heavyQuarkRows.isEmpty }

  @inline(__always)
  func set<R: Real>(_ theory: inout Theory<R>, to point: Span<R>) {
    for (column, parameter) in leptonColumns { theory[parameter] = point[column] }
  }

  @inline(__always)
  func set<R: Real>(_ quarks: inout QuarkParameters<R>, to point: Span<R>) {
    for (column, slot) in quarkColumns { quarks[slot] = point[column] }
  }

  @inline(__always)
  private func predictLeptons<R: Real>(
    _ theory: borrowing Theory<R>, into predictions: inout MutableSpan<R>
  ) {
    var shared = SharedTerms<R>()
    for row in leptonRows {
      predictions[row.index] = theory.prediction(of: row.observable, sharing: &shared)
    }
    for index in fourMuonRows {
      if let events = fourMuonTable?.events(theory) { predictions[index] = events }
    }
  }

  @inline(__always)
  func predictQuarks<R: Real>(
    _ sector: borrowing QuarkSector<R>, _ quarks: borrowing QuarkParameters<R>,
    _ theory: borrowing Theory<R>, into predictions: inout MutableSpan<R>
  ) {
    var shared = SharedQuarkTerms<R>()
    for row in quarkRows {
      predictions[row.index] = sector.prediction(of: row.observable, sharing: &shared)
    }
    for (index, row) in mixingRows { predictions[index] = sector.prediction(of: row) }
    if !heavyQuarkRows.isEmpty { predictHeavyQuarks(quarks, theory, into: &predictions) }
  }

  /// Apart: few fits ask for them.
  @inline(never)
  private func predictHeavyQuarks<R: Real>(
    _ quarks: borrowing QuarkParameters<R>, _ theory: borrowing Theory<R>,
    into predictions: inout MutableSpan<R>
  ) {
    var theory = copy theory
    for row in heavyQuarkRows {
      predictions[row.index] = quarks.prediction(of: row.observable, &theory)
    }
  }
}

/// A kilobyte that never changes: kept apart so that copies of a predictor, which closures make, stay small.
private final class QuarkTemplate: Sendable {
  let parameters: QuarkParameters<Double>
  let pullback: QuarkPullback

  init(parameters: QuarkParameters<Double>, pullback: QuarkPullback) {
    self.parameters = parameters
    self.pullback = pullback
  }
}
