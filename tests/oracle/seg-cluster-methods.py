"""The other methods of seg-cluster beside scikit-learn, fastcluster, mclust and pam.

Usage: seg-cluster-methods.py start|compare FOLDER
start writes middles (those of k-means) and the nearest of them of each row; compare adds the rows of the table.
"""
import sys

import fastcluster
import numpy
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

import table

folder = sys.argv[2]
K = {"iris": 3, "s1": 15, "aggregation": 7}
SKLEARN = {"VII": "spherical", "VVI": "diag", "EEE": "tied", "VVV": "full"}


def rows(name):
    return numpy.loadtxt(f"{folder}/{name}.tsv", skiprows=1, ndmin=2, delimiter="\t")[:, 1:]


def value(path, key):
    return next(float(line.split("\t")[1]) for line in open(path, encoding="utf-8") if line.startswith(key + "\t"))


def start():
    for name, k in K.items():
        x = rows(name)
        fit = KMeans(k, n_init=10, tol=0, random_state=1).fit(x)
        header = "\t".join(f"x{i + 1}" for i in range(x.shape[1]))
        numpy.savetxt(f"{folder}/{name}.start", fit.cluster_centers_, fmt="%.17g", delimiter="\t", header=header,
                      comments="")
        away = ((x[:, None, :] - fit.cluster_centers_[None]) ** 2).sum(axis=2)
        numpy.savetxt(f"{folder}/{name}.label", away.argmin(axis=1), fmt="%d")


def first_step(x, label, k, shape, ridge):
    """Weights, means and precisions of the M-step from labels, as GaussianMixture wants them."""
    weights = numpy.bincount(label, minlength=k) / len(x)
    means = numpy.array([x[label == c].mean(axis=0) for c in range(k)])
    d = x.shape[1]
    full = numpy.array([numpy.cov(x[label == c].T, bias=True).reshape(d, d) for c in range(k)])
    if shape == "full":
        precisions = numpy.linalg.inv(full + ridge * numpy.eye(d))
    elif shape == "tied":
        precisions = numpy.linalg.inv((weights[:, None, None] * full).sum(axis=0) + ridge * numpy.eye(d))
    else:
        diagonal = numpy.array([numpy.diag(c) for c in full])
        precisions = 1 / (diagonal + ridge) if shape == "diag" else 1 / (diagonal.mean(axis=1) + ridge)
    return weights, means, precisions


def sklearn_likelihood(name, family):
    x, k = rows(name), K[name]
    label = numpy.loadtxt(f"{folder}/{name}.label").astype(int)
    ridge = 1e-6 * x.var(axis=0).mean()
    weights, means, precisions = first_step(x, label, k, SKLEARN[family], ridge)
    fit = GaussianMixture(k, covariance_type=SKLEARN[family], reg_covar=ridge, tol=1e-12, max_iter=20000,
                          weights_init=weights, means_init=means, precisions_init=precisions).fit(x)
    return fit.score(x) * len(x)


def compare():
    for name in K:
        for family in SKLEARN:
            table.row(f"log-likelihood of {family}, scikit-learn", name, sklearn_likelihood(name, family),
                      value(f"{folder}/{name}.{family}.seg", "log_likelihood"), 1e-6, relative=True)
    for line in open(f"{folder}/r.tsv", encoding="utf-8"):
        what, name, which, theirs = line.split()
        if what == "mixture":
            table.row(f"log-likelihood of {which}, mclust", name, float(theirs),
                      value(f"{folder}/{name}.{which}.seg", "log_likelihood"), 1e-6, relative=True)
        else:
            ours = float(open(f"{folder}/{name}.medoids.{which}").read())
            table.row(f"cost of {which} medoids over pam's, if it is", name, float(theirs), max(ours, float(theirs)), 1e-9,
                      relative=True)
            middles = value(f"{folder}/{name}.medoids.{which}.seg", "cost")
            table.row(f"cost of {which} medians over that of medoids, if it is", name, ours, max(ours, middles), 1e-9,
                      relative=True)
    for name in K:
        theirs = fastcluster.linkage_vector(rows(name), "ward")[:, 2]
        ours = numpy.loadtxt(f"{folder}/{name}.heights")
        table.farthest("height in Ward's tree, fastcluster", name, theirs, ours, 1e-10, relative=True)


globals()[sys.argv[1]]()
