#!/bin/bash
# Orders and money of every customer of Online Retail beside pandas.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

data=$data/online-retail/online-retail.csv.gz
zcat "$data" | seg-clean -q --profile=online-retail | seg-features -q | cut -f1-5 >"$out/seg.tsv"
"$python" tests/oracle/customers.py "$data" "$out/seg.tsv"
