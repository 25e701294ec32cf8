"""What others need to fit and to foretell.

Usage: predict.py NAME FILE [ARGUMENT]. Answers go nowhere (/dev/null): only the time counts. Each is written as its own
manual would: columns typed, only what is asked for, all cores allowed.
"""
import sys


def logistic(path, solver):
    import pandas
    from sklearn.linear_model import LogisticRegression

    d = pandas.read_csv(path, sep="\t")
    x, y = d.iloc[:, 2:].to_numpy(), d["y"].to_numpy()
    return LogisticRegression(C=1e12, tol=1e-6, max_iter=1000, solver=solver).fit(x, y), x, y


def sklearn_logistic(path):
    logistic(path, "lbfgs")


def sklearn_newton(path):
    logistic(path, "newton-cholesky")


def sklearn_loss(path, model):
    """whether the loss is equal: the log-likelihoods of all three, and exit 1 when ours is lower"""
    from sklearn.metrics import log_loss

    ours = float(next(line.split("\t")[1] for line in open(model) if line.startswith("log_likelihood\t")))
    for solver in ("lbfgs", "newton-cholesky"):
        fit, x, y = logistic(path, solver)
        theirs = -log_loss(y, fit.predict_proba(x)[:, 1], normalize=False)
        print(f"  log-likelihood: ours {ours:.7f}, scikit-learn by {solver} {theirs:.7f}")
        if ours < theirs - 1e-11 * abs(theirs):
            sys.exit("predict: the loss is not equal")


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
