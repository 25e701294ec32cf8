#!/bin/bash
# Cohorts beside pandas, the way to the second order beside R's survival (Debian: r-cran-survival), on online retail.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

data=$data/online-retail/online-retail.csv.gz
zcat "$data" | seg-clean -q --profile=online-retail >"$out/orders.tsv"
seg-features -q "$out/orders.tsv" >"$out/features.tsv"

"$python" tests/oracle/seg-report-cohorts.py "$out/orders.tsv" >"$out/cohorts.pandas"
seg-report -q --format=tsv --section=cohorts --min-cell=1 --orders="$out/orders.tsv" "$out/features.tsv" |
	awk -F '\t' '/^20/ { printf "%s\t%s\t%s\t%s\t%s\t%s\t%.3f\n", $1, $2, $4, $5, $9, $11, $12 }' >"$out/cohorts.seg"
diff "$out/cohorts.pandas" "$out/cohorts.seg"
echo "oracle: pandas and seg-report agree on $(wc -l <"$out/cohorts.seg") cells of cohorts"

if ! Rscript -e 'library(survival)' >/dev/null 2>&1; then
	echo "oracle: no R with survival: the curves were not compared"
	exit 0
fi
Rscript tests/oracle/seg-report-survival.R "$out/orders.tsv" >"$out/second.R"
seg-report -q --format=tsv --section=second_order --orders="$out/orders.tsv" "$out/features.tsv" |
	awk -F '\t' -v OFS='\t' 'NR > 1 { print $1, $2, $5, $6, $7, $8 }' >"$out/second.seg"
seg-report -q --format=tsv --section=log_rank --orders="$out/orders.tsv" "$out/features.tsv" |
	awk -F '\t' '{ v[$1] = $2 } END { print "log_rank\t" v["customers"] "\t" v["chi_square"] "\t" v["p"] }' >>"$out/second.seg"
paste "$out/second.R" "$out/second.seg" | awk -F '\t' '
	function far(x, y) { return (x > y ? x - y : y - x) > 1e-10 * (x > 1 ? x : 1) }
	{ n = NF / 2; for (i = 1; i <= n; i++) if ($i != $(n + i) && far($i + 0, $(n + i) + 0)) { print; bad = 1 } }
	END { exit bad }'
echo "oracle: R survival and seg-report agree on $(wc -l <"$out/second.seg") points to 1e-10"
