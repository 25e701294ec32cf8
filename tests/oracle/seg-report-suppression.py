"""What can be worked out of 200 random reports: for every hidden count a solver looks for the least and the largest it
could be, knowing all that is published, the totals of rows and columns, and the rule. A count from 1 to 4 that is
hidden must stay anything from 1 to 4.

Usage: seg-report-suppression.py FOLDER REPORTS. Sections with counts of customers: segments, lifecycle, grid, moves,
cohorts (each age with the average of all but the first), and the rates of kpis.
"""
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


def look(section, shown, true, sums, small=None):
    """shown: a number, "<5", ">=5" or None (nothing said: 0 to the total). sums: (cells, what they add up to)."""
    most = sum(true) + 1
    low = [s if isinstance(s, int) else 1 if s == "<5" else LEAST if s == ">=5" else 0 for s in shown]
    high = [s if isinstance(s, int) else LEAST - 1 if s == "<5" else most for s in shown]
    for i, s in enumerate(shown):
        if isinstance(s, int) or not 0 < true[i] < LEAST:
            continue
        least, largest = ends(i, low, high, sums)
        hidden[section] = hidden.get(section, 0) + 1
        if least is None or least > 1 or largest < LEAST - 1:
            recovered[section] = recovered.get(section, 0) + 1
            print(f"{section}: {true[i]} is known to be {least} to {largest}: {list(zip(shown, true))[:12]}", file=sys.stderr)


def make(seed):
    r = random.Random(seed)
    n, k = r.randint(60, 400), r.randint(2, 7)
    weight = [r.random() ** 3 + 0.01 for _ in range(k)]
    people = []
    for i in range(n):
        people.append({"customer_id": f"c{i:03}", "orders": r.choice([0, 1, 1, 1, 2, 2, 3, 5, 8]), "spend": r.randint(1, 500),
                       "recency_days": r.choice([r.randint(0, 60), r.randint(0, 400)]), "tenure_days": r.randint(200, 500),
                       "segment": "ABCDEFG"[r.choices(range(k), weight)[0]]})
    before = [dict(p, segment=p["segment"] if r.random() < 0.8 else "ABCDEFG"[r.randrange(k)]) for p in people if r.random() < 0.9]
    orders = []
    for p in people:
        for _ in range(max(1, p["orders"])):
            orders.append({"customer_id": p["customer_id"], "order_date": f"2025-{r.randint(1, 9):02}-{r.randint(1, 28):02}", "amount": r.randint(1, 90)})
    for name, rows in (("customers", people), ("before", before), ("orders", orders)):
        with open(f"{folder}/{name}.tsv", "w", encoding="utf-8") as f:
            print(*rows[0], sep="\t", file=f)
            for row in rows:
                print(*row.values(), sep="\t", file=f)
    return people, before, orders


def report(*more):
    run = subprocess.run(["seg-report", "-q", "--format=json", "--cohort=month", f"--orders={folder}/orders.tsv",
                          f"--previous={folder}/before.tsv", *more, f"{folder}/customers.tsv"], capture_output=True, check=True)
    return json.loads(run.stdout)["sections"]


def number(x):
    return int(x) if isinstance(x, (int, float)) else x


for seed in range(1, reports + 1):
    people, before, orders = make(seed)
    told, true = report(), report("--min-cell=1")

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
    # rates: hits and misses of each segment, with those of all when their rate is told
    for kpi in ("conversion", "engagement", "retention"):
        rate = {r["segment"]: r["value"] for r in told["kpis"] if r["kpi"] == kpi}
        exact = {r["segment"]: r["value"] for r in true["kpis"] if r["kpi"] == kpi}
        names = [s for s in size if s in exact]
        if kpi == "retention" or not names:
            continue  # its denominators are not published
        for misses in (0, 1):
            real = [round((1 - exact[s] if misses else exact[s]) * size[s]) for s in names]
            mine = [round((1 - rate[s] if misses else rate[s]) * size[s]) if s in rate else None for s in names]
            sums = [(list(range(len(names))), sum(real))] if "all customers" in rate else []
            look(f"kpis {kpi}", mine, real, sums)
    # cohorts: at each age, those of which the average of all but the first tells the sum
    ages = {r["age"] for r in told["cohorts"]}
    first = next((r["cohort"] for r in told["cohorts"] if r["cohort"] != "all but the first"), None)
    for column, total in (("active", "active"), ("active_or_later", "active_or_later")):
        for age in ages:
            rows = [r for r in told["cohorts"] if r["age"] == age and r["cohort"] not in ("all but the first", first)]
            everyone = next((r for r in told["cohorts"] if r["age"] == age and r["cohort"] == "all but the first"), None)
            real = []
            for r in rows:
                began = {}
                for o in orders:
                    m = int(o["order_date"][5:7])
                    began.setdefault(o["customer_id"], set()).add(m)
                start, end = int(r["cohort"][5:7]), int(r["cohort_to"][5:7])
                inside = [m for m in began.values() if start <= min(m) <= end]
                last = 9 - (max(int(o["order_date"][8:]) for o in orders if o["order_date"][5:7] == "09") < 30)
                hit = (lambda m: min(m) + age in m) if column == "active" else (lambda m: any(min(m) + age <= x <= last for x in m))
                real.append(sum(map(hit, inside)))
            mine = [number(r[column]) for r in rows]
            known = everyone and isinstance(number(everyone[total]), int)
            if real:
                look(f"cohorts {column}", mine, real, [(list(range(len(real))), number(everyone[total]))] if known else [])

for section in hidden:
    table.row(f"suppression, {section}: small counts that a solver narrows down, of {hidden[section]} hidden in {reports} reports",
              "random", 0, recovered.get(section, 0), 0)
