# cluster - a million points in eight groups.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
pair 'k-means, 1 M x 8, k 8' 'seg-cluster' "seg-cluster -q -k 8 --restarts=1 $points" \
	'scikit-learn' "$rival sklearn_kmeans $points 8"
