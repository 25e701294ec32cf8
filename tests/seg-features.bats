#!/usr/bin/env bats
# seg-features: what each customer has done.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

features() {
	call seg-features -q "$@"
}

rfm() {
	features --set=rfm "$@"
}

@test "lines of an order add up, refunds take spend away and are no orders" {
	tsv 'customer_id order_id order_date amount kind' 'b 1 2026-01-01 10.10 sale' 'b 1 2026-01-01 0.20 sale' \
		'b 2 2026-01-05T09:00:00 5 sale' 'b 3 2026-01-06 -1 refund' 'a 4 2026-01-03 2 sale' >o.tsv
	rfm o.tsv
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
	rfm o.tsv
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
	says "seg-features: o.tsv:3: amount: not an amount: '12,5'; clean the file with seg-clean first"
	tsv 'customer_id order_date amount' '_ 2026-01-01 1' >o.tsv
	features o.tsv
	exits 3
	says 'seg-features: o.tsv:2: customer_id: no customer in this row'
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' >o.tsv
	cat o.tsv o.tsv >twice.tsv
	features twice.tsv
	exits 3
	says "seg-features: twice.tsv:3: order_date: not a date such as 2026-11-21: 'order_date'; a second header line: name both files instead of joining them"
	printf 'customer_id,order_date,amount\na,2026-01-01,1\n' >till.csv
	features till.csv
	exits 2
	says "seg-features: till.csv: no column 'customer_id'; the columns are: customer_id,order_date,amount; is it a CSV? seg-clean makes a table of it"
}

@test "the first fault of the file is told, however many threads look" {
	awk 'BEGIN { print "customer_id\torder_date\tamount"; for (i = 1; i < 200000; i++) print "c" i "\t2026-01-01\t" (i % 50000 ? 1 : "x" i) }' >o.tsv
	for j in 1 2 4; do
		features -j$j o.tsv
		exits 3
		says "seg-features: o.tsv:50001: amount: not an amount: 'x50000'; clean the file with seg-clean first"
	done
}

@test "a fault has the line of its own file, in each of several long ones" {
	awk 'BEGIN { print "customer_id\torder_date\tamount"; for (i = 1; i < 50000; i++) print "c" i "\t2026-01-01\t1" }' >one.tsv
	sed '40001s/1$/x/' one.tsv >two.tsv
	for j in 1 2; do
		features -j$j one.tsv two.tsv
		exits 3
		says "seg-features: two.tsv:40001: amount: not an amount: 'x'; clean the file with seg-clean first"
	done
	{ cat one.tsv && printf 'c1\t2026-01-01\t1'; } >cut.tsv
	features one.tsv cut.tsv
	exits 3
	says 'seg-features: cut.tsv:50001: the last line has no line end: the input was cut'
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
		rfm o.tsv
		exits 0
		[ "$(tail -1 "$OUT" | cut -f5)" = $b ]
	done
}

@test "under -C nothing comes from the other customers: --as-of is needed, scores are left out" {
	tsv 'a 2026-01-01 1' 'b 2026-02-01 2' 'b 2026-02-03 2' >o.tsv
	rfm -C customer_id,order_date,amount o.tsv
	exits 2
	rfm -C customer_id,order_date,amount --as-of=2026-03-01 o.tsv
	exits 0
	tsv 'a 2026-01-01 2026-01-01 1 1 1 59 59 \N \N \N \N' 'b 2026-02-01 2026-02-03 2 4 2 26 28 \N \N \N \N' | prints
	head -1 o.tsv >first.tsv
	rfm -C customer_id,order_date,amount --as-of=2026-03-01 first.tsv
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

# --- sets ---

@test "the usual sets are rfm, value, tenure, lifecycle and btyd; --set chooses others, + adds to them" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' >o.tsv
	features o.tsv
	[ "$(head -1 "$OUT")" = "$(seg-features --list | awk -F'\t' 'NR > 1 && $1 ~ /^(rfm|value|tenure|lifecycle|btyd)$/ { printf "\t%s", $2 }' | sed 's/^/customer_id/')" ]
	features --set=btyd,tenure o.tsv
	head -1 "$OUT" | cmp - <(tsv 'customer_id btyd_x btyd_tx btyd_T btyd_m btyd_unit cohort first_amount days_to_second_order')
	features --set=rmf o.tsv
	exits 2
	says_like "^seg-features: --set: no set 'rmf'; there are: rfm value"
}

@test "--list is a table of every feature with definition and unit, and the manual has them all" {
	call seg-features --list
	exits 0
	head -1 "$OUT" | cmp - <(tsv 'set column unit definition without_data')
	awk -F '\t' 'NF != 5 || !length($2) || !length($3) || !length($4) || !length($5)' "$OUT" | grep . && fail 'a cell is missing'
	[ "$(tail -n +2 "$OUT" | cut -f2 | sort | uniq -d)" = '' ]
	tail -n +2 "$OUT" | awk -F '\t' '{ print $2 ": " toupper(substr($4, 1, 1)) substr($4, 2) ". In " $3 "; without data " $5 "." }' >definitions
	awk '/^.Sh FEATURES/ { on = 1 } /^.Sh EXPRESSIONS/ { on = 0 } !on { next }
		/^\./ { if (line != "") print line; line = "" } /^\.It Li/ { line = $3 ":"; next } line != "" { line = line " " $0 }' "$ROOT/man/seg-features.1" |
		diff - definitions
}

@test "value: revenue before refunds, the largest, median and p90 order, share, decile and class" {
	# numpy.quantile([1, 2, 3, 10], [.5, .9]) is 2.5, 7.9; 80 % of 30 is 24, which a and b make together
	tsv 'customer_id order_id order_date amount' 'a 1 2026-01-01 1' 'a 2 2026-01-02 2' 'a 3 2026-01-03 3' 'a 4 2026-01-04 9' \
		'a 4 2026-01-04 1' 'a 5 2026-01-05 -1' 'b 6 2026-01-01 11' 'c 7 2026-01-01 4' 'd 8 2026-01-01 -5' >o.tsv
	features --set=value o.tsv
	tsv 'customer_id revenue max_order median_order p90_order spend_share spend_decile spend_class' \
		'a 16 10 2.5 7.9 0.5 10 A' 'b 11 11 11 11 0.36666666666666664 6 A' 'c 4 4 4 4 0.13333333333333333 1 B' \
		'd 0 _ _ _ _ _ _' | prints
}

@test "tenure: month and amount of the first order, days to the second" {
	tsv 'customer_id order_id order_date amount' 'a 2 2026-03-05 4' 'a 1 2026-02-28 1' 'a 1 2026-02-28 2' 'b 3 2026-01-31 7' >o.tsv
	features --set=tenure o.tsv
	tsv 'customer_id cohort first_amount days_to_second_order' 'a 2026-02 3 5' 'b 2026-01 7 _' | prints
}

@test "lifecycle: the stage is told by the customer's own rhythm" {
	# Typical gap: the median of the repeat customers' medians (10 10 10 100) is 10.
	# w: one order, expected (2 * 10) / 2 = 10, 5 days ago: new. x: gaps 10 10, expected 10, 14 / 10 = 1.4: active.
	# y: the same 15 days ago: at risk on the 15th day. z: a gap of 100 after 10 expected: reactivated; expected
	# (20 + 100) / 3 = 40. v: gaps 10 10, 30 days: lapsed. u: one order 60 days ago: lost.
	tsv 'customer_id order_date amount' 'w 2026-03-27 1' 'x 2026-02-26 1' 'x 2026-03-08 1' 'x 2026-03-18 1' \
		'y 2026-02-25 1' 'y 2026-03-07 1' 'y 2026-03-17 1' 'z 2025-12-21 1' 'z 2026-03-31 1' \
		'v 2026-02-10 1' 'v 2026-02-20 1' 'v 2026-03-02 1' 'u 2026-01-31 1' >o.tsv
	features --set=lifecycle --as-of=2026-04-01 o.tsv
	tsv 'customer_id expected_gap_days overdue_ratio stage stage_since' 'u 10 6 lost 2026-04-01' 'v 10 3 lapsed 2026-04-01' \
		'w 10 0.5 new 2026-03-27' 'x 10 1.4 active 2026-03-08' 'y 10 1.5 at_risk 2026-04-01' \
		'z 40 0.025 reactivated 2026-03-31' | prints
}

@test "btyd: periods with an order, in the unit asked for" {
	# Weeks begin on Monday: 2026-01-01 (Thursday) and 01-04 are one, 01-05 begins the next, 01-20 is the fourth.
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'a 2026-01-04 2' 'a 2026-01-05 4' 'a 2026-01-20 5' 'a 2026-01-20 -1' >o.tsv
	features --set=btyd --as-of=2026-01-31 o.tsv
	[ "$(tail -1 "$OUT")" = "$(tsv 'a 3 19 30 3.6666666666666665 D')" ]
	features --set=btyd --period=W --unit=W --as-of=2026-01-31 o.tsv
	[ "$(tail -1 "$OUT")" = "$(tsv 'a 2 3 4 4.5 W')" ]
	features --set=btyd --period=W --as-of=2026-01-31 o.tsv
	[ "$(tail -1 "$OUT")" = "$(tsv 'a 2 21 28 4.5 D')" ]
	features --set=btyd --period=M --unit=M --as-of=2026-03-01 o.tsv
	[ "$(tail -1 "$OUT")" = "$(tsv 'a 0 0 2 0 M')" ]
	features --period=X o.tsv
	exits 2
	says "seg-features: --period: not D, W or M: 'X'" "Try 'seg-features --help'."
}

@test "CDNOW: x, t_x and T of all 2,357 customers as published, mean spend to the cent" {
	need_data cdnow/CDNOW_sample.txt cdnow/cdnow_customers_summary_with_transactions.csv
	awk -v OFS='\t' 'BEGIN { print "customer_id", "order_date", "amount" }
		{ print $2, substr($3, 1, 4) "-" substr($3, 5, 2) "-" substr($3, 7, 2), $5 }' "$SEG_DATA/cdnow/CDNOW_sample.txt" >o.tsv
	features --set=btyd --period=D --unit=W --as-of=1997-09-30 o.tsv
	exits 0
	tr -d '\r' <"$SEG_DATA/cdnow/cdnow_customers_summary_with_transactions.csv" | tail -n +2 | tr ',' '\t' >published
	tail -n +2 "$OUT" | paste - published | awk -F '\t' '
		$1 + 0 != $7 || $2 != $8 || sprintf("%.2f", $3) != $9 || sprintf("%.2f", $4) != $10 || $5 - $11 > .00501 || $11 - $5 > .00501 { print; bad++ }
		END { exit bad > 0 || NR != 2357 }'
}

# The sets that follow are compared on Online Retail with figures of pandas' kin by make oracle; here are small cases.

@test "rhythm: gaps between order days; regularity of Wheat and Morrison (1990)" {
	# gaps 2 4 6: median 4, sd 2; shares 4/6 and 6/10: v = ((1/6)^2 + (1/10)^2) / 2 = 17/900, k = (1 - 4v) / (8v) = 104/17
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'a 2026-01-03 1' 'a 2026-01-03 1' 'a 2026-01-07 1' 'a 2026-01-13 1' 'b 2026-01-01 1' >o.tsv
	features --set=rhythm --as-of=2026-01-15 o.tsv
	tsv 'customer_id gaps gap_mean gap_median gap_sd gap_cv gap_min gap_max gap_last own_overdue regularity' \
		'a 3 4 4 2 0.5 2 6 6 0.5 6.117647058823533' 'b 0 _ _ _ _ _ _ _ _ _' | prints
}

@test "an option that nothing asked for looks at is refused" {
	tsv 'customer_id order_date amount' 'a 2026-01-10 1' >o.tsv
	features --windows=3d o.tsv
	exits 2
	says 'seg-features: --windows: only the set windows has any: name it in --set' "Try 'seg-features --help'."
	for option in --period=W --unit=W --bins=3 --grid=grid11 --category=product --channel=product; do
		features --set=totals "$option" o.tsv
		exits 2
		grep -q "^seg-features: ${option%=*}: .* set " "$ERR"
	done
	features --set=totals --bins=3 --write-cuts=cuts o.tsv
	exits 0
	features --set=totals --target=purchase:5d:Tea --category=product --as-of=2026-01-05 o.tsv
	exits 2
	grep -q "no column 'product'" "$ERR" # so it is looked at
}

@test "windows: the last days, the as-of date among them, and as many before" {
	tsv 'customer_id order_date amount' 'a 2026-01-10 1' 'a 2026-01-08 2' 'a 2026-01-07 4' 'a 2026-01-05 8' 'a 2026-01-04 16' 'a 2026-01-09 -1' >o.tsv
	features --set=windows --windows=3d --as-of=2026-01-10 o.tsv
	tsv 'customer_id orders_3d spend_3d orders_before_3d spend_before_3d spend_delta_3d orders_ratio_3d' 'a 2 2 2 12 -10 1' | prints
	for bad in 3 30d,3d d 0d; do
		features --windows=$bad o.tsv
		exits 2
	done
}

@test "mix: shares of revenue by category and channel, ties to the first in byte order" {
	tsv 'customer_id order_id order_date amount category channel quantity kind' 'a 1 2026-01-01 3 tea web 2 sale' 'a 1 2026-01-01 3 nut web 1 sale' \
		'a 2 2026-01-02 -9 nut web 9 refund' 'b 3 2026-01-01 1 _ _ _ sale' >o.tsv
	features --set=mix o.tsv
	tsv 'customer_id category_distinct top_category top_category_share category_entropy category_concentration channel_distinct top_channel top_channel_share channel_entropy channel_concentration items items_per_order category_share_nut category_share_tea channel_share_web' \
		'a 2 nut 0.5 1 0.5 1 web 1 0 1 3 3 0.5 0.5 1' 'b 0 _ _ _ _ 0 _ _ _ _ _ _ _ _ _' | prints
	features --set=mix --category=kindd o.tsv
	exits 2
}

@test "calendar: weekends and times of day, a time that is not known left out" {
	tsv 'customer_id order_date amount' 'a 2026-01-03T05:59:59 1' 'a 2026-01-05T06:00:00 1' 'a 2026-01-12T18:00:00 1' 'a 2026-02-02 1' >o.tsv
	features --set=calendar o.tsv
	tsv 'customer_id weekend_share morning_share afternoon_share evening_share night_share top_weekday top_month' \
		'a 0.25 0.3333333333333333 0 0.3333333333333333 0.3333333333333333 1 1' | prints
}

@test "trend: slope, Mann-Kendall and recent mean over the whole months since the first order" {
	# spend 1 2 6 in January to March: slope 2.5, recent (1 * 2^-2/3 + 2 * 2^-1/3 + 6) / (2^-2/3 + 2^-1/3 + 1) = 3.3905
	tsv 'customer_id order_date amount' 'a 2026-01-05 1' 'a 2026-02-05 2' 'a 2026-03-05 6' 'a 2026-04-05 99' 'b 2026-04-01 1' >o.tsv
	features --set=trend --as-of=2026-04-10 o.tsv
	sed 's/\(3\.390\)[0-9]*/\1/' "$OUT" | cmp - <(tsv 'customer_id months orders_slope spend_slope spend_trend spend_recent' 'a 3 0 2.5 1 3.390' 'b 0 _ _ _ _')
}

@test "returns: refunds are counted, never orders" {
	tsv 'customer_id order_id order_date amount' 'a 1 2026-01-01 8' 'a 2 2026-01-02 8' 'a 3 2026-01-05 -3' 'a 3 2026-01-05 -1' 'b 4 2026-01-09 1' >o.tsv
	features --set=returns o.tsv
	tsv 'customer_id refunds refunded return_rate refund_share days_since_refund' 'a 1 4 0.5 0.25 4' 'b 0 0 0 0 _' | prints
}

@test "engagement: rows that are no purchases are events, and nothing else sees them" {
	tsv 'customer_id order_date amount what' 'a 2026-01-01 5 purchase' 'a 2026-02-01 _ open' 'a 2026-01-02 _ click' 'a 2026-02-01 _ open' 'b 2026-01-01 2 _' 'a 2026-01-03 -1 refund' >o.tsv
	features --set=engagement,rfm --event=what o.tsv
	cut -f1-7,8-11 "$OUT" | cmp - <(tsv 'customer_id events events_30d event_kinds top_event days_since_event engagement_score first_order last_order orders spend' \
		'a 3 2 2 open 0 2.5 2026-01-01 2026-01-01 1 4' 'b 0 0 0 _ _ 0 2026-01-01 2026-01-01 1 2')
	features --set=engagement o.tsv
	exits 2
	says_like 'engagement needs --event'
}

@test "totals: rows, their sum and days, whatever orders they are of; alone or beside other sets" {
	tsv 'customer_id order_id order_date amount' 'b 1 2026-01-05T10:00:00 1.5' 'b 1 2026-01-09 2' 'b 1 2026-01-09 2' 'a 2 2026-01-02 -3' \
		'b 3 2026-01-12 -0.5' >o.tsv
	features --set=totals --as-of=2026-01-20 o.tsv
	exits 0
	tsv 'customer_id rows total first_date last_date days_since_last' 'a 1 -3 _ _ _' 'b 4 5 2026-01-05 2026-01-09 11' | prints
	cp "$OUT" expected
	seg-features -q --set=totals,tenure --as-of=2026-01-20 o.tsv | cut -f1-6 | same expected -
	seg-features -q --set=totals --sorted --as-of=2026-01-20 <(head -1 o.tsv; tail -n +2 o.tsv | sort) | same expected -
	for rows in 2,3 4 5,6; do
		sed -n "1p;${rows}p" o.tsv >part
		seg-features --partial --set=totals --as-of=2026-01-20 part
	done >states
	seg-features -q --merge --set=totals --as-of=2026-01-20 states | same expected -
	seg-features --merge --partial --set=totals --as-of=2026-01-20 states | cut -f1,2,4- | cmp - <(tsv 'a F1 sums 1 \N -3 \N \N' \
		'b F1 sums 4 2026-01-05 5 \N 2026-01-09' '_ F1 rows 5 5 0 2026-01-02 2026-01-12')
	# states that keep rows are others
	seg-features --partial --set=totals,tenure --as-of=2026-01-20 o.tsv >rows
	features --merge --set=totals --as-of=2026-01-20 rows
	exits 3
}

@test "every set says the same of states, sorted input and one run" {
	awk 'BEGIN { srand(11); print "customer_id\torder_id\torder_date\tamount\tcategory\tchannel\tquantity\tevent"
		split("tea,nut,,jam", k, ",")
		for (i = 0; i < 600; i++) printf "c%02d\t%d\t2026-%02d-%02dT%02d:00:00\t%.2f\t%s\tw%d\t%d\t%s\n", rand() * 30, rand() * 300, 1 + rand() * 5, 1 + rand() * 28, rand() * 24,
			rand() * 90 - 9, k[1 + int(rand() * 4)], rand() * 3, 1 + rand() * 4, rand() < .3 ? "open" : "" }' >o.tsv
	local opt=(--as-of=2026-05-10 --event=event '--set=+rhythm,windows,mix,calendar,trend,returns,engagement')
	features "${opt[@]}" --write-cuts=cuts.tsv o.tsv
	exits 0
	cp "$OUT" expected
	split_rows 5 o.tsv 1
	for p in part.*; do seg-features "${opt[@]}" --partial "$p"; done | shuf --random-source=<(yes) >states
	features "${opt[@]}" --merge --expect-rows=600 states
	same expected "$OUT"
	{ head -1 o.tsv; tail -n +2 o.tsv | sort; } >s.tsv
	features "${opt[@]}" --sorted --cuts=cuts.tsv s.tsv
	same expected "$OUT"
	{ head -1 o.tsv; tail -n +2 o.tsv | shuf --random-source=<(yes 1); } >shuffled.tsv
	features "${opt[@]}" -j3 shuffled.tsv
	same expected "$OUT"
}

# --- expressions ---

@test "--attributes joins columns; who has no orders is a prospect, with what the manual says of no data" {
	tsv 'customer_id order_id order_date amount' 'c 1 2026-01-02 5' 'a 2 2026-01-03 7' 'e 3 2026-01-04 1' >o.tsv
	tsv 'city customer_id plan' 'Ulm d gold' 'Bonn a _' 'Kiel b x\\ty' 'Linz c blue' 'Oslo z old' >who.tsv
	features --set=tenure --attributes=who.tsv o.tsv
	exits 0
	tsv 'customer_id cohort first_amount days_to_second_order city plan' 'a 2026-01 7 _ Bonn _' 'b _ _ _ Kiel x\\ty' 'c 2026-01 5 _ Linz blue' \
		'd _ _ _ Ulm gold' 'e 2026-01 1 _ _ _' 'z _ _ _ Oslo old' | prints
	features --set=+rhythm,windows,mix,trend,returns,totals,calendar --category=order_id --channel=order_id --add='n=count()' --attributes=who.tsv o.tsv
	exits 0
	# every column of a prospect is what --list says stands there without data
	awk -F '\t' 'NR == FNR { none[$2] = $5; next } FNR == 1 { for (i = 2; i <= NF; i++) name[i] = $i; next }
		$1 == "d" { for (i = 2; i <= NF; i++) if (name[i] in none) { want = none[name[i]]; sub(/;.*/, "", want); if (name[i] == "stage") want = "prospect"
			if (want == "empty") want = ""; if (want != $i) { print name[i], want, $i; bad = 1 } } found = 1 }
		END { exit bad || !found }' <(seg-features --list) "$OUT"
	# the first range of keys, the last, and none at all
	features --set=totals --attributes=who.tsv --as-of=2026-01-05 <(head -1 o.tsv)
	exits 0
	[ "$(cut -f1-2 "$OUT" | tail -n +2 | tr '\n\t' '  ')" = 'a 0 b 0 c 0 d 0 z 0 ' ]
	tsv 'customer_id spend' 'a 1' >clash.tsv
	features --attributes=clash.tsv o.tsv
	exits 2
	says "seg-features: --attributes: 'spend' is the name of a column that is written" "Try 'seg-features --help'."
	tsv 'customer_id x' 'a 1' 'a 2' >twice.tsv
	features --attributes=twice.tsv o.tsv
	exits 3
	says "seg-features: twice.tsv:3: customer_id: 'a' is there twice: --attributes needs one row per customer"
	features --partial --as-of=2026-01-05 --attributes=who.tsv o.tsv
	exits 2
}

@test "--add computes a feature from an expression" {
	tsv 'customer_id order_id order_date amount city category' 'a 1 2026-01-01 10 Rome tea' 'a 2 2026-02-01T09:00:00 250 Oslo nut' \
		'a 2 2026-02-01T08:00:00 5 Bern nut' 'a 3 2026-02-03 -5 _ tea' 'b 4 2026-02-03 99 Bern tea' >o.tsv
	local traits=('--add=big=count(amount[amount >= 100])@365d' '--add=last_city=last(city)' '--add=fav=mode(category)'
		'--add=mean=sum(amount)/distinct(order_id)' '--add=p90=p90(amount)' '--add=tea=share(amount[category="tea"])@10d')
	features --set=btyd "${traits[@]}" o.tsv
	exits 0
	cut -f1,7- "$OUT" | cmp - <(tsv 'customer_id big last_city fav mean p90 tea' 'a 1 Oslo nut 86.66666666666667 178 -0.02' 'b 0 Bern tea 99 99 1')
	cp "$OUT" expected
	seg-features --set=btyd "${traits[@]}" --partial --as-of=2026-02-03 <(head -3 o.tsv) >states
	seg-features --set=btyd "${traits[@]}" --partial --as-of=2026-02-03 <(sed 2,3d o.tsv) >>states
	features --set=btyd "${traits[@]}" --merge --as-of=2026-02-03 states
	same expected "$OUT"
}

@test "an expression that is wrong is shown at its character" {
	tsv 'customer_id order_date amount city' 'a 2026-01-01 10 Rome' >o.tsv
	features --add='big=count(amount[amount>=])@365d' o.tsv
	exits 2
	says "seg-features: --add: 'big': character 26: a column, a number or a text in quotes is missing here: '])@365d'" "Try 'seg-features --help'."
	features --add='big=cuont()' o.tsv
	exits 2
	says_like "--add: 'big': character 5: not a function: count sum"
	features --add='orders=count()' o.tsv
	exits 2
	says_like "--add: 'orders' is the name of a column that is written"
	features --add='x=count(town)' o.tsv
	exits 2
	says_like "^seg-features: o.tsv: no column 'town'"
	features --add='x=sum(city)' o.tsv
	exits 3
	says "seg-features: customer 'a': x: not a number: 'Rome'"
}

# --- cuts, grids ---

@test "--write-cuts and --cuts: a new customer gets the score that an old one would" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'b 2026-01-31 5' 'c 2026-01-31 2' 'd 2026-03-02 1' 'd 2026-03-03 1' 'e 2026-04-01 9' >o.tsv
	features --as-of=2026-04-01 --write-cuts=cuts.tsv o.tsv
	cp "$OUT" expected
	features --as-of=2026-04-01 --cuts=cuts.tsv o.tsv
	same expected "$OUT"
	for c in a b c d e; do # one at a time, as a worker would, headerless
		tail -n +2 o.tsv | grep "^$c" >one.tsv
		features --as-of=2026-04-01 --cuts=cuts.tsv -C customer_id,order_date,amount one.tsv
		grep -P "^$c\t" expected | sed -E ':again; s/(^|\t)(\t|$)/\1\\N\2/; t again' | prints
	done
	grep -P '^recency_days\t5\t0$' cuts.tsv
	sed 's/^orders\t1/orders\t7/' cuts.tsv >bad.tsv
	features --as-of=2026-04-01 --cuts=bad.tsv o.tsv
	exits 3
	says_like '^seg-features: bad.tsv:[0-9]+: .*the scores of a measure go 1, 2, 3'
	features --as-of=2026-04-01 --cuts=o.tsv o.tsv
	exits 3
	says_like '^seg-features: o.tsv:1: .*not a table of cuts'
}

@test "--bins scores from 1 to N, without a segment where the grid is for others" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'b 2026-01-02 2' 'c 2026-01-03 3' >o.tsv
	rfm --bins=3 o.tsv
	[ "$(tail -n +2 "$OUT" | cut -f9,11,12 | tr '\t\n' ', ')" = '1,1, 2,2, 3,3, ' ]
	rfm --bins=1 o.tsv
	exits 2
}

@test "--bins=fixed scores by values, whoever else is there" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 5' 'b 2026-03-01 49.99' 'b 2026-03-02 .01' 'c 2026-04-01 200' 'c 2026-04-02 1' 'c 2026-03-30 -150' >o.tsv
	sed -i 's/\t\.01/\t0.01/' o.tsv
	features --as-of=2026-04-02 --set=rfm '--bins=fixed:r=0,31,90;f=2,3,4;m=50,51,1000' o.tsv
	exits 0
	[ "$(tail -n +2 "$OUT" | cut -f1,7,4,5,9-11 | tr '\t\n' ', ')" = 'a,1,5,91,1,1,1 b,2,50,31,3,2,2 c,2,51,0,4,2,3 ' ] || fail "$(cat "$OUT")"
	for c in a b c; do # a worker knows no more, and says the same
		grep -P "^$c\t" o.tsv >one.tsv
		call seg-features -C customer_id,order_date,amount --as-of=2026-04-02 --set=rfm '--bins=fixed:r=0,31,90;f=2,3,4;m=50,51,1000' one.tsv
		cut -f9-11 "$OUT"
	done >alone
	features --as-of=2026-04-02 --set=rfm '--bins=fixed:r=0,31,90;f=2,3,4;m=50,51,1000' --write-cuts=cuts.tsv o.tsv
	tail -n +2 "$OUT" | cut -f9-11 | cmp - alone
	cp "$OUT" whole
	features --as-of=2026-04-02 --set=rfm --bins=4 --cuts=cuts.tsv o.tsv
	same whole "$OUT"
}

@test "--bins=nested scores orders within recency, and spend within both" {
	# by hand: r 2 are c, d, e, f, g, h; of them e, g, h have the more orders; among c, d, f spend 1 2 3, among e, g, h 9 9 30
	tsv 'customer_id order_date amount' 'a 2026-01-01 7' 'b 2026-01-01 7' 'c 2026-02-01 1' 'd 2026-02-01 2' 'f 2026-02-01 3' \
		'e 2026-02-01 5' 'e 2026-01-31 4' 'g 2026-02-01 5' 'g 2026-01-31 4' 'h 2026-02-01 20' 'h 2026-01-31 10' >o.tsv
	features --set=rfm --bins=nested:2 --write-cuts=cuts.tsv o.tsv
	exits 0
	[ "$(tail -n +2 "$OUT" | cut -f1,9-11 | tr '\t\n' ', ')" = 'a,1,1,1 b,1,1,1 c,2,1,1 d,2,1,2 e,2,2,1 f,2,1,2 g,2,2,1 h,2,2,2 ' ] || fail "$(cat "$OUT")"
	cp "$OUT" whole
	[ "$(grep -c '^orders_r\|^spend_r' cuts.tsv)" = 8 ]
	features --set=rfm --bins=2 --cuts=cuts.tsv o.tsv
	same whole "$OUT"
	sed 's/^recency_days\t2.*/&\nrecency_days\t3\t0/; s/^spend_r2_f2\t2.*/&\nspend_r2_f2\t3\t40/' cuts.tsv >more.tsv
	features --set=rfm --cuts=more.tsv o.tsv
	exits 0
	sed 's/^spend_r2_f2\t2.*/&\nspend_r2_f2\t3\t40/' cuts.tsv >more.tsv
	features --set=rfm --cuts=more.tsv o.tsv
	exits 3
	says_like "^seg-features: more.tsv:[0-9]*: .*: recency_days has fewer scores"
	sed 's/^orders_r2/orders_r3/' cuts.tsv >more.tsv
	features --set=rfm --cuts=more.tsv o.tsv
	exits 3
	says_like "not a measure that is known"
	sed '$ s/.*/&\nrecency_days\t3\t0/' cuts.tsv >more.tsv
	features --set=rfm --cuts=more.tsv o.tsv
	exits 3
	says_like "stands behind what is scored within recency_days"
}

@test "--bins says what is wrong with it" {
	local wrong
	for wrong in 'q5|not a number of scores from 2 to 100: .q5.' 'nested:11|not a number of scores from 2 to 10: .11.' \
		'width:3|not N, nested or fixed: .width:3.' 'fixed:|fixed needs r= ' 'fixed:r=1;f=2|fixed needs m= ' \
		'fixed:r=1;f=2;m=3;r=4|r= is there twice' 'fixed:r=1;f=2,3;m=3|1 values for r but 2 for f' \
		'fixed:r=2,1;f=2,3;m=3,4|.1. does not ascend' 'fixed:r=1.5;f=2;m=3|not a whole number: .1.5.' \
		'fixed:r=1;f=2;m=x|not an amount: .x.' 'fixed:r=1;f=2;x=1|not r=, f= or m= and values: .x=1.'; do
		features "--bins=${wrong%|*}" /dev/null
		exits 2
		says_like "^seg-features: --bins: ${wrong#*|}"
	done
	features --cuts=/dev/null '--bins=fixed:r=1;f=2;m=3' /dev/null
	exits 3
}

@test "--account writes one row per account, and how many customers it has" {
	tsv 'customer_id company order_date amount' 'a X 2026-01-01 10' 'b X 2026-01-02 20' 'a X 2026-01-02 -5' 'c Y 2026-01-03 7' 'd X 2026-01-09 1' >o.tsv
	features --account=company --as-of=2026-01-05 --set=rfm o.tsv
	exits 0
	cut -f1-6 "$OUT" | cmp - <(tsv 'company customers first_order last_order orders spend' 'X 2 2026-01-01 2026-01-02 2 25' 'Y 1 2026-01-03 2026-01-03 1 7')
	features --account=company -i customer_id --as-of=2026-01-05 --set=rfm o.tsv
	cp "$OUT" whole
	features --account=company --as-of=2026-01-05 --set=rfm --partial o.tsv
	cp "$OUT" states
	features --account=company --as-of=2026-01-05 --set=rfm --merge states
	same whole "$OUT"
	# customers of an account may come in any order where the accounts ascend
	features --account=company --as-of=2026-01-05 --set=rfm --write-cuts=cuts o.tsv
	features --account=company --as-of=2026-01-05 --set=rfm --cuts=cuts --sorted o.tsv
	exits 0
	same whole "$OUT"
	tsv 'customer_id company order_date amount' 'a Y 2026-01-01 10' 'b X 2026-01-02 20' >unsorted.tsv
	features --account=company --as-of=2026-01-05 --sorted unsorted.tsv
	exits 3
	says "seg-features: --sorted: 'X' comes after 'Y'; sort the rows with LC_ALL=C sort, or leave --sorted out"
	tsv 'company city' 'X Bonn' 'Z Ulm' >who.tsv
	features --account=company --as-of=2026-01-05 --set=totals --attributes=who.tsv o.tsv
	tsv 'company customers rows total first_date last_date days_since_last city' 'X 2 3 25 2026-01-01 2026-01-02 3 Bonn' 'Y 1 1 7 2026-01-03 2026-01-03 2 _' 'Z 0 0 0 _ _ _ Ulm' | prints
	features --set=account o.tsv
	exits 2
	says_like 'account needs --account'
	features --account=customer_id o.tsv
	exits 2
	tsv 'customer_id company order_date amount' 'a _ 2026-01-01 10' >o.tsv
	features --account=company o.tsv
	exits 3
	says 'seg-features: o.tsv:2: company: no account in this row'
}

@test "mix has a share column for every category and channel, which --cuts carries to workers" {
	tsv 'customer_id order_date amount category channel' 'a 2026-01-01 10 Tea web' 'a 2026-01-02 30 Cups web' 'b 2026-01-01 7 Tea _' \
		'c 2026-01-01 -7 Mugs web' 'c 2026-01-09 7 Late web' >o.tsv
	features --as-of=2026-01-02 --set=mix --write-cuts=cuts.tsv o.tsv
	exits 0
	cut -f1,14- "$OUT" | cmp - <(tsv 'customer_id category_share_Cups category_share_Tea channel_share_web' 'a 0.75 0.25 1' 'b 0 1 _' 'c _ _ _')
	cp "$OUT" whole
	features --as-of=2026-01-02 --set=mix --cuts=cuts.tsv -C customer_id,order_date,amount,category,channel - < <(tail -n +2 o.tsv)
	sed 's/\\N//g' "$OUT" | cmp - <(tail -n +2 whole)
	features --as-of=2026-01-02 --set=mix --cuts=cuts.tsv --print-columns
	head -1 whole | cmp - "$OUT"
	features --as-of=2026-01-02 --set=mix -C customer_id,order_date,amount,category,channel - < <(tail -n +2 o.tsv) # nobody said which there are
	sed 's/\\N//g' "$OUT" | cmp - <(tail -n +2 whole | cut -f1-13)
	features --as-of=2026-01-02 --set=mix --add='category_share_Tea=count()' o.tsv
	exits 2
	says_like "^seg-features: --add: 'category_share_Tea' is the name of a column that is written"
	for wrong in 'category\tAle' 'category\t' 'channel\ta\\x'; do
		sed "\$ a $wrong\t" cuts.tsv >bad.tsv
		features --set=mix --cuts=bad.tsv o.tsv
		exits 3
		says_like '^seg-features: bad.tsv:[0-9]*: .*: (names are in byte order|not a name)$'
	done
	awk 'BEGIN { print "customer_id\torder_date\tamount\tcategory"; for (i = 0; i < 51; i++) printf "a\t2026-01-01\t1\tc%d\n", i }' >o.tsv
	call seg-features --set=mix --as-of=2026-01-01 o.tsv
	exits 0
	says "seg-features: mix: 'category' has more than 50 different values: no share of each (--add can ask for one)"
	[ "$(head -1 "$OUT" | tr '\t' '\n' | wc -l)" = 13 ]
}

@test "--grid reads segments from a table, and refuses one with gaps, overlaps or cells out of reach" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'b 2026-01-02 2' 'b 2026-01-03 3' >o.tsv
	tsv 'segment r f' 'good 2 1-2' 'bad 1 1-2' >g.tsv
	rfm --bins=2 --grid=g.tsv o.tsv
	[ "$(tail -n +2 "$OUT" | cut -f12 | tr '\n' ' ')" = 'bad good ' ]
	tsv 'segment r f' 'good 2 1-2' 'bad 1 1' >g.tsv
	rfm --bins=2 --grid=g.tsv o.tsv
	exits 2
	says "seg-features: 'g.tsv': no segment for r 1 f 2"
	tsv 'segment r f' 'good 2 1-2' 'bad 1-2 1' 'worse 1 2' >g.tsv
	rfm --bins=2 --grid=g.tsv o.tsv
	exits 2
	says "seg-features: 'g.tsv':3: r 2 f 1 is in the rows of lines 2 and 3"
	tsv 'segment r f' 'good 2 1-2' 'bad 1 1-2' 'never 3 1' >g.tsv
	rfm --bins=2 --grid=g.tsv o.tsv
	exits 2
	says "seg-features: 'g.tsv':4: no cell of 1 to 2: segment 'never' cannot be reached"
	rfm --bins=4 --grid=grid11 o.tsv
	exits 2
}

@test "the grid in the manual is grid11" {
	sed -n '/^segment\tr\tf$/,/^\.Ed/p' "$ROOT/man/seg-features.1" | sed '$d' >grid.tsv
	[ "$(wc -l <grid.tsv)" -eq 13 ]
	awk 'BEGIN { srand(5); print "customer_id\torder_date\tamount"
		for (i = 0; i < 900; i++) printf "c%d\t2026-%02d-%02d\t1\n", rand() * rand() * 200, 1 + rand() * 12, 1 + rand() * 28 }' >o.tsv
	seg-features -q --set=rfm o.tsv >own.tsv
	[ "$(cut -f12 own.tsv | tail -n +2 | sort -u | wc -l)" -eq 11 ]
	call seg-features -q --set=rfm --grid=grid.tsv o.tsv
	exits 0
	same own.tsv "$OUT"
}

# --- what came after ---

@test "--target looks only at the days after the as-of date, features only at those up to it" {
	tsv 'customer_id order_date amount category' 'a 2026-01-01 1 tea' 'a 2026-01-31 2 tea' 'b 2026-01-02 1 tea' 'b 2026-02-20 4 nut' \
		'c 2026-01-03 1 nut' 'c 2026-01-12 8 nut' 'c 2026-01-15 -3 nut' 'd 2026-01-20 1 tea' 'z 2026-03-01 1 tea' >o.tsv
	call seg-features --set=tenure --as-of=2026-01-10 --target=churn:30d --target=purchase:30d --target=purchase:30d:nut --target=spend:30d o.tsv
	exits 0
	tsv 'customer_id cohort first_amount days_to_second_order target_churn_30d target_purchase_30d target_purchase_30d_nut target_spend_30d' \
		'a 2026-01 1 _ no yes no 2' 'b 2026-01 1 _ yes no no 0' 'c 2026-01 1 _ no yes yes 5' | prints
	says 'seg-features: 2 of 9 rows are after the as-of date and were left out' \
		'seg-features: 1 customers have no order up to the as-of date and were left out'
	call seg-features --set=tenure --as-of=2026-02-15 --target=churn:30d o.tsv
	exits 3
	says 'seg-features: --target: the data end on 2026-03-01: too early to know what came in the 30 days after 2026-02-15'
	call seg-features --target=churn:900d o.tsv
	exits 3
	says_like '^seg-features: --target: the data, from 20[0-9-]* to 2026-03-01, do not reach over 900 days: look fewer days ahead$'
	call seg-features --target=churn:9d --as-of=2020-01-01 o.tsv
	exits 3
	says_like '^seg-features: --target: the data begin on 20[0-9-]*: nobody had come by 2020-01-01$'
	features --target=churn:30 o.tsv
	exits 2
	features --target=love:30d o.tsv
	exits 2
}

@test "without --as-of a target is counted back from the end of the data" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 1' 'a 2026-01-31 1' >o.tsv
	call seg-features --set=tenure --target=churn:10d o.tsv
	says 'seg-features: as of 2026-01-21, the last date with all the days after it that --target looks at (--as-of chooses another)'
	[ "$(tail -1 "$OUT" | cut -f5)" = no ]
}

@test "--snapshots=monthly stacks month ends, each as a run of its own would see it" {
	awk 'BEGIN { srand(3); print "customer_id\torder_id\torder_date\tamount"
		for (i = 0; i < 400; i++) printf "c%02d\t%d\t2026-%02d-%02d\t%d\n", rand() * 30, rand() * 200, 1 + rand() * 5, 1 + rand() * 28, rand() * 90 - 9 }' >o.tsv
	features --snapshots=monthly --target=churn:20d --as-of=2026-04-10 o.tsv
	exits 0
	cp "$OUT" stacked
	[ "$(tail -n +2 stacked | cut -f2 | sort -u | tr '\n' ' ')" = '2026-01-31 2026-02-28 2026-03-31 2026-04-10 ' ]
	tail -n +2 stacked | sort -c -t "$(printf '\t')" -k1,2
	for day in 2026-01-31 2026-02-28 2026-03-31 2026-04-10; do
		features --target=churn:20d --as-of=$day o.tsv
		{ head -1 stacked; grep -P "^c..\t$day" stacked; } | cut -f1,3- | prints
	done
}

# --- in parts ---

# Cuts the rows of $2 into $1 files part.1 … at random ($3: seed), all with the header.
split_rows() {
	awk -v n="$1" -v s="$3" 'BEGIN { srand(s) } NR == 1 { for (i = 1; i <= n; i++) print >("part." i); next }
		{ print >("part." int(1 + rand() * n)) }' "$2"
}

# 200 rows of 20 customers; some rows of one order, refunds, days without an id.
some_rows() {
	awk -v s="$1" 'BEGIN { srand(s); print "customer_id\torder_id\torder_date\tamount"
		for (i = 0; i < 200; i++) printf "c%d\t%s\t2026-%02d-%02d\t%.2f\n", rand() * 20, rand() < .2 ? "" : rand() < .5 ? int(rand() * 90) : "x" int(rand() * 90), 1 + rand() * 4, 1 + rand() * 28, rand() * 90 - 9 }'
}

@test "any split, any number of combines, any order of states: the same bytes as one run" {
	local n
	for n in 1 2 7 100; do
		some_rows "$n" >o.tsv
		features --as-of=2026-04-15 o.tsv
		cp "$OUT" expected
		rm -f part.*
		split_rows "$n" o.tsv "$n"
		for p in part.*; do seg-features --partial --as-of=2026-04-15 "$p"; done >states
		[ "$n" -eq 100 ] || seg-features --partial --as-of=2026-04-15 <(head -1 o.tsv) | cmp - /dev/null
		for _ in 0 1 2; do
			shuf --random-source=<(yes "$n") states >shuffled
			features --merge --expect-rows=200 --as-of=2026-04-15 shuffled
			exits 0
			same expected "$OUT"
			split -n r/3 shuffled piece.
			for p in piece.*; do seg-features --merge --partial --as-of=2026-04-15 "$p"; done >states
		done
	done
}

@test "the state is one row per order, and one that accounts for the rows" {
	tsv 'customer_id order_id order_date amount' 'a 7 2026-01-01 1.5' 'a 7 2026-01-01 2' 'b _ 2026-01-02T10:00:00 3' 'b x 2026-01-03 -1' 'b 9 2026-02-01 1' >o.tsv
	call seg-features --partial --as-of=2026-01-05 o.tsv
	exits 0
	[ "$(cut -f3 "$OUT" | sort -u | wc -l)" -eq 1 ]
	cut -f1,2,4- "$OUT" | cmp - <(tsv 'a F1 sale 7 2026-01-01 3.5 \N \N' 'b F1 sale \N 2026-01-02 3 \N \N' 'b F1 refund x 2026-01-03 -1 \N \N' \
		'_ F1 rows 5 4 1 2026-01-01 2026-02-01')
}

@test "states of other options, and of too many or too few rows, are refused" {
	some_rows 5 >o.tsv
	seg-features --partial --as-of=2026-04-15 o.tsv >states
	features --merge --as-of=2026-04-16 states
	exits 3
	says_like "^seg-features: states:1: digest: a state of other options: '[0-9a-f]{16}', not [0-9a-f]{16}; give --merge the options that --partial had"
	cat states states >twice
	features --merge --as-of=2026-04-15 --expect-rows=200 twice
	exits 3
	says 'seg-features: the states account for 400 rows, not 200: a part is missing, or came twice'
	features --merge --as-of=2026-04-15 o.tsv
	exits 3
	features --merge states
	exits 2
	features --partial o.tsv
	exits 2
	grep -v rows states >shard
	features --merge --as-of=2026-04-15 --expect-rows=200 shard
	exits 3
	# a reducer that has not got the accounting row cannot tell
	features --merge -C x --as-of=2026-04-15 --expect-rows=200 shard
	exits 0
}

@test "mapper, combiner and reducer under -C: no header, \\N, customer by customer what one run says" {
	some_rows 6 >o.tsv
	local names=customer_id,order_id,order_date,amount
	features --as-of=2026-04-15 -C $names <(tail -n +2 o.tsv)
	cp "$OUT" expected
	tail -n +2 o.tsv | split -n r/4 - part.
	for p in part.*; do seg-features -C $names --partial --as-of=2026-04-15 "$p"; done | sort >states
	for r in 0 1; do # two reducers, customers of odd and of even number
		grep -P "^c[0-9]*[$r$((r + 2))$((r + 4))$((r + 6))$((r + 8))]\t" states | seg-features -C $names --merge --as-of=2026-04-15
	done | sort | cmp - <(sort expected)
	seg-features -C $names --merge --as-of=2026-04-15 </dev/null | cmp - /dev/null
}

@test "--sorted keeps one customer in memory and says the same; rows out of order are refused" {
	some_rows 7 >o.tsv
	features --as-of=2026-04-15 --write-cuts=cuts.tsv o.tsv
	cp "$OUT" expected
	{ head -1 o.tsv; tail -n +2 o.tsv | sort -t "$(printf '\t')" -k1,1; } >s.tsv
	for j in 1 3; do
		features -j$j --sorted --cuts=cuts.tsv --as-of=2026-04-15 s.tsv
		same expected "$OUT"
	done
	seg-features --partial --as-of=2026-04-15 o.tsv | sort >states
	features --sorted --merge --cuts=cuts.tsv --expect-rows=200 --as-of=2026-04-15 states
	same expected "$OUT"
	features --sorted --as-of=2026-04-15 o.tsv
	exits 3
	says_like "^seg-features: --sorted: 'c[0-9]+' comes after 'c[0-9]+'; sort the rows with LC_ALL=C sort, or leave --sorted out"
	features --sorted s.tsv
	exits 2
}

@test "cuts and classes are those of all values sorted, small and large, below 0 and far back, in any memory" {
	for top in 1 1e12; do
		awk -v top=$top 'BEGIN { srand(3); print "customer_id\torder_id\torder_date\tamount"
			for (i = 0; i < 90000; i++) {
				year = i % 9 ? 2020 + i % 6 : 1990 # with recency and gaps of more than eleven years
				amount = i % 1000 ? int(rand() * 5000) / 100 : top + i
				printf "c%d\t%s\t%d-%02d-%02d\t%.2f\n", i % 40000, i, year, 1 + rand() * 12, 1 + rand() * 28, i % 7 ? amount : -amount
			} }' >o.tsv
		for memory in 1G 1K; do
			features --bins=10 --memory=$memory --write-cuts=cuts.tsv o.tsv
			exits 0
			# Of the values from the worst to the best, a cut is the first that has the score.
			for measure in 'recency_days 7 -gr' 'orders 4 -g' 'spend 5 -g' 'spend_decile 5 -g'; do
				read -r name column order <<<"$measure"
				tail -n +2 "$OUT" | cut -f"$column" | grep . | sort "$order" | LC_ALL=C awk -v OFS='\t' -v name="$name" -v bins=10 '
					{ v[++n] = $1 }
					END {
						for (best = 1; v[n - best] == v[n]; best++) ;
						for (i = b = 1; i <= n; i++)
							if (v[i] != v[i - 1] || i == 1)
								while (b <= bins && b <= 1 + int(bins * (i - 1) / (n - best))) print name, b++, v[i]
					}'
			done >expected
			tail -n +2 "$OUT" | cut -f5 | grep . | sort -gr | LC_ALL=C awk -v OFS='\t' '{ v[++n] = $1; all += $1 }
				END {
					for (i = 1; i <= n; sum += v[i++]) {
						if (sum < .80 * all) a = v[i]
						if (sum < .95 * all) b = v[i]
					}
					print "spend_class", "A", a; print "spend_class", "B", b
				}' >>expected
			grep -vE '^(measure|spend_total|gap_days)' cuts.tsv | diff expected -
		done
	done
	features --memory=1K --bins=nested --write-cuts=some.tsv o.tsv
	features --bins=nested --write-cuts=cuts.tsv o.tsv
	same some.tsv cuts.tsv
}

@test "--memory: beyond it state goes to temporary files, with the same bytes and nothing left behind" {
	awk 'BEGIN { srand(2); print "customer_id\torder_id\torder_date\tamount"
		for (i = 0; i < 300000; i++) printf "c%d\t%s\t2026-%02d-%02d\t%.2f\n", rand() * 30000, i, 1 + rand() * 4, 1 + rand() * 28, rand() * 90 - 9 }' >o.tsv
	features o.tsv
	cp "$OUT" expected
	mkdir tmp
	TMPDIR=$PWD/tmp features --memory=1M -j2 o.tsv
	exits 0
	same expected "$OUT"
	[ "$(ls -A tmp)" = '' ]
	TMPDIR=$PWD/nowhere features --memory=1M o.tsv
	exits 4
	says 'seg-features: cannot use a temporary file: No such file or directory'
	features --memory=1X o.tsv
	exits 2
}

@test "a kind is sale or refund, and a refund is no income" {
	for set in usual totals; do
		[ "$set" = usual ] && how=() || how=(--set=totals)
		tsv 'customer_id order_date amount kind' 'a 2026-01-01 100 sale' 'a 2026-01-02 40 refund' >orders.tsv
		call seg-features -q "${how[@]}" orders.tsv
		exits 3
		says "seg-features: orders.tsv:3: kind: its amount is above zero, but what is given back is negative: 'refund'"
		sed 's/40\trefund/-40\tRefund/' orders.tsv >capital.tsv
		call seg-features -q "${how[@]}" capital.tsv
		exits 3
		says "seg-features: capital.tsv:3: kind: neither sale nor refund: 'Refund'"
	done
	# Where it is missing, the sign tells.
	sed 's/40\trefund/-40\t/' orders.tsv >missing.tsv
	call seg-features -q --set=returns missing.tsv
	exits 0
	cp "$OUT" by_sign.tsv
	sed 's/40\trefund/-40\trefund/' orders.tsv >told.tsv
	call seg-features -q --set=returns told.tsv
	exits 0
	same by_sign.tsv "$OUT"
}

@test "totals of more customers than the memory holds, with short ids and long" {
	awk 'BEGIN { srand(5); print "customer_id\torder_date\tamount"
		for (i = 0; i < 500000; i++) {
			c = int(rand() * 200000)
			printf c % 4 ? "c%d" : "customer-of-the-long-kind-%d", c
			printf "\t2026-%02d-%02d\t%d.%02d\n", 1 + rand() * 4, 1 + rand() * 28, rand() * 90, rand() * 100
		} }' >o.tsv
	tail -n +2 o.tsv | LC_ALL=C awk -F '\t' '{ split($3, a, "."); n[$1]++; sum[$1] += 100 * a[1] + a[2] }
		END { for (c in n) print c "\t" n[c] "\t" sum[c] }' | sort >expected
	for memory in 1G 1K; do
		features --set=totals --memory=$memory -j2 o.tsv
		exits 0
		tail -n +2 "$OUT" | awk -F '\t' '{ printf "%s\t%d\t%.0f\n", $1, $2, 100 * $3 }' | diff expected -
		cp "$OUT" $memory.tsv
	done
	same 1G.tsv 1K.tsv
	mkdir nowhere && rmdir nowhere
	TMPDIR=$PWD/nowhere features --set=totals --memory=1K o.tsv
	exits 4
	says 'seg-features: cannot use a temporary file: No such file or directory'
}

@test "a file that changes while it is read ends the run, wherever it does" {
	awk 'BEGIN { print "customer_id\torder_date\tamount"
		for (i = 0; i < 50000; i++) printf "c%06d\t2026-01-%02d\t%d\n", i % 1000, 1 + i % 28, 100 + i % 900 }' >long.tsv
	head -1 long.tsv >header.tsv
	mkfifo pipe
	# The second file opens when it is written to: by then the first has been read.
	for change in 'tail -1 long.tsv >>all.tsv' 'cp header.tsv all.tsv' 'head -49000 long.tsv >all.tsv' 'tac long.tsv >all.tsv'; do
		cp long.tsv all.tsv
		{ bash -c "$change" && cat header.tsv; } >pipe &
		call seg-features -q --set=totals -o out.tsv all.tsv pipe
		wait
		exits 4
		says 'seg-features: all.tsv: changed while it was read: run again when it stays as it is'
		[ ! -e out.tsv ]
	done
	# Who replaces a file leaves the old one to those who read it.
	cp long.tsv all.tsv
	{ cp header.tsv other && mv other all.tsv && cat header.tsv; } >pipe &
	call seg-features -q --set=totals all.tsv pipe
	wait
	exits 0
	[ "$(wc -l <"$OUT")" -eq 1001 ]
}

@test "a row without a customer, or whose quantity is no number, ends the run with its place" {
	tsv 'customer_id order_date amount' 'a 2026-01-01 5' '_ 2026-01-02 6' >o.tsv
	for set in totals rfm; do
		features --set=$set o.tsv
		exits 3
		says 'seg-features: o.tsv:3: customer_id: no customer in this row'
	done
	tsv 'customer_id order_date amount quantity' 'a 2026-01-01 5 two' >o.tsv
	features --set=+mix --quantity=quantity o.tsv
	exits 3
	says "seg-features: o.tsv:2: quantity: not a number: 'two'"
}
