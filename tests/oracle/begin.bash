# begin - what every question starts with: `. tests/oracle/begin.bash` after going to the top of the tree.
# Sets $python (with the rivals of tests/rivals.txt), $data (the public data sets), $out (this question's folder) and
# $ORACLE_TABLE, to which every comparison adds a row: with compare below, or from python with table.py.
# shellcheck shell=bash
set -eo pipefail
export LC_ALL=C
BUILD=${BUILD:-$PWD/build}
PATH=$BUILD/bin:$PATH
data=$(realpath "${SEG_DATA:-../shared/data}") || { echo "oracle: no data (set SEG_DATA)" >&2; exit 1; }
python=$(tests/rivals.sh)
out=$BUILD/oracle/$(basename "$0" .sh)
export ORACLE_TABLE=${ORACLE_TABLE:-$out/table.tsv} PYTHONPATH=$PWD/tests/oracle
# shellcheck disable=SC2034 # for who sources this
: "$data" "$python"
mkdir -p "$out"

# One row: quantity, data set, theirs, ours, allowed difference (0: the same text).
compare() {
	awk -v OFS='\t' -v q="$1" -v d="$2" -v theirs="$3" -v ours="$4" -v allowed="$5" 'BEGIN {
		off = theirs - ours; if (off < 0) off = -off
		if (allowed == 0) off = theirs "" == ours "" ? 0 : 1
		print q, d, theirs, ours, off, allowed }' >>"$ORACLE_TABLE"
}
