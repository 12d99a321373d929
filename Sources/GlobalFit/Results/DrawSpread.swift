/// How draws are spread, as far as their smoothing has to know.
struct DrawSpread {
  /// Where the draws end at once rather than fade out, as predictions do at the edges of what the priors allow; nil where they fade
  /// out.
  let lowerEdge: Double?
  /// The same at the other end.
  let upperEdge: Double?
  /// Half the distance between the quantiles at 15.9 and 84.1 %.
  let deviation: Double
  /// The place of each draw among all in order of their values.
  let ranks: [Double]

  /// The spread of draws with these weights; without any if all count the same.
  init(_ values: [Double], weights: [Double]?) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    for (rank, place) in order.enumerated() { ranks[place] = Double(rank) }
    self.ranks = ranks
    let total = weights?.reduce(0, +) ?? Double(values.count)
    guard let first = order.first, let last = order.last, values[last] > values[first] else {
      (lowerEdge, upperEdge, deviation) = (nil, nil, 0)
      return
    }
    let (least, most) = (values[first], values[last])
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
    deviation = (quantile(0.841) - quantile(0.159)) / 2
  }
}
