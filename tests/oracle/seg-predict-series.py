"""2F1 and the orders expected by BG/NBD and MBG/NBD against mpmath, on a grid over what shops can bring.

Usage: seg-predict-series.py PROGRAM   (seg-predict-series.c, compiled)
"""

import itertools
import random
import subprocess
import sys

import mpmath as mp

from table import write

mp.mp.dps = 40
rng = random.Random(1)
lines, truth = [], []


def ask(line, *values):
    lines.append(line)
    truth.append([mp.mpf(v) for v in values])


for _ in range(3000):  # as the models ask: a = r + x, b = b0 + k, c = a0 + b - 1, up to z within 1e-8 of 1
    x = rng.choice([0, 0, 1, 2, 5, 20, 100])
    a, b = round(10 ** rng.uniform(-1.5, 1) + x, 6), round(10 ** rng.uniform(-1.5, 1.5) + x + rng.choice([0, 1]), 6)
    c = round(b - 1 + 10 ** rng.uniform(-1.5, 1.5), 6)
    z = rng.choice([rng.uniform(0, 0.9), 1 - 10 ** rng.uniform(-8, -1)])
    if c > 0:
        ask(f"f {a!r} {b!r} {c!r} {z!r}", mp.log(mp.hyp2f1(mp.mpf(a), mp.mpf(b), mp.mpf(c), mp.mpf(z))))

with mp.workdps(400):  # anything positive: formulas that mpmath joins together cancel hundreds of digits here
    for _ in range(2000):
        a, b, c = 10 ** rng.uniform(-2, 3), 10 ** rng.uniform(-2, 3), 10 ** rng.uniform(-2, 3)
        z = rng.choice([rng.uniform(0, 0.9), 1 - 10 ** rng.uniform(-8, -1)])
        ask(f"w {a!r} {b!r} {c!r} {z!r}", mp.log(mp.hyp2f1(mp.mpf(a), mp.mpf(b), mp.mpf(c), mp.mpf(z))))

parameters = [(0.243, 4.414, 0.793, 2.426), (0.525, 6.183, 0.891, 1.614), (0.3, 4, 0.2, 0.5), (0.1, 2, 0.5, 0.5),
              (0.2, 5, 0.05, 0.3), (1.5, 10, 1, 2), (2, 10, 1 + 1e-9, 2), (2, 10, 0.99995, 0.7), (5, 30, 3, 4),
              (12, 60, 0.4, 0.9), (40, 100, 2, 3), (0.05, 0.5, 0.3, 5), (0.7, 1, 20, 20)]
people = [(0, 0, 0), (0, 0, 1), (0, 0, 39), (1, 3, 20), (1, 39, 39), (2, 30.43, 38.86), (7, 20, 60), (26, 30.86, 31),
          (60, 50, 52), (90, 100, 104)]
for (r, alpha, a, b), (x, tx, T), t, first in itertools.product(parameters, people, (0.01, 1, 39, 400, 5000), (0, 1)):
    R, A, a_, b_, k, T_, t_ = mp.mpf(r), mp.mpf(alpha), mp.mpf(a), mp.mpf(b), x + first, mp.mpf(T), mp.mpf(t)
    alive = 1 / (1 + a_ / (b_ + k - 1) * ((A + T_) / (A + mp.mpf(tx))) ** (R + x)) if k else mp.mpf(1)
    c = a_ + b_ + k - 1
    if c == 0 or a_ == 1:  # a removable singularity: from beside it
        a_ += mp.mpf(10) ** -25
        c = a_ + b_ + k - 1
    w = mp.hyp2f1(R + x, b_ + k, c, t_ / (A + T_ + t_)) * ((A + T_) / (A + T_ + t_)) ** (R + x)
    ask(f"{'m' if first else 'b'} {r!r} {alpha!r} {a!r} {b!r} {x} {tx!r} {T!r} {t!r}", alive, alive * c / (a_ - 1) * (1 - w),
        alive * c / (a_ - 1) * (1 - w))

out = subprocess.run([sys.argv[1]], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
worst, over = {}, 0
for line, true, got in zip(lines, truth, out.splitlines(), strict=True):
    for name, a, b in zip([{"f": "2F1", "w": "2F1, a b c from .01 to 1000"}[line[0]]] if line[0] in "fw" else ["P(alive)", "orders, many at once", "orders, one by one"],
                          true, got.split()):
        b = "inf" if "n" in b else b
        off = abs(mp.expm1(mp.mpf(b) - a)) if line[0] in "fw" else abs(mp.mpf(b) / a - 1)
        if not off <= 1e-10:
            over += 1
            if over <= 20:
                print(f"{name}: {line}: mpmath {mp.nstr(a, 17)}, ours {b}", file=sys.stderr)
        n, most = worst.get(name, (0, 0))
        worst[name] = n + 1, max(most, off) if off == off else mp.inf
for name, (n, most) in worst.items():
    write(f"{name}, mpmath (farthest of {n})", "grid", 0, mp.nstr(most, 3), float(most), 1e-10)
