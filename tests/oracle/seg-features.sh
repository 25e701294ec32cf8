#!/bin/bash
# Every feature of every set beside decimal, fractions, statistics and numpy, on online retail.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail
export LC_ALL=C

home=${XDG_CACHE_HOME:-$HOME/.cache}/seg-oracle
data=${SEG_DATA:-../shared/data}/online-retail/online-retail.csv.gz
out=$BUILD/oracle
mkdir -p "$out"
zcat "$data" | seg-clean -q --profile=online-retail >"$out/orders.tsv"
seg-features -q --set=+rhythm,windows,mix,calendar,trend,returns --category=country --channel=product "$out/orders.tsv" >"$out/features.tsv"
seg-features -q --set=engagement --event=product "$out/orders.tsv" >"$out/engagement.tsv"
"$home/bin/python" tests/oracle/seg-features-sets.py "$out/orders.tsv" "$out/features.tsv" "$out/engagement.tsv"
