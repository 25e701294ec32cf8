#!/bin/bash
# mutants - are the tests able to fail? Small wrong changes, drawn by seed, in the modules that count and parse; each is
# built in a copy of the tree and given first to the module's own test, then to the tests of the tools.
#	make mutants                 60 of them
#	MUTANTS=N MUTANT_SEED=N      how many, and from which seed on
#	MUTANT_TESTS='tests/x.bats'  what is asked after the module's own test ('' for nothing)
# Prints what lives; the list is in $BUILD/mutants.tsv. Fails when fewer than 85 % of those that compile are killed.
cd "$(dirname "$0")/../.." || exit
set -o pipefail

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
cp -R Makefile cmd lib man tests examples "$tree"
list=$BUILD/mutants.tsv
data=$(realpath "${SEG_DATA:-../shared/data}" 2>/dev/null)
tests=${MUTANT_TESTS-$(ls tests/seg-*.bats tests/conventions.bats)}
printf 'mutant\tfate\tchange\n' >"$list"
unset MAKEFLAGS MAKEOVERRIDES MFLAGS

mapfile -t modules < <(for t in tests/unit/*_test.c; do m=$(basename "$t" _test.c); [ ! -e "lib/$m.c" ] || echo "$m"; done)
cd "$tree" || exit
export SEG_DATA=$data CI=
build() { BUILD=build CFLAGS='-O1' make -s -j2 "$@" >/dev/null 2>&1; }
mapfile -t programs < <(printf 'build/%s\n' tests/*.c tests/bench/*.c | sed 's#\.c$##')
build all "${programs[@]}" || { echo "mutants: the tools cannot be built" >&2; exit 1; }
for m in "${modules[@]}"; do build "build/unit/$m.t" || { echo "mutants: cannot build the tests of $m" >&2; exit 1; }; done

# The tests end by themselves, or are ended: a mutant that hangs is killed too. A minute of processor time for each
# process, as a busy machine is no mutant.
dies() { ! (ulimit -t 60 && timeout 900 "$@") >/dev/null 2>&1; }
fails() { dies env PATH="$tree/build/bin:$PATH" BUILD="$tree/build" "$1"; }

# Who fails without a mutant would kill every one.
for t in "${modules[@]/#/build/unit/}"; do ! dies "$t.t" || { echo "mutants: $t fails as it is" >&2; exit 1; }; done
for t in $tests; do ! fails "$t" || { echo "mutants: $t fails as it is" >&2; exit 1; }; done

for ((i = 1; i <= ${MUTANTS:-60}; i++)); do
	seed=$((${MUTANT_SEED:-1} + i))
	m=${modules[$((seed * 7919 % ${#modules[@]}))]}
	cp "lib/$m.c" kept.c
	perl tests/mutants/mutate.pl "lib/$m.c" "$seed" >mutant.c 2>change || continue
	cp mutant.c "lib/$m.c"
	if ! build "build/unit/$m.t"; then
		fate='does not compile'
	elif dies "build/unit/$m.t"; then
		fate='killed by its own test'
	elif [ -z "$tests" ]; then
		fate=lives
	else
		build all
		fate=lives
		for t in $tests; do
			if fails "$t"; then
				fate="killed by $(basename "$t")"
				break
			fi
		done
	fi
	cp kept.c "lib/$m.c"
	printf '%s\t%s\t%s\n' "$seed" "$fate" "$(cat change)" >>"$list"
	[ "$fate" != lives ] || echo "mutants: lives: $(cat change)"
done
awk -F '\t' 'NR > 1 && $2 != "does not compile" { n++; killed += $2 != "lives" }
	END { printf "mutants: %d killed of %d (%.0f %%)\n", killed, n, n ? 100 * killed / n : 0; exit !n || killed < 0.85 * n }' "$list"
