# clean - an export of ten million rows, as it is and with types; a messy one; what each rule costs.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
rules() {
	printf 'column\trule\targument\n'
	printf '%s\n' "$@" | tr '|' '\t'
}

rules 'order_id|trim|' 'order_id|type|id' 'customer_id|trim|' 'customer_id|type|id' 'customer_id|required|' \
	'order_date|type|time ymd' 'order_date|required|' 'amount|type|money .' 'amount|required|' >"$folder/rules.tsv"
pair 'CSV to TSV' 'seg-clean' "seg-clean -q $csv" 'libcsv alone' "$BUILD/tests/bench/libcsv_only <$csv"
pair 'CSV to TSV' 'seg-clean -j1' "seg-clean -q -j1 $csv" 'libcsv alone' "$BUILD/tests/bench/libcsv_only <$csv"
pair 'CSV to TSV' 'seg-clean' "seg-clean -q $csv" 'DuckDB' "$rival duckdb_csv_to_tsv $csv"
pair 'CSV to TSV' 'seg-clean' "seg-clean -q $csv" 'polars' "$rival polars_csv_to_tsv $csv"
pair 'CSV to TSV' 'seg-clean' "seg-clean -q $csv" 'Miller' "mlr --icsv --otsv cat $csv"
pair 'CSV to typed TSV' 'seg-clean --rules' "seg-clean -q --rules=$folder/rules.tsv $csv" \
	'DuckDB, typed' "$rival duckdb_typed $csv"
pair 'CSV to typed TSV' 'seg-clean --rules' "seg-clean -q --rules=$folder/rules.tsv $csv" \
	'polars, typed' "$rival polars_typed $csv"

# A tenth of the orders, messy: some cells quoted, blanks around names, four forms of dates, amounts with $ and without,
# notes with quotes and line ends in them, some rows too short or too long.
messy=$folder/messy-$((orders / 10)).csv
if [ ! -e "$messy" ]; then
	head -n "$((orders / 10 + 1))" "$tsv" | mawk -F '\t' 'BEGIN {
			srand(1); split("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", month, " ")
			note[0] = ""; note[1] = "gift wrap"; note[2] = "\"said \"\"call me\"\", twice\""
			note[3] = "\"leave at\nthe back door\""; note[4] = " fragile "
			print "Order ID, Customer ID ,Date,Amount,Category,Channel,\"Note, free text\"" }
		NR > 1 {
			gsub(/"/, "\"\"", $5)
			split(substr($3, 1, 10), d, "-")
			way = int(rand() * 4)
			day = d[1] "/" d[2] "/" d[3]
			if (way == 0) day = substr($3, 1, 10) " " substr($3, 12)
			if (way == 1) day = d[3] "/" d[2] "/" d[1]
			if (way == 2) day = "\"" month[d[2] + 0] " " d[3] ", " d[1] "\""
			money = rand() < .1 ? "\"$" $4 "\"" : rand() < .02 ? "" : rand() < .01 ? "N/A" : $4
			line = (rand() < .5 ? "\"" $1 "\"" : $1) "," (rand() < .3 ? " " $2 " " : $2) "," day "," money ",\"" $5 "\"," $6
			print line (rand() < .01 ? "" : "," note[int(rand() * 5)]) (rand() < .01 ? ",more,cells" : "")
		}' >"$messy.part"
	mv "$messy.part" "$messy"
fi
rules 'order_id|from|Order ID' 'customer_id|from|Customer ID' 'date|from|Date' 'amount|from|Amount' 'category|from|Category' \
	'channel|from|Channel' 'note|from|Note, free text' 'order_id|trim|' 'customer_id|trim|' 'category|trim|' 'channel|trim|' \
	'note|trim|' 'date|type|time dmy' 'date|required|' 'amount|type|money .' 'amount|required|' >"$folder/messy-rules.tsv"
pair 'messy CSV to typed TSV' 'seg-clean --rejects' \
	"seg-clean -q --rules=$folder/messy-rules.tsv --rejects=$folder/rejects.tsv $messy" 'DuckDB, in parallel' "$rival duckdb_messy $messy"

# What one rule costs: the same rows with it, beside the rows as they are.
small=$folder/orders-$((orders / 10)).csv
head -n "$((orders / 10 + 1))" "$csv" >"$small"
while read -r name rule; do
	# shellcheck disable=SC2086
	rules "$rule" >"$folder/rule-$name.tsv"
	pair "a rule: $name" "$name" "seg-clean -q --rules=$folder/rule-$name.tsv $small" 'no rule' "seg-clean -q $small"
done <<-'END'
	required customer_id|required|
	trim customer_id|trim|
	case category|case|upper
	id order_id|type|id
	number amount|type|number .
	money amount|type|money .
	time order_date|type|time ymd
	enum channel|enum|web,phone,counter,market
	regex customer_id|regex|^C[0-9]{7}$
	len category|len|1..40
	min amount|min|0
	expr *|expr|amount > 0 or channel = "web"
	unique order_id|unique|
END
