/// The tail of the logarithm's series, Σ_{k=0}^{terms−1} (−x)^k/(k + first), for |x| well below one.
///
/// ln(1 + x) = x Σ (−x)^k/(k + 1); what remains of it after some terms are taken off is this sum with `first`
/// above one, to full relative precision where the subtraction would have none left.
@inline(__always)
func alternatingTail(_ x: Double, from first: Int, terms: Int) -> Double {
  var sum = 0.0
  for k in (0..<terms).reversed() { sum = 1 / Double(k + first) - x * sum }
  return sum
}
