#!/bin/bash
# Lifetimes beside lifetimes on the CDNOW sample, series beside mpmath, weights and chances beside statsmodels and
# scikit-learn on telco churn, German credit and Adult, small samples beside their rate, intervals beside simulated shops
# (a few; `seg-predict-coverage.py 4000 300 1000 10000` is the whole experiment, which takes hours).
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

here=$PWD
seg-clean -q --delimiter=blank --header=master,customer_id,order_date,quantity,amount \
	--map=customer_id=customer_id,order_date=order_date,amount=amount --dates=ymd "$data/cdnow/CDNOW_sample.txt" |
	seg-features -q --period=D --unit=W --as-of=1997-09-30 >"$out/btyd.tsv"
seg-clean -q --map=customer_id=customerID "$data/telco/Telco-Customer-Churn.csv" |
	awk -F '\t' -v OFS='\t' '{ for (i = 1; i <= NF; i++) if ($i ~ /^ +$/) $i = "" } 1' >"$out/telco.tsv"
awk -F , -v OFS='\t' '{ sub(/\r$/, ""); $1 = $1 } NR == 1 { printf "customer_id"; for (i = 1; i < NF; i++) printf "\tc%d", i; print "\tbad" }
	{ print "g" NR, $0 }' "$data/fairness/german/german.csv" >"$out/german.tsv"
# Adult without the columns that have words which foretell with certainty: no fit without a penalty has an end there.
zcat "$data/fairness/adult/adult.data.gz" | awk -F ', ' -v OFS='\t' '
	BEGIN { print "customer_id", "age", "years", "marital", "race", "sex", "gain", "loss", "hours", "income" }
	NF == 15 { print "a" ++n, $1, $5, $6, $9, $10, $11, $12, $13, $15 }' >"$out/adult.tsv"
${CC:-cc} -std=c11 -O2 -iquote lib tests/oracle/seg-predict-series.c "$BUILD/libseg.a" -lm -o "$out/series"
cd "$out"
"$python" "$here/tests/oracle/seg-predict-btyd.py" btyd.tsv
"$python" "$here/tests/oracle/seg-predict-series.py" ./series
"$python" "$here/tests/oracle/seg-predict-logistic.py" . telco Churn Yes 20
"$python" "$here/tests/oracle/seg-predict-logistic.py" . german bad "$(cut -f 22 german.tsv | tail -n +2 | sort | uniq -c | sort -n | awk 'NR == 1 { print $2 }')" 20
"$python" "$here/tests/oracle/seg-predict-logistic.py" . adult income '>50K' 1
"$python" "$here/tests/oracle/seg-predict-small.py" telco.tsv 40
"$python" "$here/tests/oracle/seg-predict-odds.py" 40
"$python" "$here/tests/oracle/seg-predict-coverage.py" 60 300
