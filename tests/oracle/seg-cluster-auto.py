"""How often seg-cluster finds how many segments there are, beside two rules that are often used alone.

Usage: seg-cluster-auto.py FOLDER [METHOD ROWS NOISE]
Fifty mixtures of normal distributions, k from 1 to 8, the nearest two middles 6, 4.5, 3.5 or 2.5 standard deviations
apart; a hundred squares of even noise and a hundred single heaps (NOISE of each; every set of ROWS rows). The plain command is asked, and its votes say what
the mean silhouette alone (Rousseeuw, 1987: the largest) and the gap alone (Tibshirani and others, 2001: the first k
within a standard error of the next) would have said. The seeds here were never used to choose a limit or a weight of
seg-cluster: whoever changes those takes other seeds for it.
"""
import collections
import concurrent.futures
import subprocess
import sys

import numpy

from table import write

FOLDER = sys.argv[1]
METHOD = sys.argv[2] if len(sys.argv) > 2 else "kmeans"
ROWS = [int(sys.argv[3])] if len(sys.argv) > 3 else [400, 1000, 3000]
NOISE = int(sys.argv[4]) if len(sys.argv) > 4 else 100
OF = "" if METHOD == "kmeans" else f" by {METHOD}"
SEED = 20261125
APART = {"clear": 6.0, "fair": 4.5, "near": 3.5, "blurred": 2.5}


def mixture(number):
    draw = numpy.random.default_rng((SEED, number))
    k, apart = 1 + number % 8, list(APART)[number // 8 % len(APART)]
    d, n = int(draw.choice([2, 3, 5, 8])), int(draw.choice(ROWS))
    middles = draw.uniform(size=(k, d))
    if k > 1:
        gaps = [numpy.linalg.norm(a - b) for i, a in enumerate(middles) for b in middles[:i]]
        middles *= APART[apart] / min(gaps)
    share = draw.dirichlet(numpy.full(k, 4.0)) * (1 - 0.04 * k) + 0.04
    spread = draw.uniform(0.6, 1.0, size=(k, d)) if number % 2 else numpy.ones((k, d))
    label = draw.choice(k, size=n, p=share / share.sum())
    turn = [numpy.linalg.qr(draw.normal(size=(d, d)))[0] for _ in range(k)]
    noise = draw.normal(size=(n, d)) * spread[label]
    rows = numpy.array([middles[c] + turn[c] @ e for c, e in zip(label, noise)])
    return f"mixture-{number}", apart if k > 1 else "one", k, rows


def noise(number, even):
    draw = numpy.random.default_rng((SEED, 1000 + number, even))
    d, n = int(draw.choice([2, 3, 5, 8])), int(draw.choice(ROWS))
    rows = draw.uniform(size=(n, d)) if even else draw.multivariate_normal(
        numpy.zeros(d), numpy.cov(draw.normal(size=(d, 4 * d))), size=n)
    return f"{'even' if even else 'heap'}-{number}", "even noise" if even else "one heap", 1, rows


def ask(case):
    name, kind, k, rows = case
    table, votes = f"{FOLDER}/{name}.tsv", f"{FOLDER}/{name}.votes"
    with open(table, "w", encoding="utf-8") as out:
        print("customer_id", *[f"x{j}" for j in range(rows.shape[1])], sep="\t", file=out)
        for i, row in enumerate(rows):
            print(f"{i:05d}", *[repr(float(x)) for x in row], sep="\t", file=out)
    subprocess.run(["seg-cluster", "-q", "-j1", "--stability=0", f"--method={METHOD}", f"--write-votes={votes}", "-o", "/dev/null", table],
                   check=True)
    lines = [line.rstrip("\n").split("\t") for line in open(votes, encoding="utf-8")]
    at = {column: i for i, column in enumerate(lines[0])}
    gap = [float(line[at["gap"]]) for line in lines[1:]]
    error = [float(line[at["gap_se"]]) for line in lines[1:]]
    silhouette = [float(line[at["silhouette"]] or "-1") for line in lines[1:]]
    ours = next(int(line[0]) for line in lines[1:] if line[at["chosen"]] == "yes")
    first = next((i + 1 for i in range(len(gap) - 1) if gap[i] >= gap[i + 1] - error[i + 1]), len(gap))
    return kind, k, ours, silhouette.index(max(silhouette)) + 1, first


cases = [mixture(i) for i in range(50)] + [noise(i, even) for even in (True, False) for i in range(NOISE)]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    answers = list(pool.map(ask, cases))

seen = collections.defaultdict(lambda: [0, 0, 0, 0])
for kind, k, *said in answers:
    for group in (kind, "all mixtures") if kind in APART or kind == "one" else (kind,):
        seen[group][0] += 1
        for i in range(3):
            seen[group][i + 1] += said[i] == k
print(f"{METHOD}\tcases\tseg-cluster\tsilhouette alone\tgap alone")
for kind in ["one", *APART, "all mixtures", "even noise", "one heap"]:
    print(kind, *seen[kind], sep="\t")
for kind, k, *said in answers:
    if said[0] != k:
        print(f"# {kind}: {k} groups, seg-cluster says {said[0]}, the silhouette {said[1]}, the gap {said[2]}")

_, ours, silhouette, gap = seen["all mixtures"]
write(f"right number of segments{OF}, of 50 (silhouette alone)", "mixtures", silhouette, ours, max(0, silhouette - ours), 0)
write(f"right number of segments{OF}, of 50 (gap alone)", "mixtures", gap, ours, max(0, gap - ours), 0)
for kind in ("even noise", "one heap"):
    # 95 of 100; of 20 as few as chance leaves of that rate in all but 2 of 100 times.
    least = 95 if NOISE == 100 else NOISE * 85 // 100
    write(f"one segment{OF}, of {NOISE} (at least {least})", kind, least, seen[kind][1], max(0, least - seen[kind][1]), 0)
