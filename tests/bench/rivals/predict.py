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


def lifetimes_worth(path):
    """the same, with what an order is worth and twelve months of both, discounted"""
    import pandas
    from lifetimes import BetaGeoFitter, GammaGammaFitter

    d = pandas.read_csv(path, sep="\t")
    m = BetaGeoFitter().fit(d.btyd_x, d.btyd_tx, d.btyd_T)
    again = d[(d.btyd_x > 0) & (d.btyd_m > 0)]
    g = GammaGammaFitter().fit(again.btyd_x, again.btyd_m)
    g.customer_lifetime_value(m, d.btyd_x, d.btyd_tx, d.btyd_T, d.btyd_m.fillna(0), time=12, discount_rate=0.008, freq="W")


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
