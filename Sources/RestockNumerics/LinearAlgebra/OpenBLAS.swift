internal import COpenBLAS

/// The type of every LAPACK integer argument (LP64).
typealias LAPACKInteger = restock_lapack_int

/// Holds OpenBLAS to one thread: we parallelise over series, and its own threads on small matrices
/// are many times slower (OpenBLAS issue 4387). Touched before every call into LAPACK.
let openBLASIsSingleThreaded: Bool = {
  openblas_set_num_threads(1)
  // After it: setting a number starts the threads again.
  _ = blas_thread_shutdown_()
  return true
}()

/// The linear algebra underneath, as a process has it.
public enum LinearAlgebra {
  /// Ends the threads that OpenBLAS starts when it is loaded, which spin for a tenth of a second in wait
  /// of work that we never give them: 0.07 s of processor time in every run of a command.
  public static func endIdleThreads() { _ = openBLASIsSingleThreaded }
}

/// Stops on `info < 0`, which means an illegal argument: our bug, not the data's.
func requireLegalArguments(_ info: LAPACKInteger, _ routine: StaticString) {
  precondition(info >= 0, "\(routine): illegal argument \(-info)")
}
