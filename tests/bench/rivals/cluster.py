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


def sklearn_rows(path, k):
    """And the rows with their segment and how well they fit, as seg-cluster writes them."""
    import numpy
    import pandas
    from sklearn.cluster import KMeans

    table = pandas.read_csv(path, sep="\t")
    x = table.iloc[:, 1:].to_numpy()
    fit = KMeans(int(k), init=x[: int(k)], n_init=1, tol=0, max_iter=5000).fit(x)
    near = numpy.partition(fit.transform(x), 1, axis=1)
    table["segment"] = fit.labels_
    table["segment_fit"] = (1 - near[:, 0] / near[:, 1]).round(6)
    table.to_csv("/dev/null", sep="\t", index=False)


def sklearn_starts(path, k):
    from sklearn.cluster import KMeans

    KMeans(int(k), n_init=10, tol=0, max_iter=5000, random_state=1).fit(features(path))


def sklearn_silhouette(path):
    from sklearn.metrics import silhouette_score

    x = features(path)
    print(repr(silhouette_score(x, ((x[:, None] - x[None, :8]) ** 2).sum(axis=2).argmin(axis=1))))


def sklearn_choose(path):
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    x = features(path)
    for k in range(2, 13):
        label = KMeans(k, n_init=10, tol=0, max_iter=5000, random_state=1).fit_predict(x)
        print(k, silhouette_score(x, label, sample_size=10000, random_state=1))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
