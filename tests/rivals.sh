#!/bin/bash
# Prints the python of a virtual environment outside the tree, ${XDG_CACHE_HOME:-~/.cache}/seg-rivals, that has the
# programs of rivals.txt; makes it first, or anew when that list has changed. For make oracle and make bench.
set -eo pipefail
list=$(dirname "$0")/rivals.txt
home=${XDG_CACHE_HOME:-$HOME/.cache}/seg-rivals

mkdir -p "${home%/*}"
exec 9>"$home.lock"
flock 9 # two at once would clear what the other makes
if ! cmp -s "$list" "$home/rivals.txt"; then
	echo "rivals: installing $(paste -sd ' ' "$list") into $home" >&2
	python3 -m venv --clear "$home"
	"$home/bin/pip" --quiet install -r "$list" >&2
	cp "$list" "$home/rivals.txt"
fi
echo "$home/bin/python"
