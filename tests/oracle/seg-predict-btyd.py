"""seg-predict - BG/NBD, MBG/NBD and Gamma-Gamma beside lifetimes 0.11.3, on the CDNOW sample.

Usage: seg-predict-btyd.py btyd.tsv   (customer_id btyd_x btyd_tx btyd_T btyd_m btyd_unit=W; seg-predict on PATH)
"""

import subprocess
import sys

import pandas as pd
from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter

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
    print(f"{kind}: orders in 39 weeks {out.expected_orders.sum():.3f}, lifetimes {theirs.sum():.3f}; "
          f"largest difference of a customer {abs(out.expected_orders - theirs).max():.1e}, "
          f"of P(alive) {abs(out.p_alive - alive).max():.1e}")
    for name in ["r", "alpha", "a", "b"]:
        assert abs(float(model[name]) / fitter.params_[name] - 1) < 1e-3, (kind, name)
    assert abs(out.expected_orders.sum() / theirs.sum() - 1) < 1e-3 and abs(out.p_alive - alive).max() < 1e-3

again = t[t.btyd_x > 0]
gg = GammaGammaFitter()
gg.fit(again.btyd_x, again.btyd_m)
out, model = seg("spend")
for name in ["p", "q", "v"]:
    assert abs(float(model[name]) / gg.params_[name] - 1) < 2e-3, name
theirs = gg.conditional_expected_average_profit(t.btyd_x, t.btyd_m.fillna(0))
print(f"spend: mean expected value {out.expected_value.mean():.6f}, lifetimes {theirs.mean():.6f}")
assert abs(out.expected_value - theirs).max() < 0.02
