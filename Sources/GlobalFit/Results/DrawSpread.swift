/// How draws are spread, as far as their smoothing has to know.
struct DrawSpread {
  /// Where the draws end at once rather than fade out, as predictions do at the edges of what the priors allow; nil where they fade
  /// out.
  let lowerEdge: Double?
  /// The same at the other end.
  let upperEdge: Double?
  /// Whether nearly all lie at the lowest value there is, compared with how far the others reach.
  let isSpiky: Bool
  /// Above which value only few draws lie, far from such a spike: with them in one picture the spike could not be seen. Infinite
  /// without one.
  let highest: Double
  /// No smoothing may be wider than a part of what is left; infinite without a spike.
  var largestBandwidth: Double { 0.01 * highest }

  /// The spread of draws with these weights; without any if all count the same.
  init(_ values: [Double], weights: [Double]?) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    let total = weights?.reduce(0, +) ?? Double(values.count)
    guard let first = order.first, let final = order.last, values[final] > values[first] else {
      (lowerEdge, upperEdge, isSpiky, highest) = (nil, nil, false, .infinity)
      return
    }
    let (least, most) = (values[first], values[final])
    func quantile(_ probability: Double) -> Double {
      var below = 0.0
      for place in order {
        below += (weights?[place] ?? 1) / total
        if below >= probability { return values[place] }
      }
      return most
    }
    /// The part of the posterior in draws that satisfy something.
    func part(where holds: (Double) -> Bool) -> Double {
      var sum = 0.0
      for place in values.indices where holds(values[place]) { sum += weights?[place] ?? 1 }
      return sum / total
    }
    // A density that ends at once is not much lower at its end than on average; one that fades out is nothing there.
    let hundredth = 0.01 * (quantile(0.977) - quantile(0.023))
    lowerEdge = part { $0 < least + hundredth } > 0.003 ? least : nil
    upperEdge = part { $0 > most - hundredth } > 0.003 ? most : nil
    let nearlyAll = quantile(0.995)
    isSpiky = least == 0 && nearlyAll > 0 && quantile(0.841) < 0.02 * most
    highest = isSpiky ? nearlyAll : .infinity
  }
}
