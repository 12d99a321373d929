"""The exact posterior and profile of the trident toy, by mpmath quadrature to 15 digits.

m_Z' = v, so that t = g'^2 is uniform on [0, 1] under a prior of g' that rises linearly.
R(t) = [1 + (1 + 4 s^2 + 2 t)^2] / [1 + (1 + 4 s^2)^2] with s^2 = 0.2312 (arXiv:1403.1269 Eq. 34).
Prints `set quantity name value`; the tests read trident_toy.txt, which this made with mpmath 1.3.0.
"""

from mpmath import exp, findroot, log, mp, mpf, pi, quad, sqrt

mp.dps = 25
A = 1 + 4 * mpf("0.2312")
CHARM, CCFR, NUTEV98, NUTEV00 = (
    (mpf(a), mpf(b), mpf(c)) for a, b, c in
    (("1.58", ".57", ".57"), (".82", ".28", ".28"), (".67", ".27", ".27"), (".72", "1.73", ".72")))
SETS = {"two": (CHARM, CCFR), "nutev-1998": (CHARM, CCFR, NUTEV98), "nutev-2000": (CHARM, CCFR, NUTEV00)}


def ratio(t):
    return (1 + (A + 2 * t) ** 2) / (1 + A**2)


def chi_squared(inputs, t):
    r = ratio(t)
    return sum(((r - m) / (up if r > m else down)) ** 2 for m, up, down in inputs)


def log_norm(inputs):
    return sum(log(2 / (sqrt(2 * pi) * (up + down))) for _, up, down in inputs)


POINTS = [mpf(k) / 4 for k in range(5)]
for name, inputs in SETS.items():
    def density(t):
        return exp(-chi_squared(inputs, t) / 2)

    def below(t):
        return quad(density, [t * p for p in POINTS]) / total

    total = quad(density, POINTS)

    def mean(f):
        return quad(lambda t: f(t) * density(t), [p * p for p in POINTS]) / total

    def show(quantity, what, value):
        print(name, quantity, what, mp.nstr(value, 15))

    show("all", "lnZ", log(total) + log_norm(inputs))
    for quantity, f in (("t", lambda t: t), ("gPrime", sqrt), ("R_trident", ratio)):
        first, second = mean(f), mean(lambda t: f(t) ** 2)
        show(quantity, "mean", first)
        show(quantity, "sd", sqrt(second - first**2))
    for what, p in (("q5", ".05"), ("q50", ".5"), ("q90", ".9"), ("q95", ".95")):
        t = findroot(lambda t: below(t) - mpf(p), (mpf("1e-4"), mpf(".99")), solver="illinois", tol=1e-20)
        for quantity, f in (("t", lambda t: t), ("gPrime", sqrt), ("R_trident", ratio)):
            show(quantity, what, f(t))
    for what, rise in (("rise1", 1), ("rise4", 4), ("rise2.7055", mpf("2.705543454095404"))):
        t = findroot(
            lambda t: chi_squared(inputs, t) - chi_squared(inputs, mpf(0)) - rise, (mpf(0), mpf(1)),
            solver="illinois", tol=1e-20)
        show("gPrime", what, sqrt(t))
        show("R_trident", what, ratio(t))
    show("all", "chiSquared", chi_squared(inputs, mpf(0)))
    # g' = 1/2 is t = 1/4, and the prior density 2 g' is 1 there.
    show("all", "logLikelihoodAtHalf", log_norm(inputs) - chi_squared(inputs, mpf(1) / 4) / 2)
    show("all", "chiSquaredAtHalf", chi_squared(inputs, mpf(1) / 4))
