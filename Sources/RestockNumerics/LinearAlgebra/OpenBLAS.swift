internal import COpenBLAS

/// The type of every LAPACK integer argument (LP64).
typealias LAPACKInteger = restock_lapack_int

/// Holds OpenBLAS to one thread: we parallelise over series, and its own threads on small matrices
/// are many times slower (OpenBLAS issue 4387). Touched before every call into LAPACK.
let openBLASIsSingleThreaded: Bool = {
  openblas_set_num_threads(1)
  return true
}()

/// Stops on `info < 0`, which means an illegal argument: our bug, not the data's.
func requireLegalArguments(_ info: LAPACKInteger, _ routine: StaticString) {
  precondition(info >= 0, "\(routine): illegal argument \(-info)")
}
