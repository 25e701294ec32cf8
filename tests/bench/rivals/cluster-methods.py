"""What others need for a tree and for a mixture.

Usage: cluster-methods.py NAME FILE K [START]. Answers go nowhere (/dev/null): only the time counts. Each is written as
its own manual would: columns typed, only what is asked for, all cores allowed.
"""
import sys


def features(path):
    import pandas

    return pandas.read_csv(path, sep="\t").iloc[:, 1:].to_numpy()


def fastcluster_ward(path, k):
    import fastcluster
    from scipy.cluster.hierarchy import fcluster

    fcluster(fastcluster.linkage_vector(features(path), "ward"), int(k), "maxclust")


def sklearn_mixture(path, k, start):
    """From the middles of a file, as seg-cluster: rows begin in the nearest. The tolerance is its own, 1e-3."""
    import numpy
    import pandas
    from sklearn.mixture import GaussianMixture
    from sklearn.metrics import pairwise_distances_argmin

    x = features(path)
    near = pairwise_distances_argmin(x, pandas.read_csv(start, sep="\t").to_numpy())
    k = int(k)
    means = numpy.array([x[near == c].mean(axis=0) for c in range(k)])
    precisions = numpy.array([numpy.linalg.inv(numpy.cov(x[near == c].T, bias=True)) for c in range(k)])
    weights = numpy.bincount(near, minlength=k) / len(x)
    GaussianMixture(k, weights_init=weights, means_init=means,
                    precisions_init=precisions).fit(x).predict_proba(x)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
