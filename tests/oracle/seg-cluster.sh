#!/bin/bash
# k-means beside scikit-learn: never a larger sum of squares than its best of ten starts, for seeds 1 to 20; and every
# true centre of s1 to s4 is nearest to a centre of its own (centroid index 0, Fraenti and others, 2014).
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

data=$data/clustering

while read -r name k; do
	zcat "$data/$name.data.gz" | awk -v OFS='\t' '
		NR == 1 { printf "customer_id"; for (i = 1; i <= NF; i++) printf "\tx%d", i; print "" }
		{ $1 = sprintf("%05d\t%s", NR, $1) } 1' >"$out/$name.tsv"
	for seed in $(seq 20); do
		seg-cluster -q -k "$k" -s "$seed" --recipe=raw --stability=0 -M "$out/$name.$seed.seg" -o /dev/null "$out/$name.tsv"
	done
	"$python" tests/oracle/seg-cluster-kmeans.py "$name" "$k" "$data" "$out"
done <<-END
	s1 15
	s2 15
	s3 15
	s4 15
	iris 3
	wine 3
	aggregation 7
END
