#!/bin/bash
# What is usual in a column, and what is the matter with its rows, beside numpy, scipy and pandas, on online retail.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

zcat "$data/online-retail/online-retail.csv.gz" >"$out/retail.csv"
printf 'column\trule\targument\n' >"$out/rules.tsv"
printf '%s\t%s\t%s\n' UnitPrice type 'number .' Quantity type integer CustomerID type id >>"$out/rules.tsv"
for way in iqr3 iqr1.5 mad5 mad3.5; do
	seg-clean -q --rules="$out/rules.tsv" --outlier="UnitPrice:$way=cap" --write-recipe="$out/$way.seg" -o "$out/$way.tsv" \
		--fill=Quantity=median,CustomerID=mode,Description=mode "$out/retail.csv"
done
seg-clean -q --profile=online-retail --hygiene=all --stats="$out/stats.tsv" -o /dev/null "$out/retail.csv"
"$python" tests/oracle/seg-clean-usual.py "$out"
