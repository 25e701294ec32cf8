#!/usr/bin/env bats
# What the README files show is what happens.

load helper

@test "the examples of every README print what it says" {
	local readme
	for readme in "$ROOT/README.md" "$ROOT"/examples/*/README.md; do
		call "$ROOT/tests/replay.sh" "$readme"
		exits 0
		diff -u "$readme" "$OUT" || fail "tests/replay.sh $readme renews it, when that is meant"
	done
}
