"""Two headerless tables of the same shape: a row of the oracle's table for each column of numbers, and one for words.

Usage: seg-report-rows.py QUANTITY DATA THEIRS OURS ALLOWED
"""
import sys

sys.path.insert(0, "tests/oracle")
import table  # noqa: E402

quantity, data, theirs, ours, allowed = sys.argv[1:]


def number(x):
    try:
        return float(x)
    except ValueError:
        return None


with open(theirs, encoding="utf-8") as a, open(ours, encoding="utf-8") as b:
    rows = [[line.rstrip("\n").split("\t") for line in f] for f in (a, b)]
table.same(f"{quantity}: rows", data, len(rows[0]), len(rows[1]))
words, columns = [[], []], {}
for x, y in zip(*rows):
    for i, (p, q) in enumerate(zip(x, y)):
        if number(p) is None:
            words[0].append(p)
            words[1].append(q)
        elif p != "nan" and p != "NA":
            columns.setdefault(i, []).append((p, q or "nan"))
table.same(f"{quantity}: words", data, "|".join(words[0])[:60], "|".join(words[1])[:60] if words[0] == words[1] else "others")
for i, pairs in columns.items():
    table.farthest(f"{quantity}: column {i + 1}", data, *zip(*pairs), float(allowed))
