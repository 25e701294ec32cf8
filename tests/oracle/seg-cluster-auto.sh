#!/bin/bash
# How many segments there are: 50 fresh mixtures beside the silhouette alone and the gap alone, and 200 sets of noise.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

"$python" tests/oracle/seg-cluster-auto.py "$out"
