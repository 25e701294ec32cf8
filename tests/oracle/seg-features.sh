#!/bin/bash
# Every feature of every set beside decimal, fractions, statistics and numpy, on online retail.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

data=$data/online-retail/online-retail.csv.gz
zcat "$data" | seg-clean -q --profile=online-retail >"$out/orders.tsv"
seg-features -q --set=+rhythm,windows,mix,calendar,trend,returns --category=country --channel=product "$out/orders.tsv" >"$out/features.tsv"
seg-features -q --set=engagement --event=product "$out/orders.tsv" >"$out/engagement.tsv"
"$python" tests/oracle/seg-features-sets.py "$out/orders.tsv" "$out/features.tsv" "$out/engagement.tsv"
