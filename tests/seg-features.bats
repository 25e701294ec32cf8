#!/usr/bin/env bats
# seg-features: what each customer has done.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

features() {
	call seg-features -q "$@"
}

@test "lines of an order add up, refunds take spend away and are no orders" {
	tsv 'customer_id order_id order_date amount kind' 'b 1 2026-01-01 10.10 sale' 'b 1 2026-01-01 0.20 sale' \
		'b 2 2026-01-05T09:00:00 5 sale' 'b 3 2026-01-06 -1 refund' 'a 4 2026-01-03 2 sale' >o.tsv
	features o.tsv
	exits 0
	tsv 'customer_id first_order last_order orders spend mean_order recency_days tenure_days r_score f_score m_score rfm_segment' \
		'a 2026-01-03 2026-01-03 1 2 2 3 3 1 1 1 lost' \
		'b 2026-01-01 2026-01-05 2 14.3 7.15 1 5 5 5 5 champions' | prints
}

@test "without order_id an order is a customer-day; without kind a refund is below zero" {
	tsv 'customer_id order_date amount' 'a 2026-01-01T08:00:00 1' 'a 2026-01-01T19:00:00 1' 'a 2026-01-02 1' 'a 2026-01-09 -3' >o.tsv
	features o.tsv
	exits 0
	[ "$(tail -1 "$OUT" | cut -f1-8)" = "$(tsv 'a 2026-01-01 2026-01-02 2 0 0 7 8')" ]
}

@test "a customer who has only refunds keeps a row, without dates and unranked" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'b 2026-01-01 -2' 'c 2026-01-09 3' >o.tsv
	features o.tsv
	exits 0
	[ "$(sed -n 3p "$OUT")" = "$(tsv 'b _ _ 0 -2 _ _ _ _ _ _ unranked')" ]
}

@test "money adds up exactly where doubles would not" {
	# A million times 0.10 is 100000.0000013329 in doubles (reliability.md, section 4).
	awk 'BEGIN { print "customer_id\torder_date\tamount"; for (i = 0; i < 1000000; i++) print "a\t2026-01-01\t0.10" }' >o.tsv
	features o.tsv
	[ "$(tail -1 "$OUT" | cut -f5)" = 100000 ]
}

@test "the scores are tie-safe: equal values equal scores, the worst 1, the best 5" {
	# b and B of the rule for recency by hand: days since 90 60 60 30 0 0, better are fewer:
	# b = 0 1 1 3 4 4, B = 4: 1 + min(4, floor(5b/4)) = 1 2 2 4 5 5
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'b 2026-01-31 1' 'c 2026-01-31 1' 'd 2026-03-02 1' 'e 2026-04-01 1' 'f 2026-04-01 2' >o.tsv
	features o.tsv
	[ "$(tail -n +2 "$OUT" | cut -f9 | tr '\n' ' ')" = '1 2 2 4 5 5 ' ]
	[ "$(tail -n +2 "$OUT" | cut -f11 | tr '\n' ' ')" = '1 1 1 1 1 5 ' ]
	# all have one order: nobody can be ranked by it
	[ "$(tail -n +2 "$OUT" | cut -f10 | tr -d '\n')" = '' ]
	[ "$(tail -n +2 "$OUT" | cut -f12 | sort -u)" = unranked ]
}

@test "--as-of leaves the future out, counts it and says so" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'a 2026-02-01 1' 'b 2026-03-01 1' >o.tsv
	call seg-features --as-of=2026-02-10 --stats=s.tsv o.tsv
	exits 0
	[ "$(tail -n +2 "$OUT" | cut -f1-8)" = "$(tsv 'a 2026-01-01 2026-02-01 2 2 1 9 40')" ]
	says 'seg-features: 1 of 3 rows are after the as-of date and were left out'
	head -5 s.tsv | diff - <(tsv 'name value' 'rows_in 3' 'rows_used 2' 'rows_after_as_of 1' 'rows_out 1')
}

@test "the as-of date is the last in the data, and said" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' >o.tsv
	call seg-features o.tsv
	says 'seg-features: as of 2026-01-01, the last date in the data (--as-of chooses another)'
}

@test "a cell that cannot be read is named by file, line and column" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'a 2026-02-30 1' >o.tsv
	features o.tsv
	exits 3
	says "seg-features: o.tsv:3: order_date: not a date such as 2026-11-21: '2026-02-30'; clean the file with seg-clean first"
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'a 2026-02-03 12,5' >o.tsv
	features o.tsv
	exits 3
	says "seg-features: o.tsv:3: amount: not an amount: '12,5'"
	tsv 'customer_id order_date amount' '_ 2026-01-01 1' >o.tsv
	features o.tsv
	exits 3
	says 'seg-features: o.tsv:2: customer_id: no customer in this row'
}

@test "the first fault of the file is told, however many threads look" {
	awk 'BEGIN { print "customer_id\torder_date\tamount"; for (i = 1; i < 200000; i++) print "c" i "\t2026-01-01\t" (i % 50000 ? 1 : "x" i) }' >o.tsv
	for j in 1 2 4; do
		features -j$j o.tsv
		exits 3
		says "seg-features: o.tsv:50001: amount: not an amount: 'x50000'"
	done
}

@test "spend beyond what can be added up is an error, not a number" {
	local big=99999999999999999999999999999
	tsv 'customer_id order_date amount' "a 2026-01-01 $big" "a 2026-01-01 $big" >o.tsv
	features o.tsv
	exits 3
	says "seg-features: customer 'a': spend is too large to be added up"
}

@test "orders are counted right for short, long, numeric and zero-led ids" {
	tsv 'customer_id order_id order_date amount' 'a 1 2026-01-01 1' 'a 01 2026-01-01 1' 'a 001 2026-01-01 1' \
		'a 12345678 2026-01-01 1' 'a 012345678 2026-01-01 1' 'a 12345678 2026-01-01 1' 'a abcdefgh 2026-01-01 1' \
		'a abcdefghijklmnopqrstuvwxyz-1 2026-01-01 1' 'a abcdefghijklmnopqrstuvwxyz-2 2026-01-01 1' \
		'a 1 2026-01-01 1' 'a abcdefghijklmnopqrstuvwxyz-1 2026-01-01 1' >o.tsv
	features o.tsv
	[ "$(tail -1 "$OUT" | cut -f4)" = 8 ]
}

@test "the order of rows never shows, nor how they are split over files" {
	awk 'BEGIN { srand(7); print "customer_id\torder_id\torder_date\tamount"
		for (i = 0; i < 20000; i++)
			printf "c%d\to%d\t2026-%02d-%02d\t%.2f\n", rand() * 900, rand() * 9000, 1 + rand() * 12, 1 + rand() * 28, rand() * 90 - 9 }' >o.tsv
	features o.tsv
	cp "$OUT" expected
	for seed in 1 2 3; do
		{ head -1 o.tsv; tail -n +2 o.tsv | awk -v s=$seed 'BEGIN { srand(s) } { print rand() "\t" $0 }' | sort -n | cut -f2-; } >s.tsv
		features -j$((seed + 1)) s.tsv
		same expected "$OUT"
	done
	head -7000 o.tsv >one.tsv
	{ printf 'order_id\tamount\tcustomer_id\torder_date\n'; tail -n +7001 o.tsv | awk -F'\t' -v OFS='\t' '{ print $2, $4, $1, $3 }'; } >two.tsv
	features two.tsv one.tsv
	same expected "$OUT"
}

@test "header only is a header and no rows" {
	tsv 'customer_id order_date amount' >o.tsv
	call seg-features o.tsv
	exits 0
	says_nothing
	[ "$(wc -l <"$OUT")" -eq 1 ]
}

@test "sums do not depend on the order in which they leave the range and come back" {
	local b=150000000000000000000000000000
	for order in "$b $b -$b" "$b -$b $b" "-$b $b $b"; do
		tsv 'customer_id order_date amount' >o.tsv
		for x in $order; do tsv "a 2026-01-01 $x" >>o.tsv; done
		features o.tsv
		exits 0
		[ "$(tail -1 "$OUT" | cut -f5)" = $b ]
	done
}

@test "under -C nothing comes from the other customers: --as-of is needed, scores are left out" {
	tsv 'a 2026-01-01 1' 'b 2026-02-01 2' 'b 2026-02-03 2' >o.tsv
	features -C customer_id,order_date,amount o.tsv
	exits 2
	features -C customer_id,order_date,amount --as-of=2026-03-01 o.tsv
	exits 0
	tsv 'a 2026-01-01 2026-01-01 1 1 1 59 59 \N \N \N \N' 'b 2026-02-01 2026-02-03 2 4 2 26 28 \N \N \N \N' | prints
	head -1 o.tsv >first.tsv
	features -C customer_id,order_date,amount --as-of=2026-03-01 first.tsv
	tsv 'a 2026-01-01 2026-01-01 1 1 1 59 59 \N \N \N \N' | prints
}

@test "a column is never written twice" {
	tsv 'orders order_date amount' 'a 2026-01-01 1' >o.tsv
	features -i orders o.tsv
	exits 2
	says "seg-features: --id: 'orders' is the name of a column that is written" "Try 'seg-features --help'."
}

@test "an empty header line is refused" {
	printf '\n' >o.tsv
	features o.tsv
	exits 3
	says 'seg-features: o.tsv:1: the header is an empty line'
}

@test "a line is too long by its own length, wherever it stands" {
	head -c 17000000 /dev/zero | tr '\0' x >long
	for rows in 1 10000; do
		{ tsv 'customer_id order_date amount'; yes "$(tsv 'a 2026-01-01 1')" | head -$rows; cat long; tsv '_ 2026-01-01 1'; } >o.tsv
		features o.tsv
		exits 3
		says "seg-features: o.tsv:$((rows + 2)): a record of more than 16777216 bytes"
	done
}
