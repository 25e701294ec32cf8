"""Fisher's exact test and its mid-p in exact rational arithmetic, for every 2x2 table of up to N.

Usage: seg-audit-bias-fisher.py N | fisher-all
Prints a, b, c, d, p and mid-p, correctly rounded: weights are products of binomials, whole numbers, so ties are exact.
Tables that are another one turned or mirrored have its p and are left out: a is the least cell of its row and column.
"""
import sys
from fractions import Fraction
from math import comb

for n in range(2, int(sys.argv[1]) + 1):
    for row in range(1, n // 2 + 1):
        for column in range(row, n // 2 + 1):
            weight = {k: comb(row, k) * comb(n - row, column - k) for k in range(max(0, row + column - n), row + 1)}
            total = sum(weight.values())
            tail, p = 0, {}
            for w in sorted(set(weight.values())):
                equal = w * sum(1 for v in weight.values() if v == w)
                tail += equal
                p[w] = float(Fraction(tail, total)), float(Fraction(2 * tail - equal, 2 * total))
            for k, w in weight.items():
                print(k, row - k, column - k, n - row - column + k, *map(repr, p[w]))
