#!/bin/bash
# submit - hands the whole run to Slurm: a map array, a reduce array when all of it went well, and the end.
#	./submit.sh              settings stand in ./settings, or in the file of $SEG_SETTINGS
#	./submit.sh 3            runs task 3 of the map again, and what depends on it
# shellcheck disable=SC1090,SC2154 # the names of the settings
cd "$(dirname "$0")" || exit
set -eo pipefail
export SEG_SETTINGS=${SEG_SETTINGS:-$PWD/settings}
. "$SEG_SETTINGS"
mkdir -p "$work"

after() {
	echo "--dependency=afterok:$1 --kill-on-invalid-dep=yes"
}
submit() {
	sbatch --parsable --chdir="$work" "$@"
}

tasks=--output=%x.%A.%a.log
map=$(submit "$tasks" --array="${1:-0-$((parts - 1))}" map.sbatch)
# shellcheck disable=SC2046 # two options
reduce=$(submit "$tasks" --array="0-$((shards - 1))" $(after "$map") reduce.sbatch)
# shellcheck disable=SC2046
finish=$(submit --output=%x.%j.log $(after "$reduce") finish.sbatch)
echo "map $map, reduce $reduce, finish $finish"
