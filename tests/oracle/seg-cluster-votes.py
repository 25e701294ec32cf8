"""The votes of seg-cluster beside scikit-learn on the same labels, and its passes from the same start.

Usage: seg-cluster-votes.py votes NAME K FOLDER | seg-cluster-votes.py passes K TABLE FOLDER
"""
import sys

import numpy
from sklearn import metrics
from sklearn.cluster import KMeans

from table import row


def column(path, *names):
    lines = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    return [[line[lines[0].index(name)] for line in lines[1:]] for name in names]


def votes(name, k, folder):
    table = f"{folder}/{name}.out"
    features = [c for c in open(table, encoding="utf-8").readline().rstrip("\n").split("\t") if c.startswith("x")]
    x = numpy.array(column(table, *features), dtype=float).T
    label = numpy.unique(column(table, "segment")[0], return_inverse=True)[1]
    every = column(f"{folder}/{name}.votes", "k", "silhouette", "silhouette_macro", "calinski_harabasz", "davies_bouldin",
                   "inertia")
    at = every[0].index(k)
    each = metrics.silhouette_samples(x, label)
    theirs = {"silhouette": metrics.silhouette_score(x, label),
              "silhouette_macro": numpy.mean([each[label == c].mean() for c in numpy.unique(label)]),
              "calinski_harabasz": metrics.calinski_harabasz_score(x, label),
              "davies_bouldin": metrics.davies_bouldin_score(x, label),
              "inertia": sum(((x[label == c] - x[label == c].mean(axis=0)) ** 2).sum() for c in numpy.unique(label))}
    for (quantity, value), ours in zip(theirs.items(), every[1:]):
        row(quantity, f"{name}, k {k}", float(value), float(ours[at]), 1e-10, relative=True)


def passes(k, table, folder):
    x = numpy.loadtxt(table, skiprows=1, usecols=range(1, 9))
    fit = KMeans(int(k), init=x[:int(k)], n_init=1, tol=0, max_iter=5000, algorithm="lloyd").fit(x)
    stats = dict(line.rstrip("\n").split("\t") for line in open(f"{folder}/stats.{k}", encoding="utf-8"))
    model = dict(line.rstrip("\n").split("\t", 1) for line in open(f"{folder}/start.{k}.seg", encoding="utf-8")
                 if "\t" in line)
    row("passes to rest from the same start", f"100,000 x 8, k {k}", fit.n_iter_, int(stats["passes"]), 0)
    row("sum of squares from the same start", f"100,000 x 8, k {k}", fit.inertia_, float(model["inertia"]), 1e-12,
        relative=True)


{"votes": votes, "passes": passes}[sys.argv[1]](*sys.argv[2:])
