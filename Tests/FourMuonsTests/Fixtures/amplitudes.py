"""Squared amplitudes of Z -> mu- mu+ mu- mu+ with explicit Dirac matrices and spinors, for Fixtures/amplitudes.csv.

Shares nothing with the program: 4x4 matrices in the chiral representation, spinors from projecting with p-slash, all 16
helicity combinations, and propagators with their k^mu k^nu terms (unitary gauge for Z and Z', gauge parameter 0.37 for
the photon), which current conservation must remove.

    python3 Tests/FourMuonsTests/Fixtures/amplitudes.py > Tests/FourMuonsTests/Fixtures/amplitudes.csv
"""

import numpy as np

M_Z, WIDTH_Z, SIN2, INVERSE_ALPHA = 91.1876, 2.4952, 0.231, 127.9
M_MU, M_TAU = 0.1056583715, 1.77682

one, zero = np.eye(2), np.zeros((2, 2))
pauli = [np.array([[0, 1], [1, 0]]), np.array([[0, -1j], [1j, 0]]), np.array([[1, 0], [0, -1]])]
gamma = [np.block([[zero, one], [one, zero]])] + [np.block([[zero, s], [-s, zero]]) for s in pauli]
gamma5 = np.diag([-1.0, -1, 1, 1])
metric = np.diag([1.0, -1, -1, -1])
projector = {"L": (np.eye(4) - gamma5) / 2, "R": (np.eye(4) + gamma5) / 2}
bar = gamma[0]

weak = np.sqrt(4 * np.pi / INVERSE_ALPHA / (SIN2 * (1 - SIN2)))
z_vertex = weak * ((SIN2 - 0.5) * projector["L"] + SIN2 * projector["R"])


def slash(p):
    return sum(metric[m, m] * p[m] * gamma[m] for m in range(4))


def spinor(p, chirality):
    """A massless spinor of one chirality with u ubar = p-slash P."""
    for reference in (np.array([1, 0.3, 0.5j, 0.7]), np.array([0.2, 1, -0.4, 0.1j])):
        u = projector[chirality] @ slash(p) @ reference
        if np.linalg.norm(u) > 1e-6:
            return u * np.sqrt(2 * p[0]) / np.linalg.norm(u)


def width(g, m):
    def threshold(mass):
        r = (mass / m) ** 2
        return (1 + 2 * r) * np.sqrt(1 - 4 * r) if 4 * r < 1 else 0
    return g * g * m / (12 * np.pi) * (1 + threshold(M_MU) + threshold(M_TAU))


def bosons(g, m):
    """(vertex, propagator(k)) of everything that is exchanged."""
    def massive(mass, gamma_):
        def propagator(k):
            s = k @ metric @ k
            return (metric - np.outer(k, k) / mass**2) / (s - mass**2 + 1j * mass * gamma_)
        return propagator

    def photon(k):
        s = k @ metric @ k
        e2 = 4 * np.pi / (INVERSE_ALPHA - 20 / (9 * np.pi) * np.log(s / M_Z**2))
        return e2 * (metric - (1 - 0.37) * np.outer(k, k) / s) / s

    exchanged = [(np.eye(4), photon), (z_vertex, massive(M_Z, WIDTH_Z))]
    if g > 0:
        exchanged.append((g * np.eye(4), massive(m, width(g, m))))
    return exchanged


def lines(p, spins, exchanged, i, j, k, l):
    """The Z absorbed on line i-j, which emits a boson that turns into k-l."""
    ubar = {n: spinor(p[n], spins[n]).conj() @ bar for n in (i, k)}
    v = {n: spinor(p[n], spins[n]) for n in (j, l)}
    boson = p[k] + p[l]
    before, after = p[i] + boson, p[j] + boson
    result = np.zeros(4, complex)
    for vertex, propagator in exchanged:
        other = np.array([ubar[k] @ gamma[a] @ vertex @ v[l] for a in range(4)])
        attached = propagator(boson) @ metric @ other
        for mu in range(4):
            chain = sum(
                metric[a, a] * attached[a]
                * (gamma[a] @ vertex @ slash(before) @ gamma[mu] @ z_vertex / (before @ metric @ before)
                   - gamma[mu] @ z_vertex @ slash(after) @ gamma[a] @ vertex / (after @ metric @ after))
                for a in range(4))
            result[mu] += ubar[i] @ chain @ v[j]
    return result


def currents(p, g, m):
    exchanged = bosons(g, m)
    four, two = [], []
    for spins in np.ndindex(2, 2, 2, 2):
        s = ["LR"[n] for n in spins]
        direct = lines(p, s, exchanged, 0, 1, 2, 3) + lines(p, s, exchanged, 2, 3, 0, 1)
        crossed = lines(p, s, exchanged, 0, 3, 2, 1) + lines(p, s, exchanged, 2, 1, 0, 3)
        four.append(direct - crossed)
        two.append(direct)
    return four, two


def squares(p, g, m):
    four, two = currents(p, g, m)
    every = lambda js: -sum((j.conj() @ metric @ j).real for j in js)
    transverse = sum(abs(j[1]) ** 2 + abs(j[2]) ** 2 for j in four)
    return every(four), transverse, every(two)


def decay(rng, mass):
    """Four massless momenta that add up to (mass, 0, 0, 0)."""
    n = rng.normal(size=(4, 3))
    q = [np.append(np.linalg.norm(x), x) * rng.uniform(0.2, 2) for x in n]
    total = sum(q)
    scale = np.sqrt(total @ metric @ total)
    b, gamma_ = -total[1:] / scale, total[0] / scale
    a, x = 1 / (1 + gamma_), mass / scale
    result = []
    for k in q:
        bk = b @ k[1:]
        energy = gamma_ * k[0] + bk
        space = k[1:] + b * k[0] + a * bk * b
        space *= x
        result.append(np.append(np.linalg.norm(space), space))
    return result


if __name__ == "__main__":
    rng = np.random.default_rng(20140301)
    names = [f"{c}{n}" for n in range(4) for c in ("E", "x", "y", "z")]
    print(",".join(names + ["gPrime", "mZPrime", "all", "transverse", "twoFlavours"]))
    for g, m in [(0, 50), (0, 50), (0.02, 12), (0.3, 40), (0.7, 85), (0.9, 300), (1e-3, 9)]:
        p = decay(rng, rng.uniform(80, 100))
        print(",".join(repr(float(x)) for x in np.concatenate(p)) + f",{g},{m}," +
              ",".join(repr(float(x)) for x in squares(p, g, m)))
