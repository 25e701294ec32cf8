"""Rows of the table of make oracle: quantity, data set, theirs, ours, difference, allowed.

A difference over what is allowed is not raised here: run.sh reads the whole table and fails at its end. nan is a
difference that nothing allows. For many figures of one kind (a column of 4,000 customers) use farthest: one row with
the pair that is farthest apart, and how many there were.
"""
import math
import os


def row(quantity, data, theirs, ours, allowed, relative=False):
    off = abs(float(theirs) - float(ours))
    if relative and off:
        off /= max(abs(float(theirs)), abs(float(ours)))
    write(quantity, data, repr(theirs), repr(ours), off, allowed)
    return off <= allowed


def same(quantity, data, theirs, ours):
    """For names and other text: equal or not."""
    write(quantity, data, theirs, ours, 0 if str(theirs) == str(ours) else math.inf, 0)
    return str(theirs) == str(ours)


def farthest(quantity, data, theirs, ours, allowed, relative=False):
    """One row for two equally long lists."""
    theirs, ours = [float(x) for x in theirs], [float(x) for x in ours]
    if len(theirs) != len(ours) or not theirs:
        write(f"{quantity} (how many)", data, len(theirs), len(ours), math.inf, allowed)
        return False

    def off(pair):
        distance = abs(pair[0] - pair[1])
        if relative and distance:
            distance /= max(abs(pair[0]), abs(pair[1]))
        return math.inf if math.isnan(distance) else distance

    worst = max(zip(theirs, ours), key=off)
    write(f"{quantity} (farthest of {len(theirs)})", data, repr(worst[0]), repr(worst[1]), off(worst), allowed)
    return off(worst) <= allowed


def write(quantity, data, theirs, ours, off, allowed):
    with open(os.environ["ORACLE_TABLE"], "a", encoding="utf-8") as table:
        print(quantity, data, theirs, ours, f"{off:.3g}", allowed, sep="\t", file=table)
