"""Numbers of Adult brought to one distribution: --write-repairs beside the definition of Feldman and others in exact
fractions, and what it promises, measured by scipy: ranks that stay, and groups that are as alike as ties let them.

Usage: seg-audit-bias-repairs.py FAIRNESS-FOLDER WORK-FOLDER
"""
import gzip
import io
import subprocess
import sys
from fractions import Fraction
from math import ceil
from pathlib import Path
from statistics import median

import numpy as np
import pandas
from scipy import stats

from table import farthest, row as compare

folder, work = Path(sys.argv[1]), Path(sys.argv[2])
COLUMNS = ["age", "years", "hours", "fnlwgt"]
MIN_N = 30


def adult():
    names = ("age workclass fnlwgt education years marital occupation relationship race sex gain loss hours "
             "country income").split()
    text = gzip.open(folder / "adult" / "adult.data.gz", "rt").read()
    return pandas.read_csv(io.StringIO(text), names=names, skipinitialspace=True).dropna(subset=["income"])


def repairs(t, level):
    path, out = work / "repairs-in.tsv", work / "repairs.tsv"
    t.to_csv(path, sep="\t", index=False)
    subprocess.run(["seg-audit-bias", "-q", "--group=race,sex,country", "--proxies=" + ",".join(COLUMNS),
                    f"--write-repairs={out}", f"--repair-level={level}", "-o", "/dev/null", str(path)], check=True)
    return pandas.read_csv(out, sep="\t", keep_default_na=False)


def defined(groups, level):
    """group -> value -> repaired, from lists of all values: no counts, no sweeps."""
    ordered = {g: np.sort(v) for g, v in groups.items()}
    target = [v for v in ordered.values() if len(v) >= MIN_N]
    out = {}
    for g, v in ordered.items():
        out[g] = {}
        for y in np.unique(v):
            below, equal = int(np.sum(v < y)), int(np.sum(v == y))
            place = Fraction(2 * below + equal, 2 * len(v))
            there = median(float(w[ceil(place * len(w)) - 1]) for w in target)
            out[g][float(y)] = (1 - level) * y + level * there
    return out


t = adult()[["race", "sex", "country", *COLUMNS]]
for level in (1, 0.5):
    ours = repairs(t, level)
    for by in ("race", "sex", "country"):
        for column in COLUMNS:
            # 42 countries and 21,648 different weights would keep the fractions busy for minutes
            if by == "country" and column == "fnlwgt":
                continue
            groups = {g: v.to_numpy() for g, v in t.groupby(by)[column]}
            want = defined(groups, level)
            got = ours[(ours.group_by == by) & (ours.column == column)]
            keys = list(zip(got.group, got.value.astype(float)))
            assert len(keys) == sum(len(w) for w in want.values())
            farthest(f"repaired {column} by {by}, level {level}", "adult", [want[g][y] for g, y in keys], got.repaired, 1e-14, True)
            if level < 1:
                continue
            became = dict(zip(keys, got.repaired.astype(float)))
            after = {g: np.array([became[g, float(y)] for y in v]) for g, v in groups.items()}
            broken = sum(int(np.sum(np.diff(after[g][np.argsort(v, kind="stable")]) < 0)) for g, v in groups.items())
            compare(f"ranks out of order, {column} by {by}", "adult", 0, broken, 0)
            most = {g: np.unique(v, return_counts=True)[1].max() / len(v) for g, v in groups.items()}
            beyond = before = 0
            for g in after:
                for h in after:
                    if g < h:
                        d = stats.ks_2samp(after[g], after[h], method="asymp").statistic
                        beyond = max(beyond, d - (most[g] + most[h]) / 2)
                        before = max(before, stats.ks_2samp(groups[g], groups[h], method="asymp").statistic - (most[g] + most[h]) / 2)
            compare(f"Kolmogorov-Smirnov beyond what ties let, {column} by {by}", "adult", 0, beyond, 1e-12)
            print(f"{by} {column}: beyond ties by {before:.3f} before, {beyond:.3f} after", file=sys.stderr)
