#!/usr/bin/env bats
# seg-audit-bias --min-cell: small groups are put together before anything is measured. That nothing gives them away is
# tested on worlds that differ in how many people the hidden groups have, and must give the same bytes; a solver tries
# the same on the printed figures in tests/oracle/seg-audit-bias-hidden.py.

load helper
load audit

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# A world: of ten people that nobody can tell apart but by their group, d and e share five, f and h the five others.
# V of the first are d, W of the others f; the rest of the people are always the same.
world() {
	awk -v v="$1" -v w="$2" 'BEGIN {
		OFS = "\t"; srand(5)
		print "g", "h", "o", "y", "s", "score", "value", "w", "k"
		for (i = 0; i < 300; i++) {
			g = substr("aaabbc", 1 + int(6 * rand()), 1); h = substr("xxxz", 1 + int(4 * rand()), 1)
			print g, h, int(2 * rand()), int(2 * rand()), "s" int(3 * rand()), int(99 * rand()) / 100,
				int(90 * rand()), 1 + int(3 * rand()), "k" int(4 * rand())
		}
		for (i = 0; i < 5; i++) print i < v ? "d" : "e", "u", 1, 1, "s" i % 3, i / 10 + .2, 7 * i, 1, "k" i
		for (i = 0; i < 5; i++) print i < w ? "f" : "h", "v", 0, 0, "s" i % 2, i / 10 + .1, 5 * i, 2, "k" i
	}'
}

@test "--min-cell: groups of fewer rows are one, and say so; every row is still counted" {
	world 1 2 >one.tsv
	call seg-audit-bias --group=g --outcome=o --min-cell=5 one.tsv
	exits 0
	says "seg-audit-bias: favourable is o = '1' (--favourable chooses others)" \
		"seg-audit-bias: 'g': 4 groups are one, (pooled): those of fewer than 5 rows, and what it takes to hide them"
	[ "$(cells g '(pooled)' selection_rate 1 n value reason)" = \
		'10 0.5 groups of fewer than 5 rows, and what it takes to hide them; too_small (n < 30)' ]
	[ "$(awk -F '\t' '$3 == "selection_rate" { print $2 }' "$OUT" | paste -sd ' ')" = '(pooled) a b c' ]
	[ "$(awk -F '\t' '$3 == "selection_rate" { n += $5 } END { print n }' "$OUT")" -eq 310 ]
	is g '' chi_square 1 n 310
	call seg-audit-bias -q --group=g --outcome=o one.tsv
	[ "$(cells g d selection_rate 1 n)" = 1 ]
	cp "$OUT" open
	call seg-audit-bias -q --group=g --outcome=o --min-cell=1 one.tsv
	same open "$OUT"
}

@test "no figure of any family tells how the hidden rows are spread over the hidden groups" {
	printf 'metric\tbound\nfour_fifths\t0.8\nauc_gap\t0.1\n' >policy.tsv
	tsv 'group_by group n' 'g a 500' 'g b 300' 'g c 150' 'g d 10' 'g e 20' 'g f 10' 'g h 10' >people.tsv
	local options=(--group=g --outcome=o --label=y --positive=1 --segment=s --score=score --value=value --strata=s
		--proxies=k --population=people.tsv --bootstrap=20 --policy=policy.tsv --write-weights=weights
		--write-thresholds=thresholds) v w
	world 1 1 >first.tsv
	call seg-audit-bias "${options[@]}" --min-cell=5 first.tsv
	exits 0
	mv "$OUT" first && mv "$ERR" said && mv weights first.weights && mv thresholds first.thresholds
	grep -q '(pooled)' first.weights
	grep -q '(pooled)' first.thresholds
	for v in 1 2 3 4; do
		for w in 1 2 3 4; do
			world $v $w >world.tsv
			call seg-audit-bias "${options[@]}" --min-cell=5 world.tsv
			same first "$OUT"
			sed s/world.tsv/first.tsv/ "$ERR" | cmp - said
			same first.weights weights
			same first.thresholds thresholds
		done
	done
	cut -f 2 first | grep -E '^[d-h]$' && fail 'a hidden group is named'
	awk -F '\t' 'NR > 1 && $5 && $5 < 5 { exit 1 }' first
	# without the option they tell
	seg-audit-bias -q --group=g --outcome=o first.tsv >one
	seg-audit-bias -q --group=g --outcome=o world.tsv >other
	[ "$(cmp one other | wc -l)" -eq 1 ]
}

@test "nor do crossings and the columns they are made of, beside each other" {
	local v w
	world 1 1 >first.tsv
	local options=(-q '--group=g,h' --intersect=2 --outcome=o --label=y --positive=1 --segment=s --score=score
		--value=value --strata=s --weight=w --min-cell=5)
	seg-audit-bias "${options[@]}" first.tsv >first
	for v in 1 2 3 4; do
		for w in 1 4; do
			world $v $w >world.tsv
			call seg-audit-bias "${options[@]}" world.tsv
			same first "$OUT"
		done
	done
	# u and v are five people each: by themselves they could be told, beside their crossings they could not. Of c,z fewer
	# than five have a positive label
	cut -f 2 first | grep -E '^[d-huv]$' && fail 'a hidden group is named'
	[ "$(awk -F '\t' '$1 == "g,h" && $3 == "membership_rate" && $4 == "s0" { print $2 }' first | paste -sd ' ')" = \
		'(pooled),(pooled) a,x a,z b,x b,z c,x' ]
	local by
	for by in g h g,h; do
		[ "$(awk -F '\t' -v by=$by '$1 == by && $3 == "membership_rate" && $4 == "s0" { n += $5 } END { print n }' first)" -eq 310 ]
	done
}

@test "a group alone is hidden with the smallest of the others, or its size were what is missing from all" {
	{ rows 1 'g o' && rows 50 'a 1' && rows 40 'b 0' && rows 9 'c 1' && rows 2 'd 0'; } >alone.tsv
	call seg-audit-bias -q --group=g --outcome=o --min-cell=5 alone.tsv
	exits 0
	is g '(pooled)' selection_rate 1 n 11
	[ -z "$(cells g c selection_rate 1 n)" ]
	# nine and two leave each other open: two could be one to four. Six leave too little: then b goes, too
	{ rows 1 'g o' && rows 50 'a 1' && rows 40 'b 0' && rows 6 'c 1' && rows 2 'd 0'; } >tight.tsv
	call seg-audit-bias -q --group=g --outcome=o --min-cell=5 tight.tsv
	is g '(pooled)' selection_rate 1 n 48
}

@test "rows with the same label or outcome count as a group, too, since figures are about them" {
	# b has three positive labels
	{ rows 1 'g o y' && rows 30 'a 1 1' && rows 30 'a 0 0' && rows 20 'c 1 1' && rows 20 'c 0 0' &&
		rows 3 'b 1 1' && rows 15 'b 1 0' && rows 15 'b 0 0'; } >few.tsv
	call seg-audit-bias -q --group=g --outcome=o --label=y few.tsv
	is g b true_positive_rate 1 n 3
	call seg-audit-bias -q --group=g --outcome=o --label=y --min-cell=5 few.tsv
	exits 0
	is g '(pooled)' true_positive_rate 1 n 23
	awk -F '\t' 'NR > 1 && $5 && $5 < 5 { exit 1 }' "$OUT"
}

@test "rows of weight 0 make no group larger" {
	{ rows 1 'g o w' && rows 30 'a 1 1' && rows 30 'a 0 2' && rows 20 'b 1 1' && rows 20 'b 0 1' && rows 2 'c 1 1' &&
		rows 20 'c 0 0'; } >zero.tsv
	call seg-audit-bias -q --group=g --outcome=o --weight=w --min-cell=5 zero.tsv
	exits 0
	is g '(pooled)' selection_rate 1 n 62
	[ -z "$(cells g c selection_rate 1 n)" ]
}

@test "of fewer rows in all than --min-cell nothing is told" {
	{ rows 1 'g o' && rows 2 'a 1' && rows 1 'b 0'; } >three.tsv
	call seg-audit-bias -q --group=g --outcome=o --min-cell=5 three.tsv
	exits 3
	prints_nothing
	says "seg-audit-bias: --min-cell: in all, fewer than 5 rows have what a figure of 'o' is about: nothing can be told of so few"
	rows 1 'g o' >none.tsv
	call seg-audit-bias -q --group=g --outcome=o --min-cell=5 none.tsv
	exits 0
}

@test "--min-cell belongs to the result: states hold every count, and merged ones give the bytes of one run" {
	world 2 3 >all.tsv
	local options=(-q '--group=g,h' --intersect=2 --outcome=o --label=y --segment=s --value=value)
	seg-audit-bias "${options[@]}" --min-cell=5 all.tsv >whole
	sed '2,99d' all.tsv | seg-audit-bias "${options[@]}" --partial >one
	sed '100,$d' all.tsv | seg-audit-bias "${options[@]}" --partial >two
	call seg-audit-bias "${options[@]}" --min-cell=5 --merge two one
	exits 0
	same whole "$OUT"
	call seg-audit-bias "${options[@]}" --min-cell=5 --partial all.tsv
	exits 2
	says 'seg-audit-bias: --min-cell: a --partial holds every count; give it to the --merge' "Try 'seg-audit-bias --help'."
}

@test "what would give groups away beside each other is refused" {
	world 1 1 >all.tsv
	call seg-audit-bias --group=g,h,s --intersect=2 --outcome=o --min-cell=5 all.tsv
	exits 2
	says 'seg-audit-bias: --min-cell: crossings of some columns would give those of others away: cross all 3 columns of --group, or none' \
		"Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g,h --intersect=2 --outcome=o --proxies=k --min-cell=5 all.tsv
	exits 2
	says 'seg-audit-bias: --min-cell: --proxies needs a run of its own, without --intersect' "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g,s --segment=s --min-cell=5 all.tsv
	exits 2
	says "seg-audit-bias: --min-cell: 's' is a group and counted, too" "Try 'seg-audit-bias --help'."
}

@test "the pool is no reference while there is another group, and joins a value of its name" {
	{ rows 1 'g o' && rows 50 'a 1' && rows 50 'a 0' && rows 40 'b 0' && rows 40 'b 1' && rows 4 'd 1' && rows 4 'c 1' &&
		rows 4 'e 1' && rows 40 '(pooled) 1'; } >pool.tsv
	call seg-audit-bias -q --group=g --outcome=o --min-cell=5 pool.tsv
	exits 0
	is g b four_fifths 1 reference a
	is g '(pooled)' selection_rate 1 'n value' '52 1'
}

@test "people of COMPAS in crossings of age, race and sex: no row is about one to nine of them" {
	need_data fairness/aequitas
	sed 's/\r$//' "$SEG_DATA/fairness/aequitas/compas_for_aequitas.csv" | tr , '\t' >compas.tsv
	call seg-audit-bias -q --group=race,sex,age_cat --intersect=3 --outcome=score --label=label_value --min-cell=10 compas.tsv
	exits 0
	awk -F '\t' 'NR > 1 && $5 && $5 < 10 { exit 1 }' "$OUT"
	[ "$(awk -F '\t' '$1 == "race,sex,age_cat" && $3 == "base_rate" { n += $5 } END { print n }' "$OUT")" -eq 7214 ]
	is race '(pooled)' base_rate 1.0 n "$(cells race,sex,age_cat '(pooled),(pooled),(pooled)' base_rate 1.0 n)"
}
