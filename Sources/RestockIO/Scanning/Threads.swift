internal import Glibc
internal import Synchronization

/// Runs `body` for 0..<count, each on a thread of its own (the first on the caller's), and waits for
/// all. Where no thread can be had, the caller does the work.
func runOnThreads(_ count: Int, _ body: @Sendable (Int) -> Void) {
  withoutActuallyEscaping(body) { body in
    let job = Unmanaged.passRetained(Job(body))
    defer { job.release() }
    var started: [pthread_t] = []
    for _ in 1..<max(2, count) where count > 1 {
      var thread = pthread_t()
      let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        if let argument { Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue().work() }
        return nil
      }
      if pthread_create(&thread, nil, run, job.toOpaque()) != 0 { break }
      started.append(thread)
    }
    for _ in started.count..<count { job.takeUnretainedValue().work() }
    for thread in started { pthread_join(thread, nil) }
  }
}

/// Hands out the numbers 0, 1, 2, ... of the pieces of work.
private final class Job: Sendable {
  private let body: @Sendable (Int) -> Void
  private let next = Atomic(0)

  init(_ body: @escaping @Sendable (Int) -> Void) { self.body = body }

  func work() { body(next.wrappingAdd(1, ordering: .relaxed).oldValue) }
}
