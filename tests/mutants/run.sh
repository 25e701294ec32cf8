#!/bin/bash
# mutants - are the tests able to fail? Small wrong changes, drawn by seed, in the modules that count and parse; each is
# built in a copy of the tree and given first to the module's own test, then to the tests of the tools that use the
# module, the quick ones first, until one fails.
#	make mutants                 60 of them
#	MUTANTS=N MUTANT_SEED=N      how many, and after which seed
#	MUTANT_JOBS=N                at once (2)
#	MUTANT_MODULES='num day'     of these modules only
#	MUTANT_SECONDS=N             tests that take longer are not asked: fewer are killed, and sooner
#	MUTANT_LIST='2 31'           these mutants, as numbered in the list
# Prints what lives; the list is in $BUILD/mutants.tsv. What no test can see, such as a shortcut not taken, stands in
# explained.tsv with the reason: file, change, reason. Fails when fewer than 85 % of the others that compile are killed.
cd "$(dirname "$0")/../.." || exit
set -o pipefail

jobs=${MUTANT_JOBS:-2}
trees=$(mktemp -d)
trap 'rm -rf "$trees"' EXIT
list=$BUILD/mutants.tsv
data=$(realpath "${SEG_DATA:-../shared/data}" 2>/dev/null)
unset MAKEFLAGS MAKEOVERRIDES MFLAGS
export SEG_DATA=$data CI=

mapfile -t modules < <(for t in tests/unit/*_test.c; do m=$(basename "$t" _test.c); [ ! -e "lib/$m.c" ] || echo "$m"; done)
[ -z "$MUTANT_MODULES" ] || read -ra modules <<<"$MUTANT_MODULES"

build() { BUILD=build CFLAGS='-O1' make -s "$@" >/dev/null 2>&1; }

# The tests end by themselves, or are ended: a mutant that hangs, or asks for the whole machine, is killed too. Time is
# that of the processor, as a busy machine is no mutant.
bounded() { (ulimit -t 60 -v 12000000 -f 8000000 && exec timeout 900 "$@"); }
dies() { ! bounded "$@" >/dev/null 2>&1; }

# The first test of a file that fails is enough.
fails() {
	local verdict
	exec {said}< <(PATH="$PWD/build/bin:$PATH" BUILD=$PWD/build bounded "$1" 2>/dev/null || echo 'not ok')
	grep -qm1 '^not ok' <&"$said"
	verdict=$?
	exec {said}<&-
	[ "$verdict" -ne 0 ] || pkill -x -P "$!" timeout
	return "$verdict"
}

mkdir "$trees/1"
cp -R Makefile cmd lib man tests examples "$trees/1"
cd "$trees/1" || exit
mapfile -t programs < <({ printf 'build/%s\n' tests/*.c tests/bench/*.c | sed 's#\.c$##'; printf 'build/unit/%s.t\n' "${modules[@]}"; })
build -j2 all "${programs[@]}" || { echo "mutants: the tools and tests cannot be built" >&2; exit 1; }

# Who fails without a mutant would kill every one. The time each takes says who is asked first.
for m in "${modules[@]}"; do ! dies "build/unit/$m.t" || { echo "mutants: the test of $m fails as it is" >&2; exit 1; }; done
for t in tests/seg-*.bats tests/conventions.bats tests/models.bats; do
	began=$(date +%s%N)
	! fails "$t" || { echo "mutants: $t fails as it is" >&2; exit 1; }
	echo "$(($(date +%s%N) - began)) $t"
done | sort -n | awk -v most="${MUTANT_SECONDS:-3600}" '$1 <= 1e9 * most' >tests.txt || exit
for ((j = 2; j <= jobs; j++)); do cp -R "$trees/1" "$trees/$j"; done

# The tests of the tools that the module is linked into.
tests_of() {
	local t tool
	nm -g --defined-only "build/lib/$1.o" | awk '{ print $3 }' | sort >own.txt
	for tool in build/bin/seg-*; do
		! nm "$tool" | awk '{ print $3 }' | sort | comm -12 - own.txt | grep -q . || basename "$tool"
	done >users.txt
	while read -r _ t; do
		! basename "$t" | grep -qFf <(printf "conventions\nmodels\n"; cat users.txt) || echo "$t"
	done <tests.txt
}

# Changes are told apart by their line as it reads then, wherever it stands.
is_explained() {
	cut -f 1,2 tests/mutants/explained.tsv | grep -qxF "$(sed -E 's/^([^:]*):[0-9]+: /\1\t/' change)"
}

# One mutant, in this tree.
try() {
	local seed=$1 m=$2 fate t
	cp "lib/$m.c" kept.c
	perl tests/mutants/mutate.pl "lib/$m.c" "$seed" >mutant.c 2>change || return
	cp mutant.c "lib/$m.c"
	if ! build "build/unit/$m.t"; then
		fate='does not compile'
	elif dies "build/unit/$m.t"; then
		fate='killed by its own test'
	else
		build all
		fate=lives
		for t in $(tests_of "$m"); do
			if fails "$t"; then
				fate="killed by $(basename "$t")"
				break
			fi
		done
	fi
	cp kept.c "lib/$m.c"
	[ "$fate" != lives ] || ! is_explained || fate=explained
	printf '%s\t%s\t%s\n' "$seed" "$fate" "$(cat change)"
	[ "$fate" != lives ] || echo "mutants: lives: $(cat change)" >&2
}

read -ra seeds <<<"$MUTANT_LIST"
for ((i = 1; i <= ${MUTANTS:-60} && !${#MUTANT_LIST}; i++)); do seeds+=($((${MUTANT_SEED:-1} + i))); done
for ((j = 1; j <= jobs; j++)); do
	(
		cd "$trees/$j" && mkdir tmp || exit
		export TMPDIR=$PWD/tmp
		for ((i = j - 1; i < ${#seeds[@]}; i += jobs)); do
			try "${seeds[i]}" "${modules[$((seeds[i] * 7919 % ${#modules[@]}))]}"
		done
	) >"$trees/$j.tsv" &
done
wait
cd - >/dev/null || exit
{ printf 'mutant\tfate\tchange\n' && sort -n "$trees"/*.tsv; } >"$list"
awk -F '\t' '$2 == "explained" { explained++; next }
	NR > 1 && $2 != "does not compile" { n++; killed += $2 != "lives" }
	END {
		printf "mutants: %d killed of %d (%.0f %%), and %d that no test can see\n", killed, n, n ? 100 * killed / n : 0, explained
		exit !n || killed < 0.85 * n
	}' "$list"
