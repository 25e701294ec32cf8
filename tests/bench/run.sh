#!/bin/bash
# bench - the tools beside other programs that answer the same question, on the same files, in the same minutes.
# Pairs of whole runs in turn, files in memory, output to nowhere: medians, peak memory, and the ratio pair by pair.
#	make bench                          all questions
#	make bench ITEMS='clean features'   some
#	BENCH_ORDERS=N RUNS=N               another size of the data, another number of pairs (5)
# The data is made by make-data.c and kept in $SEG_BENCH (/tmp/seg-bench, about 1.2 GB); other people's programs come
# from Debian, or into a virtual environment outside the tree, in the versions named here.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail
export LC_ALL=C

packages=(duckdb==2.0.0 polars==2.1.0 pandas==3.1.1 scikit-learn==1.9.1 numpy==2.4.6 lifetimes==0.11.3 fairlearn==0.15.0)
orders=${BENCH_ORDERS:-10000000}
items=${ITEMS:-limits clean features cluster start}
folder=${SEG_BENCH:-/tmp/seg-bench}
home=${XDG_CACHE_HOME:-$HOME/.cache}/seg-rivals
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
if [ "$(cat "$home/packages" 2>/dev/null)" != "${packages[*]}" ]; then
	echo "bench: installing ${packages[*]} into $home"
	python3 -m venv "$home"
	"$home/bin/pip" --quiet install "${packages[@]}"
	echo "${packages[*]}" >"$home/packages"
fi
rival="$home/bin/python tests/bench/rivals.py"

printf 'question\tours\tseconds\tleast\tmost\tmegabytes\trival\tseconds\tleast\tmost\tmegabytes\tratio\tleast\tmost\n' >"$table"

# Says how two commands compare: question, name and command of ours, name and command of the rival.
pair() {
	local line
	line=$("$BUILD/tests/bench/pairs" "${RUNS:-5}" "$3 >/dev/null" "$5 >/dev/null 2>&1")
	printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$(cut -f1-4 <<<"$line")" "$4" "$(cut -f5- <<<"$line")" >>"$table"
	tail -n 1 "$table" | awk -F '\t' '{ printf "%-28s %-20s %7.3f s %4d MB   %-22s %7.3f s %5d MB   %6.2f times (%.2f to %.2f)\n",
		$1, $2, $3, $6, $7, $8, $11, $12, $13, $14 }'
}

limits() {
	pair 'read every byte' 'wc -l' "wc -l $tsv" 'cat' "cat $tsv"
}

clean() {
	printf 'column\trule\targument\n' >"$folder/rules.tsv"
	printf '%s\n' 'order_id|type|id' 'customer_id|type|id' 'customer_id|required|' 'order_date|type|time ymd' \
		'order_date|required|' 'amount|type|money' 'amount|required|' | tr '|' '\t' >>"$folder/rules.tsv"
	pair 'CSV to TSV' 'seg-clean' "seg-clean -q $csv" 'libcsv alone' "$BUILD/tests/bench/libcsv_only <$csv"
	pair 'CSV to TSV' 'seg-clean -j1' "seg-clean -q -j1 $csv" 'libcsv alone' "$BUILD/tests/bench/libcsv_only <$csv"
	pair 'CSV to TSV' 'seg-clean' "seg-clean -q $csv" 'DuckDB' "$rival duckdb_csv_to_tsv $csv"
	pair 'CSV to TSV' 'seg-clean' "seg-clean -q $csv" 'polars' "$rival polars_csv_to_tsv $csv"
	pair 'CSV to typed TSV' 'seg-clean --rules' "seg-clean -q --rules=$folder/rules.tsv $csv" \
		'DuckDB, typed' "$rival duckdb_typed $csv"
}

features() {
	pair 'orders to customers' 'seg-features, rfm' "seg-features -q --set=rfm $tsv" \
		'datamash -s' "datamash -s --header-in -g customer_id count order_id sum amount first order_date last order_date <$tsv"
	pair 'orders to customers' 'seg-features, rfm' "seg-features -q --set=rfm $tsv" 'DuckDB' "$rival duckdb_customers $tsv"
	pair 'orders to customers' 'seg-features' "seg-features -q $tsv" 'DuckDB' "$rival duckdb_customers $tsv"
	pair 'orders to customers' 'seg-features' "seg-features -q $tsv" 'DuckDB, distinct orders' \
		"$rival duckdb_customers_distinct $tsv"
	RUNS=1 pair 'orders to customers' 'seg-features' "seg-features -q $tsv" 'pandas' "$rival pandas_customers $tsv"
}

cluster() {
	pair 'k-means, 1 M x 8, k 8' 'seg-cluster' "seg-cluster -q -k 8 --restarts=1 $points" \
		'scikit-learn' "$rival sklearn_kmeans $points 8"
}

# A hundred rows: the time to start and to end.
start() {
	local here=$PWD tool input args
	cd "$folder"
	cp "$here"/tests/conventions/*.tsv .
	head -101 orders.tsv >few.tsv && mv few.tsv orders.tsv
	seg-cluster -q -k 2 --features=orders,spend,recency_days -M model.seg customers.tsv >/dev/null
	for tool in "$here"/cmd/*/; do
		tool=$(basename "$tool") input=orders.tsv args=()
		# shellcheck disable=SC1090
		[ ! -e "$here/tests/conventions/$tool.args" ] || . "$here/tests/conventions/$tool.args"
		RUNS=50 pair 'start and end' "$tool" "$tool -q ${args[*]} $input" 'mawk' "mawk '{ n++ }' $input"
	done
	cd "$here"
}

for item in $items; do
	"$item"
done
echo "bench: the table is in $table"
