import Foundation
import Inference
import Physics

extension Problem {
  /// Where a valley parts the draws of a parameter, or of the log posterior, and chains do not tell how much lies on either
  /// side, in words; nil if there is no such valley.
  func partingInWords(of chains: Chains, threads: Int) -> String? {
    parallelMap(free.count + 1, threads: threads) { index -> String? in
      guard index < free.count else {
        return chains.unsettledParting(ofQuantity: chains.logDensities).map {
          words($0, "the log posterior", "")
        }
      }
      let scale = free[index].density.scale
      let quantity = Quantity.parameter(free[index].parameter)
      let values = chains.values(of: index)
      let cut = free[index].cycle.map { cycle in
        let place = cycle.emptiestPlace(of: values)
        return place...place + cycle.turn
      }
      guard
        let parting = chains.unsettledParting(ofQuantity: cut.map { values.map($0.wrapping) } ?? values)
      else { return nil }
      let place = free[index].cycle?.wrapping(parting.place) ?? parting.place
      return words(
        parting, quantity.name, String(format: "%.3g", scale.value(at: place)) + quantity.unitWithSpace)
    }.compactMap(\.self).first
  }

  private func words(_ parting: Parting, _ name: String, _ place: String) -> String {
    let share = String(format: "%.2g", 100 * parting.lightShare)
    let side = parting.isLightSideBelow ? "below" : "above"
    let where_ = place.isEmpty ? String(format: "%.4g", parting.place) : place
    let fact =
      parting.isRarelyCrossed
      ? "walkers went there \(parting.arrivals) times, fewer than \(Parting.fewestArrivals)"
      : "no ensemble ever left that side without a walker, as it should now and then"
    return
      "\(name): \(share) % of the draws lie \(side) \(where_), apart from the others, and \(fact); so how much of the posterior "
      + "lies there is not known"
  }
}

extension Quantity {
  fileprivate var unitWithSpace: String { unit.isEmpty ? "" : " \(unit)" }
}
