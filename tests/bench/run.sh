#!/bin/bash
# bench - the tools beside other programs that answer the same question, on the same files, in the same minutes.
# Pairs of whole runs in turn, files in memory, output to nowhere: medians, peak memory, and the ratio pair by pair.
#	make bench                          all questions: the files of questions/
#	make bench ITEMS='clean features'   some
#	BENCH_ORDERS=N RUNS=N               another size of the data, another number of pairs (5)
# The data is made by make-data.c and kept in $SEG_BENCH (/tmp/seg-bench, about 1.2 GB); other people's programs come
# from Debian, or into a virtual environment outside the tree (tests/rivals.sh): what they are asked is in rivals/.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail
export LC_ALL=C

orders=${BENCH_ORDERS:-10000000}
folder=${SEG_BENCH:-/tmp/seg-bench}
csv=$folder/orders-$orders.csv tsv=$folder/orders-$orders.tsv
points=$folder/points-1000000.tsv
table=$BUILD/bench.tsv

mkdir -p "$folder"
if [ ! -e "$csv" ] || [ ! -e "$tsv" ] || [ "$BUILD/tests/bench/make-data" -nt "$csv" ]; then
	echo "bench: making $orders orders in $folder"
	"$BUILD/tests/bench/make-data" orders "$orders" "$((orders / 10))" "$csv.part" "$tsv.part"
	mv "$tsv.part" "$tsv"
	mv "$csv.part" "$csv"
	"$BUILD/tests/bench/make-data" points 1000000 8 "$points"
fi
wc -c "$csv" "$tsv" "$points" >/dev/null # into memory
python=$(tests/rivals.sh)

printf 'question\tours\tseconds\tleast\tmost\tmegabytes\trival\tseconds\tleast\tmost\tmegabytes\tratio\tleast\tmost\n' >"$table"

# Says how two commands compare: question, name and command of ours, name and command of the rival.
pair() {
	local line
	line=$("$BUILD/tests/bench/pairs" "${RUNS:-5}" "$3 >/dev/null" "$5 >/dev/null 2>&1")
	printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$(cut -f1-4 <<<"$line")" "$4" "$(cut -f5- <<<"$line")" >>"$table"
	tail -n 1 "$table" | awk -F '\t' '{ printf "%-28s %-20s %7.3f s %4d MB   %-22s %7.3f s %5d MB   %6.2f times (%.2f to %.2f)\n",
		$1, $2, $3, $6, $7, $8, $11, $12, $13, $14 }'
}

# A question finds the files above, its own rivals in $rival, and a folder for what it makes.
for question in tests/bench/questions/*.sh; do
	item=$(basename "$question" .sh)
	[ -z "$ITEMS" ] || [[ " $ITEMS " = *" $item "* ]] || continue
	# shellcheck disable=SC2034
	rival="$python tests/bench/rivals/$item.py"
	# shellcheck disable=SC1090
	. "$question"
done
echo "bench: the table is in $table"
