#!/bin/bash
# Silhouettes, Calinski-Harabasz and Davies-Bouldin beside scikit-learn on the same labels; the gap beside that of
# references drawn by numpy; passes and sum of squares beside scikit-learn's from the same start.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

while read -r name k; do
	zcat "$data/clustering/$name.data.gz" | awk -v OFS='\t' '
		NR == 1 { printf "customer_id"; for (i = 1; i <= NF; i++) printf "\tx%d", i; print "" }
		{ $1 = sprintf("%05d\t%s", NR, $1) } 1' >"$out/$name.tsv"
	seg-cluster -q -k "$k" --max-k="$k" --recipe=raw --stability=0 --write-votes="$out/$name.votes" \
		-o "$out/$name.out" "$out/$name.tsv"
	"$python" tests/oracle/seg-cluster-votes.py votes "$name" "$k" "$out"
done <<-END
	iris 3
	wine 3
	aggregation 7
END

for name in iris aggregation; do
	seg-cluster -q -k 1 --max-k=5 --recipe=raw --stability=0 --write-votes="$out/$name.gaps" -o /dev/null "$out/$name.tsv"
	"$python" tests/oracle/seg-cluster-votes.py gaps "$name" "$out"
done

"$BUILD/tests/bench/make-data" points 100000 8 "$out/points.tsv"
for k in 8 32; do
	head -n $((k + 1)) "$out/points.tsv" >"$out/start.tsv"
	seg-cluster -q --recipe=raw --polish=none --stability=0 --start="$out/start.tsv" --stats="$out/stats.$k" \
		-M "$out/start.$k.seg" -o /dev/null "$out/points.tsv"
	"$python" tests/oracle/seg-cluster-votes.py passes "$k" "$out/points.tsv" "$out"
done
