"""seg-predict - do 90 % intervals of a shop's total hold what then happens in 90 of 100 simulated shops?

Usage: seg-predict-coverage.py SHOPS SIZE...   (seg-predict must be on PATH)

Each shop draws its own parameters around those of CDNOW (MBG/NBD and Gamma-Gamma), lives up to 39 weeks since the
first customer came, and is fitted; then the same customers live on for 39 weeks. The totals of orders and of their
value, of the shop and of two segments (ordered once, ordered again), are compared with what the model gave for them.
Prints a TSV: size, segment, metric, shops judged, held, share held, below, above; then what was refused, and why.
"""

import collections
import os
import subprocess
import sys
import tempfile

import numpy as np

from table import write

WEEKS, AHEAD = 39.0, 39.0


def live(rng, n):
    """One shop: the numbers of each customer as of week 39, and the orders and their value afterwards."""
    r, alpha, a, b = np.exp(np.log([0.525, 6.183, 0.891, 1.614]) + rng.normal(0, 0.25, 4))
    p, q, v = np.exp(np.log([6.25, 3.74, 15.44]) + rng.normal(0, 0.15, 3))
    q = max(q, 2.1)  # the value of an order has a variance
    age = WEEKS - rng.uniform(0, 12, n)
    rate, lost = rng.gamma(r, 1 / alpha, n), rng.beta(a, b, n)
    nu = rng.gamma(q, 1 / v, n)
    x, tx, paid = np.zeros(n), np.zeros(n), np.zeros(n)
    later, worth = np.zeros(n), np.zeros(n)
    at, here = np.zeros(n), rng.random(n) >= lost  # the first order is a chance to be lost as well
    while here.any():
        who = np.flatnonzero(here)
        at[who] += rng.exponential(1, len(who)) / rate[who]
        who = who[at[who] <= age[who] + AHEAD]
        here[:] = False
        before = at[who] <= age[who]
        value = rng.gamma(p, 1, len(who)) / nu[who]
        old, new = who[before], who[~before]
        x[old] += 1
        tx[old] = at[old]
        paid[old] += value[before]
        later[new] += 1
        worth[new] += value[~before]
        here[who[rng.random(len(who)) >= lost[who]]] = True
    return age, x, tx, paid, later, worth


def judge(folder, seed, n):
    rng = np.random.default_rng([seed, n])
    age, x, tx, paid, later, worth = live(rng, n)
    again = x > 0
    with open(f"{folder}/shop.tsv", "w") as f:
        f.write("customer_id\tbtyd_x\tbtyd_tx\tbtyd_T\tbtyd_m\tbtyd_unit\tsegment\n")
        f.writelines(f"c{i}\t{x[i]:.0f}\t{tx[i]:.17g}\t{age[i]:.17g}\t{f'{paid[i] / x[i]:.17g}' if x[i] else ''}\tW\t"
                     f"{'again' if x[i] else 'once'}\n" for i in range(n))
    run = subprocess.run(["seg-predict", "-q", "--train=lifetime", "--horizon=39w", "-s", str(seed), "-j1",
                          f"--write-metrics={folder}/totals.tsv", "-o", "/dev/null", f"{folder}/shop.tsv"],
                         capture_output=True, text=True)
    if run.returncode:
        assert run.returncode == 3, run.stderr
        return run.stderr.split("cannot be fitted: ")[-1].split("(")[0].strip("\n 0123456789")
    held = {}
    for line in open(f"{folder}/totals.tsv").read().split("\n")[1:-1]:
        segment, _, metric, _, low, high = line.split("\t")
        if metric == "clv":
            continue
        mine = {"": again | True, "again": again, "once": ~again}[segment]
        true = (later if metric == "orders" else worth)[mine].sum()
        held[segment or "shop", metric] = -1 if true < float(low) else int(true > float(high))
    return held


def main():
    shops, sizes = int(sys.argv[1]), [int(n) for n in sys.argv[2:]]
    print("size\tsegment\tmetric\tjudged\theld\tshare\tbelow\tabove", flush=True)
    for n in sizes:
        counts, refused = collections.defaultdict(collections.Counter), collections.Counter()
        with tempfile.TemporaryDirectory() as folder:
            for seed in range(1, shops + 1):
                out = judge(folder, seed, n)
                if isinstance(out, str):
                    refused[out] += 1
                    continue
                for key, side in out.items():
                    counts[key][side] += 1
                if os.environ.get("EVERY") and seed % int(os.environ["EVERY"]) == 0:
                    print(seed, {k: round(c[0] / c.total(), 4) for k, c in counts.items()}, file=sys.stderr, flush=True)
        for (segment, metric), c in sorted(counts.items()):
            slack = 3 * (0.9 * 0.1 / c.total()) ** 0.5  # chance alone, at this many shops
            if "ORACLE_TABLE" in os.environ:
                write(f"90 % intervals that held, of {c.total()} shops", f"{n} customers, {segment} {metric}", 0.9, f"{c[0] / c.total():.4f}",
                      max(0, abs(c[0] / c.total() - 0.9) - slack), 0.03)
            print(f"{n}\t{segment}\t{metric}\t{c.total()}\t{c[0]}\t{c[0] / c.total():.4f}\t{c[-1]}\t{c[1]}", flush=True)
        for why, times in sorted(refused.items()):
            print(f"{n}\trefused\t{why}\t{times}\t\t\t\t", flush=True)


main()
