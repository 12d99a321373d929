/// A function that is smooth but for creases: a smooth part, and terms h(q) of smooth quantities q that have corners and
/// ends.
///
/// A crease is the surface on which a quantity equals a corner of its term: there the gradient jumps. The end of a term's
/// support is a crease of which only one side is defined.
public struct CreasedFunction: Sendable {
  /// What is smooth everywhere.
  public let smooth: any DifferentiableFunction
  /// What is not.
  public let terms: [CreasedTerm]

  /// The sum of a smooth function and of terms with creases, all of points of one dimension.
  public init(smooth: any DifferentiableFunction, terms: [CreasedTerm]) {
    self.smooth = smooth
    self.terms = terms
  }
}
