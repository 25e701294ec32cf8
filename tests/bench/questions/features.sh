# features - ten million orders to one row a customer.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
pair 'orders to customers' 'seg-features, rfm' "seg-features -q --set=rfm $tsv" \
	'datamash -s' "datamash -s --header-in -g customer_id count order_id sum amount first order_date last order_date <$tsv"
pair 'orders to customers' 'seg-features, rfm' "seg-features -q --set=rfm $tsv" 'DuckDB' "$rival duckdb_customers $tsv"
pair 'orders to customers' 'seg-features' "seg-features -q $tsv" 'DuckDB' "$rival duckdb_customers $tsv"
pair 'orders to customers' 'seg-features' "seg-features -q $tsv" 'DuckDB, distinct orders' \
	"$rival duckdb_customers_distinct $tsv"
RUNS=1 pair 'orders to customers' 'seg-features' "seg-features -q $tsv" 'pandas' "$rival pandas_customers $tsv"
