"""The votes of seg-cluster beside scikit-learn on the same labels, and its passes from the same start.

Usage: seg-cluster-votes.py votes NAME K FOLDER | seg-cluster-votes.py gaps NAME FOLDER | seg-cluster-votes.py passes K TABLE FOLDER
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


def gaps(name, folder):
    """The gap from references of our own, drawn anew along the principal axes (Tibshirani and others, 2001, section 3 b);
    two means of random draws may differ by four of their standard errors."""
    table = f"{folder}/{name}.tsv"
    x = numpy.loadtxt(table, skiprows=1)[:, 1:]
    every = column(f"{folder}/{name}.gaps", "k", "gap", "gap_se")
    draw, sets = numpy.random.default_rng(20261125), 100
    axes = numpy.linalg.svd(x - x.mean(axis=0), full_matrices=False)[2]
    turned = x @ axes.T

    def log_w(rows, k):
        return numpy.log(KMeans(k, n_init=10, random_state=1).fit(rows).inertia_)

    drawn = [draw.uniform(turned.min(axis=0), turned.max(axis=0), size=x.shape) for _ in range(sets)]
    for k, gap, se in zip(*every):
        logs = numpy.array([log_w(rows, int(k)) for rows in drawn])
        error = numpy.hypot(float(se) / numpy.sqrt(1 + 1 / 50) / numpy.sqrt(50), logs.std() / numpy.sqrt(sets))
        row(f"gap, k {k}, within four errors of two draws", name, float(logs.mean() - log_w(x, int(k))), float(gap),
            round(4 * float(error), 6))


def passes(k, table, folder):
    x = numpy.loadtxt(table, skiprows=1, usecols=range(1, 9))
    fit = KMeans(int(k), init=x[:int(k)], n_init=1, tol=0, max_iter=5000, algorithm="lloyd").fit(x)
    stats = dict(line.rstrip("\n").split("\t") for line in open(f"{folder}/stats.{k}", encoding="utf-8"))
    model = dict(line.rstrip("\n").split("\t", 1) for line in open(f"{folder}/start.{k}.seg", encoding="utf-8")
                 if "\t" in line)
    row("passes to rest from the same start", f"100,000 x 8, k {k}", fit.n_iter_, int(stats["passes"]), 0)
    row("sum of squares from the same start", f"100,000 x 8, k {k}", fit.inertia_, float(model["inertia"]), 1e-12,
        relative=True)


{"votes": votes, "gaps": gaps, "passes": passes}[sys.argv[1]](*sys.argv[2:])
