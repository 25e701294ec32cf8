"""seg-predict - BG/NBD, MBG/NBD and Gamma-Gamma beside lifetimes 0.11.3, on the CDNOW sample.

Usage: seg-predict-btyd.py btyd.tsv   (customer_id btyd_x btyd_tx btyd_T btyd_m btyd_unit=W; seg-predict on PATH)
"""

import subprocess
import sys

import pandas as pd
from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter, ParetoNBDFitter

from table import farthest, row

path = sys.argv[1]
t = pd.read_csv(path, sep="\t")


def seg(kind, *args):
    subprocess.run(["seg-predict", "-q", f"--train={kind}", *args, "-M", "oracle.seg", "-o", "oracle.tsv", path], check=True)
    model = {}
    for line in open("oracle.seg"):  # the parameters stand before their covariance, which has the same names
        model.setdefault(*line.split("\t")[:2])
    return pd.read_csv("oracle.tsv", sep="\t"), model


for kind, fitter in [("bg", BetaGeoFitter()), ("mbg", ModifiedBetaGeoFitter())]:
    fitter.fit(t.btyd_x, t.btyd_tx, t.btyd_T)
    out, model = seg(kind, "--horizon=39w")
    theirs = fitter.conditional_expected_number_of_purchases_up_to_time(39, t.btyd_x, t.btyd_tx, t.btyd_T)
    alive = fitter.conditional_probability_alive(t.btyd_x, t.btyd_tx, t.btyd_T)
    for name in ["r", "alpha", "a", "b"]:
        row(f"{kind} {name}, lifetimes", "cdnow", float(fitter.params_[name]), float(model[name]), 1e-3, relative=True)
    row(f"{kind} orders in 39 weeks, lifetimes", "cdnow", float(theirs.sum()), float(out.expected_orders.sum()), 1e-3, relative=True)
    farthest(f"{kind} orders of a customer", "cdnow", theirs, out.expected_orders, 0.02)
    farthest(f"{kind} P(alive)", "cdnow", alive, out.p_alive, 1e-3)
bg = {name: float(seg("bg", "--horizon=39w")[1][name]) for name in ["r", "alpha", "a", "b", "log_likelihood"]}
for name, value in [("r", 0.2425945), ("alpha", 4.4136019), ("a", 0.7929199), ("b", 2.4258881)]:
    row(f"bg {name}, published (CLVTools)", "cdnow", value, bg[name], 1e-3, relative=True)
row("bg log-likelihood, published", "cdnow", -9582.429, bg["log_likelihood"], 1e-3)

# The chance of an order by a day, as 1 - P(none), which lifetimes has for Pareto/NBD: at our parameters.
out, model = seg("pareto", "--next-order", "--as-of=1997-09-30", "--horizon=1998-06-30")
pareto = ParetoNBDFitter()
pareto.params_ = pd.Series({name: float(model[name]) for name in ["r", "alpha", "s", "beta"]})
none = pareto.conditional_probability_of_n_purchases_up_to_time(0, 39, t.btyd_x, t.btyd_tx, t.btyd_T)
farthest("pareto chance of an order in 39 weeks, lifetimes", "cdnow", 1 - none, out.p_order, 1e-8)

again = t[t.btyd_x > 0]
gg = GammaGammaFitter()
gg.fit(again.btyd_x, again.btyd_m)
out, model = seg("spend")
for name in ["p", "q", "v"]:
    row(f"spend {name}, lifetimes", "cdnow", float(gg.params_[name]), float(model[name]), 2e-3, relative=True)
row("spend log-likelihood, published", "cdnow", -4055.9177, float(model["spend_log_likelihood"]), 2e-3)
theirs = gg.conditional_expected_average_profit(t.btyd_x, t.btyd_m.fillna(0))
farthest("value of an order", "cdnow", theirs, out.expected_value, 0.02)
