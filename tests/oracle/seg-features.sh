#!/bin/bash
# Every feature of every set beside decimal, fractions, statistics and numpy, on online retail.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

data=$data/online-retail/online-retail.csv.gz
zcat "$data" | seg-clean -q --profile=online-retail >"$out/orders.tsv"
seg-features -q --set=+rhythm,windows,mix,calendar,trend,returns --category=country --channel=product "$out/orders.tsv" >"$out/features.tsv"
seg-features -q --set=engagement --event=product "$out/orders.tsv" >"$out/engagement.tsv"
seg-features -q --set=rfm --bins=nested:4 "$out/orders.tsv" >"$out/nested.tsv"
seg-features -q --set=rfm '--bins=fixed:r=30,90,180;f=2,5,10;m=100,500,2000.5' "$out/orders.tsv" >"$out/fixed.tsv"
seg-features -q --set=totals "$out/orders.tsv" >"$out/totals.tsv"
seg-features -q --set=totals --account=country "$out/orders.tsv" >"$out/accounts.tsv"
"$python" tests/oracle/seg-features-sets.py "$out"/{orders,features,engagement,nested,fixed,totals,accounts}.tsv
