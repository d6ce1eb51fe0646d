internal import Glibc

extension Double {
  /// The natural logarithm.
  @_transparent package var logarithm: Double { Glibc.log(self) }

  /// e to this power.
  @_transparent package var exponential: Double { Glibc.exp(self) }
}
