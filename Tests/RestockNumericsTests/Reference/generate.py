"""Reference values of distributions, by mpmath at 40 digits: python3 generate.py (needs mpmath 1.3).

Writes distributions.csv: distribution, two parameters, level, P(X <= x), P(X > x), E[(X - x)+],
E[(x - X)+], second-order loss and complementary loss (of counts E[(X - x)+ (X - x - 1)+] / 2); and
named-distributions.csv, the same of mixtures, sums and random sums.
Counts are sums of their probabilities, the others go through mpmath's incomplete gamma and erfc.
"""
import math
from mpmath import mp, mpf, gammainc, erfc, exp, sqrt, pi, loggamma, log, nstr

mp.dps = 40


def normal(mean, sd, x):
    m, s, x = map(mpf, (mean, sd, x))
    z = (x - m) / s
    phi, above, below = exp(-z * z / 2) / sqrt(2 * pi), erfc(z / sqrt(2)) / 2, erfc(-z / sqrt(2)) / 2
    return [below, above, s * (phi - z * above), s * (phi + z * below),
            s * s * ((z * z + 1) * above - z * phi) / 2, s * s * ((z * z + 1) * below + z * phi) / 2]


def lognormal(mu, sigma, x):
    mu, s, x = map(mpf, (mu, sigma, x))
    z = (log(x) - mu) / s
    up = lambda k: exp(k * mu + k * k * s * s / 2) * erfc((z - k * s) / sqrt(2)) / 2
    low = lambda k: exp(k * mu + k * k * s * s / 2) * erfc((k * s - z) / sqrt(2)) / 2
    return [low(0), up(0), up(1) - x * up(0), x * low(0) - low(1),
            (up(2) - 2 * x * up(1) + x * x * up(0)) / 2, (x * x * low(0) - 2 * x * low(1) + low(2)) / 2]


def gamma(shape, scale, x):
    a, b, x = map(mpf, (shape, scale, x))
    u = x / b
    rise = lambda k: exp(loggamma(a + k) - loggamma(a))
    up = lambda k: gammainc(a + k, u, mp.inf, regularized=True) * rise(k)
    low = lambda k: gammainc(a + k, 0, u, regularized=True) * rise(k)
    return [low(0), up(0), b * (up(1) - u * up(0)), b * (u * low(0) - low(1)),
            b * b * (up(2) - 2 * u * up(1) + u * u * up(0)) / 2,
            b * b * (u * u * low(0) - 2 * u * low(1) + low(2)) / 2]


def count(first, ratio, mean, k, least=0, most=None):
    """Sums over all counts of probabilities that follow from the first by ratios."""
    below = [mpf(0)] * 3
    above = [mpf(0)] * 3
    p, j = first, least
    while True:
        d = j - k
        if d <= 0:
            below = [below[0] + p, below[1] - d * p, below[2] + d * (d - 1) * p / 2]
        else:
            above = [above[0] + p, above[1] + d * p, above[2] + d * (d - 1) * p / 2]
            if d > 3 and j > mean and d * d * p < mpf(10) ** -30 * above[2]:
                break
        if most is not None and j == most:
            break
        p *= ratio(j)
        j += 1
    return [below[0], above[0], above[1], below[1], above[2], below[2]]


def poisson(mean, _, k):
    m = mpf(mean)
    return count(exp(-m), lambda j: m / (j + 1), m, int(k))


def negative_binomial(shape, p, k):
    r, p = mpf(shape), mpf(p)
    return count(p ** r, lambda j: (1 - p) * (r + j) / (j + 1), r * (1 - p) / p, int(k))


def binomial(n, p, k):
    n, p = int(n), mpf(p)
    return count((1 - p) ** n, lambda j: (n - j) * p / ((j + 1) * (1 - p)), n * p, int(k), 0, n)


def geometric(p, _, k):
    p = mpf(p)
    return count(p, lambda j: 1 - p, 1 / p, int(k), 1)


rows = []
for z in [-37, -20, -9, -6, -3.1, -2.9, -1, 0, 0.3, 1, 2.99, 3.01, 5, 6.5, 12, 20, 37]:
    rows.append((normal, 0, 1, z))
rows += [(normal, 15, 3, 18), (normal, 1e6, 1e3, 1.004e6)]
for sigma in [0.05, 0.3, 1.2]:
    for z in [-6, -2, 0, 0.5, 2, 5, 8]:
        rows.append((lognormal, 2, sigma, math.exp(2 + sigma * z)))
for shape in [0.02, 0.5, 1, 2.5, 9, 30, 199, 201, 1000, 2e4]:
    for z in [-8, -4.1, -3.9, -1, 0, 0.5, 2, 3.9, 4.1, 10]:
        x = shape + z * math.sqrt(shape) if shape >= 30 or z >= 0 else shape * math.exp(z)
        if x > 0:
            rows.append((gamma, shape, 2, 2 * x))
for mean in [0.01, 0.8, 7.5, 75, 210, 2000]:
    for k in sorted({max(0, int(mean + z * math.sqrt(mean))) for z in [-6, -2, 0, 1, 3, 8, 12]} | {0, 2, 12}):
        rows.append((poisson, mean, 0, k))
for shape in [0.05, 0.5, 6, 400]:
    for p in [0.02, 0.2, 0.9, 0.999]:
        mean, sd = shape * (1 - p) / p, math.sqrt(shape * (1 - p)) / p
        for k in sorted({max(0, int(mean + z * sd)) for z in [-6, -2, 0, 1, 3, 6, 12]} | {0, 3}):
            rows.append((negative_binomial, shape, p, k))
for n, p in [(1, 0.3), (20, 0.1), (500, 0.7)]:
    mean, sd = n * p, math.sqrt(n * p * (1 - p))
    for k in sorted({min(n, max(0, int(mean + z * sd))) for z in [-8, -2, 0, 1, 3, 6]}):
        rows.append((binomial, n, p, k))
for p in [0.01, 0.3, 0.9]:
    for k in [0, 1, 4, 40]:
        rows.append((geometric, p, 0, k))

# Mixtures, sums and random sums, the probabilities of counts by convolution at 40 digits.
def probabilities(law, *parameters, most=400):
    """P(X = k) for k up to `most`."""
    first, ratio = {
        poisson: lambda m, _: (exp(-mpf(m)), lambda j: mpf(m) / (j + 1)),
        negative_binomial: lambda r, p: (
            mpf(p) ** mpf(r), lambda j: (1 - mpf(p)) * (mpf(r) + j) / (j + 1)),
        binomial: lambda n, p: (
            (1 - mpf(p)) ** int(n), lambda j: max(0, n - j) * mpf(p) / ((j + 1) * (1 - mpf(p)))),
    }[law](*parameters)
    values = [first]
    for j in range(most):
        values.append(values[-1] * ratio(j))
    return values


def convolved(a, b):
    return [sum(a[i] * b[k - i] for i in range(k + 1)) for k in range(len(a))]


def of_count(pmf, k):
    above = [(j - k, q) for j, q in enumerate(pmf) if j > k]
    below = [(k - j, q) for j, q in enumerate(pmf) if j <= k]
    return [sum(q for _, q in below), sum(q for _, q in above), sum(d * q for d, q in above),
            sum(d * q for d, q in below), sum(d * (d - 1) * q for d, q in above) / 2,
            sum(d * (d + 1) * q for d, q in below) / 2]


def mixed(parts, x):
    """Of (weight, values at x) pairs."""
    return [sum(mpf(w) * v[i] for w, v in parts) for i in range(6)]


def point_zero(x):
    return [mpf(1), mpf(0), mpf(0), mpf(x), mpf(0), mpf(x) ** 2 / 2]


named = []
for x in [0, 3, 12, 31, 55]:
    named.append(("two_poissons", x, mixed([(0.7, poisson(3, 0, x)), (0.3, poisson(30, 0, x))], x)))
for x in [0.5, 20, 90, 200]:
    named.append(("zero_inflated_gamma", x, mixed([(0.4, point_zero(x)), (0.6, gamma(2, 9, x))], x)))
for x in [0.5, 10, 30, 80]:
    parts = [(exp(mpf(-3)), point_zero(x))]
    factorial = mpf(1)
    for n in range(1, 60):
        factorial *= n
        parts.append((exp(mpf(-3)) * mpf(3) ** n / factorial, gamma(2 * n, 3, x)))
    named.append(("poisson_sum_of_gammas", x, mixed(parts, x)))
sum_of_counts = convolved(probabilities(binomial, 20, 0.3, most=80), probabilities(poisson, 4, 0, most=80))
for x in [0, 6, 10, 18, 26]:
    named.append(("binomial_plus_poisson", x, of_count(sum_of_counts, x)))
size, total = probabilities(poisson, 2.5, 0, most=120), [mpf(0)] * 121
term, weight = [mpf(1)] + [mpf(0)] * 120, probabilities(binomial, 6, 0.4, most=6)
for n in range(7):
    total = [t + weight[n] * q for t, q in zip(total, term)]
    term = convolved(term, size)
for x in [0, 4, 9, 20, 30]:
    named.append(("binomial_sum_of_poissons", x, of_count(total, x)))
with open("named-distributions.csv", "w") as file:
    file.write("distribution,x,below,above,loss,complementary,second_order,"
               "complementary_second_order\n")
    for name, x, values in named:
        file.write(",".join([name, repr(float(x))] + [nstr(v, 17) for v in values]) + "\n")

with open("distributions.csv", "w") as file:
    file.write("distribution,first,second,x,below,above,loss,complementary,second_order,"
               "complementary_second_order\n")
    for function, first, second, x in rows:
        values = [nstr(v, 17) for v in function(first, second, x)]
        numbers = [repr(float(v)) for v in (first, second, x)]
        file.write(",".join([function.__name__] + numbers + values) + "\n")
