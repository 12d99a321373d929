import CHDF5

extension NetCDF {
  /// The file: HDF5 with dimension scales, as the library of NetCDF, h5netcdf and xarray read it.
  ///
  /// Groups and variables keep their order, and no times are stored: the same contents are the same bytes.
  func bytes() throws(RunFolder.Problem) -> [UInt8] {
    try HDF5Library.use { () throws(RunFolder.Problem) in try HDF5Writer().bytes(of: self) }
  }
}

/// Writes a file in memory. To be used inside ``HDF5Library/use(_:)``.
private struct HDF5Writer {
  func bytes(of contents: NetCDF) throws(RunFolder.Problem) -> [UInt8] {
    let access = try made(H5Pcreate(CHDF5_FILE_ACCESS()), "properties")
    defer { H5Pclose(access) }
    try check(H5Pset_fapl_core(access, 1 << 20, false), "a file in memory")
    let creation = try properties(CHDF5_FILE_CREATE())
    defer { H5Pclose(creation) }
    // The library looks for a file of that name before it makes one in memory; there can be none.
    let file = try made(
      H5Fcreate("/dev/null/in-memory.nc", CHDF5_TRUNCATE(), creation, access), "a file in memory")
    defer { H5Fclose(file) }
    for group in contents.groups { try write(group, to: file) }
    try annotate(file, contents.attributes)

    try check(H5Fflush(file, H5F_SCOPE_GLOBAL), "the file's contents")
    let size = H5Fget_file_image(file, nil, 0)
    try check(size > 0 ? 0 : -1, "the file's contents")
    var bytes = [UInt8](repeating: 0, count: size)
    let copied = bytes.withUnsafeMutableBytes { H5Fget_file_image(file, $0.baseAddress, $0.count) }
    try check(copied == size ? 0 : -1, "the file's contents")
    return bytes
  }

  private func write(_ group: NetCDF.Group, to file: hid_t) throws(RunFolder.Problem) {
    let creation = try properties(CHDF5_GROUP_CREATE())
    defer { H5Pclose(creation) }
    let place = try made(H5Gcreate2(file, group.name, 0, creation, 0), "the group \(group.name)")
    defer { H5Gclose(place) }
    for dimension in group.dimensions { try write(dimension, to: place) }
    for variable in group.variables { try write(variable, of: group, to: place) }
    try annotate(place, group.attributes)
  }

  /// A dimension is a dataset of its coordinate that says of itself to be one.
  private func write(_ dimension: NetCDF.Dimension, to group: hid_t) throws(RunFolder.Problem) {
    let name = dimension.name
    let type: hid_t
    switch dimension.coordinate {
    case .numbered: type = try made(H5Tcopy(CHDF5_INT64()), "a type")
    case .named: type = try textType()
    }
    defer { H5Tclose(type) }
    let set = try dataset(name, shape: [dimension.coordinate.count], type: type, in: group)
    defer { H5Dclose(set) }
    let status =
      switch dimension.coordinate {
      case .numbered(let count):
        (0..<Int64(count)).map(\.self).withUnsafeBytes { H5Dwrite(set, type, 0, 0, 0, $0.baseAddress) }
      case .named(let names):
        withCStrings(names) { H5Dwrite(set, type, 0, 0, 0, $0) }
      }
    try check(status, "the coordinate \(name)")
    try check(H5DSset_scale(set, name), "the dimension \(name)")
  }

  /// A variable is a dataset with a dimension attached to each axis.
  private func write(
    _ variable: NetCDF.Variable, of group: NetCDF.Group, to place: hid_t
  ) throws(RunFolder.Problem) {
    let shape = variable.dimensions.map { name in
      group.dimensions.first { $0.name == name }?.coordinate.count ?? 0
    }
    precondition(variable.values.count == shape.reduce(1, *), "A variable has a number at every place")
    let set = try dataset(variable.name, shape: shape, type: CHDF5_FLOAT64(), in: place)
    defer { H5Dclose(set) }
    let status = variable.values.withUnsafeBytes {
      H5Dwrite(set, CHDF5_FLOAT64(), 0, 0, 0, $0.baseAddress)
    }
    try check(status, "the variable \(variable.name)")
    for (axis, name) in variable.dimensions.enumerated() {
      let scale = try made(H5Dopen2(place, name, 0), "the dimension \(name)")
      defer { H5Dclose(scale) }
      try check(H5DSattach_scale(set, scale, UInt32(axis)), "the dimension \(name) of \(variable.name)")
    }
    try annotate(set, variable.attributes)
  }

  private func dataset(
    _ name: String, shape: [Int], type: hid_t, in group: hid_t
  ) throws(RunFolder.Problem) -> hid_t {
    let space = try made(
      shape.map(hsize_t.init).withUnsafeBufferPointer {
        H5Screate_simple(Int32($0.count), $0.baseAddress, nil)
      },
      "the shape of \(name)")
    defer { H5Sclose(space) }
    let creation = try made(H5Pcreate(CHDF5_DATASET_CREATE()), "properties")
    defer { H5Pclose(creation) }
    try check(H5Pset_obj_track_times(creation, false), "a dataset without times")
    return try made(H5Dcreate2(group, name, type, space, 0, creation, 0), "the dataset \(name)")
  }

  private func annotate(
    _ object: hid_t, _ attributes: [(name: String, value: NetCDF.Attribute)]
  ) throws(RunFolder.Problem) {
    for (name, value) in attributes {
      switch value {
      case .text(let text):
        let type = try textType()
        defer { H5Tclose(type) }
        try annotate(object, name, type: type, count: nil) { attribute in
          withCStrings([text]) { H5Awrite(attribute, type, $0) }
        }
      case .texts(let texts):
        let type = try textType()
        defer { H5Tclose(type) }
        try annotate(object, name, type: type, count: texts.count) { attribute in
          withCStrings(texts) { H5Awrite(attribute, type, $0) }
        }
      case .number(let number):
        try annotate(object, name, type: CHDF5_FLOAT64(), count: nil) { attribute in
          withUnsafeBytes(of: number) { H5Awrite(attribute, CHDF5_FLOAT64(), $0.baseAddress) }
        }
      case .count(let count):
        try annotate(object, name, type: CHDF5_INT64(), count: nil) { attribute in
          withUnsafeBytes(of: Int64(count)) { H5Awrite(attribute, CHDF5_INT64(), $0.baseAddress) }
        }
      }
    }
  }

  /// An attribute that is one value, or, with a count, a list.
  private func annotate(
    _ object: hid_t, _ name: String, type: hid_t, count: Int?, write: (hid_t) -> herr_t
  ) throws(RunFolder.Problem) {
    let space =
      if let count {
        withUnsafePointer(to: hsize_t(count)) { H5Screate_simple(1, $0, nil) }
      } else {
        H5Screate(H5S_SCALAR)
      }
    _ = try made(space, "the attribute \(name)")
    defer { H5Sclose(space) }
    let attribute = try made(H5Acreate2(object, name, type, space, 0, 0), "the attribute \(name)")
    defer { H5Aclose(attribute) }
    try check(write(attribute), "the attribute \(name)")
  }

  /// Text of any length in UTF-8.
  private func textType() throws(RunFolder.Problem) -> hid_t {
    let type = try made(H5Tcopy(CHDF5_C_STRING()), "a type of text")
    try check(H5Tset_size(type, -1), "a type of text")
    try check(H5Tset_cset(type, H5T_CSET_UTF8), "a type of text")
    return type
  }

  /// Properties of a file or group: in the order of creation, without times.
  private func properties(_ kind: hid_t) throws(RunFolder.Problem) -> hid_t {
    let properties = try made(H5Pcreate(kind), "properties")
    try check(H5Pset_link_creation_order(properties, CHDF5_CREATION_ORDER()), "an order of creation")
    try check(H5Pset_obj_track_times(properties, false), "a group without times")
    return properties
  }

  /// Calls `body` with an array of pointers to the texts.
  private func withCStrings(_ texts: [String], _ body: (UnsafeRawPointer?) -> herr_t) -> herr_t {
    let copies = texts.map { text in
      let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: text.utf8.count + 1)
      for (index, byte) in text.utf8.enumerated() { bytes[index] = CChar(bitPattern: byte) }
      bytes[text.utf8.count] = 0
      return UnsafePointer(bytes)
    }
    defer { for copy in copies { copy.deallocate() } }
    return copies.withUnsafeBytes { body($0.baseAddress) }
  }

  /// What a call of the library made, or what it could not make.
  private func made(_ id: hid_t, _ what: String) throws(RunFolder.Problem) -> hid_t {
    try check(id < 0 ? -1 : 0, what)
    return id
  }

  private func check(_ status: herr_t, _ what: String) throws(RunFolder.Problem) {
    guard status < 0 else { return }
    throw RunFolder.Problem(description: "the HDF5 library could not make \(what)")
  }
}
