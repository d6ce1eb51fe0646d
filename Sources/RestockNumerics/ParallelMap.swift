internal import Glibc
internal import Synchronization

/// Applies `body` to 0..<count on up to `threads` threads; the results are in the order of the
/// indices, whatever the number of threads.
///
/// The threads are started and joined within the call, so that a forked worker may use it. Starting
/// one costs about 75 microseconds.
///
/// - Parameters:
///   - count: The number of items, at least 0.
///   - threads: At most this many threads, the caller's included; 1 runs on the caller's alone.
///   - chunk: Items taken at a time.
///   - body: Computes one item's result; it runs on several threads at once.
/// - Returns: `count` results.
public func parallelMap<Output: Sendable>(
  count: Int, threads: Int, chunk: Int = 64, _ body: @Sendable (Int) -> Output
) -> [Output] {
  precondition(count >= 0 && chunk > 0, "count \(count), chunk \(chunk)")
  let next = Atomic(0)
  let parts = Mutex([Int: [Output]]())
  withoutActuallyEscaping(body) { body in
    onThreads(min(threads, (count + chunk - 1) / chunk)) {
      while true {
        let start = next.wrappingAdd(chunk, ordering: .relaxed).oldValue
        guard start < count else { return }
        let part = (start..<min(start + chunk, count)).map(body)
        parts.withLock { $0[start] = part }
      }
    }
  }
  return parts.withLock { parts in
    var results: [Output] = []
    results.reserveCapacity(count)
    for start in stride(from: 0, to: count, by: chunk) {
      results.append(contentsOf: parts.removeValue(forKey: start) ?? [])
    }
    return results
  }
}

private final class Job: Sendable {
  let work: @Sendable () -> Void
  init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

private func onThreads(_ count: Int, _ work: @escaping @Sendable () -> Void) {
  let job = Unmanaged.passRetained(Job(work))
  defer { job.release() }
  var started: [pthread_t] = []
  for _ in 1..<max(2, count) where count > 1 {
    var thread = pthread_t()
    let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
      if let argument { Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue().work() }
      return nil
    }
    // Where no thread can be had, those that run do the work.
    if pthread_create(&thread, nil, run, job.toOpaque()) != 0 { break }
    started.append(thread)
  }
  work()
  for thread in started { pthread_join(thread, nil) }
}
