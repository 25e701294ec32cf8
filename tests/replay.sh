#!/bin/bash
# replay - prints a README with the output of its ```console blocks made anew, each line `$ command` run in turn in a
# copy of examples/bakery. When a change is meant: tests/replay.sh README.md >x && mv x README.md
root=$(cd "$(dirname "$0")/.." && pwd)
readme=$(realpath "$1")
PATH=${BUILD:-$root/build}/bin:$PATH
export LC_ALL=C TZ=UTC
unset MAKEFLAGS MAKELEVEL MFLAGS # a make inside another says where it is

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$root"/examples/bakery/. "$folder"
cd "$folder" || exit
./make-orders.sh

block=''
while IFS= read -r line; do
	case $line in
	'```console') block=yes ;;
	'```') block='' ;;
	esac
	if [ -z "$block" ] || [ "$line" = '```console' ]; then
		printf '%s\n' "$line"
	elif [[ $line == '$ '* ]]; then
		printf '%s\n' "$line"
		bash -eo pipefail -c "${line#'$ '}" 2>&1 </dev/null || echo "exit status $?"
	fi
done <"$readme"
