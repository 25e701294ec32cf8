#!/bin/bash
# The audit beside fairlearn and AIF360 on Adult and German credit, Fisher's test beside exact rational numbers. The
# table of metrics, theirs and ours, stays in $BUILD/oracle/fairness.tsv.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail
export LC_ALL=C

packages=(fairlearn==0.15.0 aif360==0.6.1 pandas==3.1.1 numpy==2.4.6 scikit-learn==1.9.1 scipy==1.17.1)
home=${XDG_CACHE_HOME:-$HOME/.cache}/seg-oracle-fairness
data=${SEG_DATA:-../shared/data}/fairness
out=$BUILD/oracle

[ -e "$data" ] || { echo "oracle: no $data (set SEG_DATA)" >&2; exit 1; }
if [ "$(cat "$home/packages" 2>/dev/null)" != "${packages[*]}" ]; then
	echo "oracle: installing ${packages[*]} into $home"
	python3 -m venv "$home"
	"$home/bin/pip" --quiet install "${packages[@]}"
	echo "${packages[*]}" >"$home/packages"
fi
mkdir -p "$out/fairness"
"$home/bin/python" tests/oracle/seg-audit-bias-fairness.py "$data" "$out/fairness" 2>"$out/fairness.err" >"$out/fairness.tsv" ||
	{ cat "$out/fairness.err" >&2; exit 1; }
tail -n 1 "$out/fairness.err" | sed 's/^fairness/oracle/'

${CC:-cc} -std=c11 -O2 -iquote lib tests/oracle/seg-audit-bias-fisher.c "$BUILD/libseg.a" -lm -o "$out/fisher"
python3 tests/oracle/seg-audit-bias-fisher.py 60 | "$out/fisher"
