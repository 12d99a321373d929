extension String {
  /// The text as one word of a shell's command, in quotes where it needs them: names may come from a run that somebody else made.
  var shellWord: String {
    let isPlain =
      !isEmpty && first != "-"
      && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./,+=:@%".contains($0)) }
    return isPlain ? self : "'\(replacing("'", with: #"'\''"#))'"
  }
}
