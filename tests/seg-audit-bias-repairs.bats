#!/usr/bin/env bats
# seg-audit-bias: numbers brought to one distribution, as a file. The figures themselves: tests/unit/repair_test.c and
# make oracle.

load helper
load audit

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# Ranks 1/8, 3/8, 5/8 and 7/8 of a: 1 2 3 10; of b: 5 6 7 30; c is too small to have a say when --min-n is 4.
numbers() {
	tsv 'g h v' 'a x 1' 'a x 2' 'a y 3' 'a y 10' 'a y _' 'b x 5' 'b x 6' 'b y 7' 'b y 30.0' 'c x 100' 'c x 200'
}

@test "repairs: what stands at each place is the median of the groups, and who is too small follows" {
	numbers >numbers.tsv
	seg-audit-bias -q --group=g --value=v --min-n=4 numbers.tsv >audit
	call seg-audit-bias -q --group=g --value=v --min-n=4 --write-repairs=repairs.tsv numbers.tsv
	exits 0
	says_nothing
	same audit "$OUT"
	# c at 1/4 and 3/4: a has 1 and 3 there, b 5 and 7
	tsv 'group_by group column value n repaired' 'g a v 1 1 3' 'g a v 10 1 20' 'g a v 2 1 4' 'g a v 3 1 5' \
		'g b v 30.0 1 20' 'g b v 5 1 3' 'g b v 6 1 4' 'g b v 7 1 5' 'g c v 100 1 3' 'g c v 200 1 5' | cmp - repairs.tsv
	# with a say for c the middle of three: at 1/8 of 1, 5 and 100; at 7/8 of 10, 30 and 200
	call seg-audit-bias -q --group=g --value=v --min-n=2 --write-repairs=repairs.tsv numbers.tsv
	[ "$(awk '$2 == "a" { printf "%s ", $6 }' repairs.tsv)" = '5 30 6 7 ' ]
}

@test "repairs: a level of a quarter moves numbers a quarter of the way" {
	numbers >numbers.tsv
	call seg-audit-bias -q --group=g --value=v --min-n=4 --write-repairs=repairs.tsv --repair-level=0.25 numbers.tsv
	exits 0
	[ "$(awk '$2 != "c" { printf "%s ", $6 }' repairs.tsv)" = 'repaired 1.5 12.5 2.5 3.5 27.5 4.5 5.5 6.5 ' ]
	call seg-audit-bias -q --group=g --value=v --write-repairs=repairs.tsv --repair-level=0 numbers.tsv
	[ "$(awk 'NR > 1 && $4 != $6' repairs.tsv)" = '' ]
}

@test "repairs: equal numbers are one, however they are written; a missing group has no say" {
	{ tsv 'g v' 'a 1' 'a 1.0' 'a 1e0' 'a -0' 'b 4' 'b 6' 'b 6' 'b 6' '_ 50' '_ 60' '_ 70' '_ 80'; } >numbers.tsv
	call seg-audit-bias -q --group=g --value=v --min-n=0 --write-repairs=repairs.tsv numbers.tsv
	exits 0
	# a: 0 at 1/8, 1 at 5/8; b: 4 at 1/8, 6 at 5/8; at 3/8 and on 1 and 6
	tsv 'group_by group column value n repaired' 'g _ v 50 1 2' 'g _ v 60 1 3.5' 'g _ v 70 1 3.5' 'g _ v 80 1 3.5' \
		'g a v -0 1 2' 'g a v 1 1 3.5' 'g a v 1.0 1 3.5' 'g a v 1e0 1 3.5' 'g b v 4 1 2' 'g b v 6 3 3.5' | cmp - repairs.tsv
	# where nobody else is, the missing group is the target
	awk -F '\t' '$1 != "a" && $1 != "b"' numbers.tsv >missing.tsv
	call seg-audit-bias -q --group=g --value=v --write-repairs=repairs.tsv missing.tsv
	[ "$(cut -f 6 repairs.tsv | paste -sd ' ')" = 'repaired 50 60 70 80' ]
}

@test "repairs: of the proxies the numbers are in it, and the others are said" {
	awk 'BEGIN { FS = OFS = "\t" } { print $0, NR == 1 ? "w" : NR, NR == 1 ? "word" : NR == 5 ? "k" : NR }' <(numbers) >numbers.tsv
	call seg-audit-bias --group=g --proxies=v,word,w,h --value=v --write-repairs=repairs.tsv numbers.tsv
	exits 0
	says "seg-audit-bias: 1 of 11 rows have a missing 'v' and are in no figure" \
		"seg-audit-bias: --write-repairs: not only numbers, so not repaired: 'word', 'h'"
	# v once, although it is asked for twice: 10 rows, and 11 of w
	[ "$(cut -f 3 repairs.tsv | sort | uniq -c | awk '{ printf "%s %s ", $2, $1 }')" = 'column 1 v 10 w 11 ' ]
	sort -c -s -t "$(printf '\t')" -k 1,4 <(sed 1d repairs.tsv)
}

@test "repairs: crossings are groups, too, for --value" {
	numbers >numbers.tsv
	call seg-audit-bias -q --group=g,h --intersect=2 --value=v --min-n=2 --write-repairs=repairs.tsv numbers.tsv
	exits 0
	[ "$(awk -F '\t' '{ print $1 }' repairs.tsv | uniq -c | awk '{ printf "%s %s ", $2, $1 }')" = 'group_by 1 g 10 g,h 10 h 10 ' ]
	# of a,x 1; a,y 3; b,x 5; b,y 7; c,x 100: the middle is 5
	grep -qP '^g,h\ta,x\tv\t1\t1\t5$' repairs.tsv
}

@test "repairs: any split, order and number of threads gives the bytes of one run" {
	awk 'BEGIN { OFS = "\t"; srand(11)
		for (i = 0; i < 3000; i++)
			print "g" int(4 * rand()), int(2 * rand()), rand() < 0.1 ? "" : int(50 * rand()) / 4, int(9 * rand()) }' >rows
	local options=(-q '--group=g,h' --intersect=2 --value=v --proxies=w --write-repairs=repairs.tsv)
	{ tsv 'g h v w' && cat rows; } >all.tsv
	seg-audit-bias "${options[@]}" all.tsv >whole
	mv repairs.tsv whole.repairs
	for j in 1 3; do
		split -n r/3 rows part.
		for part in part.*; do
			seg-audit-bias -q --group=g,h --intersect=2 --value=v --proxies=w -C g,h,v,w --partial "$part"
		done | tac >states
		call seg-audit-bias "${options[@]}" -j "$j" --merge states
		exits 0
		same whole "$OUT"
		same whole.repairs repairs.tsv
		call seg-audit-bias "${options[@]}" -j "$j" <(head -1 all.tsv && tac rows)
		same whole.repairs repairs.tsv
	done
}

@test "repairs: many groups, single rows and the largest numbers give numbers" {
	awk 'BEGIN { OFS = "\t"; print "g", "v"; for (i = 0; i < 3000; i++) print i % 600, i % 3 ? i % 7 : (i % 2 ? 1 : -1) * 1.7e308 }' >many.tsv
	call seg-audit-bias -q --group=g --value=v --min-n=0 --write-repairs=repairs.tsv many.tsv
	exits 0
	[ "$(awk -F '\t' 'NR > 1 && $6 !~ /^-?[0-9.]+(e[+-]?[0-9]+)?$/' repairs.tsv)" = '' ]
	tsv 'g v' 'a 1' 'b _' >one.tsv
	call seg-audit-bias -q --group=g --value=v --write-repairs=repairs.tsv one.tsv
	exits 0
	tsv 'group_by group column value n repaired' 'g a v 1 1 1' | cmp - repairs.tsv
	printf 'g\tv\n' >header.tsv
	call seg-audit-bias -q --group=g --value=v --write-repairs=repairs.tsv header.tsv
	exits 0
	tsv 'group_by group column value n repaired' | cmp - repairs.tsv
}

@test "repairs: what cannot be is refused, and leaves no file" {
	local try="Try 'seg-audit-bias --help'."
	numbers >numbers.tsv
	call seg-audit-bias --group=g --outcome=h --write-repairs=x numbers.tsv
	exits 2
	says "seg-audit-bias: --write-repairs: wants --value or --proxies" "$try"
	call seg-audit-bias --group=g --value=v --repair-level=1 numbers.tsv
	exits 2
	says "seg-audit-bias: --repair-level: wants --write-repairs" "$try"
	call seg-audit-bias --group=g --value=v --write-repairs=x --repair-level=1.5 numbers.tsv
	exits 2
	says "seg-audit-bias: --repair-level: not a number from 0 to 1: '1.5'" "$try"
	call seg-audit-bias --group=g --value=v --write-repairs=x --partial numbers.tsv
	exits 2
	says "seg-audit-bias: --write-repairs: a --partial is no audit" "$try"
	call seg-audit-bias --group=g --value=v --write-repairs=x --min-cell=5 numbers.tsv
	exits 2
	says "seg-audit-bias: --write-repairs: every value of every group is in it, also of those that --min-cell would hide; write it in a run of its own" "$try"
	[ ! -e x ]
}

@test "what is written beside the rows needs the name of a file" {
	local what
	for what in weights repairs; do
		call seg-audit-bias -q --group=country --outcome=segment --favourable=rare --value=spend --write-$what=- \
			"$BATS_TEST_DIRNAME/conventions/customers.tsv"
		exits 2
		says "seg-audit-bias: --write-$what: needs the name of a file" "Try 'seg-audit-bias --help'."
	done
}
