# start - a hundred rows: the time to start and to end.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
here=$PWD
cd "$folder" || exit
cp "$here"/tests/conventions/*.tsv .
head -101 orders.tsv >few.tsv && mv few.tsv orders.tsv
seg-cluster -q -k 2 --features=orders,spend,recency_days -M model.seg customers.tsv >/dev/null
for tool in "$here"/cmd/*/; do
	tool=$(basename "$tool") input=orders.tsv args=()
	# shellcheck disable=SC1090
	[ ! -e "$here/tests/conventions/$tool.args" ] || . "$here/tests/conventions/$tool.args"
	RUNS=50 pair 'start and end' "$tool" "$tool -q ${args[*]} $input" 'mawk' "mawk '{ n++ }' $input"
done
cd "$here" || exit
