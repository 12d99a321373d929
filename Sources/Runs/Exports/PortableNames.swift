/// A name of letters, digits and underscores of ASCII alone, for a file: `R_K*[1.1,6]` becomes `R_Kstar_1_1_6_`.
public func portableName(_ name: String) -> String { PortableNames.portable(name) }

/// Names of columns that every reader takes: of letters, digits and underscores of ASCII, not beginning with a digit, none
/// twice, and none that means something to a reader.
///
/// GetDist refuses blanks, `*` and `?`; Cobaya wants what Python takes for a variable's name, and its own columns begin
/// with `chi2` and `minuslogprior`; HDF5 takes `/` for a folder.
struct PortableNames {
  /// The portable names, in the order of the original ones.
  let names: [String]

  init(_ originals: [String]) {
    var taken = Set<String>()
    // What need not change does not, whatever comes before it.
    let stays = originals.map { name in
      Self.portable(name) == name && !Self.isReserved(name) && taken.insert(name).inserted
    }
    names = zip(originals, stays).map { original, stays in
      if stays { return original }
      let plain = Self.portable(original)
      let base = Self.beginsLikeCobayas(plain) ? "p_" + plain : plain
      var name = Self.isReserved(base) ? base + "_" : base
      var number = 2
      while Self.isReserved(name) || !taken.insert(name).inserted {
        name = "\(base)_\(number)"
        number += 1
      }
      return name
    }
  }

  /// The name with every run of other characters as one underscore, and a prime and a star as the words.
  fileprivate static func portable(_ name: String) -> String {
    var result = ""
    var isRun = false
    for scalar in name.unicodeScalars {
      let word: String? =
        switch scalar {
        case "'", "′": "prime"
        case "*": "star"
        default: nil
        }
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if let word {
        result += word
      } else if isPlain || scalar == "_" {
        result.unicodeScalars.append(scalar)
      } else if !isRun {
        result += "_"
      }
      isRun = word == nil && !isPlain && scalar != "_"
    }
    guard let first = result.unicodeScalars.first else { return "_" }
    return first.properties.numericType == nil ? result : "p" + result
  }

  private static func isReserved(_ name: String) -> Bool {
    reserved.contains(name) || beginsLikeCobayas(name)
  }

  /// Whether a column of this name is one of the terms that Cobaya adds up.
  private static func beginsLikeCobayas(_ name: String) -> Bool {
    name.hasPrefix("chi2__") || name.hasPrefix("minuslogprior__")
  }

  /// Columns of Cobaya, dimensions of ArviZ, and the words of Python.
  private static let reserved: Set<String> = [
    "weight", "minuslogpost", "minuslogprior", "chi2", "prior",
    "chain", "draw", "sample", "pred_id", "measurement",
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
  ]
}
