"""Compares the models of seg-cluster for seeds 1 to 20 with scikit-learn's best of ten starts.

Usage: seg-cluster-kmeans.py NAME K DATA-FOLDER MODEL-FOLDER
A model's sum of squares may be larger by 1e-6 of it, and the centroid index of s1 to s4 must be 0.
"""
import gzip
import sys

import numpy
from sklearn.cluster import KMeans

from table import write

name, k, data, models = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
rows = numpy.loadtxt(gzip.open(f"{data}/{name}.data.gz"))
labels = numpy.loadtxt(gzip.open(f"{data}/{name}.labels0.gz")).astype(int)
truth = numpy.array([rows[labels == label].mean(axis=0) for label in numpy.unique(labels) if label > 0])
peer = min(KMeans(k, n_init=10, tol=0, max_iter=1000, random_state=seed).fit(rows).inertia_ for seed in (1, 2))


def model(path):
    lines = open(path, encoding="utf-8").read().split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("table\tcentres\t")) + 2
    inertia = float(next(line for line in lines if line.startswith("inertia\t")).split("\t")[1])
    return inertia, numpy.array([[float(cell) for cell in line.split("\t")] for line in lines[start:start + k]])


def orphans(centres, others):
    """How many of `others` are the nearest of none of `centres`."""
    nearest = ((centres[:, None, :] - others[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    return len(others) - len(set(nearest))


worst, index = 0, 0
for seed in range(1, 21):
    inertia, centres = model(f"{models}/{name}.{seed}.seg")
    worst = max(worst, inertia)
    if name in ("s1", "s2", "s3", "s4"):
        index = max(index, orphans(truth, centres), orphans(centres, truth))
write("sum of squares, worst of seeds 1-20, beside the best of ten starts", name, repr(float(peer)), repr(worst),
      max(0, worst / peer - 1), 1e-6)
if name in ("s1", "s2", "s3", "s4"):
    write("centroid index, worst of seeds 1-20", name, 0, index, index, 0)
