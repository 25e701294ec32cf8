#!/bin/bash
# How many segments there are, by the methods besides k-means: 50 mixtures of 400 rows, and 40 sets of noise, each.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

for method in ward prototypes mixture medoids; do
	"$python" tests/oracle/seg-cluster-auto.py "$out" "$method" 400 20
done
