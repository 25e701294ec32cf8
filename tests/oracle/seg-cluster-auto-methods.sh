#!/bin/bash
# How many segments there are, by the methods besides k-means: 50 mixtures of 400 rows, and 40 sets of noise, each.
# Seen on 2026-11-26, right of how many (the silhouette alone, the gap alone):
#	             mixtures        one heap, even noise
#	ward         39 (23, 30)     40 of 40
#	prototypes   34 (19, 30)     40 of 40
#	medoids      42 (19, 30)     40 of 40
#	mixture      42 (23, 30)     38 of 40: two of even noise were seen as 2 segments
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

for method in ward prototypes medoids mixture; do
	"$python" tests/oracle/seg-cluster-auto.py "$out" "$method" 400 20
done
