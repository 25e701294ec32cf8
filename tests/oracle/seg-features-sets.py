"""Every feature of every set on Online Retail, computed anew with decimal, fractions, statistics and numpy.

Usage: seg-features-sets.py orders.tsv features.tsv engagement.tsv nested.tsv fixed.tsv totals.tsv accounts.tsv
orders.tsv is seg-clean's; features.tsv is of all sets but engagement, with --category=country --channel=product;
engagement.tsv is of that set, with --event=product; accounts.tsv of totals by country. Whole numbers, money and names
must be equal, others to 1e-12.
"""
import csv
import datetime
import math
import statistics
import sys
from collections import Counter, defaultdict
from decimal import Decimal, getcontext
from fractions import Fraction

import numpy

import table

getcontext().prec = 60
D0 = Decimal(0)
DAY = datetime.timedelta(1)


def rows(path):
    return list(csv.DictReader(open(path, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))


def day(text):
    return datetime.date.fromisoformat(text[:10])


def orders_of(lines):
    """(day, time, id, amount, lines) by time, then by id: numbers first, by size."""
    by_id = defaultdict(list)
    for line in lines:
        by_id[line["order_id"]].append(line)
    key = lambda i: (0, int(i), "") if i.isdigit() and i[0] != "0" else (1, 0, i)
    return sorted(((min(l["order_date"] for l in ls), key(i), sum((Decimal(l["amount"]) for l in ls), D0))
                   for i, ls in by_id.items()), key=lambda o: (o[0], o[1]))


def tie_safe(values, bins, low):
    """features.md B3, for every value."""
    good = sorted(values, reverse=low)
    worse = {}
    for i, v in enumerate(good):
        worse.setdefault(v, i)
    best = worse[good[-1]]
    return {v: 1 + min(bins - 1, bins * b // best) for v, b in worse.items()} if best else {}


def grid(r, f):
    """The regular expressions of the notebooks, with 11 as lost (features.md B4)."""
    import re
    for pattern, name in [("11", "lost"), ("5[45]", "champions"), ("[34][45]", "loyal"), ("[45][23]", "potential_loyalists"),
                          ("51", "new"), ("41", "promising"), ("33", "need_attention"), ("3[12]", "about_to_sleep"),
                          ("[12]5", "cant_lose"), ("[12][34]", "at_risk"), ("[12][12]", "hibernating")]:
        if re.fullmatch(pattern, f"{r}{f}"):
            return name


class Customer:
    def __init__(self, lines):
        self.lines = lines
        self.sales = [l for l in lines if l["kind"] == "sale"]
        self.orders = orders_of(self.sales)
        self.refunds = orders_of([l for l in lines if l["kind"] == "refund"])
        self.spend = sum((Decimal(l["amount"]) for l in lines), D0)
        days = sorted({day(o[0]) for o in self.orders})
        self.days = days
        self.gaps = [(b - a).days for a, b in zip(days, days[1:])]


def quantile(amounts, tenths):
    amounts = sorted(amounts)
    h, part = divmod((len(amounts) - 1) * tenths, 10)
    return amounts[h] + ((amounts[h + 1] - amounts[h]) * part / 10 if part else 0)


def mix(prefix, column, c):
    sums = defaultdict(Decimal)
    for l in c.sales:
        if l[column]:
            sums[l[column]] += Decimal(l["amount"])
    out = {f"{prefix}_distinct": len(sums)}
    every = names_of[column] if len(names_of[column]) <= 50 else []
    if sums:
        top = min(sums, key=lambda n: (-sums[n], n.encode()))
        total = sum(sums.values())
        out[f"top_{prefix}"] = top
        if total > 0:
            p = [float(v / total) for v in sums.values()]
            if min(p) >= 0:
                out |= {f"{prefix}_share_{n}": float(sums[n] / total) for n in every}
            out[f"top_{prefix}_share"] = float(sums[top] / total)
            out[f"{prefix}_entropy"] = math.fsum(-x * math.log2(x) for x in p if x)
            out[f"{prefix}_concentration"] = math.fsum(x * x for x in p)
    return out


def month(d):
    return d.year * 12 + d.month - 1


def trend(c, as_of):
    first, end = month(c.days[0]), month(as_of + DAY)
    n = end - first
    if n <= 0:
        return {"months": 0}
    count, spend = [0] * n, [D0] * n
    for o in c.orders:
        if month(day(o[0])) - first < n:
            count[month(day(o[0])) - first] += 1
    for o in c.orders + c.refunds:
        if 0 <= month(day(o[0])) - first < n:
            spend[month(day(o[0])) - first] += o[2]
    weight = [2 ** (-(n - 1 - t) / 3) for t in range(n)]
    out = {"months": n, "spend_recent": math.fsum(w * float(s) for w, s in zip(weight, spend)) / math.fsum(weight)}
    if n > 1:
        t = [Fraction(i) - Fraction(n - 1, 2) for i in range(n)]
        squares = sum(x * x for x in t)
        out["orders_slope"] = float(sum(x * y for x, y in zip(t, count)) / squares)
        out["spend_slope"] = float(sum(x * Fraction(y) for x, y in zip(t, spend)) / squares)
        out["spend_trend"] = int(numpy.sign(sum((spend[k] > spend[i]) - (spend[k] < spend[i])
                                                for i in range(n) for k in range(i + 1, n))))
    return out


def lifecycle(c, typical, as_of):
    expected = lambda g: (2 * typical + len(g) * (statistics.median(g) if g else 0)) / (2 + len(g))
    gap = expected(c.gaps)
    overdue = (as_of - c.days[-1]).days / gap
    out = {"expected_gap_days": gap, "overdue_ratio": overdue}
    for times, name in [(6, "lost"), (3, "lapsed"), (1.5, "at_risk")]:
        if overdue >= times:
            return out | {"stage": name, "stage_since": c.days[-1] + DAY * math.ceil(times * gap)}
    if not c.gaps:
        return out | {"stage": "new", "stage_since": c.days[-1]}
    if c.gaps[-1] >= 3 * expected(c.gaps[:-1]):
        return out | {"stage": "reactivated", "stage_since": c.days[-1]}
    back = [i for i in range(1, len(c.gaps)) if c.gaps[i] >= 1.5 * gap]
    return out | {"stage": "active", "stage_since": c.days[back[-1] + 1 if back else 1]}


def rhythm(c, as_of):
    g = c.gaps
    out = {"gaps": len(g)}
    if g:
        out |= {"gap_mean": statistics.fmean(g), "gap_median": float(statistics.median(g)), "gap_min": min(g), "gap_max": max(g),
                "gap_last": g[-1], "own_overdue": (as_of - c.days[-1]).days / statistics.median(g)}
    if len(g) > 1:
        out["gap_sd"] = math.sqrt(statistics.variance([Fraction(x) for x in g]))
        out["gap_cv"] = out["gap_sd"] / statistics.fmean(g)
        v = sum((Fraction(b, a + b) - Fraction(1, 2)) ** 2 for a, b in zip(g, g[1:])) / (len(g) - 1)
        if v:
            out["regularity"] = float((1 - 4 * v) / (8 * v))
    return out


def windows(c, as_of):
    out = {}
    for w in (30, 90, 365):
        inside = lambda o, k: k * w <= (as_of - day(o[0])).days < (k + 1) * w
        n = [sum(inside(o, k) for o in c.orders) for k in (0, 1)]
        s = [sum((o[2] for o in c.orders + c.refunds if inside(o, k)), D0) for k in (0, 1)]
        out |= {f"orders_{w}d": n[0], f"orders_before_{w}d": n[1], f"spend_{w}d": s[0], f"spend_before_{w}d": s[1],
                f"spend_delta_{w}d": s[0] - s[1], f"orders_ratio_{w}d": (n[0] + 1) / (n[1] + 1)}
    return out


def calendar(c):
    n = len(c.orders)
    times = [datetime.datetime.fromisoformat(o[0]) for o in c.orders]
    quarter = Counter(t.hour // 6 for t in times)
    weekday, months = Counter(t.isoweekday() for t in times), Counter(t.month for t in times)
    return {"weekend_share": (weekday[6] + weekday[7]) / n, "night_share": quarter[0] / n, "morning_share": quarter[1] / n,
            "afternoon_share": quarter[2] / n, "evening_share": quarter[3] / n,
            "top_weekday": min(weekday, key=lambda k: (-weekday[k], k)), "top_month": min(months, key=lambda k: (-months[k], k))}


def own(c, as_of):
    """What needs only the customer."""
    refunded = -sum((o[2] for o in c.refunds), D0)
    out = {"orders": len(c.orders), "spend": c.spend, "revenue": sum((o[2] for o in c.orders), D0), "refunds": len(c.refunds),
           "refunded": refunded} | windows(c, as_of) | mix("category", "country", c) | mix("channel", "product", c)
    if c.refunds:
        out["days_since_refund"] = (as_of - day(c.refunds[-1][0])).days
    if not c.orders:
        return out | {"rfm_segment": "unranked", "stage": "prospect", "gaps": 0, "months": 0}
    amounts = [o[2] for o in c.orders]
    x, first = len(c.days) - 1, c.days[0]
    quantities = [Decimal(l["quantity"]) for l in c.sales if l["quantity"]]
    repeat = sum((o[2] for o in c.orders if day(o[0]) != first), D0)
    out |= {"first_order": first, "last_order": c.days[-1], "mean_order": float(c.spend / len(amounts)),
            "recency_days": (as_of - c.days[-1]).days, "tenure_days": (as_of - first).days, "max_order": max(amounts),
            "median_order": quantile(amounts, 5), "p90_order": quantile(amounts, 9), "cohort": str(first)[:7],
            "first_amount": amounts[0], "btyd_x": x, "btyd_tx": (c.days[-1] - first).days, "btyd_T": (as_of - first).days,
            "btyd_m": float(repeat / x) if x else 0, "btyd_unit": "D", "return_rate": len(c.refunds) / len(c.orders)}
    if quantities:
        out |= {"items": sum(quantities), "items_per_order": float(sum(quantities) / len(c.orders))}
    if len(c.orders) > 1:
        out["days_to_second_order"] = (day(c.orders[1][0]) - first).days
    if out["revenue"] > 0:
        out["refund_share"] = float(refunded / out["revenue"])
    return out | rhythm(c, as_of) | calendar(c) | trend(c, as_of)


def among_others(all_of_them, as_of):
    """What needs everyone."""
    buyers = {i: c for i, c in all_of_them.items() if c.orders}
    measure = {i: ((as_of - c.days[-1]).days, len(c.orders), c.spend) for i, c in buyers.items()}
    score = [tie_safe([m[k] for m in measure.values()], 5, k == 0) for k in range(3)]
    decile = tie_safe([m[2] for m in measure.values()], 10, False)
    total = sum(c.spend for c in buyers.values())
    typical = float(statistics.median(float(statistics.median(c.gaps)) for c in buyers.values() if c.gaps))
    run, reach = D0, {}
    for spend in sorted((c.spend for c in buyers.values()), reverse=True):
        reach.setdefault(spend, "A" if run < total * 80 / 100 else "B" if run < total * 95 / 100 else "C")
        run += spend
    out = {}
    for i, c in buyers.items():
        r, f, m = (score[k][measure[i][k]] for k in range(3))
        out[i] = {"r_score": r, "f_score": f, "m_score": m, "rfm_segment": grid(r, f), "spend_decile": decile[c.spend],
                  "spend_share": float(c.spend / total), "spend_class": reach[c.spend]} | lifecycle(c, typical, as_of)
    return out


def nested(all_of_them, as_of, bins):
    """Scores of orders within those of recency, of spend within both; the tied score 1."""
    buyers = {i: c for i, c in all_of_them.items() if c.orders}
    scores = {i: () for i in buyers}
    for k, measured in enumerate((lambda c: (as_of - c.days[-1]).days, lambda c: len(c.orders), lambda c: c.spend)):
        groups = defaultdict(list)
        for i in buyers:
            groups[scores[i]].append(i)
        for group in groups.values():
            score = tie_safe([measured(buyers[i]) for i in group], bins, k == 0)
            for i in group:
                scores[i] += (score.get(measured(buyers[i]), 1),)
    return {i: dict(zip(("r_score", "f_score", "m_score"), scores.get(i, ("", "", "")))) for i in all_of_them}


def fixed(all_of_them, as_of, days, orders, spend):
    """Scores by numpy's search among the values."""
    def of(c):
        if not c.orders:
            return {"r_score": "", "f_score": "", "m_score": ""}
        return {"r_score": len(days) + 1 - int(numpy.searchsorted(days, (as_of - c.days[-1]).days, "left")),
                "f_score": 1 + int(numpy.searchsorted(orders, len(c.orders), "right")),
                "m_score": 1 + int(numpy.searchsorted(spend, float(c.spend), "right"))}
    return {i: of(c) for i, c in all_of_them.items()}


def totals(c, as_of):
    sold = [day(l["order_date"]) for l in c.sales]
    return {"rows": len(c.lines), "total": sum((Decimal(l["amount"]) for l in c.lines), D0)} | ({
        "first_date": min(sold), "last_date": max(sold), "days_since_last": (as_of - max(sold)).days} if sold else {})


def engagement(c, as_of):
    names = Counter(l["product"] for l in c.lines)
    ages = [(as_of - day(l["order_date"])).days for l in c.lines]
    return {"events": len(ages), "events_30d": sum(a < 30 for a in ages), "event_kinds": len(names),
            "top_event": min(names, key=lambda n: (-names[n], n.encode())), "days_since_event": min(ages),
            "engagement_score": math.fsum(2 ** (-a / 30) for a in ages)}


def differs(column, wanted, got):
    if wanted is None:
        return got != ""
    if isinstance(wanted, float):
        return got == "" or abs(float(got) - wanted) > 1e-12 * max(1, abs(wanted))
    if isinstance(wanted, Decimal):
        return got == "" or Decimal(got) != wanted
    return got != str(wanted)


def compare(what, wanted, path, only=None):
    """A row of the table for each column: cells, and those that are as wanted."""
    cells, good, apart = Counter(), Counter(), Counter()
    for row in rows(path):
        mine = wanted[row.get("customer_id") or row["country"]]
        for column, got in row.items():
            if column in ("customer_id", "country") or (only and column not in only):
                continue
            cells[column] += 1
            if not differs(column, mine.get(column), got):
                good[column] += 1
            elif cells[column] - good[column] < 5:
                print(what, row, column, "wanted", mine.get(column), "got", got)
            if isinstance(mine.get(column), float) and got:
                apart[column] = max(apart[column], abs(float(got) - mine[column]) / max(1, abs(mine[column])))
        unknown = set(mine) - set(row)
        if unknown:
            sys.exit(f"columns that are not written: {unknown}")
    for column, n in cells.items():
        table.write(f"features: {what}{column}, cells that agree", "online-retail", n, good[column], n - good[column], 0)
        if column in apart:
            table.write(f"features: {what}{column}, farthest of {n}", "online-retail", "", "", apart[column], 1e-12)
    return sum(cells.values())


orders, every, events, nests, fixes, sums, accounts = sys.argv[1:]
by_customer, by_country, names_of = defaultdict(list), defaultdict(list), defaultdict(set)
for line in rows(orders):
    by_customer[line["customer_id"]].append(line)
    by_country[line["country"]].append(line)
end = max(day(l["order_date"]) for ls in by_customer.values() for l in ls)
customers = {i: Customer(ls) for i, ls in by_customer.items()}
for c in customers.values():
    for column in ("country", "product"):
        names_of[column] |= {l[column] for l in c.sales if l[column]}
wanted = {i: own(c, end) for i, c in customers.items()}
for i, more in among_others(customers, end).items():
    wanted[i] |= more
scores = ("r_score", "f_score", "m_score")
cells = compare("", wanted, every)
cells += compare("", {i: engagement(c, end) for i, c in customers.items()}, events)
cells += compare("--bins=nested:4 ", nested(customers, end, 4), nests, scores)
cells += compare("--bins=fixed ", fixed(customers, end, [30, 90, 180], [2, 5, 10], [100, 500, 2000.5]), fixes, scores)
cells += compare("", {i: totals(c, end) for i, c in customers.items()}, sums)
cells += compare("--account ", {i: {"customers": len({l["customer_id"] for l in ls})} | totals(Customer(ls), end)
                                for i, ls in by_country.items()}, accounts)
print(f"oracle: Python and seg-features, {cells} cells of {len(customers)} customers")
