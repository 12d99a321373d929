#!/usr/bin/env python3
"""Writes the reference tables of the quark sector: python3 quark_reference.py (mpmath 1.3; about a minute on two cores).

Every observable from definitions that share nothing with Sources/Physics, at 60 digits: the CKM matrix as a product of
three rotations, B_s mixing from Yukawa couplings as 1403.1269 Eqs. 18 and 19 have it, the box as an integral, couplings
as products of 3x3 matrices, mass matrices by a complete singular-value decomposition, decay rates by quadrature of the
sum over helicity or transversity amplitudes, two-body widths from the squared amplitude. Derivatives are central
differences with a step of 1e-20. Inputs are exact doubles, outputs have 20 digits.

  quark_points.tsv       point, parametrisation, diagonalisation, reading, parameter, value
  quark_observables.tsv  point, observable, value, scale: what the value is a part or a difference of
  quark_derivatives.tsv  point, observable, parameter, derivative: those that do not vanish
"""
import csv
import math
import pathlib
from functools import lru_cache
from multiprocessing import Pool

from mpmath import mp, mpc, mpf, arg, conj, cos, exp, log, matrix, pi, quad, sin, sqrt

mp.dps = 60
HERE = pathlib.Path(__file__).parent

# The defaults of Parameter.swift and the numbers of Constants.swift.
DEFAULTS = {
    "sinThetaW2": 0.231, "mW": 80.385, "mMu": 0.1056583715, "mTau": 1.77682, "mU": 25000.0, "mTop": 173.2,
    "mBottom": 4.18, "mCharm": 1.275, "mStrange": 0.095, "mDown": 0.0048, "mUp": 0.0023, "ckmLambda": 0.22535,
    "ckmA": 0.811, "ckmRhoBar": 0.131, "ckmEtaBar": 0.345, "g2": 0.653, "VtsVtb": 0.0405, "S0": 2.3, "lrFactor": 9.7,
    "lambdaQbb": 0.0, "lambdaQss": 0.0, "lambdaQdd": 0.0,
}
HIGGS, UNIT = mpf(246.22), mpf(8.31e-10)
C7, C9, C10 = mpf(-0.304), mpf(4.211), mpf(-4.103)
M_B_QUARK, M_B_MESON = mpf(4.8), mpf(5.2793)
X_T, P_C = mpf(1.469), mpf(0.404)
ALPHA_Z, CHARGE, G1 = 1 / mpf(127.94), mpf(0.302822), mpf(0.3574)
M_PLANCK = mpf(2.435e18)
MUON, ELECTRON, TAU = mpf(0.1056583715), mpf(0.51099895e-3), mpf(1.77682)
YUKAWAS = ["YQb", "YQs", "YQd", "YDb", "YDs", "YDd", "YUt", "YUc", "YUu"]
COEFFICIENTS = ["C9", "C9prime", "lambdaQbd", "lambdaQsd", "lambdaDbd", "lambdaDsd", "lambdaUcu", "lambdaUtc"]
D, S, B = 0, 1, 2  # generations; u, c, t are the same
LEPTON_CHARGES = (0, 1, -1)  # e, mu, tau


class Point:
    def __init__(self, values):
        self.values = {name: mpf(value) for name, value in {**DEFAULTS, **values}.items()}

    def __getattr__(self, name):
        return self.values[name]

    def coupling(self, name):
        get = lambda component: self.values.get(f"{name}.{component}", mpf(0))
        if f"{name}.modulus" in self.values or f"{name}.phase" in self.values:
            return get("modulus") * exp(mpc(0, get("phase")))
        return mpc(get("re"), get("im"))


def rotation(i, j, angle, phase=mpf(0)):
    r = mp.eye(3) * mpc(1)
    r[i, i] = r[j, j] = cos(angle)
    r[i, j], r[j, i] = sin(angle) * exp(mpc(0, -phase)), -sin(angle) * exp(mpc(0, phase))
    return r


def ckm(p):
    """V = R23 R13(delta) R12 (PDG review, Eqs. 12.3 to 12.5), the b field turned so that V_ts* V_tb is negative."""
    lam, a, apex = p.ckmLambda, p.ckmA, mpc(p.ckmRhoBar, p.ckmEtaBar)
    s13 = a * lam**3 * apex * sqrt(1 - a**2 * lam**4) / (sqrt(1 - lam**2) * (1 - a**2 * lam**4 * apex))
    v = rotation(1, 2, mp.asin(a * lam**2)) * rotation(0, 2, mp.asin(abs(s13)), arg(s13)) * rotation(0, 1, mp.asin(lam))
    turn = exp(mpc(0, pi - arg(conj(v[B, S]) * v[B, B])))
    for row in range(3):
        v[row, B] *= turn
    return v


def outer(y, strength):
    """strength * Y_i* Y_j for q_i-bar q_j: the heavy quark's component in light quark i is -Y_i v_Phi/(sqrt2 m)."""
    return matrix([[strength * conj(y[i]) * y[j] for j in range(3)] for i in range(3)])


def light_states(doublet, singlet, y_doublet, y_singlet, masses, v_phi):
    """The three light states of Eq. 12 (rows right-handed, columns left-handed, both Q, singlet, 3, 2, 1)."""
    scale = v_phi / sqrt(mpf(2))
    m = matrix(5, 5) * mpc(1)
    m[0, 0], m[1, 1] = doublet, singlet
    for k in range(3):
        g = 2 - k
        m[0, 2 + k], m[2 + k, 1], m[2 + k, 2 + k] = y_doublet[g] * scale, conj(y_singlet[g]) * scale, masses[g]
    u, s, v = mp.svd_c(m)
    v = v.H
    assert mp.norm(m * v - u * mp.diag(s)) < mpf(10) ** -45 * s[0]
    left, right, light = matrix(3, 3) * mpc(1), matrix(3, 3) * mpc(1), [None] * 3
    column = {}
    for k in range(3):  # mp.svd_c sorts: the three lightest are the last
        g, own = 2 - k, v[2 + k, 2 + k]
        turn = conj(own) / abs(own)
        column[g] = [v[r, 2 + k] * turn for r in range(5)], [u[r, 2 + k] * turn for r in range(5)]
        light[g] = s[2 + k]
    for i in range(3):
        for j in range(3):
            for target, side in ((left, 0), (right, 1)):
                a, b = column[i][side], column[j][side]
                coupling = conj(a[0]) * b[0] - conj(a[1]) * b[1]
                # What does not couple at all has the rounding of the decomposition, 1e-60.
                target[i, j] = coupling if abs(coupling) > mpf(10) ** -45 else mpc(0)
    return left, right, light


def couplings(p, parametrisation, diagonalisation):
    """lambda/Lambda^2 as 3x3 matrices: left and right, down and up; masses of light quarks, down and up."""
    v = ckm(p)
    down, up = [p.mDown, p.mStrange, p.mBottom], [p.mUp, p.mCharm, p.mTop]
    if parametrisation == "effective":
        c = {name: p.coupling(name) for name in COEFFICIENTS}
        left, right, up_right = (matrix(3, 3) * mpc(1) for _ in range(3))
        left[D, D], left[S, S], left[B, B] = p.lambdaQdd, p.lambdaQss, p.lambdaQbb
        for target, sb, bd, sd in (
            (left, UNIT * c["C9"], c["lambdaQbd"], c["lambdaQsd"]),
            (right, UNIT * c["C9prime"], c["lambdaDbd"], c["lambdaDsd"]),
        ):
            target[S, B], target[B, D], target[S, D] = sb, bd, sd
            target[B, S], target[D, B], target[D, S] = conj(sb), conj(bd), conj(sd)
        up_right[S, D], up_right[B, S] = c["lambdaUcu"], c["lambdaUtc"]
        return left, right, v * left * v.H, up_right, down, up
    y = {name: p.coupling(name) for name in YUKAWAS}
    y_q, y_d = [y["YQd"], y["YQs"], y["YQb"]], [y["YDd"], y["YDs"], y["YDb"]]
    y_u = [y["YUu"], y["YUc"], y["YUt"]]
    y_up = [sum(conj(v[i, j]) * y_q[j] for j in range(3)) for i in range(3)]
    if diagonalisation == "exact":
        v_phi = p.mZPrime / p.gPrime
        left, right, down = light_states(p.mQ, p.mD, y_q, y_d, down, v_phi)
        up_left, up_right, up = light_states(p.mQ, p.mU, y_up, y_u, up, v_phi)
        return tuple(x / v_phi**2 for x in (left, right, up_left, up_right)) + (down, up)
    half = mpf(1) / 2
    left, right = outer(y_q, half / p.mQ**2), outer(y_d, -half / p.mD**2)
    return left, right, v * left * v.H, outer(y_u, -half / p.mU**2), down, up


def bs_mixing(p, parametrisation, left, right, printed):
    """1403.1269 Eqs. 18 and 19 with Y_b Y_s* = 2 m^2 lambda/Lambda^2, - for the singlet; no boxes in `effective`."""
    v_phi2 = (p.mZPrime / p.gPrime) ** 2
    normalisation = p.g2**4 / (16 * pi**2) / p.mW**2 * p.VtsVtb**2 * p.S0
    if parametrisation == "effective":
        terms = [4 * v_phi2 * left[S, B] ** 2, 4 * v_phi2 * right[S, B] ** 2]
        terms.append(-4 * p.lrFactor * v_phi2 * left[S, B] * right[S, B])
    else:
        a, b = p.mQ**2, p.mD**2
        yq, yd, loop = 2 * a * left[S, B], -2 * b * right[S, B], 1 / (16 * pi**2)
        box = loop * quad(lambda s: 1 / (b + s * (a - b)), [0, 1])  # log(a/b)/(a-b)
        terms = [yq**2 * (v_phi2 / a**2 + loop / a), yd**2 * (v_phi2 / b**2 + loop / b)]
        terms.append(p.lrFactor * yq * yd * (v_phi2 / (a * b) + (-box if printed else box)))
    terms = [term / normalisation for term in terms]
    return 1 + sum(terms), 1 + sum(abs(term) for term in terms)


def two_body_width(top, vector, coupling_squared):
    """t -> q V from |M|^2 = |g|^2 (m_t^4/m_V^2 + m_t^2 - 2 m_V^2)/2, a massless quark of one chirality."""
    if vector >= top:
        return mpf(0)
    momentum = (top**2 - vector**2) / (2 * top)
    return momentum / (8 * pi * top**2) * coupling_squared * (top**4 / vector**2 + top**2 - 2 * vector**2) / 2


@lru_cache(None)
def inclusive(c9, c9_primed, low, high, mass):
    """B -> X_s l l as (|C9|^2+|C10|^2) and (|C9|^2-|C10|^2) have it in hep-ph/9506289."""

    def rate(s):
        x = (mass / M_B_QUARK) ** 2
        v, a = abs(c9) ** 2 + abs(c9_primed) ** 2, C10**2
        mean, difference = 1 + 2 * s + 2 * x * (1 - s) / s, 6 * x
        dipole = 4 * C7**2 * (1 + 2 * x / s) * (2 + s) / s + 12 * C7 * c9.real * (1 + 2 * x / s)
        return (1 - s) ** 2 * sqrt(1 - 4 * x / s) * ((v + a) * mean + (v - a) * difference + dipole)

    return quad(rate, [low / M_B_QUARK**2, high / M_B_QUARK**2])


@lru_cache(None)
def to_kaon(c9, c9_primed, low, high, mass):
    """B -> K l l: vector, axial and timelike parts, f_+ a pole, f_T/f_+ and f_0/f_+ of the large-energy limit."""

    def rate(q2):
        s, beta2 = q2 / M_B_MESON**2, 1 - 4 * mass**2 / q2
        f_plus = 1 / (1 - q2 / mpf(5.415) ** 2)
        f_zero = (1 - s) * f_plus
        vector = abs(c9 + c9_primed + 2 * M_B_QUARK / M_B_MESON * C7) ** 2 * f_plus**2
        space = (1 - s) ** 3 * (vector * (3 - beta2) / 2 + C10**2 * f_plus**2 * beta2)
        timelike = 6 * mass**2 / q2 * (1 - s) * C10**2 * f_zero**2
        return sqrt(beta2) * (space + timelike)

    return quad(rate, [low, high])


@lru_cache(None)
def to_excited_kaon(c9, c9_primed, low, high, mass):
    """B -> K* l l: dGamma = 3/4 (2 I1s + I1c) - 1/4 (2 I2s + I2c) of the transversity amplitudes (0811.1214 Eqs. 3.34-3.45)."""

    def rate(q2):
        s, beta2 = q2 / M_B_MESON**2, 1 - 4 * mass**2 / q2
        m_kaon, m_b = mpf(0.892) / M_B_MESON, M_B_QUARK / M_B_MESON
        perpendicular, parallel = mpf(0.26) / (1 - s) ** 2, mpf(0.16) / (1 - s) ** 3
        n = sqrt(s * (1 - s) * sqrt(beta2))
        plus, minus = c9 + c9_primed, c9 - c9_primed
        amplitudes = {}
        for hand in (-1, 1):
            axial = hand * C10
            perp = sqrt(mpf(2)) * n * (1 - s) * (plus + axial + 2 * m_b / s * C7) * perpendicular
            para = -sqrt(mpf(2)) * n * (1 - s) * (minus + axial + 2 * m_b / s * C7) * perpendicular
            zero = -n * (1 - s) ** 2 / (2 * m_kaon * sqrt(s)) * (minus + axial + 2 * m_b * C7) * parallel
            amplitudes[hand] = perp, para, zero
        timelike = n * (1 - s) ** 2 / (m_kaon * sqrt(s)) * C10 * parallel
        size = [sum(abs(amplitudes[h][k]) ** 2 for h in (-1, 1)) for k in range(3)]
        mixed = [(amplitudes[-1][k] * conj(amplitudes[1][k])).real for k in range(3)]
        i1s = (2 + beta2) / 4 * (size[0] + size[1]) + (1 - beta2) * (mixed[0] + mixed[1])
        i1c = size[2] + (1 - beta2) * (timelike**2 + 2 * mixed[2])
        i2s, i2c = beta2 / 4 * (size[0] + size[1]), -beta2 * size[2]
        return 3 * (2 * i1s + i1c) / 4 - (2 * i2s + i2c) / 4

    return quad(rate, [low, high])


@lru_cache(None)
def largest_coupling(thresholds):
    """1/g'^2 at 100 GeV that running to the reduced Planck mass uses up: the integral of b(mu)/(8 pi^2) over ln mu."""

    def slope(scale):
        dirac = 1 + 1 + mpf(1) / 2 + mpf(1) / 2  # mu, tau and their neutrinos
        dirac += sum(number for mass, number in thresholds if scale > mass)
        return (4 * dirac / 3 + mpf(1) / 3) / (8 * pi**2)

    marks = sorted({mpf(100), M_PLANCK} | {m for m, _ in thresholds if 100 < m < M_PLANCK})
    total = sum(
        (log(high) - log(low)) * slope(sqrt(low * high)) for low, high in zip(marks, marks[1:])
    )
    return 1 / sqrt(total)


def observables(p, parametrisation, diagonalisation, printed):
    """name: (value, scale)."""
    left, right, up_left, up_right, down, up = couplings(p, parametrisation, diagonalisation)
    v_phi = p.mZPrime / p.gPrime
    result = {}

    def single(name, value, scale=None):
        result[name] = value, abs(value) if scale is None else scale

    def pair(real, imaginary, value):
        result[real], result[imaginary] = (value.real, abs(value)), (value.imag, abs(value))

    c9, c9_primed = left[S, B] / UNIT, right[S, B] / UNIT
    pair("C9_bsmumu", "Im_C9_bsmumu", c9)
    pair("C9prime_bsmumu", "Im_C9prime_bsmumu", c9_primed)

    mixing, scale = bs_mixing(p, parametrisation, left, right, printed)
    single("DeltaM_s/SM", abs(mixing), scale)
    single("phi_s-SM", arg(mixing), scale / abs(mixing))

    for meson, i, j, l, r in (("sd", S, D, left, right), ("bd", B, D, left, right), ("cu", S, D, up_left, up_right)):
        coupling_l, coupling_r = v_phi * l[i, j], v_phi * r[i, j]  # L_ij/v_Phi
        pair(f"Re_LL_{meson}", f"Im_LL_{meson}", coupling_l**2 / 2)
        pair(f"Re_RR_{meson}", f"Im_RR_{meson}", coupling_r**2 / 2)
        pair(f"Re_LR_{meson}", f"Im_LR_{meson}", 2 * coupling_l * coupling_r)

    flavours = abs(up_left[B, S]) ** 2 + abs(up_right[B, S]) ** 2
    to_charm = two_body_width(p.mTop, p.mZPrime, p.gPrime**2 * v_phi**4 * flavours)
    to_bottom = two_body_width(p.mTop, p.mW, 2 * p.mW**2 / HIGGS**2)
    single("BR(t->Z'c)", (4 if printed else 1) * to_charm / to_bottom)

    single("epsilon_leptons", p.gPrime * CHARGE / (12 * pi**2) * (log(p.mTau**2) - log(p.mMu**2)))
    heavy = ()
    if parametrisation == "vector-like-quarks":
        heavy = ((p.mQ, 6), (p.mD, 3), (p.mU, 3))
        # sum of N_c N_w Y Q' ln m^2: Q has 3 2 1/6 1, D has 3 1 (-1/3) (-1), U has 3 1 2/3 (-1)
        terms = [3 * 2 * mpf(1) / 6 * log(p.mQ**2), 3 * mpf(1) / 3 * log(p.mD**2), -3 * mpf(2) / 3 * log(p.mU**2)]
        factor = p.gPrime * G1 / (16 * pi**2) * (mpf(2) / 9 if printed else mpf(4) / 3)
        single("epsilon", factor * sum(terms), max(factor, abs(factor * sum(terms))))
        for name, mass in zip(("m_d", "m_s", "m_b", "m_u", "m_c", "m_t"), down + up):
            single(name, mass)
    largest = largest_coupling(heavy)
    single("gPrime_max(Planck)", largest)
    single("gPrime/gPrime_max(Planck)", p.gPrime / largest)

    sm = mpc(C9)
    end = M_B_QUARK**2
    for name, charge, low, high, mass in (
        ("R(B->X_smumu)", 1, mpf(1), mpf(6), mpf(0)), ("R(B->X_smumu)[14.4]", 1, mpf(14.4), end, mpf(0)),
        ("R(B->X_stautau)", -1, mpf(14.4), end, mpf(0)), ("R(B->X_stautau)[mTau]", -1, mpf(14.4), end, TAU),
        ("R(B->X_see)", 0, mpf(1), mpf(6), mpf(0)),
    ):
        shifted = inclusive(sm + charge * c9, charge * c9_primed, low, high, mass)
        single(name, shifted / inclusive(sm, mpc(0), low, high, mass))

    for name, rate, low, high in (
        ("R_K[1.1,6]", to_kaon, mpf(1.1), mpf(6)), ("R_K[0.1,1.1]", to_kaon, mpf(0.1), mpf(1.1)),
        ("R_K*[1.1,6]", to_excited_kaon, mpf(1.1), mpf(6)), ("R_K*[0.1,1.1]", to_excited_kaon, mpf(0.1), mpf(1.1)),
    ):
        single(name, rate(sm + c9, c9_primed, low, high, MUON) / rate(sm, mpc(0), low, high, ELECTRON))

    sm = -X_T / p.sinThetaW2
    for name, weight in (("R(B->X_snunu)", mpf(0.09)), ("R(B->Knunu)", mpf(-2)), ("R(B->K*nunu)", mpf(1.31))):
        total = mpf(0)
        for charge in LEPTON_CHARGES:
            c_l, c_r = sm + charge * c9 / 2, charge * c9_primed / 2
            size = abs(c_l) ** 2 + abs(c_r) ** 2
            eta = -(c_l * conj(c_r)).real / size
            total += (1 + weight * eta) * size / (3 * sm**2)
        single(name, total)

    v = ckm(p)
    lambda_t, lambda_c = conj(v[B, S]) * v[B, D], conj(v[S, S]) * v[S, D]
    amplitude = lambda_t * X_T + abs(v[D, S]) ** 4 * lambda_c.real * P_C
    fermi = 1 / (sqrt(mpf(2)) * HIGGS**2)
    normalisation = 4 * fermi / sqrt(mpf(2)) * ALPHA_Z / (2 * pi * p.sinThetaW2)
    shift = (left[S, D] + right[S, D]) / normalisation
    single("R(K->pinunu)", sum(abs(amplitude + q * shift) ** 2 for q in LEPTON_CHARGES) / (3 * abs(amplitude) ** 2))
    single("R(K_L->pinunu)", sum((amplitude + q * shift).imag ** 2 for q in LEPTON_CHARGES) / (3 * amplitude.imag**2))
    return result


# MARK: points

EQUAL = {"gPrime": 0.1, "mZPrime": 100.0, "mQ": 25000.0, "mD": 25000.0}


def polar(**values):
    return {f"{name}.{part}": x for name, z in values.items() for part, x in zip(("modulus", "phase"), z)}


def cartesian(**values):
    return {f"{name}.{part}": x for name, z in values.items() for part, x in zip(("re", "im"), z)}


GENERIC = polar(
    YQb=(1.1, 0.3), YQs=(0.4, -1.2), YQd=(0.07, 2.5), YDb=(0.8, -0.7), YDs=(0.5, 1.9), YDd=(0.03, -2.8),
    YUt=(0.9, 0.2), YUc=(0.35, -2.1), YUu=(0.02, 1.3),
)
GENERIC_CARTESIAN = cartesian(
    YQb=(0.7, -0.4), YQs=(-0.2, 0.3), YQd=(0.05, 0.02), YDb=(0.3, 0.9), YDs=(0.25, -0.1), YDd=(-0.04, 0.01),
    YUt=(-0.6, 0.5), YUc=(0.15, 0.2), YUu=(0.03, -0.01),
)
LAM = 0.23
HIERARCHICAL = polar(
    YQb=(1.0, math.pi), YQs=(LAM**2, 0.1), YQd=(LAM**3, -0.4), YDb=(1.0, math.pi), YDs=(LAM**2, 0.0),
    YDd=(LAM**3, 1.0), YUt=(1.0, 0.0), YUc=(LAM**2, 0.5), YUu=(LAM**3, 0.0),
)
ONES = polar(YQb=(1.0, math.pi), YQs=(1.0, 0.0), YDb=(1.0, -math.pi), YDs=(1.0, 0.0))

VECTOR_LIKE = [
    {**EQUAL, **ONES},
    {**EQUAL, **GENERIC},
    {**EQUAL, **GENERIC, "mD": 25000.0 * (1 + 1e-12)},
    {**EQUAL, **GENERIC, "mD": 25000.0 * (1 - 1e-8)},
    {**EQUAL, **GENERIC, "mQ": 25000.0 * (1 + 1e-4), "mU": 12000.0},
    {**EQUAL, **GENERIC_CARTESIAN, "mD": 25000.0 * 1.0155, "mU": 40000.0},
    {**EQUAL, **GENERIC_CARTESIAN, "mD": 25000.0 * 1.016},
    {**EQUAL, **GENERIC_CARTESIAN, "mQ": 8000.0, "mD": 30000.0, "mU": 3000.0, "mZPrime": 180.0},
    {**EQUAL},
    {**EQUAL, **polar(YQb=(1.0, 0.4), YQs=(0.6, -2.0))},
    {**EQUAL, **polar(YDb=(1.0, 0.4), YDs=(0.6, -2.0), YDd=(0.1, 0.3))},
    {**EQUAL, **polar(YQb=(1.0, 0.4), YDs=(0.6, -2.0), YQd=(0.2, 1.0), YUu=(0.3, 0.2))},
    {**EQUAL, **cartesian(YQs=(0.3, 0.1), YQd=(0.2, -0.1), YDs=(-0.1, 0.3), YDd=(0.0, 0.2), YUc=(0.1, 0.1), YUu=(0.2, 0.3))},
    {**HIERARCHICAL, "gPrime": 0.1, "mZPrime": 180.0, "mQ": 5700.0, "mD": 5700.0},
    {**HIERARCHICAL, "gPrime": 0.05, "mZPrime": 85.0, "mQ": 5200.0, "mD": 6100.0, "mU": 4300.0},
    {**GENERIC, "gPrime": 0.1, "mZPrime": 173.2, "mQ": 9000.0, "mD": 7000.0},
    {**GENERIC, "gPrime": 0.1, "mZPrime": 173.19999, "mQ": 9000.0, "mD": 7000.0},
    {**GENERIC, "gPrime": 0.3, "mZPrime": 350.0, "mQ": 9000.0, "mD": 7000.0},
    {**GENERIC, "gPrime": 0.02, "mZPrime": 12.5, "mQ": 2500.0, "mD": 1800.0, "mU": 1500.0},
    {**GENERIC, "gPrime": 0.01, "mZPrime": 30.0, "mQ": 60000.0, "mD": 100000.0, "mU": 30.0e3},
    {**GENERIC_CARTESIAN, "gPrime": 0.1, "mZPrime": 180.0, "mQ": 1000.0, "mD": 1200.0, "mU": 900.0},
    {**GENERIC, "gPrime": 0.1, "mZPrime": 180.0, "mQ": 1000.0, "mD": 1000.0, "mU": 1000.0},
    {**GENERIC, "gPrime": 0.3, "mZPrime": 40.0, "mQ": 500.0, "mD": 500.0, "mU": 500.0},
    {**GENERIC_CARTESIAN, "gPrime": 0.02, "mZPrime": 60.0, "mQ": 1.0e7, "mD": 3.0e6, "mU": 1.0e8},
    {**GENERIC, "gPrime": 0.07, "mZPrime": 90.0, "mQ": 15000.0, "mD": 11000.0, "sinThetaW2": 0.2315, "mW": 80.369,
     "mTop": 172.57, "mBottom": 2.9, "mCharm": 0.6, "mStrange": 0.055, "mDown": 0.0027, "mUp": 0.0013,
     "ckmLambda": 0.2251, "ckmA": 0.826, "ckmRhoBar": 0.159, "ckmEtaBar": 0.352, "g2": 0.65, "VtsVtb": 0.041,
     "S0": 2.35, "lrFactor": 8.1},
    {**polar(YQb=(1e-3, -math.pi), YQs=(1e-9, math.pi), YQd=(1e-12, 1.0), YDb=(1e-2, 0.2), YDs=(1e-8, -0.1),
             YDd=(1e-10, 3.0), YUt=(1e-1, 0.1), YUc=(1e-7, 0.5), YUu=(1e-11, -2.0)), **EQUAL},
]

BASIS = {"gPrime": 0.1, "mZPrime": 100.0}
OPERATORS = cartesian(
    C9=(-1.1, 0.3), C9prime=(0.7, -0.4), lambdaQbd=(2e-11, -1e-11), lambdaQsd=(3e-13, 2e-13),
    lambdaDbd=(-1e-11, 3e-12), lambdaDsd=(1e-13, -4e-13), lambdaUcu=(2e-12, 1e-12), lambdaUtc=(3e-9, -2e-9),
)
OPERATORS_POLAR = polar(
    C9=(1.2, math.pi), C9prime=(0.9, -math.pi), lambdaQbd=(2e-11, 2.0), lambdaQsd=(3e-13, -0.5), lambdaDbd=(1e-11, 1.0),
    lambdaDsd=(2e-13, -3.0), lambdaUcu=(2e-12, 0.3), lambdaUtc=(3e-9, -2.2),
)
DIAGONAL = {"lambdaQbb": 4e-9, "lambdaQss": 3e-10, "lambdaQdd": -2e-11}
EFFECTIVE = [
    {**BASIS},
    {**BASIS, **cartesian(C9=(-1.0, 0.0), C9prime=(1.0, 0.0))},
    {**BASIS, **OPERATORS},
    {**BASIS, **OPERATORS, **DIAGONAL},
    {**BASIS, **OPERATORS_POLAR},
    {**BASIS, **OPERATORS_POLAR, **DIAGONAL, "mZPrime": 173.2},
    {**BASIS, **OPERATORS, **DIAGONAL, "mZPrime": 173.1999, "gPrime": 0.3},
    {**BASIS, **OPERATORS, **DIAGONAL, "mZPrime": 700.0, "gPrime": 0.4},
    {**BASIS, **DIAGONAL, "gPrime": 0.03, "mZPrime": 20.0},
    {**BASIS, **cartesian(C9=(1e-9, 1e-12), C9prime=(-1e-12, 1e-9), lambdaQsd=(1e-17, 1e-18), lambdaDsd=(1e-20, 1e-17))},
    {**BASIS, **polar(C9=(0.98, 0.0), C9prime=(0.98, math.pi / 2)), "mZPrime": 180.0},
    {**BASIS, **OPERATORS, **DIAGONAL, "gPrime": 0.07, "mZPrime": 90.0, "sinThetaW2": 0.2315, "mW": 80.369,
     "mTop": 172.57, "ckmLambda": 0.2251, "ckmA": 0.826, "ckmRhoBar": 0.159, "ckmEtaBar": 0.352, "g2": 0.65,
     "VtsVtb": 0.041, "S0": 2.35, "lrFactor": 8.1},
]

# (values, parametrisation, diagonalisation, reading)
JOBS = []
for values in EFFECTIVE:
    for reading in ("corrected", "as-printed"):
        JOBS.append((values, "effective", "leading-order", reading))
for index, values in enumerate(VECTOR_LIKE):
    for reading in ("corrected", "as-printed"):
        JOBS.append((values, "vector-like-quarks", "leading-order", reading))
    JOBS.append((values, "vector-like-quarks", "exact", ("corrected", "as-printed")[index % 2]))

# Where derivatives are taken, of the corrected reading.
DIFFERENTIATED = [EFFECTIVE[3], EFFECTIVE[4]] + [VECTOR_LIKE[k] for k in (1, 4, 6, 7, 14, 20)]


def digits(x):
    return mp.nstr(x, 20, min_fixed=1, max_fixed=0)


def parameters(values, parametrisation):
    """Every parameter the observables can depend on; complex ones in the form in which they are given."""
    common = ["gPrime", "mZPrime", "sinThetaW2", "mW", "mMu", "mTau", "mTop", "ckmLambda", "ckmA", "ckmRhoBar", "ckmEtaBar",
              "g2", "VtsVtb", "S0", "lrFactor"]
    own = ["lambdaQbb", "lambdaQss", "lambdaQdd"]
    if parametrisation != "effective":
        own = ["mQ", "mD", "mU", "mBottom", "mCharm", "mStrange", "mDown", "mUp"]
    return common + own + [name for name in values if "." in name]


def run(job):
    number, (values, parametrisation, diagonalisation, reading) = job
    printed = reading == "as-printed"
    at = lambda changed: observables(Point({**values, **changed}), parametrisation, diagonalisation, printed)
    head = [number, parametrisation, diagonalisation, reading]
    points = [head + [name, repr(value)] for name, value in values.items()]
    rows = [[number, name, digits(value), digits(scale)] for name, (value, scale) in at({}).items()]
    slopes = []
    if values in DIFFERENTIATED and not printed:
        for name in parameters(values, parametrisation):
            x = mpf({**DEFAULTS, **values}[name])
            h = (abs(x) or mpf(1)) * mpf(10) ** -20
            up, down = at({name: x + h}), at({name: x - h})
            for observable in up:
                slope = (up[observable][0] - down[observable][0]) / (2 * h)
                noise = mpf(10) ** -30 * up[observable][1] / abs(x or 1)
                if abs(slope) > noise:
                    slopes.append([number, observable, name, digits(slope)])
    return points, rows, slopes


def write(name, header, groups):
    with open(HERE / name, "w", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")  # names have commas
        writer.writerow(header)
        for rows in groups:
            writer.writerows(rows)


def main():
    with Pool(2) as pool:
        points, rows, slopes = zip(*pool.map(run, list(enumerate(JOBS)), chunksize=1))
    write("quark_points.tsv", ["point", "parametrisation", "diagonalisation", "reading", "parameter", "value"], points)
    write("quark_observables.tsv", ["point", "observable", "value", "scale"], rows)
    write("quark_derivatives.tsv", ["point", "observable", "parameter", "derivative"], slopes)


if __name__ == "__main__":
    main()
