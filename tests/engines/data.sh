#!/bin/bash
# data - the orders as lines without a header, in parts, and what one process says of them.
# shellcheck source=tests/engines/common.bash
. "$(dirname "$0")/common.bash"
PATH=$ENGINE_WORK/bin:$PATH

# The columns that the examples want, whatever the table's order; a channel may stand for the country.
rows() {
	awk -F '\t' -v OFS='\t' '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; place = at["country"] ? at["country"] : at["channel"]; next }
		{ print $at["customer_id"], $at["order_id"], $at["order_date"], $at["amount"], at["kind"] ? $at["kind"] : "sale", $place }'
}
retail=${SEG_DATA:-$ENGINE_ROOT/../shared/data}/online-retail/online-retail.csv.gz
if [ "${ENGINE_ORDERS:-}" ]; then
	rows <"$ENGINE_ORDERS"
elif [ -e "$retail" ]; then
	zcat "$retail" | seg-clean -q --profile=online-retail | rows
else
	"$BUILD/tests/bench/make-data" orders 400000 4000 /dev/null "$ENGINE_WORK/made.tsv"
	rows <"$ENGINE_WORK/made.tsv"
fi >"$ENGINE_WORK/orders.all"
mkdir "$ENGINE_WORK/orders"
split -d -a 1 -n l/6 "$ENGINE_WORK/orders.all" "$ENGINE_WORK/orders/part."
wc -l <"$ENGINE_WORK/orders.all" >"$ENGINE_WORK/rows"
awk -F '\t' '$3 > last { last = $3 } END { print substr(last, 1, 10) }' "$ENGINE_WORK/orders.all" >"$ENGINE_WORK/as_of"

cd "$ENGINE_WORK"
as_of=$(cat as_of)
{ echo "${columns//,/	}" && cat orders.all; } |
	seg-features -q --as-of="$as_of" --write-cuts=cuts.tsv "$add" -o customers.tsv
start=$(date +%s.%N)
seg-features -C $columns --as-of="$as_of" --cuts=cuts.tsv "$add" -o features.one orders.all
echo "one process, one thread: $(cat rows) orders in $(since "$start") s"
sort -o features.one features.one
[ "$(wc -l <features.one)" -eq $(($(wc -l <customers.tsv) - 1)) ]
