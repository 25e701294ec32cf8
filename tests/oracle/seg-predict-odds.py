"""seg-predict - do 90 % intervals of odds ratios hold the true ones in small shops, whose penalty comes from the rows?

Usage: seg-predict-odds.py SHOPS   (seg-predict on PATH)

Shops of 60 and 120 customers, of whom about one in seven says yes, have six columns whose weights are drawn with standard
deviation 0.2, 0.5 or 1. The manual says 87 to 99 of 100, of 100 shops each.
"""
import math
import subprocess
import sys

import numpy as np

from table import write

shops, columns, confidence = int(sys.argv[1]), 6, 0.9


def intervals(model):
    on = False
    for line in open(model):
        cells = line.rstrip("\n").split("\t")
        if cells[0] in ("table", "end"):
            on = cells[1] == "terms"
        elif on and cells[0] != "column":
            yield float(cells[7]), float(cells[8])


for n in (60, 120):
    for spread in (0.2, 0.5, 1):
        held, judged, refused = 0, 0, 0
        for shop in range(shops):
            rng = np.random.default_rng([shop, n, int(spread * 100)])
            beta, x = rng.normal(0, spread, columns), rng.normal(size=(n, columns))
            yes = rng.random(n) < 1 / (1 + np.exp(2 - x @ beta))
            with open("odds.tsv", "w") as f:
                print("customer_id", *(f"x{k}" for k in range(columns)), "target_y", sep="\t", file=f)
                for i in range(n):
                    print(f"c{i}", *(repr(float(v)) for v in x[i]), int(yes[i]), sep="\t", file=f)
            run = subprocess.run(["seg-predict", "-q", "-j1", "--train=logistic", "--folds=0", "-M", "odds.seg", "-o", "/dev/null", "odds.tsv"],
                                 capture_output=True, text=True)
            if run.returncode:
                assert run.returncode == 3 and "at least 5" in run.stderr, run.stderr
                refused += 1
                continue
            for (low, high), b in zip(intervals("odds.seg"), beta):
                judged += 1
                held += low <= math.exp(b) <= high
        share = held / judged
        # Weights of one shop share its penalty: three errors of as many shops as there are, not of all weights.
        write(f"90 % intervals of odds ratios that held, at least ({shops} shops, refused {refused})", f"{n} customers, weights of {spread}", confidence,
              f"{share:.3f}", max(0, confidence - share), 0.03 + 3 * (0.9 * 0.1 / (shops - refused)) ** 0.5)
        print(f"{n} customers, weights of {spread}: {share:.3f} of {judged} held, {refused} shops refused")
