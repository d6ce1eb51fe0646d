internal import Glibc

extension Double {
  /// The natural logarithm.
  @_transparent package var logarithm: Double { Glibc.log(self) }

  /// e to this power.
  @_transparent package var exponential: Double { Glibc.exp(self) }

  /// The cosine of this angle, in radians.
  @_transparent package var cosine: Double { Glibc.cos(self) }

  /// The sine of this angle, in radians.
  @_transparent package var sine: Double { Glibc.sin(self) }
}
