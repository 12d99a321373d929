"""Writes flavio-written.yml with flavio 2.7.1: what `flavio.measurements.write_file` makes of form A and A'.

pip install flavio==2.7.1 'particle<0.25'; python flavio.py
"""

import flavio
from flavio.measurements import _load, write_file

for name in ("gV_e", "gV_mu", "BR(tau->mununu)"):
    flavio.Observable(name)
FORM_A = """
CCFR neutrino trident:
  experiment: CCFR
  inspire: Mishra:1991bv
  values:
    R_trident: 0.82 ± 0.28
A limit and asymmetric errors:
  url: https://example.org
  values:
    R_trident: 0.72 + 1.73 - 0.72
    gV_e: < 0.5 @ 90% CL
    BR(tau->mununu): "[17, 18] e-2"
Z couplings:
  experiment: SLD
  values:
    gV_e: -0.038 ± 0.001
    gV_mu: -0.037 ± 0.002
  correlation: [[1, 0.25], [1]]
"""
names = _load(FORM_A)
write_file("flavio-written.yml", names)
