"""What somebody can work out about groups that --min-cell hides: an integer program over the printed figures.

Usage: seg-audit-bias-hidden.py WORK-FOLDER [TABLES]
Random people in crossings of two columns, audited with --min-cell. The reader knows every number printed (counts and
rates of both columns and of the crossing), all values that the columns have, the rule, and even which of the hidden
groups are small, large or empty. scipy's milp (HiGHS) asks how few and how many people each small group may have: the
reader knows no more than the rule when the answers are 1 and least - 1. As a control the same program looks at the open
audit with nothing but the rows of small groups taken out: there it has to find some of them.
"""
import io
import subprocess
import sys

import numpy as np
import pandas
from scipy.optimize import Bounds, LinearConstraint, milp

from table import row as compare

TABLES = int(sys.argv[2]) if len(sys.argv) > 2 else 150


def printed(table, *options):
    text = subprocess.run(["seg-audit-bias", "-q", "-j1", "--group=g,h", "--intersect=2", "--outcome=o", "--favourable=1",
                           *options], input=table.to_csv(sep="\t", index=False), check=True, capture_output=True, text=True).stdout
    rows = pandas.read_csv(io.StringIO(text), sep="\t", keep_default_na=False)
    rows = rows[rows["metric"] == "selection_rate"]
    return {(r.group_by, r.group): (r.n, round(r.n * float(r.value))) for r in rows.itertuples()}


def range_of(cells, want, equations, low, high):
    """The fewest and the most people of the cell; unknowns are people with and without the outcome, per cell."""
    n = 2 * len(cells)
    aim = np.zeros(n)
    aim[2 * want:2 * want + 2] = 1
    sizes = np.kron(np.eye(len(cells)), [1, 1])
    fixed = [LinearConstraint(sizes, low, high)]
    if equations:
        fixed.append(LinearConstraint(np.array([e for e, _ in equations]), *[[b for _, b in equations]] * 2))
    found = [milp(sign * aim, constraints=fixed, integrality=np.ones(n), bounds=Bounds(0, np.inf)) for sign in (1, -1)]
    assert all(f.success for f in found), found[0].message
    return round(found[0].fun), round(-found[1].fun)


def equation(cells, members, n, hits):
    """People, and those with the outcome, of some cells."""
    people, lucky = np.zeros(2 * len(cells)), np.zeros(2 * len(cells))
    for c in members:
        people[2 * c:2 * c + 2] = 1
        lucky[2 * c] = 1
    return [(people, n), (lucky, hits)]


def narrowed(table, least, rows, pooled):
    """How many small cells the reader knows better than the rule, and how many there are."""
    cells = [(g, h) for g in sorted(set(table["g"])) for h in sorted(set(table["h"]))]
    size = table.groupby(["g", "h"]).size()
    truth = [int(size.get(c, 0)) for c in cells]
    shown = [i for i, c in enumerate(cells) if ("g,h", ",".join(c)) in rows]
    equations = []
    for (by, group), (n, hits) in rows.items():
        if group.startswith("(pooled)"):
            members = [i for i in range(len(cells)) if i not in shown]
        elif by == "g,h":
            members = [cells.index(tuple(group.split(",")))]
        else:
            members = [i for i, c in enumerate(cells) if c["g,h".split(",").index(by)] == group and (not pooled or i in shown)]
        equations += equation(cells, members, n, hits)
    low = [least if t >= least else min(t, 1) for t in truth]
    high = [np.inf if t >= least else least - 1 if t else 0 for t in truth]
    small = [i for i, t in enumerate(truth) if 0 < t < least]
    return sum(range_of(cells, i, equations, low, high) != (1, least - 1) for i in small), len(small)


hidden = known = known_before = 0
for number in range(TABLES):
    rng = np.random.default_rng([18, number])
    least = int(rng.choice([3, 5, 10]))
    weight = rng.dirichlet(np.full(12, 0.6))
    cell = rng.choice(12, int(rng.integers(60, 400)), p=weight)
    people = pandas.DataFrame({"g": [f"g{c % 4}" for c in cell], "h": [f"h{c // 4}" for c in cell],
                               "o": (rng.random(len(cell)) < 0.4).astype(int)})
    rows = printed(people, f"--min-cell={least}")
    assert all(n >= least for n, _ in rows.values())
    for by in ("g", "h", "g,h"):
        assert sum(n for (b, _), (n, _) in rows.items() if b == by) == len(people)
    told, small = narrowed(people, least, rows, True)
    hidden, known = hidden + small, known + told
    size = people.groupby(["g", "h"]).size()
    before = {k: v for k, v in printed(people).items() if v[0] >= least}
    known_before += narrowed(people, least, before, False)[0]
print(f"hidden groups: {known} of {hidden} narrowed by a solver; {known_before} when only their rows are left out", file=sys.stderr)
compare(f"--min-cell: small groups of {hidden} that a solver knows better than the rule", f"{TABLES} random crossings", 0, known, 0)
compare("the same solver finds a tenth of them at least when only their rows are left out", f"{TABLES} random crossings", 0,
        max(0, hidden / 10 - known_before), 0)
