import Foundation

@testable import Inference

/// An ensemble sampler of stretch moves with a fault of choice: what the tests of the true one must find wrong.
struct BrokenEnsemble: Sampler {
  enum Fault: CaseIterable, Codable {
    /// The one that must pass.
    case none
    /// Accepts with min(1, p(y)/p(x)): leaves out z^(D−1).
    case missingJacobian
    /// Moves all walkers at once, with partners from where all stood before.
    case allAtOnce
    /// Puts a coordinate that left the support at its edge 0.
    case clampedEdge
  }

  var fault: Fault
  var walkers = 6

  struct State: Sendable, Codable {
    var positions: [[Double]]
    var logDensities: [Double]
  }

  func walkerCount(dimension: Int) -> Int { walkers }

  func start(at walkers: [[Double]], on density: some LogDensity) -> State {
    State(positions: walkers, logDensities: walkers.map { point in density.logDensity(at: point.span) })
  }

  func step(_ state: inout State, on density: some LogDensity, using random: inout Random) -> Transition {
    let before = state.positions
    let half = walkers / 2
    var transition = Transition()
    for walker in 0..<walkers {
      let partner: [Double]
      if fault == .allAtOnce {
        partner = before[(walker + 1 + random.index(below: walkers - 1)) % walkers]
      } else {
        partner = state.positions[(walker < half ? half : 0) + random.index(below: half)]
      }
      let root = 1 + random.uniform()
      let z = root * root / 2
      var proposal = zip(partner, state.positions[walker]).map { $0 + z * ($1 - $0) }
      if fault == .clampedEdge { proposal = proposal.map { max(0, $0) } }
      let logDensity = density.logDensity(at: proposal.span)
      let logJacobian = fault == .missingJacobian ? 0 : Double(proposal.count - 1) * log(z)
      transition.proposed += 1
      if log(random.uniform()) < logJacobian + logDensity - state.logDensities[walker] {
        (state.positions[walker], state.logDensities[walker]) = (proposal, logDensity)
        transition.accepted += 1
      }
    }
    return transition
  }

  func positions(of state: State) -> [Double] { state.positions.flatMap(\.self) }

  func logDensities(of state: State) -> [Double] { state.logDensities }
}
