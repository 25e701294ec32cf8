#!/bin/bash
# Cohorts and key figures beside pandas, scipy and statsmodels, the way to the second order beside R's survival (Debian: r-cran-survival), on online retail.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

data=$data/online-retail/online-retail.csv.gz
zcat "$data" | seg-clean -q --profile=online-retail >"$out/orders.tsv"
seg-features -q "$out/orders.tsv" >"$out/features.tsv"

"$python" tests/oracle/seg-report-cohorts.py "$out/orders.tsv" >"$out/cohorts.pandas"
seg-report -q --format=tsv --section=cohorts --min-cell=1 --orders="$out/orders.tsv" "$out/features.tsv" |
	awk -F '\t' '/^20/ { printf "%s\t%s\t%s\t%s\t%s\t%s\t%.3f\n", $1, $2, $4, $5, $9, $11, $12 }' >"$out/cohorts.seg"
"$python" tests/oracle/seg-report-rows.py "cohorts" "online retail" "$out/cohorts.pandas" "$out/cohorts.seg" 0

seg-features -q "$out/orders.tsv" | seg-cluster -q -k 5 |
	awk -F '\t' -v OFS='\t' '{ print $0, NR == 1 ? "clv" : NR * 7919 % 997 / 7 }' >"$out/segments.tsv"
printf 'segment\tacquisition\tservice\tmargin\n\t20\t5\t0.4\n' >"$out/costs.tsv"
seg-report -q --format=tsv --section=kpis --min-cell=1 --costs="$out/costs.tsv" --orders="$out/orders.tsv" "$out/segments.tsv" >"$out/kpis.tsv"
seg-report -q --format=tsv --min-cell=1 "$out/segments.tsv" >"$out/shares.tsv"
"$python" tests/oracle/seg-report-kpis.py "$out/segments.tsv" "$out/orders.tsv" "$out/kpis.tsv" "$out/shares.tsv" 'online retail'

mkdir -p "$out/suppression"
"$python" tests/oracle/seg-report-suppression.py "$out/suppression" 200

if ! Rscript -e 'library(survival)' >/dev/null 2>&1; then
	echo "oracle: no R with survival: the curves were not compared"
	exit 0
fi
Rscript tests/oracle/seg-report-survival.R "$out/orders.tsv" >"$out/second.R"
seg-report -q --format=tsv --section=second_order --orders="$out/orders.tsv" "$out/features.tsv" |
	awk -F '\t' -v OFS='\t' 'NR > 1 { print $1, $2, $5, $6, $7, $8 }' >"$out/second.seg"
seg-report -q --format=tsv --section=log_rank --orders="$out/orders.tsv" "$out/features.tsv" |
	awk -F '\t' '{ v[$1] = $2 } END { print "log_rank\t" v["customers"] "\t" v["chi_square"] "\t" v["p"] }' >>"$out/second.seg"
"$python" tests/oracle/seg-report-rows.py "Kaplan-Meier and log-rank" "online retail" "$out/second.R" "$out/second.seg" 1e-10
