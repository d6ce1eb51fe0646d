import Glibc

/// The time that has passed and the processor time that was used.
enum Clock {
  /// Seconds on a clock that only goes forward.
  static var wallSeconds: Double { seconds(CLOCK_MONOTONIC) }

  /// Processor seconds used by all threads of the process.
  static var processorSeconds: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

  /// The largest resident memory so far, in bytes.
  static var peakMemory: Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage.ru_maxrss * 1024
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
