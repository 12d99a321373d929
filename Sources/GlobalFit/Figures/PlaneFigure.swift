import Physics

/// A figure of regions and lines in the plane of two parameters, as a fit file describes it.
///
/// Every region and line is a level set of something that the program computes at each point: a prediction, the pull or χ² of inputs,
/// or the largest value that something may have. Nothing is profiled: parameters that are neither an axis nor varied
/// have fixed values.
public struct PlaneFigure: Sendable {
  /// The stem of its files.
  public let name: String
  /// The sentence below it; empty for none.
  public let caption: String
  /// The horizontal axis.
  public let horizontal: PlaneAxis
  /// The vertical axis.
  public let vertical: PlaneAxis
  /// Values of other parameters, where they are not those of the fit.
  public let values: [Parameter: Double]
  /// The panels side by side; one without a title where the file names none.
  public let panels: [PlanePanel]
  /// What is drawn in each panel, bottom first.
  public let layers: [PlaneLayer]
  /// Every title and label, as it is written.
  public let texts: [PlaneText]
  let place: InputError.Place
}

/// An axis of a ``PlaneFigure``.
public struct PlaneAxis: Sendable, Equatable {
  /// What runs along it.
  public let parameter: Parameter
  /// From where to where, in the parameter's unit.
  public let range: ClosedRange<Double>
  /// Whether equal factors have equal lengths.
  public let isLogarithmic: Bool
}

/// A panel of a ``PlaneFigure``: the same layers with something changed.
public struct PlanePanel: Sendable {
  /// Above it; nil for none.
  public let title: String?
  /// Which equations it takes as printed; nil for the fit's choice.
  public let printedEquations: Formulas.PrintedEquations?
  /// Values of parameters in it, before those of the figure.
  public let values: [Parameter: Double]
}

/// A region or lines in a ``PlaneFigure``.
public struct PlaneLayer: Sendable {
  /// What is drawn.
  public enum Content: Sendable {
    /// Where all conditions hold.
    case region([PlaneCondition])
    /// Where something has these values; each line with words on it, if there are any.
    case lines(PlaneField, [(level: Double, label: String)])
  }

  /// What is drawn.
  public let content: Content
  /// What it is called in words, for those who do not see it; nil leaves that to the label.
  public let name: String?
  /// What it is called in the figure; nil for no label.
  public let label: String?
  /// Where the label stands, in the parameters' units; nil puts it into a key.
  public let labelPlace: (x: Double, y: Double)?
  /// The point that its words run towards; nil for level ones.
  public let labelDirection: (x: Double, y: Double)?
  /// How it is drawn.
  public let style: PlaneStyle
  let place: InputError.Place
}

/// Words of a figure in which formulas stand between dollar signs, with their place in the file.
public struct PlaneText: Sendable {
  /// As they are written.
  public let words: String
  let place: InputError.Place

  /// A mistake in these words.
  public func failure(_ problem: String) -> InputError { place.failure(problem) }
}

/// How a layer is drawn; nil leaves it to the process whose data it shows.
public struct PlaneStyle: Sendable, Equatable {
  /// The colour.
  public var colour: PlaneColour?
  /// From 0, not seen, to 1, which hides what is below.
  public var opacity: Double?
  /// How lines are broken.
  public var dash: PlaneDash
  /// Whether a region has a line around it.
  public var hasOutline: Bool
}

/// The colours of figures, all to be told apart by everybody.
public enum PlaneColour: String, CaseIterable, Sendable {
  case black, blue, green, orange, vermilion, purple, yellow, grey, white
  case skyBlue = "sky-blue"
  case lightGrey = "light-grey"
  case darkGrey = "dark-grey"
}

/// How lines of figures are broken.
public enum PlaneDash: String, CaseIterable, Sendable {
  case solid, dashed, dotted
  case dashDotted = "dash-dotted"
}

/// Something that has a value at every point of the plane.
public indirect enum PlaneField: Sendable {
  /// A prediction, in its unit.
  case observable(Observable)
  /// A parameter, in its unit.
  case parameter(Parameter)
  /// (measured − predicted)/σ of an input that measures one number.
  case pull(ConstraintReference)
  /// χ² of inputs together, 0 at the best value of each.
  case chiSquared([ConstraintReference])
  /// The same above its smallest value in the plane.
  case deltaChiSquared([ConstraintReference])
  /// The largest value of something while a parameter varies and all conditions hold; not a number where they never do.
  case largest(PlaneField, PlaneVariation)
}

/// A parameter that runs over a range at every point of the plane, and what must hold.
public struct PlaneVariation: Sendable {
  /// The parameter that varies.
  public let parameter: Parameter
  /// From where to where, in its unit.
  public let range: ClosedRange<Double>
  /// What must hold, all of it.
  public let conditions: [PlaneCondition]
}

/// Something that holds at some points of the plane.
public indirect enum PlaneCondition: Sendable {
  /// A field lies in a range, ends included; either end can be infinite.
  case field(PlaneField, ClosedRange<Double>)
  /// Whatever the value of a parameter, the conditions do not hold.
  case nowhere(PlaneVariation)
}

extension PlaneField {
  /// The inputs whose data it shows.
  public var inputs: [String] {
    switch self {
    case .observable, .parameter: []
    case .pull(let input): [input.name]
    case .chiSquared(let inputs), .deltaChiSquared(let inputs): inputs.map(\.name)
    case .largest(let field, let variation): field.inputs + variation.conditions.flatMap(\.inputs)
    }
  }
}

extension PlaneCondition {
  /// The inputs whose data it shows.
  public var inputs: [String] {
    switch self {
    case .field(let field, _): field.inputs
    case .nowhere(let variation): variation.conditions.flatMap(\.inputs)
    }
  }
}

extension PlaneField {
  /// Whether it is a rise of χ², in itself or in what it depends on.
  fileprivate var isRise: Bool {
    switch self {
    case .deltaChiSquared: true
    case .largest(let field, let variation): field.isRise || variation.conditions.contains(where: \.isOnRise)
    case .observable, .parameter, .pull, .chiSquared: false
    }
  }
}

extension PlaneCondition {
  fileprivate var isOnRise: Bool {
    switch self {
    case .field(let field, _): field.isRise
    case .nowhere(let variation): variation.conditions.contains(where: \.isOnRise)
    }
  }
}

extension PlaneFigure {
  /// Whether anything that is drawn depends on how far χ² rises above its smallest value in the plane.
  public var showsRises: Bool {
    layers.contains { layer in
      switch layer.content {
      case .region(let conditions): conditions.contains(where: \.isOnRise)
      case .lines(let field, _): field.isRise
      }
    }
  }
}

extension PlaneLayer {
  /// The inputs whose data it shows.
  public var inputs: [String] {
    switch content {
    case .region(let conditions): conditions.flatMap(\.inputs)
    case .lines(let field, _): field.inputs
    }
  }
}
