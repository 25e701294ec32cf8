"""What others need to fit and to foretell.

Usage: predict.py NAME FILE [ARGUMENT]. Answers go nowhere (/dev/null): only the time counts. Each is written as its own
manual would: columns typed, only what is asked for, all cores allowed.
"""
import sys


def sklearn_logistic(path):
    import pandas
    from sklearn.linear_model import LogisticRegression

    d = pandas.read_csv(path, sep="\t")
    LogisticRegression(C=1e12, tol=1e-6, max_iter=1000).fit(d.iloc[:, 2:].to_numpy(), d["y"].to_numpy())


def lifetimes_bg(path):
    import pandas
    from lifetimes import BetaGeoFitter

    d = pandas.read_csv(path, sep="\t")
    m = BetaGeoFitter().fit(d.btyd_x, d.btyd_tx, d.btyd_T)
    m.conditional_expected_number_of_purchases_up_to_time(39, d.btyd_x, d.btyd_tx, d.btyd_T)
    m.conditional_probability_alive(d.btyd_x, d.btyd_tx, d.btyd_T)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
