"""seg-predict - small shops: samples of 50, 100 and 300 rows of telco churn. Are the chances no worse than the rate?

Usage: seg-predict-small.py telco.tsv SAMPLES   (seg-predict on PATH)
"""
import collections
import random
import subprocess
import sys

from table import write

path, samples = sys.argv[1], int(sys.argv[2])
header, *lines = open(path).read().splitlines()
for n in (50, 100, 300):
    brier, rate, held, refused = [], [], 0, collections.Counter()
    for seed in range(samples):
        with open("small.tsv", "w") as f:
            f.write("\n".join([header, *random.Random(f"{n} {seed}").sample(lines, n)]) + "\n")
        run = subprocess.run(["seg-predict", "-q", "--train=logistic", "--target=Churn", f"--seed={seed}", "-j1", "--write-metrics=small.metrics",
                              "-o", "/dev/null", "small.tsv"], capture_output=True, text=True)
        if run.returncode:
            assert run.returncode == 3, run.stderr
            refused["fewer than 5" if "at least 5" in run.stderr else "a fold"] += 1
            continue
        m = {k: v for k, *v in (line.split("\t") for line in open("small.metrics").read().splitlines()[1:])}
        brier.append(float(m["brier"][0]))
        rate.append(float(m["brier_rate"][0]))
        low, high = float(m["auc"][1]), float(m["auc"][2])
        held += low <= 0.83 <= high  # near what a model of so few rows can reach at best (.844 with all)
    b, r = sum(brier) / len(brier), sum(rate) / len(rate)
    write(f"mean Brier no worse than the rate's ({samples} samples, refused {sum(refused.values())})", f"telco, {n} rows", f"{r:.5f}", f"{b:.5f}",
          max(0, b - r), 0)
    print(f"n = {n}: Brier {b:.4f}, of the rate {r:.4f}; {len(brier)} judged, refused {dict(refused)}")
