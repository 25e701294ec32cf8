# features - ten million orders to one row a customer.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
facts='count order_id sum amount first order_date last order_date'
# How many rows, their sum, the first and last day, days since: the same question on both sides.
pair 'sums of customers' 'seg-features, totals' "seg-features -q --set=totals $tsv" 'DuckDB' "$rival duckdb_customers $tsv"
pair 'sums of customers' 'seg-features, totals' "seg-features -q --set=totals $tsv" 'datamash -s' \
	"datamash -s --header-in -g customer_id $facts <$tsv"
pair 'sums of customers' 'seg-features, totals' "seg-features -q --set=totals $tsv" 'pandas' "$rival pandas_customers $tsv"
# Orders are distinct ids, and everybody is scored, which the rivals do not do.
pair 'orders of customers' 'seg-features, rfm' "seg-features -q --set=rfm $tsv" 'DuckDB, distinct orders' \
	"$rival duckdb_customers_distinct $tsv"
pair 'the usual sets' 'seg-features' "seg-features -q $tsv" 'DuckDB' "$rival duckdb_usual $tsv"
# In little memory.
pair 'sums, 64 MB' 'seg-features --memory' "seg-features -q --set=totals --memory=64M $tsv" 'sort -S64M | datamash' \
	"{ head -1 $tsv; tail -n +2 $tsv | sort -s -S64M -t '$(printf '\t')' -k2,2; } | datamash --header-in -g customer_id $facts"
sorted=$folder/sorted-$orders.tsv
[ "$sorted" -nt "$tsv" ] || { head -1 "$tsv" && tail -n +2 "$tsv" | sort -s -t "$(printf '\t')" -k2,2; } >"$sorted"
pair 'rows that are sorted' 'seg-features --sorted' "seg-features -q --sorted --as-of=2025-12-31 $sorted" 'datamash' \
	"datamash --header-in -g customer_id $facts <$sorted"
# What a further set costs.
for set in rhythm windows mix calendar trend returns totals; do
	pair "and $set" "seg-features, +$set" "seg-features -q --set=+$set $tsv" 'without' "seg-features -q $tsv"
done
