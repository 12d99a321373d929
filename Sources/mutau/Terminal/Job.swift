import Foundation
import Inference

#if MPI
  import CMPI
#endif

/// The job that this process belongs to: several ranks under MPI, or this process alone.
enum Job {
  /// The ranks; nil of a process alone, and of a program built without MPI.
  static let ranks: Ranks? = start()

  /// What is said of it beside the version.
  static var remark: String {
    #if MPI
      " (MPI)"
    #else
      ""
    #endif
  }

  /// Whether this process prints and writes.
  static var isFirst: Bool { (ranks?.rank ?? 0) == 0 }

  private static func start() -> Ranks? {
    #if MPI
      // started by hand, and not by mpirun, it is a process like any other
      let names = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMIX_RANK", "SLURM_STEP_NUM_TASKS"]
      guard names.contains(where: { ProcessInfo.processInfo.environment[$0] != nil }) else { return nil }
      var (rank, count): (Int32, Int32) = (0, 1)
      guard mutau_mpi_start(&rank, &count) == 0 else { return nil }
      let (own, size) = (Int(rank), Int(count))
      return Ranks(rank: own, count: size) { said in
        var sizes = [UInt64](repeating: 0, count: size)
        mutau_mpi_sizes(UInt64(said.count), &sizes)
        return (0..<size).map { speaker in
          var bytes = speaker == own ? said : Data(count: Int(sizes[speaker]))
          bytes.withUnsafeMutableBytes { mutau_mpi_tell($0.baseAddress, sizes[speaker], Int32(speaker)) }
          return bytes
        }
      }
    #else
      nil
    #endif
  }

  /// Ends the process. If the rank failed the others are not waited for: they may wait for this one.
  static func end(_ code: Int32) -> Never {
    #if MPI
      if ranks != nil {
        if code == 0 {
          mutau_mpi_finish()
        } else {
          // what all ranks found wrong the first one says, and ends them
          if !isFirst { sleep(2) }
          mutau_mpi_abort(code)
        }
      }
    #endif
    Foundation.exit(code)
  }
}
