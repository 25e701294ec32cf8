#!/bin/bash
# The audit beside fairlearn and AIF360 on Adult and German credit, its other measures beside scipy, statsmodels and
# scikit-learn, Fisher's test and repaired numbers beside exact rational numbers, hidden groups before a solver. Who wants
# every metric, not the farthest, looks at $out/fairness.tsv.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

"$python" tests/oracle/seg-audit-bias-fairness.py "$data/fairness" "$out" 2>"$out/fairness.err" >"$out/fairness.tsv" ||
	{ cat "$out/fairness.err" >&2; exit 1; }
tail -n 1 "$out/fairness.err" | sed 's/^fairness/oracle/'

"$python" tests/oracle/seg-audit-bias-measures.py "$data/fairness" "$out"
"$python" tests/oracle/seg-audit-bias-hidden.py "$out"
"$python" tests/oracle/seg-audit-bias-repairs.py "$data/fairness" "$out"
# 1,000 runs each; AUDIT_RUNS=N for another number.
"$python" tests/oracle/seg-audit-bias-simulations.py "$out" "${AUDIT_RUNS:-1000}"

${CC:-cc} -std=c11 -O2 -iquote lib tests/oracle/seg-audit-bias-fisher.c "$BUILD/libseg.a" -lm -o "$out/fisher"
python3 tests/oracle/seg-audit-bias-fisher.py 60 | "$out/fisher"
