#!/bin/bash
# Lifetimes beside lifetimes on the CDNOW sample, chances beside statsmodels and scikit-learn on telco churn.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

here=$PWD
seg-clean -q --delimiter=blank --header=master,customer_id,order_date,quantity,amount \
	--map=customer_id=customer_id,order_date=order_date,amount=amount --dates=ymd "$data/cdnow/CDNOW_sample.txt" |
	seg-features -q --period=D --unit=W --as-of=1997-09-30 >"$out/btyd.tsv"
seg-clean -q --map=customer_id=customerID "$data/telco/Telco-Customer-Churn.csv" |
	awk -F '\t' -v OFS='\t' '{ for (i = 1; i <= NF; i++) if ($i ~ /^ +$/) $i = "" } 1' >"$out/telco.tsv"
cd "$out"
"$python" "$here/tests/oracle/seg-predict-btyd.py" btyd.tsv
"$python" "$here/tests/oracle/seg-predict-logistic.py" telco.tsv 20
