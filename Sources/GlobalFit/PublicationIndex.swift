/// Which names of publications belong together, because some record has both: a key on INSPIRE and the e-print of it.
struct PublicationIndex {
  /// The one name that stands for all that belong together.
  private var first: [Publication.Name: Publication.Name] = [:]

  /// An index of everything that these records say of their publications.
  init(_ publications: some Sequence<Publication>) {
    for publication in publications {
      let names = publication.names.filter(\.isOfOnePublication)
      for (one, other) in zip(names, names.dropFirst()) {
        let (root, joined) = (root(of: one), root(of: other))
        if root != joined { first[joined] = root }
      }
    }
  }

  private func root(of name: Publication.Name) -> Publication.Name {
    var name = name
    while let next = first[name] { name = next }
    return name
  }

  /// A name of the second publication that is one of the first; nil if they are two.
  func commonName(of one: Publication, and other: Publication) -> Publication.Name? {
    let roots = Set(one.names.map(root))
    return other.names.first { roots.contains(root(of: $0)) }
  }
}
