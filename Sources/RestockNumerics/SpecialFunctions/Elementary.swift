internal import Glibc

extension Double {
  /// The natural logarithm.
  @_transparent package var logarithm: Double { Glibc.log(self) }
}
