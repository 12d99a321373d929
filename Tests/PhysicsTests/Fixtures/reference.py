#!/usr/bin/env python3
"""Writes the reference tables of PhysicsTests: python3 reference.py (mpmath 1.3; about two minutes on two cores).

Every observable from its integral or definition at 50 digits and more, never from the closed forms, series or
expansions of Sources/Physics; derivatives by central differences with a step of 1e-20 at 75 digits. Inputs are
exact doubles, written so that they read back to the bit; outputs have 20 digits.

  observables.csv    m_Z', g', vertex correction, observable, value, d/dg', d/dm_Z'
  functions.csv      function, argument, value, derivative
"""
import csv
import math
import pathlib
from multiprocessing import Pool

from mpmath import mp, mpf, log, sqrt, pi, polylog, quad

mp.dps = 75
HERE = pathlib.Path(__file__).parent

# The defaults of Parameter.swift, as the doubles they are there.
TAU_LIFETIME, RATE = mpf(290.29), mpf(5.956e11)
G_NU, G_A, G_V = mpf(0.50199), mpf(-0.50127), mpf(-0.03712)
SIN2 = mpf(0.231)
M_W, M_Z, M_MU, M_TAU = mpf(80.385), mpf(91.1876), mpf(0.1056583715), mpf(1.77682)
HIGGS = mpf(246.22)
M_E = mpf(0.51099895e-3)
FEMTOSECOND = mpf(1e-15)
CHARGE = mpf(0.302822)
# 1/g'^2 used up by b = (4/3)(mu, tau and two neutrinos that count half) + 1/3 from 100 GeV to the Planck mass
RUNNING = (mpf(4) / 3 * (2 + 1) + mpf(1) / 3) / (8 * pi**2) * log(mpf(2.435e18) / 100)


def breakpoints(*scales):
    """Of (0, 1) for the quadrature: decades around each scale at which the integrand turns."""
    points = {mpf(0), mpf(1)}
    for scale in scales:
        for k in (-4, -2, -1, 0, 1, 2, 4):
            points.add(scale * mpf(10) ** k)
    return sorted(point for point in points if 0 <= point <= 1)


def vertex(x):
    """K_F(x) = -2x int_0^1 dy (1-y)^2 [ln(xy) - i pi]/(1+xy): the dispersion integral over the two-body cut."""
    points = breakpoints(1 / x)
    real = -2 * x * quad(lambda y: (1 - y) ** 2 * log(x * y) / (1 + x * y), points)
    imaginary = 2 * pi * x * quad(lambda y: (1 - y) ** 2 / (1 + x * y), points)
    return real, imaginary


def vertex_closed_form(x):
    j = log(x) * log(1 + x) + polylog(2, -x)
    real = -(4 + 7 * x) / (2 * x) + (2 + 3 * x) / x * log(x) - 2 * (1 + x) ** 2 / x**2 * j
    return real, -pi * ((2 / x + 3) - 2 * (1 + x) ** 2 / x**2 * log(1 + x))


def moment(r):
    """F(r) = int_0^1 dz 2z(1-z)^2/((1-z)^2 + rz)."""
    near_one = [1 - point for point in breakpoints(min(sqrt(r), mpf(1) / 2))]
    points = sorted(set(breakpoints(1 / r) + near_one))
    return quad(lambda z: 2 * z * (1 - z) ** 2 / ((1 - z) ** 2 + r * z), points)


def box(a):
    """ln a/(1 - 1/a) = int_0^1 ds a/(1 + s(a-1)), which has no 0/0 at a = 1."""
    return quad(lambda s: a / (1 + s * (a - 1)), breakpoints(1 / a, a))


def phase_space(mass, m):
    s = (m / mass) ** 2
    return (1 + 2 * s) * sqrt(1 - 4 * s) if 4 * s < 1 else mpf(0)


def three_bodies(x):
    """Phase space of tau -> l nu nu over that for x = m_l^2/m_tau^2 = 0: the integral over the mass of the neutrinos."""
    def density(s):
        momentum = sqrt(abs((1 - (sqrt(x) + sqrt(s)) ** 2) * (1 - (sqrt(x) - sqrt(s)) ** 2)))
        return 2 * momentum * ((1 - x) ** 2 + s * (1 + x) - 2 * s**2)

    # s = end (1 - t^2) takes the square root at the end away
    end = (1 - sqrt(x)) ** 2
    return quad(lambda t: 2 * t * end * density(end * (1 - t**2)), [0, mpf(1) / 4, mpf(1) / 2, 1])


UNIVERSALITY = three_bodies((M_MU / M_TAU) ** 2) / three_bodies((M_E / M_TAU) ** 2)


def observables(m, g, vertex_correction):
    a = g**2 / (16 * pi**2)
    real, imaginary = vertex((M_Z / m) ** 2)

    def factor(charge_squared):
        shift = charge_squared * a * (mp.mpc(real, imaginary) if vertex_correction == "complex" else real)
        return abs(1 + shift)

    excess = 3 * g**2 / (4 * pi**2) * box((M_W / m) ** 2)
    unit = g**2 * m / (12 * pi)
    muons, taus = unit * phase_space(m, M_MU), unit * phase_space(m, M_TAU)
    width = muons + taus + 2 * g**2 * m / (24 * pi)
    vector = 1 + 4 * SIN2
    return {
        "R_trident": (1 + (vector + 2 * HIGGS**2 * g**2 / m**2) ** 2) / (1 + vector**2),
        "Delta_a_mu": g**2 / (8 * pi**2) * moment((m / M_MU) ** 2),
        "Delta_tau_mu": excess,
        "BR(tau->mununu)": TAU_LIFETIME * FEMTOSECOND * RATE * (1 + excess),
        "R_mu(tau)": UNIVERSALITY * (1 + excess),
        "gV_nu": G_NU * factor(mpf(2) / 3),
        "gA_e": G_A,
        "gA_mu": G_A * factor(1),
        "gA_tau": G_A * factor(1),
        "gV_e": G_V,
        "gV_mu": G_V * factor(1),
        "gV_tau": G_V * factor(1),
        "v_Phi": m / g,
        "Gamma_Z'": width,
        "BR(Z'->mumu)": muons / width,
        "tau_tau": TAU_LIFETIME,
        "Gamma_SM(tau->mununu)": RATE,
        "gNu_SM": G_NU,
        "gA_SM": G_A,
        "gV_SM": G_V,
        "epsilon_leptons": g * CHARGE * (log(M_TAU**2) - log(M_MU**2)) / (12 * pi**2),
        "gPrime_max(Planck)": 1 / sqrt(RUNNING),
        "gPrime/gPrime_max(Planck)": g * sqrt(RUNNING),
    }


def difference(function, x):
    h = x * mpf(10) ** -20
    return (function(x + h) - function(x - h)) / (2 * h)


def digits(x):
    return mp.nstr(x, 20, min_fixed=1, max_fixed=0)


def masses():
    values = [10 ** (-3 + 8 * k / 32) for k in range(33)]
    m_w, m_z, m_mu, m_tau = map(float, (M_W, M_Z, M_MU, M_TAU))
    values += [m_w] + [m_w * (1 + s * d) for d in (1e-12, 1e-9, 1e-6, 1e-4, 1e-3, 0.02) for s in (1, -1)]
    values += [m_z, 25.3] + [m_z / math.sqrt(x) for x in (0.12499999, 0.125, 0.1250001, 0.3, 1.0001, 0.9999)]
    values += [m_mu * math.sqrt(r) for r in (1, 3, 3.7499, 3.7501, 4 - 1e-6, 4, 4 + 1e-6, 4.2499, 4.2501)]
    values += [m_mu * math.sqrt(r) for r in (4.9999, 5.0001, 7, 18.05, 18.07, 1025.9, 1026.1, 1e4)]
    for threshold in (2 * m_mu, 2 * m_tau):
        values += [threshold * (1 + d) for d in (-1e-3, -1e-9, 1e-9, 1e-3, 0.1)]
    return sorted(set(values))


def observable_rows(job):
    mass, coupling, vertex_correction = job
    m, g = mpf(mass), mpf(coupling)
    values = observables(m, g, vertex_correction)
    h = mpf(10) ** -20
    m_up, m_down = (observables(m * (1 + s * h), g, vertex_correction) for s in (1, -1))
    g_up, g_down = (observables(m, g * (1 + s * h), vertex_correction) for s in (1, -1))
    rows = []
    for name, value in values.items():
        by_g, by_m = (g_up[name] - g_down[name]) / (2 * h * g), (m_up[name] - m_down[name]) / (2 * h * m)
        if "Z'" in name and m in (2 * M_MU, 2 * M_TAU):
            by_m = mp.nan  # the width has a square-root edge at its thresholds
        rows.append([repr(mass), repr(coupling), vertex_correction, name, digits(value), digits(by_g), digits(by_m)])
    return rows


def function_rows(job):
    name, argument = job
    function = {
        "vertex": lambda x: vertex(x)[0],
        "imaginaryVertex": lambda x: vertex(x)[1],
        "moment": moment,
        "box": box,
        "dilogarithm": lambda x: polylog(2, -x),
    }[name]
    x = mpf(argument)
    return [[name, repr(argument), digits(function(x)), digits(difference(function, x))]]


def write(name, header, row_groups):
    with open(HERE / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for rows in row_groups:
            writer.writerows(rows)


def main():
    for x in map(mpf, ("1e-7", "0.0035", "0.3")):
        assert abs(three_bodies(x) - (1 - 8 * x + 8 * x**3 - x**4 - 12 * x**2 * log(x))) < mpf(10) ** -30, x
    for x in map(mpf, ("1e-6", "0.3", "13", "1e9")):
        for integral, closed in zip(vertex(x), vertex_closed_form(x)):
            assert abs(integral - closed) < mpf(10) ** -45 * (1 + abs(closed)) / x**2, x

    couplings = (1e-3, 0.02, 0.3, 3.0)
    points = [(m, couplings[i % 4], "real") for i, m in enumerate(masses())]
    points += [(m, couplings[2 + i % 2], "complex") for i, m in enumerate(masses()) if i % 4 == 0]
    wide = [10 ** (-12 + k / 2) for k in range(49)]
    near_one = [1 + s * d for d in (0, 1e-13, 1e-8, 1e-4, 0.031, 0.0312501) for s in (1, -1)]
    arguments = {
        "vertex": wide + near_one + [0.12499999, 0.125, 0.1251, 0.3, 12.98, 13.0],
        "imaginaryVertex": wide + near_one + [0.12499999, 0.125, 0.1251, 0.3],
        "moment": wide + [3.7499, 3.7501, 4 - 1e-9, 4.0, 4 + 1e-9, 4.2499, 4.2501, 4.9999, 5.0, 7.0, 18.06, 1026.0],
        "box": wide + near_one,
        "dilogarithm": wide + near_one,
    }
    jobs = [(name, x) for name, xs in arguments.items() for x in sorted(set(xs))]
    with Pool(2) as pool:
        write("functions.csv", ["function", "argument", "value", "derivative"], pool.map(function_rows, jobs))
        header = ["m_Z'", "g'", "vertex correction", "observable", "value", "d/dg'", "d/dm_Z'"]
        write("observables.csv", header, pool.map(observable_rows, points))


if __name__ == "__main__":
    main()
