# pipe - the four tools in one line, from the shop's export to the page: how long one waits for it.
# shellcheck shell=bash disable=SC2154,SC2016 # what run.sh sets; $1 is of the inner shell
for n in 10000 100000 1000000; do
	made=$folder/orders-$n.csv
	[ -e "$made" ] || "$BUILD/tests/bench/make-data" orders "$n" "$((n / 10))" "$made" "${made%.csv}.tsv"
	pair "export to page, $n rows" 'four tools, k 5' \
		"seg-clean -q $made | seg-features -q | seg-cluster -q -k 5 --stability=0 | seg-report -q --format=html" \
		'pandas, scikit-learn' "$rival $made 5"
done
