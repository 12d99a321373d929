#include <mpi.h>
#include <stddef.h>
#include <stdint.h>

// MPI's handles are macros, which Swift does not see: what is needed of them stands here.

/// Starts MPI; only the calling thread calls it afterwards. 0 if it could.
static inline int mutau_mpi_start(int *rank, int *count) {
  int provided = 0;
  if (MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided) != MPI_SUCCESS) return 1;
  MPI_Comm_rank(MPI_COMM_WORLD, rank);
  MPI_Comm_size(MPI_COMM_WORLD, count);
  return provided < MPI_THREAD_FUNNELED;
}

static inline void mutau_mpi_finish(void) { MPI_Finalize(); }

static inline void mutau_mpi_abort(int code) { MPI_Abort(MPI_COMM_WORLD, code); }

/// The sizes of what every rank has to say.
static inline void mutau_mpi_sizes(uint64_t own, uint64_t *all) {
  MPI_Allgather(&own, 1, MPI_UINT64_T, all, 1, MPI_UINT64_T, MPI_COMM_WORLD);
}

/// What one rank says, told to all; in pieces, since MPI counts bytes by int.
static inline void mutau_mpi_tell(void *bytes, uint64_t size, int rank) {
  const uint64_t piece = 1u << 30;
  for (uint64_t first = 0; first < size; first += piece) {
    const uint64_t length = size - first < piece ? size - first : piece;
    MPI_Bcast((char *)bytes + first, (int)length, MPI_BYTE, rank, MPI_COMM_WORLD);
  }
}
