"""What can be worked out of 200 random reports: for every hidden count a solver looks for the least and the largest it
could be, knowing all that is published, the totals of rows and columns, and the rule. A count from 1 to 4 that is
hidden must stay anything from 1 to 4. Every third report is --public: there it is 1 to 9, and what a hidden segment
brought is bounded as well.

Usage: seg-report-suppression.py FOLDER REPORTS. Sections with counts of customers: segments, lifecycle, grid, moves,
cohorts (each age with the average of all but the first, and each period with its month, in customers and in orders: see
look_at_triangle), the rates of kpis, months (whose orders add up to all orders),
segments by months (with the months of all), calibration (with the rate of all), and the audit of segments by region
(with the sizes of both).
"""
import datetime
import json
import random
import subprocess
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

sys.path.insert(0, "tests/oracle")
import table  # noqa: E402

folder, reports = sys.argv[1], int(sys.argv[2])
LEAST = 5
hidden, recovered = {}, {}


def ends(i, low, high, sums):
    """The least and the largest of cell i."""
    rows = np.zeros((len(sums), len(low)))
    for k, (cells, _) in enumerate(sums):
        rows[k, cells] = 1
    known = [s for _, s in sums]
    out = []
    for sign in (1, -1):
        goal = np.zeros(len(low))
        goal[i] = sign
        found = milp(goal, constraints=LinearConstraint(rows, known, known) if sums else (), integrality=np.ones(len(low)),
                     bounds=Bounds(low, high))
        out.append(round(sign * found.fun) if found.success else None)
    return out


def look(section, shown, true, sums):
    """shown: a number, "<5", ">=5" or None (nothing said: 0 to the total). sums: (cells, what they add up to)."""
    most = sum(true) + LEAST
    few, many = f"<{LEAST}", f">={LEAST}"
    low = [s if isinstance(s, int) else 1 if s == few else LEAST if s == many else 0 for s in shown]
    high = [s if isinstance(s, int) else LEAST - 1 if s == few else most for s in shown]
    for i, s in enumerate(shown):
        if isinstance(s, int) or not 0 < true[i] < LEAST:
            continue
        least, largest = ends(i, low, high, sums)
        hidden[section] = hidden.get(section, 0) + 1
        if least is None or least > 1 or largest < LEAST - 1:
            recovered[section] = recovered.get(section, 0) + 1
            print(f"{section}: {true[i]} is known to be {least} to {largest}: {list(zip(shown, true))[:12]}", file=sys.stderr)


START = 10  # months are counted from November 2024


def day(month, of_month):
    return f"{2024 + (START + month - 1) // 12}-{(START + month - 1) % 12 + 1:02}-{of_month:02}"


def month_of(date):
    return 12 * (int(date[:4]) - 2024) + int(date[5:7]) - START


def make(seed):
    r = random.Random(seed)
    months = r.choice([9, 14])
    busy = [1 if seed % 2 else r.random() ** 3 + 0.01 for _ in range(months)]
    n, k = r.randint(60, 400), r.randint(2, 7)
    weight = [r.random() ** 3 + 0.01 for _ in range(k)]
    people = []
    for i in range(n):
        people.append({"customer_id": f"c{i:03}", "orders": r.choice([0, 1, 1, 1, 2, 2, 3, 5, 8]), "spend": r.randint(1, 500),
                       "recency_days": r.choice([r.randint(0, 60), r.randint(0, 400)]), "tenure_days": r.randint(200, 500),
                       "segment": "ABCDEFG"[r.choices(range(k), weight)[0]], "region": "NESWX"[r.choices(range(5), (9, 6, 4, 2, 0.3))[0]],
                       "p_again": (chance := round(r.random() ** 2, 3)), "again": "yes" if r.random() < chance else "no"})
    before = [dict(p, segment=p["segment"] if r.random() < 0.8 else "ABCDEFG"[r.randrange(k)]) for p in people if r.random() < 0.9]
    orders = []
    for p in people:
        for _ in range(max(1, p["orders"])):
            orders.append({"customer_id": p["customer_id"], "order_date": day(r.choices(range(1, months + 1), busy)[0], r.randint(1, 28)), "amount": r.randint(1, 90)})
    for name, rows in (("customers", people), ("before", before), ("orders", orders)):
        with open(f"{folder}/{name}.tsv", "w", encoding="utf-8") as f:
            print(*rows[0], sep="\t", file=f)
            for row in rows:
                print(*row.values(), sep="\t", file=f)
    subprocess.run(["seg-audit-bias", "-q", "--group=region", "--segment=segment", "--min-n=1", "--min-cell=1", "-o", f"{folder}/audit.tsv",
                    f"{folder}/customers.tsv"], check=True)
    return people, before, orders


def report(*more):
    run = subprocess.run(["seg-report", "-q", "--format=json", "--cohort=month", f"--orders={folder}/orders.tsv", f"--audit={folder}/audit.tsv",
                          f"--previous={folder}/before.tsv", *more, f"{folder}/customers.tsv"], capture_output=True, check=True)
    return json.loads(run.stdout)["sections"]


def number(x):
    return int(x) if isinstance(x, (int, float)) else x


def look_at_triangle(told, true, people, orders):
    """Unknown are the customers and the orders of everybody who began in month c, in month m: cohorts that were joined are
    several of them. Known are the cells that are told, the bounds of those that are not, the size of each cohort, the
    average of all but the first, the months, and all orders where the months cover them."""
    newest = max(o["order_date"] for o in orders)
    last = month_of(newest) - (int(newest[8:]) < 30)
    cohorts = [r for r in told["cohorts"] if r["cohort"] != "all but the first"]
    average = {r["age"]: r for r in told["cohorts"] if r["cohort"] == "all but the first"}
    first = min(month_of(o["order_date"]) for o in orders)
    at = {}
    for c in range(first, last + 1):
        for m in range(c, last + 1):
            at[c, m] = len(at)
    n = len(at)
    rows, low, high = [], [], []

    def know(cells, least, most, of_orders=False):
        row = np.zeros(2 * n)
        for cell in cells:
            row[at[cell] + n * of_orders] = 1
        rows.append(row)
        low.append(least)
        high.append(most)

    def bounds(value):
        if value == f"<{LEAST}":
            return 1, LEAST - 1
        if value == f">={LEAST}":
            return LEAST, np.inf
        return (0, np.inf) if value is None else (int(value), int(value))

    spans = sorted({(month_of(r["cohort"]), month_of(r["cohort_to"]), bounds(r["customers"])) for r in cohorts if r["cohort_to"]})
    asked, of, joined = [], {}, {}
    for r in cohorts:
        start, end, age = month_of(r["cohort"]), month_of(r["cohort_to"]), int(r["age"])
        cells = [(c, c + age) for c in range(start, end + 1)]
        assert all(cell in at for cell in cells)
        if age == 0:
            know(cells, *bounds(r["customers"]))
            for cell in cells:
                joined[cell[0]] = start
                of[cell[0]] = bounds(r["customers"])[1]
        know(cells, *bounds(r["active"]))
        if r.get("orders") is not None:
            know(cells, r["orders"], r["orders"], True)
        exact = next(x for x in true["cohorts"] if x["cohort"] == r["cohort"] and x["age"] == age) if age and r["active"] in (f"<{LEAST}", f">={LEAST}") else None
        if r["active"] == f"<{LEAST}":
            asked.append((cells, exact))
        if age and r["active"] in (f"<{LEAST}", f">={LEAST}"):  # what is left later tells what lies between
            hidden["cohorts, what is left later"] = hidden.get("cohorts, what is left later", 0) + 1
            if any(x.get("active_or_later") is not None for x in cohorts if x["cohort"] == r["cohort"]):
                recovered["cohorts, what is left later"] = recovered.get("cohorts, what is left later", 0) + 1
    begin = min(joined.values())
    for age, r in average.items():
        cells = [(c, c + int(age)) for start, end, _ in spans if start != begin and end + age <= last for c in range(start, end + 1)]
        know(cells, *bounds(r.get("active")))
        if r.get("orders") is not None:
            know(cells, r["orders"], r["orders"], True)
    months = {month_of(r["month"]): r for r in told["months"]}
    for m, r in months.items():
        cells = [(c, m) for c in range(first, m + 1)]
        know(cells, *bounds(r.get("customers")))
        if r.get("orders") is not None:
            know(cells, r["orders"], r["orders"], True)
    if months and set(months) == set(range(first, month_of(newest) + 1)):
        know(list(at), sum(r["orders"] for r in true["months"]), sum(r["orders"] for r in true["months"]), True)
    for i in range(n):  # who orders, orders at least once; and who does not, never
        row = np.zeros(2 * n)
        row[i], row[n + i] = 1, -1
        rows.append(row)
        low.append(-np.inf)
        high.append(0)
        row = np.zeros(2 * n)
        row[i], row[n + i] = -1000, 1
        rows.append(row)
        low.append(-np.inf)
        high.append(0)
    most = np.full(2 * n, np.inf)
    for (c, _), i in at.items():
        most[i] = of.get(c, 0)

    def can_be(cells, value):
        """A world in which the cells hold that. HiGHS's presolve has called feasible ones infeasible: none is believed but without."""
        row = np.zeros(2 * n)
        for cell in cells:
            row[at[cell]] = 1
        matrix = LinearConstraint(np.array(rows + [row]), low + [value], high + [value])
        return any(milp(np.zeros(2 * n), constraints=matrix, integrality=np.ones(2 * n), bounds=Bounds(0, most), options={"presolve": p}).success
                   for p in (True, False))

    for cells, exact in asked:
        hidden["cohorts"] = hidden.get("cohorts", 0) + 1
        if not (can_be(cells, 1) and can_be(cells, LEAST - 1)):
            recovered["cohorts"] = recovered.get("cohorts", 0) + 1
            print(f"cohorts: {exact['active']} of {cells} cannot be 1, or not {LEAST - 1}", file=sys.stderr)


for seed in range(1, reports + 1):
    people, before, orders = make(seed)
    public = seed % 3 == 0
    LEAST = 10 if public else 5
    told, true = report(*["--public"] * public), report("--min-cell=1")

    def pairs(section, column="customers"):
        return [number(r[column]) for r in told[section]], [number(r[column]) for r in true[section]]

    shown, real = pairs("segments")
    look("segments", shown, real, [(list(range(len(real))), len(people))])
    size = {r["segment"]: r["customers"] for r in true["segments"]}
    for name in {r["segment"] for r in told["lifecycle"]}:
        mine = [number(r["customers"]) for r in told["lifecycle"] if r["segment"] == name]
        real = [number(r["customers"]) for r in true["lifecycle"] if r["segment"] == name]
        look("lifecycle", mine, real, [(list(range(len(real))), size[name])])
    if told["grid"]:
        shown, real = pairs("grid")
        key = [(r["orders_from"], r["recency_days_from"]) for r in true["grid"]]
        sums = []
        for way in (0, 1):
            for value in {k[way] for k in key}:
                cells = [i for i, k in enumerate(key) if k[way] == value]
                sums.append((cells, sum(real[i] for i in cells)))
        look("grid", shown, real, sums)
    if told["moves"]:
        known = {(r["from"], r["to"]): number(r["customers"]) for r in told["moves"]}
        all_moves = {(r["from"], r["to"]): number(r["customers"]) for r in true["moves"]}
        keys = list(all_moves)
        sums = []
        for way in (0, 1):
            for value in {k[way] for k in keys}:
                cells = [i for i, k in enumerate(keys) if k[way] == value]
                sums.append((cells, sum(all_moves[keys[i]] for i in cells)))
        look("moves", [known.get(k) for k in keys], [all_moves[k] for k in keys], sums)
    # months: the orders that are missing from all are those of the hidden months, and nobody orders less than once
    shown, real = pairs("months")
    ordered = [r["orders"] for r in true["months"]]
    gone = [i for i, s in enumerate(shown) if s is None]
    for i in gone:
        if 0 < real[i] < LEAST:
            hidden["months"] = hidden.get("months", 0) + 1
            if len(gone) == 1 or sum(ordered[k] for k in gone) - (len(gone) - 1) < LEAST - 1:
                recovered["months"] = recovered.get("months", 0) + 1
                print(f"months: {real[i]} of {ordered}", file=sys.stderr)
    by_month = {(r["segment"], r["month"]): number(r["customers"]) for r in told["segment_months"]}
    for month in told["months"]:
        cells = [r for r in true["segment_months"] if r["month"] == month["month"]]
        if by_month:
            total = [(list(range(len(cells))), month["customers"])] if month.get("customers") is not None else []
            look("segment_months", [by_month.get((r["segment"], r["month"])) for r in cells], [number(r["customers"]) for r in cells], total)
    # ten groups by chance, whose sum the metrics of the forecast tell
    if any(r.get("came") is not None for r in told["calibration"]):
        groups = [r for r in true["calibration"] if r["group"] != "all"]
        known = [r for r in told["calibration"] if r["group"] != "all"]
        for misses in (0, 1):
            real = [round((1 - g["came"] if misses else g["came"]) * g["customers"]) for g in groups]
            mine = [None if k.get("came") is None else round((1 - k["came"] if misses else k["came"]) * k["customers"]) for k in known]
            look("calibration", mine, real, [(list(range(len(real))), sum(real))])
    # the audit: segments by regions, both of known size
    cells = [r for r in true["audit"] if r["metric"] == "membership_rate"]
    known = {(r["outcome"], r["group"]): r for r in told["audit"] if r["metric"] == "membership_rate"}
    if any(r.get("share") is not None for r in known.values()):
        real = [round(r["share"] * number(r["customers"])) for r in cells]
        mine = [None if known[r["outcome"], r["group"]].get("share") is None else x for r, x in zip(cells, real)]
        sums = []
        for way in ("outcome", "group"):
            for value in {r[way] for r in cells}:
                inside = [i for i, r in enumerate(cells) if r[way] == value]
                sums.append((inside, sum(real[i] for i in inside)))
        look("audit", mine, real, sums)
        sizes = {r["group"]: number(r["customers"]) for r in cells}
        mine = {r["group"]: number(r["customers"]) for r in known.values()}
        look("audit groups", [mine[g] for g in sizes], list(sizes.values()), [(list(range(len(sizes))), sum(sizes.values()))])
    # money, in public: what the second largest giver of a hidden segment can say of the largest
    if public:
        away = [r["segment"] for r in told["segments"] if r.get("spend") is None]
        known = any(r["measure"] == "revenue" and r.get("value") is not None for r in told["overview"])
        for name in away if known else []:
            mine = sorted((p["spend"] for p in people if p["segment"] == name), reverse=True)
            most = sum(p["spend"] for p in people if p["segment"] in away) - sum(mine[1:2])
            hidden["money"] = hidden.get("money", 0) + 1
            if most < 1.15 * mine[0]:
                recovered["money"] = recovered.get("money", 0) + 1
                print(f"money: {mine[0]} of {name} is at most {most}", file=sys.stderr)
    # rates: hits and misses of each segment, with those of all when their rate is told
    for kpi in ("conversion", "engagement", "retention"):
        rate = {r["segment"]: r["value"] for r in told["kpis"] if r["kpi"] == kpi}
        exact = {r["segment"]: r["value"] for r in true["kpis"] if r["kpi"] == kpi}
        names = [s for s in size if s in exact]
        of = dict(size)
        if kpi == "retention":  # of how many is not published; a reader who knows it all the same learns no more
            newest = datetime.date.fromisoformat(max(o["order_date"] for o in orders))
            days = {}
            for o in orders:
                days.setdefault(o["customer_id"], set()).add((newest - datetime.date.fromisoformat(o["order_date"])).days)
            earlier = {c for c, ago in days.items() if any(180 <= x < 360 for x in ago)}
            of = {s: sum(p["customer_id"] in earlier for p in people if p["segment"] == s) for s in names}
        if not names:
            continue
        for misses in (0, 1):
            real = [round((1 - exact[s] if misses else exact[s]) * of[s]) for s in names]
            mine = [round((1 - rate[s] if misses else rate[s]) * of[s]) if s in rate else None for s in names]
            sums = [(list(range(len(names))), sum(real))] if "all customers" in rate else []
            look(f"kpis {kpi}", mine, real, sums)
    look_at_triangle(told, true, people, orders)

for section in hidden:
    table.row(f"suppression, {section}: small counts that a solver narrows down, of {hidden[section]} hidden in {reports} reports",
              "random", 0, recovered.get(section, 0), 0)
