#!/bin/bash
# bench - the tools beside other programs that answer the same question, on the same files, in the same hour.
# Medians of 5 runs of whole programs, files in memory, output to nowhere; the table also goes to build/bench.tsv.
# BENCH_ORDERS=N for another size; the data is kept in $SEG_BENCH (/tmp/seg-bench), about 1.2 GB.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail
export LC_ALL=C

orders=${BENCH_ORDERS:-10000000}
customers=$((orders / 10))
folder=${SEG_BENCH:-/tmp/seg-bench}
csv=$folder/orders-$orders.csv tsv=$folder/orders-$orders.tsv
table=$BUILD/bench.tsv

mkdir -p "$folder"
if [ ! -e "$csv" ] || [ ! -e "$tsv" ] || [ "$BUILD/tests/bench/make-data" -nt "$csv" ]; then
	echo "bench: making $orders orders in $folder"
	"$BUILD/tests/bench/make-data" "$orders" "$customers" "$csv.part" "$tsv.part"
	mv "$tsv.part" "$tsv"
	mv "$csv.part" "$csv"
fi
wc -c "$csv" "$tsv" >/dev/null # into memory

printf 'question\tprogram\tseconds\tleast\tmost\n' >"$table"

# Says how long a command takes: question, program, command.
timed() {
	hyperfine --style none --warmup 1 --runs "${RUNS:-5}" --export-csv "$BUILD/bench.csv" "${@:4}" "$3" >/dev/null 2>&1 ||
		{ echo "bench: this fails: $3" >&2; exit 1; }
	# command,mean,stddev,median,user,system,min,max; a command may hold commas
	tail -n 1 "$BUILD/bench.csv" | awk -F, -v OFS='\t' -v question="$1" -v program="$2" \
		'{ print question, program, sprintf("%.4f\t%.4f\t%.4f", $(NF - 4), $(NF - 1), $NF) }' >>"$table"
	tail -n 1 "$table" | awk -F '\t' '{ printf "%-26s %-22s %8.4f s  (%.4f to %.4f)\n", $1, $2, $3, $4, $5 }'
}

timed 'count the lines' 'wc -l' "wc -l $csv"
timed 'CSV to TSV' 'seg-clean' "seg-clean -q $csv >/dev/null"
timed 'CSV to TSV' 'seg-clean -j 1' "seg-clean -q -j 1 $csv >/dev/null"
timed 'CSV to TSV' 'libcsv alone' "$BUILD/tests/bench/libcsv_only <$csv >/dev/null"
timed 'orders to customers' 'seg-features' "seg-features -q $tsv >/dev/null"
timed 'orders to customers' 'seg-features -j 1' "seg-features -q -j 1 $tsv >/dev/null"
# The rows are in the order of time, so the first date is the least and the last the greatest.
timed 'orders to customers' 'datamash -s' \
	"datamash -s --header-in -g customer_id count order_id sum amount first order_date last order_date <$tsv >/dev/null"

# A hundred rows: the time to start and to end.
here=$PWD
cd "$folder"
cp "$here"/tests/conventions/*.tsv .
head -101 orders.tsv >few.tsv && mv few.tsv orders.tsv
seg-cluster -q -k 2 --features=orders,spend,recency_days -M model.seg customers.tsv >/dev/null
for tool in "$here"/cmd/*/; do
	tool=$(basename "$tool") input=orders.tsv args=()
	# shellcheck disable=SC1090
	[ ! -e "$here/tests/conventions/$tool.args" ] || . "$here/tests/conventions/$tool.args"
	RUNS=50 timed 'start and end' "$tool" "$tool -q ${args[*]} $input" -N
done
# Against the first program of ours that answers the same question.
awk -F '\t' '
	/^start/ { next }
	$2 ~ /^seg-/ { if (!($1 in ours)) { ours[$1] = $3; name[$1] = $2 } next }
	$1 in ours { printf "%s: %s takes %.2f times as long as %s\n", $1, $2, $3 / ours[$1], name[$1] }' "$table"
echo "bench: the table is in $table"
