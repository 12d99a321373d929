import Foundation
import Inference
import Physics

/// A quantity as it is profiled: as a function of the coordinates that increases with it, on a scale on which that is
/// smooth and its range finite.
struct ProfiledQuantity: Sendable {
  /// The function of the coordinates.
  enum Function: Sendable {
    case coordinate(Int)
    case inverseScale(InverseScaleFunction)
    case observable(QuantityFunction)
  }

  /// The quantity itself.
  let quantity: Quantity
  /// Its unit, empty for a pure number.
  let unit: String
  /// The function of the coordinates.
  let function: Function
  /// Whether it is read off on a logarithmic axis.
  let isLogarithmic: Bool
  /// The range of a periodic parameter.
  let circle: ClosedRange<Double>?
  private let read: @Sendable (Double) -> Double

  /// What is held where the quantity is.
  var axis: HeldAxis {
    switch function {
    case .coordinate(let index): .coordinate(index)
    case .inverseScale(let function): HeldAxis(function)
    case .observable(let function): HeldAxis(function)
    }
  }

  /// The quantity where the function has a value.
  func value(at place: Double) -> Double { read(place) }

  init(_ quantity: Quantity, of problem: Problem) {
    self.quantity = quantity
    unit = quantity.unit
    if case .parameter(let parameter) = quantity,
      let index = problem.free.firstIndex(where: { $0.parameter == parameter })
    {
      let own = problem.free[index]
      let scale = own.density.scale
      let circle = own.isPeriodic ? own.prior.support : nil
      self.circle = circle
      function = .coordinate(index)
      isLogarithmic = scale.kind == .logarithmic
      read = { circle?.wrapping(scale.value(at: $0)) ?? scale.value(at: $0) }
      return
    }
    circle = nil
    if problem.reachesZeroCoupling, quantity == .observable(.symmetryBreakingScale) {
      function = .inverseScale(InverseScaleFunction(problem))
      isLogarithmic = false
      read = { -1 / $0 }
      return
    }
    let isLogarithmic = quantity.isScale && !problem.reachesZeroCoupling
    self.isLogarithmic = isLogarithmic
    // Tolerances are absolute: the quantity is counted in what it changes by over the prior.
    let unit = isLogarithmic ? 1 : problem.spread(of: QuantityFunction(quantity, of: problem))
    function = .observable(QuantityFunction(quantity, of: problem, isLogarithmic: isLogarithmic, unit: unit))
    read = { unit * (isLogarithmic ? exp($0) : $0) }
  }
}

extension Problem {
  /// Whether g′ can be zero: a logarithm ends there, and with it v_Φ.
  var reachesZeroCoupling: Bool {
    (free.first { $0.parameter == .gPrime }?.prior.support.lowerBound ?? fixed[.gPrime] ?? 0) <= 0
  }

  /// What a quantity is at points spread over the prior, as far as it is a number there.
  func valuesOverPrior(of function: QuantityFunction) -> [Double] {
    lowDiscrepancyPoints(33, dimension: free.count, seed: 1).map { point in
      function.value(at: coordinates(atPriorQuantiles: point).span)
    }.filter(\.isFinite)
  }

  /// The median size of a quantity's deviations from its median over the prior; 1 if it is the same everywhere.
  func spread(of function: QuantityFunction) -> Double {
    let values = valuesOverPrior(of: function).sorted()
    guard !values.isEmpty else { return 1 }
    let median = values[values.count / 2]
    let deviations = values.map { abs($0 - median) }.sorted()
    let spread = deviations[deviations.count / 2]
    return spread > 0 ? spread : 1
  }
}

extension Quantity {
  /// Whether it is a positive scale that is explored and read off on a logarithmic axis.
  var isScale: Bool {
    switch self {
    case .observable(.symmetryBreakingScale), .observable(.zPrimeWidth): true
    default: false
    }
  }
}
