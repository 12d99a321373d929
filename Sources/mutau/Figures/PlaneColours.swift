import Figures
import GlobalFit

extension Colour {
  /// The colour of a line around a region of this colour: greys darker, as they would be lost on tinted ground.
  var ofOutlines: Colour { self == .grey || self == .lightGrey ? Colour(0x4D4D4D) : self }
}

extension PlaneColour {
  /// The colour as figures draw it.
  var colour: Colour {
    switch self {
    case .black: .black
    case .blue: .blue
    case .green: .green
    case .orange: .orange
    case .vermilion: .vermilion
    case .purple: .purple
    case .yellow: .yellow
    case .grey: .grey
    case .white: Colour(0xFFFFFF)
    case .skyBlue: .skyBlue
    case .lightGrey: .lightGrey
    case .darkGrey: .darkGrey
    }
  }
}

extension PlaneDash {
  /// The dash as figures draw it.
  var dash: Stroke.Dash {
    switch self {
    case .solid: .solid
    case .dashed: .dashed
    case .dotted: .dotted
    case .dashDotted: .dashDotted
    }
  }
}
