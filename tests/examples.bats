#!/usr/bin/env bats
# The folders of examples/ that have a Makefile (those that need an engine have none: make engines runs them): each rebuilds its analysis with `make`, and what comes out is what is expected.

load helper

# Two tables are alike when their text is the same and their numbers differ by less than a libm may: DESIGN 3.7.
alike() {
	awk -F '\t' '
		function number(x) { return x ~ /^-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?$/ }
		function far(x, y,   d) { d = x - y; x = x < 0 ? -x : x; return (d < 0 ? -d : d) > 1e-12 * (x > 1 ? x : 1) }
		NR == FNR { expected[FNR] = $0; n = FNR; next }
		{
			wide = split(expected[FNR], cell, "\t")
			for (i = 1; i <= NF || i <= wide; i++)
				if ($i != cell[i] && !(number($i) && number(cell[i]) && !far($i, cell[i]))) {
					print FILENAME ":" FNR ": " $0 "\n\texpected: " expected[FNR]
					exit bad = 1
				}
		}
		END { exit bad || FNR != n }' "$1" "$2"
}

# Copies an example to a place of its own, rebuilds it there, and compares each file of expected/.
rebuilds() {
	cp -R "$ROOT/examples/$1" "$BATS_TEST_TMPDIR/$1"
	cd "$BATS_TEST_TMPDIR/$1" || exit
	call make -s -j2
	exits 0
	local file
	for file in expected/*; do
		alike "$file" "$(basename "$file")" || fail "$1: $(basename "$file") is not what is expected"
	done
	call make -q
	exits 0
}

@test "every example comes out as expected, and a second make does nothing" {
	local example
	for example in "$ROOT"/examples/*/Makefile; do
		[ -e "$(dirname "$example")/data" ] && continue
		rebuilds "$(basename "$(dirname "$example")")"
	done
}

# Those whose file `data` names public data that is not part of the project.
@test "CDNOW comes out as expected, and a second make does nothing" {
	need_data "$(cat "$ROOT/examples/cdnow/data")"
	export SEG_DATA
	rebuilds cdnow
}

@test "online retail comes out as expected, and a second make does nothing" {
	need_data "$(cat "$ROOT/examples/online-retail/data")"
	export SEG_DATA
	rebuilds online-retail
}

@test "the bakery's till is the same whatever awk makes it" {
	local awk
	cp "$ROOT/examples/bakery/make-orders.sh" "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || exit
	./make-orders.sh
	cksum till-export.csv till-november.csv customers.tsv >first
	for awk in gawk mawk original-awk 'busybox awk'; do
		command -v "${awk%% *}" >/dev/null || continue
		sed "s/exec awk/exec $awk/" make-orders.sh >other.sh
		sh other.sh
		cksum till-export.csv till-november.csv customers.tsv | diff first - || fail "not the same with $awk"
	done
}

@test "every row of the bakery's till is either clean or rejected" {
	cp -R "$ROOT"/examples/bakery/. "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || exit
	make -s till-export.csv
	call seg-clean --rules=bakery.rules --rejects=rejects.tsv --stats=stats.tsv till-export.csv
	exits 0
	# The header and one blank line are no rows.
	[ "$(grep -vc '^.$' till-export.csv)" -eq $(($(wc -l <"$OUT") + $(sed 1d rejects.tsv | cut -f2 | sort -u | wc -l))) ]
	grep -qx "$(printf 'rows_out\t%d' $(($(wc -l <"$OUT") - 1)))" stats.tsv
}
