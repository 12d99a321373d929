import CHDF5
import Synchronization

/// The one HDF5 library of the process, which lets in one thread at a time.
package enum HDF5Library {
  private static let door = Mutex(())

  /// Does something with the library while no other thread does. What fails there prints nothing.
  package static func use<Result: Sendable, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let result = door.withLock { _ -> Swift.Result<Result, Failure> in
      _ = H5open()
      _ = CHDF5_BE_SILENT()
      do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
