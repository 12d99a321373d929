import Inference
import Physics

/// −1/v_Φ = −g′/m_Z' as a function of the coordinates: v_Φ on a scale that is finite and smooth down to g′ = 0.
struct InverseScaleFunction: DifferentiableFunction {
  private let free: [FreeParameter]
  private let fixed: [Parameter: Double]

  var dimension: Int { free.count }

  func cycle(of coordinate: Int) -> ClosedRange<Double>? { free[coordinate].cycle }

  init(_ problem: Problem) {
    free = problem.free
    fixed = problem.fixed
  }

  func value(at point: Span<Double>) -> Double {
    -value(of: .gPrime, at: point) / value(of: .mZPrime, at: point)
  }

  func value(at point: Span<Double>, gradient: inout MutableSpan<Double>) -> Double {
    let (coupling, mass) = (value(of: .gPrime, at: point), value(of: .mZPrime, at: point))
    for i in point.indices {
      switch free[i].parameter {
      case .gPrime: gradient[i] = -free[i].density.scale.slope(at: coupling) / mass
      case .mZPrime: gradient[i] = coupling / (mass * mass) * free[i].density.scale.slope(at: mass)
      default: gradient[i] = 0
      }
    }
    return -coupling / mass
  }

  private func value(of parameter: Parameter, at point: Span<Double>) -> Double {
    for i in point.indices where free[i].parameter == parameter {
      return free[i].density.scale.value(at: point[i])
    }
    return fixed[parameter] ?? .nan
  }
}
