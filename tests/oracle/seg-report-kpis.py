"""Key figures, cohorts and curves of seg-report beside pandas, statsmodels and scipy, as rows of the oracle's table.

Usage: seg-report-kpis.py FEATURES.tsv ORDERS.tsv KPIS.tsv SEGMENTS.tsv DATA. The average order is Cochran's ratio estimate with
Student's t, means have Student's interval, shares Wilson's; retention is counted from the orders themselves. Costs are
those of seg-report.sh: 20 to win a customer, 5 on one since, 0.4 of the revenue left; the column clv is its invention.
"""
import sys

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

sys.path.insert(0, "tests/oracle")
import table  # noqa: E402

features, orders, kpis, shares, data = sys.argv[1:]
c = pd.read_csv(features, sep="\t", dtype={"customer_id": str, "segment": str})
o = pd.read_csv(orders, sep="\t", dtype={"customer_id": str, "order_id": str})
ours = pd.read_csv(kpis, sep="\t").set_index(["segment", "kpi"])
segments = [s for s in ours.index.get_level_values(0).unique() if s != "all customers"]

o["day"] = pd.to_datetime(o.order_date.str[:10])
last = o.day.max()
sales = o[o.kind == "sale"].groupby(["customer_id", "order_id"]).day.min().reset_index()
now = set(sales.customer_id[sales.day > last - pd.Timedelta(days=180)])
before = set(sales.customer_id[(sales.day > last - pd.Timedelta(days=360)) & (sales.day <= last - pd.Timedelta(days=180))])


def mean(x):
    m = x.mean()
    low, high = stats.t.interval(0.9, len(x) - 1, loc=m, scale=stats.sem(x))
    return m, low, high


def ratio(y, x):
    r, n = y.sum() / x.sum(), len(x)
    spread = np.sqrt(((y - r * x) ** 2).sum() * n / (n - 1)) / x.sum()
    return r, *(r + np.array([-1, 1]) * stats.t.ppf(0.95, n - 1) * spread)


def share(hits, of):
    return hits / of, *proportion_confint(hits, of, 0.1, "wilson")


ACQUISITION, SERVICE, MARGIN = 20, 5, 0.4


def payback(d):
    """Months until the margin of one has paid for winning one: upside down, so the ends change places."""
    rate, low, high = ratio(MARGIN * d.spend, (d.tenure_days + 1) / (365.2425 / 12))
    if rate <= 0:  # it never pays
        return np.nan, np.nan, np.nan
    return ACQUISITION / rate, ACQUISITION / high, ACQUISITION / low if low > 0 else np.nan


theirs = {}
for name in segments + ["all customers"]:
    d = c if name == "all customers" else c[c.segment == name]
    was = before & set(d.customer_id)
    theirs[name] = {
        "customers": (len(d), np.nan, np.nan),
        "revenue": (d.spend.sum(), np.nan, np.nan),
        "aov": ratio(d.spend, d.orders),
        "orders_per_customer": mean(d.orders),
        "conversion": share((d.orders >= 1).sum(), len(d)),
        "engagement": share((d.recency_days <= 30).sum(), d.recency_days.notna().sum()),
        "retention": share(len(was & now), len(was)),
        "churn": share(len(was - now), len(was)),
        "margin": (MARGIN, np.nan, np.nan),
        "cac": (ACQUISITION, np.nan, np.nan),
        "clv": mean(d.clv),
        "clv_to_cac": tuple(x / ACQUISITION for x in mean(d.clv)),
        "payback": payback(d[d.tenure_days.notna() & d.spend.notna()]),
        "roi": tuple(MARGIN * x / (ACQUISITION + SERVICE) - 1 for x in mean(d.spend)),
    }
for kpi in theirs["all customers"]:
    pairs = []
    for name, own in theirs.items():
        if np.isnan(own[kpi][0]) and (name, kpi) not in ours.index:
            continue
        if (name, kpi) not in ours.index:
            sys.exit(f"{name}: seg-report has no {kpi}")
        got = ours.loc[(name, kpi)]
        pairs += [(a, b) for a, b in zip(own[kpi], (got.value, got.lower, got.upper)) if not np.isnan(a)]
    table.farthest(f"key figure {kpi}", data, *zip(*pairs), 1e-10, relative=True)

shares = pd.read_csv(shares, sep="\t").set_index("segment")
pairs = []
for name in segments:
    own = shares.loc[name]
    pairs += zip(ratio(c.spend * (c.segment == name), c.spend), (own.spend_share, own.spend_share_lower, own.spend_share_upper))
table.farthest("share of revenue, with interval", data, *zip(*pairs), 1e-10, relative=True)
