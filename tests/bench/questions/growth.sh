# growth - each step ten times the rows of the one before, ten rows a customer: do time and memory grow with them?
# BENCH_GROWTH=N is the most rows (10 million; 100 million need 10 GB of disk).
# shellcheck shell=bash disable=SC2154 # what run.sh sets
for ((n = 10000; n <= ${BENCH_GROWTH:-10000000}; n *= 10)); do
	rows=$folder/orders-$n.tsv customers=$folder/features-$n.tsv
	[ -e "$rows" ] || "$BUILD/tests/bench/make-data" orders "$n" "$((n / 10))" /dev/null "$rows"
	[ "$customers" -nt "$rows" ] || seg-features -q -o "$customers" "$rows"
	repeat=$((n < 10000000 ? ${RUNS:-5} : 1))
	RUNS=$repeat pair "$n rows" 'seg-clean' "seg-clean -q --from=tsv $rows" 'wc -l' "wc -l $rows"
	RUNS=$repeat pair "$n rows" 'seg-features, totals' "seg-features -q --set=totals $rows" 'wc -l' "wc -l $rows"
	RUNS=$repeat pair "$n rows" 'seg-features' "seg-features -q $rows" 'wc -l' "wc -l $rows"
	RUNS=$repeat pair "$((n / 10)) customers" 'seg-cluster' \
		"seg-cluster -q -k 5 --stability=0 --features=recency_days,orders,spend $customers" \
		'wc -l' "wc -l $customers"
	seg-cluster -q -k 5 --stability=0 --features=recency_days,orders,spend -M "$folder/growth.model" "$customers" >/dev/null
	RUNS=$repeat pair "$((n / 10)) customers" 'seg-predict' "seg-predict -q -m $folder/growth.model $customers" 'wc -l' "wc -l $customers"
	RUNS=$repeat pair "$((n / 10)) customers" 'seg-audit-bias' \
		"seg-audit-bias -q --segment=stage --group=rfm_segment $customers" 'wc -l' "wc -l $customers"
	RUNS=$repeat pair "$((n / 10)) customers" 'seg-report' "seg-report -q --segment=stage --format=html $customers" \
		'wc -l' "wc -l $customers"
done
