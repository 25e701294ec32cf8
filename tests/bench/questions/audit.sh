# audit - people in three group columns of 2, 8 and 50 groups: every metric of counts. Ten million beside DuckDB; a tenth
# of them beside fairlearn, which takes about 50 seconds a million.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
people() {
	local file=$folder/people-$1.tsv
	if [ ! -e "$file" ] || [ "$BUILD/tests/bench/make-groups" -nt "$file" ]; then
		"$BUILD/tests/bench/make-groups" "$1" "$file.part"
		mv "$file.part" "$file"
	fi
	wc -c "$file" >/dev/null # into memory
}

audit='seg-audit-bias -q --group=g1,g2,g3 --outcome=outcome --label=label --segment=segment'
few=$((orders / 10))
people "$orders"
people "$few"
pair 'audit of 3 group columns' 'seg-audit-bias' "$audit $folder/people-$orders.tsv" \
	'DuckDB, the same counts' "$rival duckdb_counts $folder/people-$orders.tsv"
pair "audit of $few rows" 'seg-audit-bias' "$audit $folder/people-$few.tsv" \
	'fairlearn, three rates' "$rival fairlearn_groups $folder/people-$few.tsv"
