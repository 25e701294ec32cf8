# clean - an export of ten million rows, as it is and with types.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
printf 'column\trule\targument\n' >"$folder/rules.tsv"
printf '%s\n' 'order_id|type|id' 'customer_id|type|id' 'customer_id|required|' 'order_date|type|time ymd' \
	'order_date|required|' 'amount|type|money' 'amount|required|' | tr '|' '\t' >>"$folder/rules.tsv"
pair 'CSV to TSV' 'seg-clean' "seg-clean -q $csv" 'libcsv alone' "$BUILD/tests/bench/libcsv_only <$csv"
pair 'CSV to TSV' 'seg-clean -j1' "seg-clean -q -j1 $csv" 'libcsv alone' "$BUILD/tests/bench/libcsv_only <$csv"
pair 'CSV to TSV' 'seg-clean' "seg-clean -q $csv" 'DuckDB' "$rival duckdb_csv_to_tsv $csv"
pair 'CSV to TSV' 'seg-clean' "seg-clean -q $csv" 'polars' "$rival polars_csv_to_tsv $csv"
pair 'CSV to typed TSV' 'seg-clean --rules' "seg-clean -q --rules=$folder/rules.tsv $csv" \
	'DuckDB, typed' "$rival duckdb_typed $csv"
