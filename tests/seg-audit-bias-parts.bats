#!/usr/bin/env bats
# seg-audit-bias: counts in parts. Whatever the split and the order, the same bytes as from one run.

load helper
load audit

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	options=(-q '--group=g,h' --intersect=2 --outcome=o --label=y --segment=s)
	awk 'BEGIN { OFS = "\t"; srand(7)
		for (i = 0; i < 3000; i++)
			print "g" int(5 * rand()), rand() < 0.1 ? "" : int(3 * rand()), rand() < 0.4 ? "yes" : "no",
				rand() < 0.05 ? "" : rand() < 0.5, "s" int(4 * rand()) }' >rows.tsv
	{ rows 1 'g h o y s' && cat rows.tsv; } >all.tsv
}

# A part of a worker: no header, and missing is \N.
part() {
	seg-audit-bias "${options[@]}" -C g,h,o,y,s --partial
}

@test "--partial and --merge: any split in any order gives the bytes of one run" {
	seg-audit-bias "${options[@]}" all.tsv >whole
	seg-audit-bias "${options[@]}" --partial all.tsv >whole.state
	call seg-audit-bias "${options[@]}" --merge whole.state
	same whole "$OUT"
	for round in 1 2 3 4 5 6 7 8; do
		rm -f part.* state.*
		awk -v seed="$round" 'BEGIN { srand(seed); n = 1 + int(9 * rand()) } { print >("part." int(n * rand())) }' rows.tsv
		for file in part.*; do
			part <"$file" >"state.${file#part.}"
		done
		cat state.* | awk -v seed="$round" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' | sort | cut -f 2- >states
		call seg-audit-bias "${options[@]}" -j "$((round % 3 + 1))" --merge --expect-rows=3000 states
		exits 0
		same whole "$OUT" # seed is the round
		call seg-audit-bias "${options[@]}" --partial --merge states
		same whole.state "$OUT"
	done
}

@test "state rows have a key, a tag, a digest, a count and values, and one accounts for the rows" {
	{ rows 1 'g o' && rows 2 'a 1' && rows 3 '_ 0'; } >few.tsv
	call seg-audit-bias --group=g --outcome=o --partial few.tsv
	exits 0
	says_nothing
	sed 's/\t[0-9a-f]\{16\}\t/\tdigest\t/' "$OUT" >got
	printf '%s\n' '\N audit1 digest 5 5 0' 'g audit1 digest 3 \N 0' 'g audit1 digest 2 a 1' | tr ' ' '\t' | cmp - got
}

@test "a state of other columns is refused, and so is one that is damaged" {
	seg-audit-bias "${options[@]}" --partial all.tsv >state
	call seg-audit-bias -q --group=g,h --intersect=2 --outcome=s --label=y --segment=o --merge state
	exits 3
	prints_nothing
	says_like '^seg-audit-bias: state:1: digest: the state was made with other columns or another --intersect$'
	sed '5s/audit1/audit2/' state >bad
	call seg-audit-bias "${options[@]}" --merge bad
	exits 3
	says 'seg-audit-bias: bad:5: tag: not a state of this version (audit1)'
	awk 'BEGIN { FS = OFS = "\t" } NR == 7 { $4 = "-1" } { print }' state >bad
	call seg-audit-bias "${options[@]}" --merge bad
	exits 3
	says 'seg-audit-bias: bad:7: count: not a count of rows: the state is damaged'
	awk 'BEGIN { FS = OFS = "\t" } NR == 7 { $1 = "z" } { print }' state >bad
	call seg-audit-bias "${options[@]}" --merge bad
	exits 3
	says 'seg-audit-bias: bad:7: key: no group column of that name: the state is damaged'
	awk 'BEGIN { FS = OFS = "\t" } NR == 7 || NR == 8 { $1 = "g"; $4 = "9223372036854775807" } { print }' state >bad
	call seg-audit-bias "${options[@]}" --merge bad
	exits 3
	says_like 'more rows than can be counted$'
}

@test "--expect-rows finds parts that are missing or there twice" {
	head -1000 rows.tsv | part >one
	tail -n +1001 rows.tsv | part >two
	call seg-audit-bias "${options[@]}" --merge --expect-rows=3000 one two
	exits 0
	call seg-audit-bias "${options[@]}" --merge --expect-rows=3000 two
	exits 3
	prints_nothing
	says 'seg-audit-bias: --expect-rows: the states account for 2000 rows, not 3000: parts are missing or there twice'
	call seg-audit-bias "${options[@]}" --merge --expect-rows=3000 one two two
	exits 3
	call seg-audit-bias "${options[@]}" --merge --expect-rows=3000 /dev/null
	exits 3
	# a worker that got no accounting row has nothing to check
	grep -v '^\\N' one | seg-audit-bias "${options[@]}" -C g,h,o,y,s --merge --expect-rows=3000 >keyed
	[ -s keyed ]
	call seg-audit-bias "${options[@]}" --expect-rows=1 all.tsv
	exits 2
	says_like -- '--expect-rows: wants --merge'
}

@test "a worker without rows writes nothing" {
	call part </dev/null
	exits 0
	prints_nothing
	call seg-audit-bias "${options[@]}" -C g,h,o,y,s --merge </dev/null
	exits 0
	prints_nothing
}

@test "scores, values, strata, weights and proxies add up from any split, too" {
	# shellcheck disable=SC2054 # lists of columns
	local more=(-q "--group=g,h" --intersect=2 --outcome=o --label=y --score=p --value=v --actual=w --strata=s --weight=w
		--proxies=s,v --bootstrap=20)
	awk 'BEGIN { OFS = "\t"; srand(8) }
		{ print $0, int(100 * rand()) / 100, rand() < 0.03 ? "" : int(1000 * rand()) / 8, int(5 * rand()) / 2 }' rows.tsv >wide.tsv
	{ rows 1 'g h o y s p v w' && cat wide.tsv; } >wide-all.tsv
	seg-audit-bias "${more[@]}" wide-all.tsv >whole
	seg-audit-bias "${more[@]}" --partial wide-all.tsv >whole.state
	[ "$(cut -f 2 whole.state | sort -u | paste -s -d ' ')" = \
		'audit1 audit1.actual audit1.proxy1 audit1.proxy2 audit1.score audit1.strata audit1.value' ]
	for round in 1 2 3 4; do
		rm -f part.* state.*
		awk -v seed="$round" 'BEGIN { srand(seed); n = 1 + int(9 * rand()) } { print >("part." int(n * rand())) }' wide.tsv
		for file in part.*; do
			seg-audit-bias "${more[@]}" -C g,h,o,y,s,p,v,w --partial <"$file" >"state.${file#part.}"
		done
		cat state.* | awk -v seed="$round" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' | sort | cut -f 2- >states
		call seg-audit-bias "${more[@]}" -j "$((round % 3 + 1))" --merge --expect-rows=3000 states
		exits 0
		same whole "$OUT" # seed is the round
		call seg-audit-bias "${more[@]}" --partial --merge states
		same whole.state "$OUT"
	done
	# another column for the value is another question
	call seg-audit-bias "${more[@]/--value=v/--value=p}" --merge whole.state
	exits 3
	says_like 'digest: the state was made with other columns'
	awk 'BEGIN { FS = OFS = "\t" } $2 == "audit1.value" && !done { $6 = "x"; done = 1 } { print }' whole.state >bad
	call seg-audit-bias "${more[@]}" --merge bad
	exits 3
	says_like 'value: not a number: the state is damaged$'
}
