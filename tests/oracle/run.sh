#!/bin/bash
# oracle - the same questions asked of programs that are not ours: the answers must be the same.
# They live in a folder of their own outside the tree, ${XDG_CACHE_HOME:-~/.cache}/seg-oracle, in the versions named here.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail
export LC_ALL=C

packages=(pandas==2.2.3 numpy==1.26.4)
home=${XDG_CACHE_HOME:-$HOME/.cache}/seg-oracle
data=${SEG_DATA:-../shared/data}/online-retail/online-retail.csv.gz

[ -e "$data" ] || { echo "oracle: no $data (set SEG_DATA)" >&2; exit 1; }
if [ "$(cat "$home/packages" 2>/dev/null)" != "${packages[*]}" ]; then
	echo "oracle: installing ${packages[*]} into $home"
	python3 -m venv "$home"
	"$home/bin/pip" --quiet install "${packages[@]}"
	echo "${packages[*]}" >"$home/packages"
fi

mkdir -p "$BUILD/oracle"
"$home/bin/python" tests/oracle/customers.py "$data" >"$BUILD/oracle/pandas.tsv"
zcat "$data" | seg-clean -q --profile=online-retail | seg-features -q | cut -f1-5 >"$BUILD/oracle/seg.tsv"
diff "$BUILD/oracle/pandas.tsv" "$BUILD/oracle/seg.tsv"
echo "oracle: pandas and seg-features agree on $(($(wc -l <"$BUILD/oracle/seg.tsv") - 1)) customers"
