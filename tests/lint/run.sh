#!/bin/bash
# lint - everything about the source that a program can check; says all it finds, then fails.
cd "$(dirname "$0")/../.." || exit

bad=0
lint() {
	echo "lint: $1"
	shift
	"$@" || bad=1
}

layout() {
	local file ragged=0
	for file; do
		clang-format "$file" | cmp -s - "$file" || { echo "$file: not as make format would have it"; ragged=1; }
	done
	return "$ragged"
}

# What is run by its own name must be runnable.
modes() {
	local file lame=0
	for file; do
		[ -x "$file" ] || { echo "$file: not executable (chmod +x)"; lame=1; }
	done
	return "$lame"
}

c=$(ls lib/*.[ch] cmd/*/*.[ch] tests/*.[ch] tests/*/*.[ch] 2>/dev/null)
scripts=$(ls .ci/* tests/*.bats tests/*.bash tests/*.sh tests/*/*.sh tests/*/*.bash tests/*/*/*.sh examples/*/*.sh 2>/dev/null)

# shellcheck disable=SC2086 # lists of names without blanks
{
	lint 'layout' layout $c
	lint 'floors' awk -f tests/lint/floors.awk lib/FLOORS lib/*.[ch]
	lint 'names' sh tests/lint/names.sh "$BUILD"/lib/*.o
	lint 'style card' awk -f tests/lint/card.awk $c
	lint 'manual pages' sh tests/lint/pages.sh man/*.[1-9]
	lint 'scripts' shellcheck $scripts
	lint 'modes' modes tests/*.bats tests/*/*.sh .ci/*
}
exit $bad
