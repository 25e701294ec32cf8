# audit - ten million people in three group columns of 2, 8 and 50 groups: every metric of counts.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
people=$folder/people-$orders.tsv
if [ ! -e "$people" ] || [ "$BUILD/tests/bench/make-groups" -nt "$people" ]; then
	"$BUILD/tests/bench/make-groups" "$orders" "$people.part"
	mv "$people.part" "$people"
fi
wc -c "$people" >/dev/null # into memory
audit="seg-audit-bias -q --group=g1,g2,g3 --outcome=outcome --label=label --segment=segment $people"
pair 'audit of 3 group columns' 'seg-audit-bias' "$audit" 'DuckDB, the same counts' "$rival duckdb_counts $people"
RUNS=1 pair 'audit of 3 group columns' 'seg-audit-bias' "$audit" 'fairlearn, three rates' "$rival fairlearn_groups $people"
