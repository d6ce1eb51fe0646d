import Glibc

/// The version of the program.
enum Version {
  static let current = "0.1.0"

  /// When and how large this build was made: two builds of one version are told apart by it.
  static let buildStamp: String = {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return "" }
    return "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_size)"
  }()
}
