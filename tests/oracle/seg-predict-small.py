"""seg-predict - small shops: samples of 50, 100 and 300 rows of telco churn. Are the chances no worse than the rate, and
do the intervals of the metrics hold what the model then does on all the other rows?

Usage: seg-predict-small.py telco.tsv SAMPLES   (seg-predict on PATH)

104, 104 and 103 samples gave the shares that the manual names; as a test fewer are drawn, and a share may lie below
these by three standard errors.
"""
import collections
import random
import subprocess
import sys

import numpy as np
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

from table import write

DOCUMENTED = {"auc": (0.94, 0.94, 0.90), "brier": (0.95, 0.96, 0.93), "log_loss": (0.93, 0.96, 0.94), "pr_auc": (0.85, 0.89, 0.86)}
MEASURE = {"auc": roc_auc_score, "brier": brier_score_loss, "log_loss": log_loss, "pr_auc": average_precision_score}

path, samples = sys.argv[1], int(sys.argv[2])
header, *lines = open(path).read().splitlines()
churn = header.split("\t").index("Churn")


def table(name, rows):
    with open(name, "w") as f:
        f.write("\n".join([header, *rows]) + "\n")


for size, n in enumerate((50, 100, 300)):
    brier, rate, held, refused, gap = [], [], collections.Counter(), collections.Counter(), []
    for seed in range(samples):
        drawn = set(random.Random(f"{n} {seed}").sample(range(len(lines)), n))
        others = [line for i, line in enumerate(lines) if i not in drawn]
        table("small.tsv", [lines[i] for i in sorted(drawn)])
        table("others.tsv", others)
        run = subprocess.run(["seg-predict", "-q", "--train=logistic", "--target=Churn", f"--seed={seed}", "-j1", "--write-metrics=small.metrics",
                              "-M", "small.seg", "-o", "/dev/null", "small.tsv"], capture_output=True, text=True)
        if run.returncode:
            assert run.returncode == 3, run.stderr
            refused["fewer than 5" if "at least 5" in run.stderr else "a fold"] += 1
            continue
        m = {k: v for k, *v in (line.split("\t") for line in open("small.metrics").read().splitlines()[1:])}
        brier.append(float(m["brier"][0]))
        rate.append(float(m["brier_rate"][0]))
        run = subprocess.run(["seg-predict", "-q", "-m", "small.seg", "others.tsv"], capture_output=True, text=True, check=True)
        chance = np.array([float(line.rsplit("\t", 1)[1]) for line in run.stdout.splitlines()[1:]])
        came = np.array([line.split("\t")[churn] == "Yes" for line in others])
        for name, measure in MEASURE.items():
            held[name] += float(m[name][1]) <= measure(came, chance) <= float(m[name][2])
        gap.append(float(m["auc"][0]) - roc_auc_score(came, chance))
    b, r = sum(brier) / len(brier), sum(rate) / len(rate)
    write(f"mean Brier no worse than the rate's ({samples} samples, refused {sum(refused.values())})", f"telco, {n} rows", f"{r:.5f}", f"{b:.5f}",
          max(0, b - r), 0)
    write("AUC out of fold less that of the other rows, mean", f"telco, {n} rows", 0, f"{np.mean(gap):.4f}", abs(np.mean(gap)),
          f"{0.02 + 3 * np.std(gap) / len(gap) ** 0.5:.4f}")
    for name, shares in DOCUMENTED.items():
        share, said = held[name] / len(brier), shares[size]
        write(f"90 % intervals of {name} that held the other rows, beside the manual", f"telco, {n} rows", said, f"{share:.3f}", max(0, said - share),
              3 * (said * (1 - said) / len(brier)) ** 0.5)
    print(f"n = {n}: Brier {b:.4f}, of the rate {r:.4f}; {len(brier)} judged, refused {dict(refused)}; held {dict(held)}")
