"""What others need to group points.

Usage: cluster.py NAME FILE [ARGUMENT]. Answers go nowhere (/dev/null): only the time counts. Each is written as its own
manual would: columns typed, only what is asked for, all cores allowed.
"""
import sys


def features(path):
    import pandas

    return pandas.read_csv(path, sep="\t").iloc[:, 1:].to_numpy()


def sklearn_kmeans(path, k):
    from sklearn.cluster import KMeans

    x = features(path)
    KMeans(int(k), init=x[: int(k)], n_init=1, tol=0, max_iter=5000).fit(x)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
