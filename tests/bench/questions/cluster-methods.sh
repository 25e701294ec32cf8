# cluster-methods - the other ways to find segments: a tree of 20,000 rows, a mixture of 100,000.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
head -20001 "$points" >"$folder/points-20000.tsv"
head -100001 "$points" >"$folder/points-100000.tsv"
pair "Ward's tree, 20 k x 8" 'seg-cluster' "seg-cluster -q -k 8 --method=ward --recipe=raw --stability=0 $folder/points-20000.tsv" \
	'fastcluster' "$rival fastcluster_ward $folder/points-20000.tsv 8"
# Both start from the same middles, those of k-means; ours goes on until a pass gains less than 1e-8 a row, theirs 1e-3.
seg-cluster -q -k 8 --recipe=raw --stability=0 -M "$folder/points.model" "$folder/points-100000.tsv" >/dev/null
sed '1,/^table\tcentres\t/d; /^table\t/,$d' "$folder/points.model" >"$folder/points.start"
pair 'mixture, 100 k x 8, k 8, full' 'seg-cluster' \
	"seg-cluster -q --method=mixture --family=VVV --recipe=raw --stability=0 --start=$folder/points.start $folder/points-100000.tsv" \
	'scikit-learn' "$rival sklearn_mixture $folder/points-100000.tsv 8 $folder/points.start"
