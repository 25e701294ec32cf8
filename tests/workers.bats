#!/usr/bin/env bats
# The tools as workers of an engine (DESIGN 3.9): a filter on a part of the rows, with nothing but its arguments.
# Whatever engine hands out the rows, these are the laws that make its parts equal one run; man/seg-distributed.7 builds
# on them, and make engines sees them under Spark and Slurm.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	seed=${SEG_SEED:-20261125}
	echo "# SEG_SEED=$seed"
}

# Writes made-up rows of many customers, with every kind of cell that may stand in them.
made_up() {
	awk -v seed="$seed" -v OFS='\t' 'BEGIN {
		srand(seed)
		split("tea,nut,,\\N,jam\\tjar,\xc3\xa4pfel", category, ",")
		split("k,K,\xc3\xa9,k\\\\,0", letter, ",")
		for (i = 0; i < 240; i++)
			print letter[1 + int(5 * rand())] int(40 * rand() * rand()), rand() < .1 ? "" : int(30 * rand()),
				sprintf("%d-%02d-%02dT%02d:00:00", 2024 + 2 * rand(), 1 + 12 * rand(), 1 + 28 * rand(), 24 * rand()),
				sprintf("%.2f", 90 * rand() - 9), category[1 + int(6 * rand())],
				rand() < .1 ? "" : int(3 * rand()), rand() < .4 ? "yes" : "no", rand() < .05 ? "\\N" : rand() < .5, "s" int(4 * rand())
	}'
}

# Deals the lines of standard input in random order to the files PREFIX.1 to PREFIX.N, some of which stay empty.
deal() {
	awk -v prefix="$1" -v n="$2" -v seed="$3" 'BEGIN {
		srand(seed)
		for (i = 1; i <= n; i++)
			printf "" >(prefix "." i)
	}
	{ line[NR] = $0 }
	END {
		for (i = NR; i > 0; i--) {
			k = 1 + int(i * rand())
			print line[k] >(prefix "." 1 + int(n * rand()))
			line[k] = line[i]
		}
	}'
}

# Runs the worker with an empty environment on each of the files, one after the other.
each() {
	local prefix=$1 n=$2 i
	shift 2
	for ((i = 1; i <= n; i++)); do
		(exec -c "$worker" "$@" <"$prefix.$i") || fail "$worker $*: exit $? on $prefix.$i"
	done
}

# One case: some of the rows in N parts, combined as often as told and in any order, are what one run says.
parts_equal_one_run() {
	local case=$1 n=$2 combines=$3 rows stage
	shift 3
	awk -v seed="$case" 'BEGIN { srand(seed); share = rand() } rand() < share' all >rows
	rows=$(wc -l <rows)
	"$worker" "$@" <rows >whole
	deal part "$n" "$case" <rows
	each part "$n" "$@" --partial >states
	for ((stage = 1; stage <= combines; stage++)); do
		deal some 3 "$((case + stage))" <states
		each some 3 "$@" --merge --partial >states
	done
	deal some 1 "$((case + 7))" <states
	[ $((case % 4)) -gt 0 ] || sort -o some.1 some.1
	each some 1 "$@" --merge --expect-rows="$rows" >merged
	cmp -s whole merged || {
		diff whole merged | head
		fail "case $case: $rows rows in $n parts, $combines combines are not one run"
	}
}

# 500 cases: mostly of a few parts, and one in fifty of a hundred. Under sanitizers, where a process takes ten times as
# long to start, 50.
many_cases() {
	local i parts=(1 2 7 2 7 2 7) cases=500
	! grep -q -e -fsanitize "$BUILD/flags" || cases=50
	made_up >all
	for ((i = 0; i < cases; i++)); do
		parts_equal_one_run "$((seed + 10 * i))" "$((i % 50 == 49 ? 100 : parts[i % 7]))" "$((i % 3))" "$@"
	done
}

@test "seg-features: any split, any order, any number of combines, no environment: the bytes of one run" {
	worker=$(command -v seg-features)
	many_cases -C customer_id,order_id,order_date,amount,category,quantity,a,b,c --as-of=2025-06-30 \
		--set=+rhythm,windows,mix,returns '--add=last=last(category)'
}

@test "seg-audit-bias: any split, any order, any number of combines, no environment: the bytes of one run" {
	worker=$(command -v seg-audit-bias)
	many_cases -C customer_id,order_id,order_date,amount,category,h,o,y,s '--group=category,h' --intersect=2 --outcome=o --label=y \
		--positive=1 --predicted=yes --segment=s
}

@test "a part that is lost, or comes twice, is found by --expect-rows" {
	local columns=customer_id,order_id,order_date,amount,category,h,o,y,s tool=()
	made_up >all
	deal part 7 "$seed" <all
	for name in seg-features seg-audit-bias; do
		tool=(seg-features --as-of=2026-01-01)
		[ $name = seg-features ] || tool=(seg-audit-bias --group=category --segment=s)
		for part in part.?; do
			"${tool[@]}" -C $columns --partial <"$part" >"state.${part#part.}"
		done
		call "${tool[@]}" --merge --expect-rows=240 state.?
		exits 0
		call "${tool[@]}" --merge --expect-rows=240 state.[1-6]
		exits 3
		prints_nothing
		says_like "account for $((240 - $(wc -l <part.7))) rows, not 240: "
		call "${tool[@]}" --merge --expect-rows=240 state.? state.3
		exits 3
		prints_nothing
		says_like "account for $((240 + $(wc -l <part.3))) rows, not 240: "
	done
}

@test "a state with a cell that cannot be is refused by line and column" {
	local names=(key tag digest kind order time amount quantity reaches) set line column
	made_up >all
	for set in rfm totals; do
		seg-features -C customer_id,order_id,order_date,amount,category,h,o,y,s --as-of=2026-01-01 --set=$set --partial <all >states
		for line in 1 "$(wc -l <states)"; do
			for column in 2 3 4 5 6 7 9; do
				[ "$line" = 1 ] || [[ $column = [23567] ]] || continue   # of an account: its three counts
				[ $set = totals ] || [[ $line-$column != 1-[59] ]] || continue # an order has any name, and reaches nowhere
				awk -F '\t' -v OFS='\t' -v line="$line" -v column=$column 'NR == line { $column = "3o" } { print }' states >broken
				call seg-features --as-of=2026-01-01 --set=$set --merge broken
				exits 3
				prints_nothing
				says_like "^seg-features: broken:$line: (${names[column - 1]}|time): .*'"
			done
		done
	done
}

@test "workers of filters are right with an empty environment, and say nothing" {
	local columns=customer_id,orders,spend
	printf 'c%d\t%d\t%d\n' {1..90} >rows
	{ echo "$columns" | tr , '\t' && cat rows; } >table.tsv
	seg-cluster -q -k 3 --features=orders,spend -M model.seg table.tsv | tail -n +2 >expected
	call env -i "$(command -v seg-predict)" -m model.seg -C $columns <rows
	exits 0
	says_nothing
	same expected <(all_but_last)
	printf 'customer_id\trequired\t\nspend\ttype\tmoney\n' | { echo 'column	rule	argument' && cat; } >rules.tsv
	printf 'x\t1\t2.50\n\t1\t2\ny\t\\N\t-3\n' >dirty
	call env -i "$(command -v seg-clean)" --rules=rules.tsv -C $columns <dirty
	exits 0
	says_nothing
	prints <<<"$(printf 'x\t1\t2.5\ny\t\\N\t-3')"
}

@test "--print-columns is the header line that the same command without -C would write" {
	made_up >all
	local columns=customer_id,order_id,order_date,amount,category,h,o,y,s
	{ echo $columns | tr , '\t' && cat all; } >all.tsv
	header() {
		"$@" -q all.tsv | head -1 >header
		call "$@" -C $columns --print-columns </dev/null
		exits 0
		says_nothing
		same header "$OUT"
	}
	header seg-features --as-of=2025-11-01 '--set=+windows' '--add=n=count(amount)' --target=churn:30d
	header seg-features --as-of=2024-10-01 --snapshots=monthly
	header seg-audit-bias --group=h --segment=s
	header seg-clean --rename=amount=paid --drop=y,s
	seg-features -q --as-of=2026-01-01 all.tsv | seg-cluster -q -k 2 --features=orders,spend -M model.seg >segments.tsv
	call seg-predict -m model.seg -C "$(seg-features --print-columns | tr '\t' ,)" --print-columns
	exits 0
	prints <<<"$(head -1 segments.tsv)$(printf '\tsegment_known')"
	call seg-predict -m model.seg --print-columns
	exits 2
	says_like '^seg-predict: --print-columns: -C is missing: the columns of the input$'
}

@test "--print-columns of states has as many names as their rows have cells" {
	made_up >all
	local columns=customer_id,order_id,order_date,amount,category,h,o,y,s
	wide() {
		call "$@" --partial --print-columns
		exits 0
		[ "$(awk -F '\t' '{ print NF }' "$OUT")" = "$("$@" -C $columns --partial all | awk -F '\t' '{ print NF }' | sort -u)" ]
	}
	wide seg-features --as-of=2026-01-01 --set=+mix
	wide seg-audit-bias --group=h,category --intersect=2 --segment=s
}

@test "--shards parts states by customer: the rows of one are in files of one number, whoever wrote them" {
	local columns=customer_id,order_id,order_date,amount,category,h,o,y,s options=(--as-of=2026-01-01)
	made_up >all
	seg-features "${options[@]}" -C $columns all >whole
	deal part 3 "$seed" <all
	for part in 1 2 3; do
		call seg-features "${options[@]}" -C $columns --partial --shards=5 -o "state.$part" "part.$part"
		exits 0
		prints_nothing
		sort "state.$part".? | cmp - <(seg-features "${options[@]}" -C $columns --partial "part.$part" | sort)
	done
	[ "$(printf '%s\n' state.* .seg-* | wc -l)" -eq 16 ] # 15, and the pattern that nothing fits
	for shard in 0 1 2 3 4; do
		seg-features "${options[@]}" -C $columns --merge --expect-rows=240 state.?."$shard"
	done >merged
	sort merged | cmp - <(sort whole)
	# the accounting rows are in shard 0, where they can be checked strictly
	[ "$(grep -c "^$(printf '\t')" state.?.0)" = "$(printf 'state.%d.0:1\n' 1 2 3)" ]
	call seg-features "${options[@]}" --merge --expect-rows=240 <(grep -h "^$(printf '\t')" state.[12].0)
	exits 3
	# where a customer goes is part of the contract: XXH64 of the key modulo N (python-xxhash says 3 3 1 0 here)
	printf '%s\t\t2025-01-01\t1\t\t\t\t\t\n' a b c d | seg-features "${options[@]}" -C $columns --partial --shards=4 -o key
	[ "$(grep -o '^[a-d]' key.?)" = "$(printf 'key.%s\n' 0:d 1:c 3:a 3:b)" ] || fail "$(grep -o '^[a-d]' key.?)"
	call seg-features "${options[@]}" --shards=4 -o key all
	exits 2
	call seg-features "${options[@]}" --partial --shards=4 all
	exits 2
	call seg-features "${options[@]}" --partial --shards=257 -o key all
	exits 2
	says_like '^seg-features: --shards: not a whole number from 1 to 256: '
}
