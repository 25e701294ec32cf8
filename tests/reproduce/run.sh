#!/bin/bash
# reproduce - builds the tree again, in another folder and one file at a time, and compares what came out: the tools and
# the completions are the same bytes as in $BUILD.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail

other=$(mktemp -d)
trap 'rm -rf "$other"' EXIT
cp -R Makefile cmd lib man "$other"
unset MAKEFLAGS MAKEOVERRIDES MFLAGS
make -C "$other" -s -j1 BUILD=build ${CFLAGS:+CFLAGS="$CFLAGS"} >/dev/null

n=0
while read -r file; do
	cmp "$BUILD/$file" "$other/build/$file"
	n=$((n + 1))
done < <(cd "$BUILD" && find bin share -type f | sort)
[ "$n" -gt 0 ]
echo "reproduce: $n files are the same in two builds"
