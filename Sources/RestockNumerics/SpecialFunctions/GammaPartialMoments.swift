internal import Glibc

/// What lies on either side of x of a gamma distributed G of shape a and scale 1, each side
/// accurate where it is small.
///
/// By order 0, 1, 2: the probability, the first-order loss and the second-order loss,
///
///     upper = P(G > x),  E[(G - x)+],  E[((G - x)+)^2] / 2
///     lower = P(G <= x), E[(x - G)+],  E[((x - G)+)^2] / 2
///
/// The k-th arrival of a Poisson process is gamma distributed, so the same numbers at a = k and
/// x = mean are those of a Poisson count: `lower` its P(X >= k), E[(X - k)+] and
/// E[(X - k)+ (X - k - 1)+] / 2, `upper` those below.
///
/// Source: DLMF 8.11.4 and 13.4.1 (series, positive terms: the lower side is
/// x^(a+n) e^-x M(n + 1, a + n + 1, x) / Gamma(a + n + 1)); DLMF 8.9.2 (continued fraction, from
/// which the upper side follows without cancellation by the recurrence
/// I(n+1) = (n + a - x) I(n) + n x I(n-1)); near x = a for large a Temme (1979), The asymptotic
/// expansion of the incomplete gamma functions, doi:10.1137/0510071, DLMF 8.12.
struct GammaPartialMoments {
  private let a: Double
  private let x: Double
  /// x^a e^-x / Gamma(a).
  let density: Double
  private let region: Region

  private enum Region {
    case series
    /// With the first two denominators of the continued fraction and its rest.
    case fraction(outer: Double, inner: Double, innerDenominator: Double, rest: Double)
    case asymptotic(lower: Double, upper: Double)
  }

  /// The moments at `x` >= 0, finite, for shape `a` > 0.
  init(a: Double, x: Double) {
    self.a = a
    self.x = x
    density = x > 0 ? exp(logGammaDensityTerm(a: a, x: x)) : 0
    let offset = x - a
    let isNear = abs(offset) < 4 * a.squareRoot()
    if a >= 200 && (isNear || a > 1e5 && offset < 0 && offset > -0.1 * a) {
      let tails = temmeTails(a: a, x: x, density: density)
      region = .asymptotic(lower: tails.lower, upper: tails.upper)
    } else if x < a + 1 {
      region = .series
    } else {
      let rest = continuedFractionRest(a: a, x: x)
      let inner = x + 3 - a - rest
      let first = (1 - a) / inner
      region = .fraction(
        outer: x + 1 - a - first, inner: first, innerDenominator: inner, rest: rest)
    }
  }

  var lower: Double {
    switch region {
    case .series: min(1, density / a * risingSeries(order: 0))
    case .fraction: 1 - upper
    case .asymptotic(let lower, _): lower
    }
  }

  var upper: Double {
    switch region {
    case .series: 1 - lower
    case .fraction(let outer, _, _, _): min(1, density / outer)
    case .asymptotic(_, let upper): upper
    }
  }

  var lowerLoss: Double {
    switch region {
    case .series: density * x / (a * (a + 1)) * risingSeries(order: 1)
    case .fraction: x - a + upperLoss
    case .asymptotic(let lower, _): max(0, density + (x - a) * lower)
    }
  }

  var upperLoss: Double {
    switch region {
    case .series: a - x + lowerLoss
    case .fraction(let outer, let inner, _, _): density / outer * (1 - inner)
    case .asymptotic(_, let upper): max(0, density + (a - x) * upper)
    }
  }

  var lowerSecondLoss: Double {
    switch region {
    case .series: return density * x * x / (a * (a + 1) * (a + 2)) * risingSeries(order: 2)
    case .fraction: return 0.5 * ((x - a) * (x - a) + a) - upperSecondLoss
    case .asymptotic(let lower, _):
      return max(0, 0.5 * (lower * ((a - x) * (a - x) + a) - (1 + a - x) * density))
    }
  }

  var upperSecondLoss: Double {
    switch region {
    case .series: return 0.5 * ((x - a) * (x - a) + a) - lowerSecondLoss
    case .fraction(let outer, _, let innerDenominator, let rest):
      let ratio = 2 * (x + 1 + a) - (1 + a) * rest
      return 0.5 * density / outer * ratio / innerDenominator
    case .asymptotic(_, let upper):
      return max(0, 0.5 * ((1 + a - x) * (density + (a - x) * upper) + x * upper))
    }
  }

  /// The sum over k of C(n + k, n) x^k / (a + n + 1)_k.
  private func risingSeries(order n: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var k = 0.0
    let base = a + n + 1
    // Never reached: about 10 sqrt(a) terms are needed, and a is below 1e5 here or x well below a.
    for _ in 0..<100_000 {
      term *= x / (base + k)
      if n > 0 { term *= (n + k + 1) / (k + 1) }
      k += 1
      sum += term
      if term < sum * 1e-17 { break }
    }
    return sum
  }
}

/// The rest 2 (2 - a) / (x + 5 - a - 3 (3 - a) / (x + 7 - a - ...)), by the recurrence of numerators
/// and denominators: Lentz's method divides twice a term, this once every four.
private func continuedFractionRest(a: Double, x: Double) -> Double {
  var b = x + 5 - a
  var numerator = (last: 0.0, this: 2 * (2 - a))
  var denominator = (last: 1.0, this: b)
  guard numerator.this != 0 else { return 0 }
  var n = 3.0
  var value = numerator.this / denominator.this
  for _ in 0..<25_000 {
    for _ in 0..<4 {
      b += 2
      let factor = -n * (n - a)
      n += 1
      numerator = (numerator.this, b * numerator.this + factor * numerator.last)
      denominator = (denominator.this, b * denominator.this + factor * denominator.last)
    }
    let next = numerator.this / denominator.this
    // A ratio near its limit may never come to rest at one value.
    if abs(next - value) <= 4e-16 * abs(next) { return next }
    if next.isFinite { value = next }
    let scale = max(abs(numerator.this), abs(denominator.this))
    if scale > 1e100 {
      numerator = (numerator.last / scale, numerator.this / scale)
      denominator = (denominator.last / scale, denominator.this / scale)
    }
  }
  return value
}

/// P(a, x) and Q(a, x) for a >= 200 and x near a, by Temme's uniform expansion.
private func temmeTails(a: Double, x: Double, density: Double) -> (lower: Double, upper: Double) {
  let halfSquare = deviance(a, mean: x) / a
  let eta = (x < a ? -1 : 1) * (2 * halfSquare).squareRoot()
  var sum = 0.0
  for coefficients in temmeCoefficients.reversed() {
    var inner = 0.0
    for c in coefficients.reversed() { inner = inner * eta + c }
    sum = sum / a + inner
  }
  let rest = density * exp(stirlingError(a)) / a * sum
  let argument = (a * halfSquare).squareRoot()
  return x < a
    ? (0.5 * erfc(argument) - rest, 0.5 * erfc(-argument) + rest)
    : (0.5 * erfc(-argument) - rest, 0.5 * erfc(argument) + rest)
}

/// The Taylor coefficients d(k, n) of Temme's functions c_k(eta), DLMF 8.12.12-8.12.14: with
/// alpha(n) those of lambda(eta) - 1, d(0, n) = (n + 2) alpha(n + 2), and
/// d(k, n) = (-1)^k g(k) d(0, n) + (n + 2) d(k - 1, n + 2), g(k) those of the gamma function.
private let temmeCoefficients: [[Double]] = {
  let orders = 8
  let terms = 26
  let last = terms + 2 * orders + 3
  var alpha = [0.0, 1.0]
  for m in 2...last {
    var sum = 0.0
    for j in 2..<max(2, m) { sum += Double(j) * alpha[j] * alpha[m + 1 - j] }
    alpha.append((alpha[m - 1] - sum) / Double(m + 1))
  }
  var first = [-1.0 / 3]
  for n in 1...(last - 2) { first.append(Double(n + 2) * alpha[n + 2]) }
  var rows = [first]
  var odd = 1.0
  for k in 1..<orders {
    odd *= Double(2 * k + 1)
    let g = odd * alpha[2 * k + 1]
    let sign: Double = k % 2 == 0 ? 1 : -1
    let previous = rows[k - 1]
    var row: [Double] = []
    for n in 0..<(previous.count - 2) {
      row.append(sign * g * first[n] + Double(n + 2) * previous[n + 2])
    }
    rows.append(row)
  }
  return rows.map { Array($0.prefix(terms)) }
}()
