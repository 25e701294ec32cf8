# cluster-methods - the other ways to find segments: a tree of 20,000 rows, a mixture of 100,000.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
head -20001 "$points" >"$folder/points-20000.tsv"
head -100001 "$points" >"$folder/points-100000.tsv"
pair "Ward's tree, 20 k x 8" 'seg-cluster' "seg-cluster -q -k 8 --method=ward --recipe=raw --stability=0 $folder/points-20000.tsv" \
	'fastcluster' "$rival fastcluster_ward $folder/points-20000.tsv 8"
head -9 "$points" | cut -f 2- >"$folder/points.start"
pair 'mixture, 100 k x 8, k 8, full' 'seg-cluster' \
	"seg-cluster -q --method=mixture --family=VVV --recipe=raw --stability=0 --start=$folder/points.start $folder/points-100000.tsv" \
	'scikit-learn' "$rival sklearn_mixture $folder/points-100000.tsv 8 $folder/points.start"
