import CHDF5
import Runs

/// Reads an HDF5 file by the library's own functions, for tests.
struct HDF5Reader {
  let path: String

  /// The names of the links in a group, in the order of creation.
  func names(in group: String = "/") throws -> [String] {
    try with(group) { place in
      var info = H5G_info_t()
      try check(H5Gget_info(place, &info))
      return try (0..<info.nlinks).map { index in
        var name = [CChar](repeating: 0, count: 256)
        let length = H5Lget_name_by_idx(
          place, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, index, &name, name.count, 0)
        try check(length < 0 ? -1 : 0)
        return String(decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
  }

  /// The shape and numbers of a dataset of doubles.
  func doubles(_ dataset: String) throws -> (shape: [Int], values: [Double]) {
    try with(dataset) { set in
      let shape = try shape(of: set)
      var values = [Double](repeating: -1, count: shape.reduce(1, *))
      try check(H5Dread(set, CHDF5_FLOAT64(), 0, 0, 0, &values))
      return (shape, values)
    }
  }

  /// The numbers of a dataset of integers.
  func integers(_ dataset: String) throws -> [Int64] {
    try with(dataset) { set in
      var values = [Int64](repeating: -1, count: try shape(of: set).reduce(1, *))
      try check(H5Dread(set, CHDF5_INT64(), 0, 0, 0, &values))
      return values
    }
  }

  /// The texts of a dataset.
  func texts(_ dataset: String) throws -> [String] {
    try with(dataset) { set in
      let type = H5Dget_type(set)
      defer { H5Tclose(type) }
      var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: try shape(of: set).reduce(1, *))
      try check(H5Dread(set, type, 0, 0, 0, &pointers))
      return pointers.compactMap { $0.map { String(cString: $0) } }
    }
  }

  /// The names of the dimensions attached to a variable's axes; nil where there is none.
  func dimensions(of dataset: String) throws -> [String?] {
    try with(dataset) { set in
      try shape(of: set).indices.map { axis in
        for candidate in ["chain", "draw", "measurement"] {
          let group = dataset.split(separator: "/")[0]
          guard let attached = try? with("\(group)/\(candidate)", { H5DSis_attached(set, $0, UInt32(axis)) }),
            attached > 0
          else { continue }
          return candidate
        }
        return nil
      }
    }
  }

  /// An attribute that is a number, of a group or dataset.
  func number(_ name: String, of object: String) throws -> Double {
    try withAttribute(name, of: object) { attribute in
      var value = Double.nan
      try check(H5Aread(attribute, CHDF5_FLOAT64(), &value))
      return value
    }
  }

  /// An attribute that is text, of a group or dataset.
  func text(_ name: String, of object: String) throws -> String {
    try withAttribute(name, of: object) { attribute in
      let type = H5Aget_type(attribute)
      defer { H5Tclose(type) }
      var pointer: UnsafeMutablePointer<CChar>?
      try check(H5Aread(attribute, type, &pointer))
      return pointer.map { String(cString: $0) } ?? ""
    }
  }

  /// Whether an object has an attribute.
  func has(_ name: String, of object: String) throws -> Bool { try with(object) { H5Aexists($0, name) > 0 } }

  struct Failed: Error {}

  private func withAttribute<Value>(
    _ name: String, of object: String, _ body: (hid_t) throws -> Value
  ) throws -> Value {
    try with(object) { place in
      let attribute = H5Aopen(place, name, 0)
      try check(attribute < 0 ? -1 : 0)
      defer { H5Aclose(attribute) }
      return try body(attribute)
    }
  }

  private func with<Value>(_ object: String, _ body: (hid_t) throws -> Value) throws -> Value {
    let file = H5Fopen(path, CHDF5_READ_ONLY(), 0)
    try check(file < 0 ? -1 : 0)
    defer { H5Fclose(file) }
    let place = H5Oopen(file, object, 0)
    try check(place < 0 ? -1 : 0)
    defer { H5Oclose(place) }
    return try body(place)
  }

  private func shape(of dataset: hid_t) throws -> [Int] {
    let space = H5Dget_space(dataset)
    defer { H5Sclose(space) }
    var shape = [hsize_t](repeating: 0, count: Int(H5Sget_simple_extent_ndims(space)))
    try check(H5Sget_simple_extent_dims(space, &shape, nil))
    return shape.map(Int.init)
  }

  private func check(_ status: herr_t) throws { if status < 0 { throw Failed() } }
}
