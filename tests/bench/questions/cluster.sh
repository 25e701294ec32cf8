# cluster - a million points in eight groups: from the same start, from many, and how many groups there are.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
for n in 8 32; do
	head -n $((n + 1)) "$points" >"$folder/start-$n.tsv"
done
head -n 100001 "$points" >"$folder/points-100000.tsv"
head -n 20001 "$points" >"$folder/points-20000.tsv"
same='--recipe=raw --polish=none --stability=0'
pair 'k-means, 1 M x 8, k 8' 'seg-cluster' "seg-cluster -q $same --start=$folder/start-8.tsv $points" \
	'scikit-learn' "$rival sklearn_kmeans $points 8"
pair 'the same, rows written' 'seg-cluster' "seg-cluster -q $same --start=$folder/start-8.tsv $points" \
	'scikit-learn' "$rival sklearn_rows $points 8" # as seg-cluster does above, too
pair 'k-means, 1 M x 8, k 32' 'seg-cluster' "seg-cluster -q $same --start=$folder/start-32.tsv $points" \
	'scikit-learn' "$rival sklearn_kmeans $points 32"
pair 'ten starts, 100 k x 8, k 8' 'seg-cluster' "seg-cluster -q $same -k 8 $folder/points-100000.tsv" \
	'scikit-learn' "$rival sklearn_starts $folder/points-100000.tsv 8"
pair 'exact silhouette, 20 k' 'validity.h' "$BUILD/tests/bench/silhouette $folder/points-20000.tsv 2" \
	'scikit-learn' "$rival sklearn_silhouette $folder/points-20000.tsv"
pair 'how many, 2 to 12, 100 k' 'seg-cluster' "seg-cluster -q --recipe=raw --stability=0 $folder/points-100000.tsv" \
	'scikit-learn' "$rival sklearn_choose $folder/points-100000.tsv"
if [ -n "$BENCH_LINEAR" ]; then # ten million rows beside a million: time and memory should be ten times as much
	"$BUILD/tests/bench/make-data" points 10000000 8 "$folder/points-10000000.tsv"
	pair 'ten times the points' 'a million' "seg-cluster -q $same --start=$folder/start-8.tsv $points" \
		'ten million' "seg-cluster -q $same --start=$folder/start-8.tsv $folder/points-10000000.tsv"
fi
