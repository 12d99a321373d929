#!/usr/bin/env python3
"""Opens exports of one posterior with the programs they are for, and compares them with its CSV.

Not part of `swift test`. Needs the programs themselves:

    python3 -m venv venv && venv/bin/pip install getdist arviz cobaya h5netcdf netcdf4 pandas
    venv/bin/python Tests/RunsTests/Neighbours/check.py FOLDER

FOLDER holds, at any depth, one export of each format: a .csv, and what there is of .nc, .paramnames and .updated.yaml.
Says what was compared and exits with 0 if all agree, 1 if not, 2 if FOLDER does not hold what is to be compared.
"""

import logging
import pathlib
import re
import sys
import tempfile
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")

DISAGREEMENTS = []


def agree(what, truth, passed):
    print(f"  {'agrees' if passed else 'DISAGREES':9}  {what}{'' if passed else f': {truth}'}")
    if not passed:
        DISAGREEMENTS.append(what)


def same(what, found, expected, tolerance):
    """Numbers that are equal but for rounding; where both are NaN, they agree."""
    found, expected = np.asarray(found, float), np.asarray(expected, float)
    passed = found.shape == expected.shape and np.allclose(found, expected, rtol=tolerance, atol=0, equal_nan=True)
    agree(what, f"{found} for {expected}", passed)


class Table:
    """The CSV, and what follows from it by arithmetic."""

    def __init__(self, path):
        self.data = pd.read_csv(path, float_precision="round_trip")
        fixed = ["chain", "weight", "log_prior", "log_likelihood"]
        agree("the CSV's first columns", list(self.data.columns), list(self.data.columns[:4]) == fixed)
        self.names = list(self.data.columns[4:])
        # GetDist and Cobaya read chain 10 before chain 2
        as_read = self.data.iloc[np.argsort(self.data.chain.astype(str).to_numpy(), kind="stable")]
        self.counting = as_read[as_read.weight > 0]
        self.weights = self.counting.weight.to_numpy()
        self.is_weighted = len(set(self.data.weight)) > 1
        self.values = self.counting[self.names].to_numpy()
        self.kish = self.weights.sum() ** 2 / (self.weights**2).sum()
        self.minus_log_posterior = -(self.counting.log_prior + self.counting.log_likelihood).to_numpy()

    def mean(self):
        return self.weights @ self.values / self.weights.sum()

    def deviation(self):
        return np.sqrt(self.weights @ (self.values - self.mean()) ** 2 / self.weights.sum())

    def by_chain(self, column):
        """The column of all draws, a row for each chain."""
        return np.stack([chain[column].to_numpy() for _, chain in self.data.groupby("chain")])


def check_getdist(table, root):
    import getdist

    print(f"GetDist {getdist.__version__}: {root}")
    getdist.chains.print_load_details = False
    samples = getdist.loadMCSamples(str(root), no_cache=True)
    infos = samples.paramNames.names
    agree("names", [p.name for p in infos], [p.comment or p.name for p in infos] == table.names)
    same("weights", samples.weights, table.weights, 0)
    same("draws", samples.samples, table.values, 0)
    same("-ln posterior", samples.loglikes, table.minus_log_posterior, 1e-15)
    same("means", samples.getMeans(), table.mean(), 1e-10)
    sizes = table.counting.groupby("chain", sort=False).size()
    agree("number of chains", samples.chains, len(samples.getSeparateChains()) == len(sizes))
    ends = np.cumsum(sizes.to_numpy())[:-1]
    reference = getdist.MCSamples(
        samples=np.split(table.values, ends), weights=np.split(table.weights, ends), names=[p.name for p in infos],
        sampler=samples.sampler, ignore_rows=0)
    names = [p.name for p in infos if not p.isDerived]
    found = [samples.getEffectiveSamples(samples.index[n]) for n in names]
    same("effective draws", found, [reference.getEffectiveSamples(reference.index[n]) for n in names], 1e-10)
    if samples.sampler == "nested":
        same("effective draws for Kish's number", samples.getEffectiveSamplesGaussianKDE(0), table.kish, 1e-10)
    else:
        print(f"  R - 1 = {samples.getGelmanRubin():.4f}" if len(sizes) > 1 else "  one chain: no R - 1")
    for line in (root.parent / (root.name + ".ranges")).read_text().splitlines():
        name, lower, upper, *circle = line.split()
        found = samples.ranges.getLower(name), samples.ranges.getUpper(name), name in samples.ranges.periodic
        expected = tuple(None if end == "N" else float(end) for end in (lower, upper)) + (circle == ["periodic"],)
        agree(f"range of {name}", f"{found} for {expected}", found == expected)
    # A figure's worth of work: densities with ranges and circles, and the table of limits.
    for name in names:
        agree(f"density of {name}", "none", np.isfinite(samples.get1DDensity(name).P).all())
    if np.isfinite(table.values).all():
        agree("table of limits", "none", len(samples.getTable(limit=1).tableTex()) > 0)
    else:
        print("  no table of limits: GetDist makes none where a quantity has draws without a number")


def check_cobaya(table, root):
    logging.disable(logging.WARNING)
    import cobaya
    from cobaya import load_samples

    print(f"Cobaya {cobaya.__version__}: {root}")
    samples = load_samples(str(root), combined=True)
    count = len(table.names)
    data = samples.data
    names = list(data.columns[2 : 2 + count])
    portable = [n == o or n.rstrip("_") in re.sub("_+", "_", o.replace("'", "prime").replace("*", "star").translate(PORTABLE)) for n, o in zip(names, table.names)]
    agree("names", names, all(portable) and list(data.columns[2 + count :][:2]) == ["minuslogprior", "minuslogprior__0"])
    agree("parameters and derived quantities", "", names == samples.sampled_params + samples.derived_params)
    agree("temperature", samples.temperature, samples.temperature == 1)
    # Where only the last row has no number, the last two change places.
    order = np.arange(len(table.values))
    for end in np.cumsum(table.counting.groupby("chain", sort=False).size().to_numpy()):
        if np.isnan(table.values[end - 1]).any() and end > 1 and not np.isnan(table.values[end - 2]).any():
            order[[end - 2, end - 1]] = order[[end - 1, end - 2]]
    # Cobaya reads numbers by pandas, to a few units in the last place.
    same("weights", data.weight, table.weights[order], 1e-14)
    same("draws", data[names], table.values[order], 1e-14)
    same("-ln posterior", data.minuslogpost, table.minus_log_posterior[order], 1e-14)
    same("-ln prior", data.minuslogprior, -table.counting.log_prior.to_numpy()[order], 1e-14)
    same("chi2", data.chi2, -2 * table.counting.log_likelihood.to_numpy()[order], 1e-14)
    terms = [column for column in data.columns if column.startswith("chi2__")]
    same("sum of chi2", data[terms].sum(axis=1), data.chi2, 1e-13)
    same("means", (table.weights @ data[names]) / table.weights.sum(), table.mean(), 1e-10)
    means = samples.mean(derived=True)[:count]
    same("Cobaya's means", means, table.mean(), 1e-10)
    same("effective draws", data.weight.sum() ** 2 / (data.weight**2).sum(), table.kish, 1e-10)
    getdist = load_samples(str(root), to_getdist=True)
    same("means as GetDist's", getdist.getMeans()[:count], table.mean(), 1e-10)
    check_getdist_reads_cobaya(table, root)


PORTABLE = {code: "_" for code in range(128) if not chr(code).isalnum()}


def check_getdist_reads_cobaya(table, root):
    import getdist

    samples = getdist.loadMCSamples(str(root), no_cache=True)
    agree("number of draws that GetDist reads of it", samples.numrows, samples.numrows == len(table.values))
    nested = (root.parent / (root.name + ".updated.yaml")).read_text().count("sampler_type: nested")
    agree("sampler", samples.sampler, samples.sampler == ("nested" if nested else "mcmc"))


def check_arviz(table, path):
    import arviz as az
    import xarray as xr

    print(f"ArviZ {az.__version__}: {path}")
    for engine in ("h5netcdf", "netcdf4"):
        with xr.open_datatree(path, engine=engine) as tree:
            agree(f"xarray opens it by {engine}", list(tree.children), "posterior" in tree.children)
    data = az.from_netcdf(str(path))
    groups = {"posterior", "sample_stats", "log_prior"}
    agree("groups", data.groups(), groups <= set(data.groups()))
    posterior = data.posterior
    variables = dict(posterior.data_vars)
    if "posterior_predictive" in data.groups():
        variables |= dict(data.posterior_predictive.data_vars)
    agree("names", list(variables), [v.attrs["long_name"] for v in variables.values()] == table.names)
    density = data.sample_stats.lp
    if table.is_weighted:
        same("Kish's number", posterior.attrs["kish_effective_draws"], table.kish, 1e-10)
        drawn = posterior.sizes["chain"] * posterior.sizes["draw"]
        agree("number of draws", drawn, drawn == int(table.kish))
        pairs = np.stack([v.to_numpy().ravel() for v in variables.values()], axis=1)
        distinct = len(np.unique(pairs, axis=0))
        agree("different draws", distinct, distinct == posterior.attrs["distinct_draws"])
        known = {tuple(row) for row in table.values}
        agree("every draw is one of the CSV", "", all(tuple(row) in known for row in pairs))
        # Five standard deviations of as many independent draws.
        allowed = 5 * table.deviation() / np.sqrt(table.kish)
        means = np.array([float(v.mean()) for v in variables.values()])
        agree("means", f"{means} for {table.mean()}", (abs(means - table.mean()) <= allowed).all())
        sizes = [float(az.ess(posterior)[name]) for name in posterior.data_vars]
        agree("effective draws for Kish's number", f"{sizes} for {table.kish}", np.allclose(sizes, table.kish, rtol=0.3))
    else:
        for name, v in zip(table.names, variables.values()):
            same(f"draws of {name}", v, table.by_chain(name), 0)
        reference = az.from_dict(posterior={n: table.by_chain(o) for n, o in zip(posterior.data_vars, table.names)})
        for name in posterior.data_vars:
            same(f"mean of {name}", posterior[name].mean(), reference.posterior[name].mean(), 1e-12)
            same(f"effective draws of {name}", az.ess(posterior)[name], az.ess(reference)[name], 1e-12)
        same("ln posterior", density, table.by_chain("log_prior") + table.by_chain("log_likelihood"), 0)
    same("ln prior + Σ ln L", data.log_prior.log_prior + data.log_likelihood.y.sum("measurement"), density, 1e-12)
    agree("measurements", "", list(data.observed_data.measurement) == list(data.log_likelihood.measurement))
    agree("az.summary", "", list(az.summary(posterior).index) == list(posterior.data_vars))
    if data.log_likelihood.sizes["measurement"] > 1:
        print(f"  az.loo: elpd = {az.loo(data).elpd_loo:.3f}")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, "copy.nc")
        data.to_netcdf(str(copy))
        agree("it can be written again", "", az.from_netcdf(str(copy)).posterior.equals(posterior))


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = pathlib.Path(sys.argv[1]).resolve()
    tables = sorted(folder.rglob("*.csv"))
    if len(tables) != 1:
        print(f"{folder} holds {len(tables)} files .csv; expected one to compare with", file=sys.stderr)
        return 2
    print(f"CSV: {tables[0]}")
    table = Table(tables[0])
    checks = [(".paramnames", check_getdist), (".updated.yaml", check_cobaya), (".nc", check_arviz)]
    compared = 0
    for suffix, check in checks:
        for path in sorted(folder.rglob("*" + suffix)):
            try:
                check(table, path if suffix == ".nc" else path.parent / path.name[: -len(suffix)])
            except Exception as problem:  # of any of these programs: it could not use the file
                agree(f"{path.name} is usable", repr(problem), False)
            compared += 1
    if compared == 0:
        print(f"{folder} holds nothing to compare", file=sys.stderr)
        return 2
    print(f"{len(DISAGREEMENTS)} disagreements" if DISAGREEMENTS else "All agree.")
    return 1 if DISAGREEMENTS else 0


if __name__ == "__main__":
    sys.exit(main())
