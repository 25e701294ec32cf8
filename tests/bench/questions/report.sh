# report - a million customers and their ten million orders to a page, beside the same figures from DuckDB.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
[ "$folder/features-$orders.tsv" -nt "$tsv" ] || seg-features -q -o "$folder/features-$orders.tsv" "$tsv"
pair 'customers to a page' 'seg-report' "seg-report -q --segment=stage --orders=$tsv --format=html $folder/features-$orders.tsv" \
	'DuckDB, figures only' "$rival $folder/features-$orders.tsv $tsv stage"
