"""Whether the audit keeps its promises on people that were made up: rows of the table, and power curves as a file.

Usage: seg-audit-bias-simulations.py WORK-FOLDER [RUNS]
- groups that mean nothing (permuted): the share of runs with any verdict unfair, of all families at once, is at most
  1 - confidence, and two Monte Carlo standard errors;
- equalized odds: the interval covers the true gap at least as often as it promises;
- planted bias: how often it is found, by the size of the group and the ratio, in power.tsv; at the size that the
  reason names ("about N rows would tell"), in four of five cases.
The seeds are fixed: the same figures every time.
"""
import io
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas

from table import row as compare

work = Path(sys.argv[1])
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 1000


def audit(table, *options):
    text = subprocess.run(["seg-audit-bias", "-q", "-j1", *options], input=table.to_csv(sep="\t", index=False),
                          check=True, capture_output=True, text=True).stdout
    return pandas.read_csv(io.StringIO(text), sep="\t", keep_default_na=False)


def standard_error(share, runs):
    return (share * (1 - share) / runs) ** 0.5


def permuted(rng, n):
    """People whose outcome, label, score, value and segment hang together; their groups mean nothing."""
    x = rng.normal(size=n)
    score = (1 / (1 + np.exp(-x))).round(3)
    return pandas.DataFrame({
        "g": rng.permutation(np.repeat(["a", "b", "c"], [n // 2, n // 3, n - n // 2 - n // 3])),
        "h": rng.permutation(np.repeat(["x", "y"], [n // 4, n - n // 4])),
        "o": (x + rng.normal(size=n) > 0.3).astype(int), "y": (rng.random(n) < score).astype(int), "s": score,
        "v": np.exp(3 + x / 2 + rng.normal(size=n) / 2).round(2), "t": np.where(x > 0, "high", "low"),
        "m": rng.choice(["A", "B", "C", "D"], n)})


ALL = ["--group=g,h", "--intersect=2", "--outcome=o", "--favourable=1", "--label=y", "--score=s", "--value=v", "--strata=t",
       "--segment=m"]
for n in (300, 2000):
    alarms = 0
    for run in range(RUNS):
        alarms += (audit(permuted(np.random.default_rng([n, run]), n), *ALL)["verdict"] == "unfair").any()
    share = alarms / RUNS
    print(f"permuted groups of {n}: {share:.3f} of {RUNS} runs have a verdict unfair", file=sys.stderr)
    compare(f"permuted groups: share of {RUNS} runs with any unfair above 0.1, {share}", f"{n} people", 0,
            max(0, share - 0.1), 2 * standard_error(0.1, RUNS))



alarms = 0
for run in range(max(100, RUNS // 3)):
    rows = audit(permuted(np.random.default_rng([9, run]), 600), "--group=g,h", "--intersect=2", "--outcome=o", "--favourable=1",
                 "--bootstrap=99", f"--seed={run + 1}")
    worst = rows[rows["metric"] == "worst_subset"].iloc[0]
    alarms += worst.p != "" and float(worst.p) <= 0.1
share = alarms / max(100, RUNS // 3)
print(f"worst subset of permuted groups: p at most 0.1 in {share:.3f} of runs", file=sys.stderr)
compare("worst subset of permuted groups: share of p at most 0.1 above 0.1", "600 people", 0, max(0, share - 0.1),
        2 * standard_error(0.1, max(100, RUNS // 3)))

SETTINGS = {"two groups, equal": ([200, 200], [0.7, 0.7], [0.2, 0.2]),
            "two groups, a gap of 0.2": ([400, 150], [0.8, 0.6], [0.2, 0.25]),
            "four groups": ([100, 200, 300, 400], [0.7, 0.75, 0.65, 0.8], [0.3, 0.2, 0.25, 0.3])}
for name, (sizes, tpr, fpr) in SETTINGS.items():
    truth = max(max(tpr) - min(tpr), max(fpr) - min(fpr))
    covered = 0
    for run in range(RUNS):
        rng = np.random.default_rng([7, run])
        g = np.repeat(np.arange(len(sizes)), sizes)
        y = rng.random(len(g)) < 0.5
        o = rng.random(len(g)) < np.where(y, np.array(tpr)[g], np.array(fpr)[g])
        rows = audit(pandas.DataFrame({"g": g, "o": o.astype(int), "y": y.astype(int)}), "--group=g", "--outcome=o",
                     "--favourable=1", "--label=y", "--positive=1")
        r = rows[rows["metric"] == "equalized_odds"].iloc[0]
        covered += float(r.lower) <= truth <= float(r.upper)
    share = covered / RUNS
    print(f"equalized odds, {name}: the interval covers in {share:.3f} of {RUNS} runs", file=sys.stderr)
    compare(f"equalized odds: share of intervals that lack the truth above 0.1, covered {share}", name, 0,
            max(0, 0.9 - share), 2 * standard_error(0.1, RUNS))


def loans(rng, n, ratio):
    """A reference of 2,000 with a rate of 0.5, and a group of n with that rate times the ratio."""
    return pandas.DataFrame({"g": ["a"] * 2000 + ["b"] * n,
                             "o": np.concatenate([rng.random(2000) < 0.5, rng.random(n) < 0.5 * ratio]).astype(int)})


ONE = ["--group=g", "--outcome=o", "--favourable=1", "--reference=a", "--min-n=0"]
runs = max(20, RUNS // 10)
with open(work / "power.tsv", "w", encoding="utf-8") as out:
    print("n", "ratio", "runs", "unfair", "fair", "cannot_tell", sep="\t", file=out)
    for n in (50, 100, 200, 500, 1000, 2000):
        for ratio in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0):
            said = [audit(loans(np.random.default_rng([n, int(100 * ratio), run]), n, ratio), *ONE)
                    .query("group == 'b' and metric == 'four_fifths'")["verdict"].iloc[0] for run in range(runs)]
            print(n, ratio, runs, *(f"{said.count(v) / runs:.3f}" for v in ("unfair", "fair", "cannot tell")), sep="\t", file=out)
            if ratio == 1.0:
                compare(f"no bias: share called unfair, {runs} runs of {n}", "planted", 0, said.count("unfair") / runs,
                        0.1 + 2 * standard_error(0.1, runs))

# The promise of "about N rows would tell": the reference grows with the group.
few = pandas.DataFrame({"g": ["a"] * 200 + ["b"] * 80, "o": [1] * 100 + [0] * 100 + [1] * 31 + [0] * 49})
reason = audit(few, *ONE).query("group == 'b' and metric == 'four_fifths'")["reason"].iloc[0]
wanted = int(re.search(r"about (\d+) rows", reason).group(1))
found = 0
for run in range(RUNS):
    rng = np.random.default_rng([80, run])
    size = round(wanted * 200 / 80)
    many = pandas.DataFrame({"g": ["a"] * size + ["b"] * wanted,
                             "o": np.concatenate([rng.random(size) < 0.5, rng.random(wanted) < 31 / 80]).astype(int)})
    found += float(audit(many, *ONE).query("group == 'b' and metric == 'four_fifths'")["p_adjusted"].iloc[0]) <= 0.1
print(f"planted bias at the size that was asked for, {wanted} rows: p tells in {found / RUNS:.3f} of {RUNS} runs", file=sys.stderr)
compare("share of runs that tell at the size asked for, above or below 0.8", f"{wanted} rows", 0.8, found / RUNS, 0.06)
