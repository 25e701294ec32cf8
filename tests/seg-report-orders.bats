#!/usr/bin/env bats
# seg-report --orders: months, who comes back, and when. And the forms that carry tables.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# 400 customers from January to August, each with one to five orders of 10 to 59.90, some refunds.
make_shop() {
	awk 'function date(day,   m) {
			for (m = 1; day > days[m]; m++) day -= days[m]
			return sprintf("2026-%02d-%02d", m, day)
		}
		BEGIN { OFS = "\t"; split("31 28 31 30 31 30 31 31 30", days, " ")
			print "customer_id", "order_id", "order_date", "amount", "kind"
			for (i = 1; i <= 400; i++) {
				day = 1 + i * 37 % 235; n = 1 + i * i % 5
				for (k = 0; k < n && day <= 240; k++) {
					print "c" i, i "-" k, date(day), 10 + (i * 7 + k * 13) % 500 / 10, "sale"
					if (i % 9 == k) print "c" i, i "-" k, date(day), -5, "refund"
					day += 1 + (i * 11 + k * 29) % 60
				}
			} }' >orders.tsv
	seg-features -q --as-of=2026-08-28 orders.tsv |
		awk -F '\t' -v OFS='\t' '{ print $0, (NR == 1 ? "segment" : $4 > 3 ? "A" : $4 > 1 ? "B" : "C") }' >segments.tsv
}

@test "the triangle is what counting customers month by month gives" {
	make_shop
	call seg-report -q --format=tsv --section=cohorts --min-cell=1 --orders=orders.tsv segments.tsv
	exits 0
	# August is not whole: the last order is before its end. The oracle knows nothing of the tool.
	awk -F '\t' 'NR > 1 && $5 == "sale" { m = substr($3, 6, 2) + 0; if (!($1 in first) || m < first[$1]) first[$1] = m; seen[$1, m] = 1 }
		END { for (id in first) { c = first[id]; n[c]++; for (m = c; m <= 7; m++) active[c, m - c] += (id, m) in seen }
			for (c = 1; c <= 7; c++) for (a = 0; a <= 7 - c; a++) print "2026-0" c "-01", a, n[c], active[c, a] + 0 }' \
		orders.tsv | sort >expected
	awk -F '\t' '/^2026/ { print $1, $2, $4, $5 }' "$OUT" | sort >got
	same expected got
	# The average leaves the first cohort out, and each age those who were not followed that long.
	awk '$1 != "2026-01-01" { n[$2] += $3; active[$2] += $4 } END { for (a in n) printf "%d %d %d %.9f\n", a, n[a], active[a], active[a] / n[a] }' \
		expected | sort >average
	awk -F '\t' '/^all/ { printf "%d %d %d %.9f\n", $2, $4, $5, $6 }' "$OUT" | sort | diff average - || fail "another average"
}

@test "revenue of a cohort is its sales less its refunds, exactly" {
	make_shop
	call seg-report -q --format=tsv --section=cohorts --min-cell=1 --orders=orders.tsv segments.tsv
	exits 0
	[ "$(awk -F '\t' '/^2026/ { cents += $12 * 100 } END { printf "%.0f", cents }' "$OUT")" = \
		"$(awk -F '\t' 'NR == FNR && FNR > 1 && $5 == "sale" { if (!($1 in first) || $3 < first[$1]) first[$1] = $3 }
			NR != FNR && FNR > 1 && first[$1] < "2026-08" && $3 < "2026-08" { cents += $4 * 100 } END { printf "%.0f", cents }' orders.tsv orders.tsv)" ]
}

@test "weeks begin on Monday; quarters come by themselves beyond 18 months" {
	tsv 'customer_id segment' 'a A' 'b A' >s.tsv
	tsv 'customer_id order_date amount' 'a 2026-01-04 1' 'b 2026-01-05 1' 'a 2026-01-18 1' >orders.tsv
	call seg-report -q --format=tsv --section=cohorts --min-cell=1 --cohort=week --orders=orders.tsv s.tsv
	exits 0
	[ "$(awk -F '\t' '$2 == 0 { print $1, $3 }' "$OUT" | tail -2 | tr '\n' ';')" = '2025-12-29 2026-01-04;2026-01-05 2026-01-11;' ]
	tsv 'customer_id order_date amount' 'a 2024-01-04 1' 'b 2024-01-05 1' 'a 2026-01-18 1' >orders.tsv
	call seg-report -q --format=tsv --section=cohorts --min-cell=1 --orders=orders.tsv s.tsv
	exits 0
	grep -q '^2024-01-01	0	2024-03-31' "$OUT"
}

@test "an order of several lines, and a day of several orders, count once on the way to the second" {
	{
		echo 'customer_id	order_id	order_date	amount'
		for i in $(seq 40); do
			printf 'old\to%d\t2026-01-01\t1\n' "$i"
			printf 'c%d\t%da\t2026-02-01T10:00:00\t10\nc%d\t%da\t2026-02-01T10:00:00\t5\nc%d\t%db\t2026-02-01T18:00:00\t1\n' "$i" "$i" "$i" "$i" "$i" "$i"
			printf 'c%d\t%dc\t2026-02-11\t1\n' "$i" "$i"
		done
	} >orders.tsv
	seg-features -q orders.tsv | sed 's/$/\tA/; 1s/A$/segment/' >s.tsv
	call seg-report -q --format=tsv --section=second_order --orders=orders.tsv s.tsv
	exits 0
	tsv 'first_order day above up_to followed share lower upper' 'all 10 _ _ 40 1 _ _' | prints
}

@test "online retail: 3,454 began after December 2010, and R has the same curves" {
	need_data online-retail/online-retail.csv.gz
	seg-clean -q --profile=online-retail <(zcat "$SEG_DATA/online-retail/online-retail.csv.gz") >orders.tsv
	seg-features -q orders.tsv >f.tsv
	call seg-report -q --format=tsv --section=second_order,log_rank --orders=orders.tsv f.tsv
	exits 0
	# R 4.2, survival 3.5-3, on the same customers: tests/oracle/seg-report-survival.R
	awk -F '\t' '$2 == "large 90" && $3 == "share" { printf "%.10f %.10f %.10f\n", $4, $5, $6 }
		$3 == "chi_square" { printf "%.9f\n", $4 }' "$OUT" >got
	tsv '0.4927529946 0.4669525639 0.5191893846' 64.737381260 | tr '\t' ' ' | diff - got
}

@test "orders of strangers are left out and counted, and days after --as-of" {
	make_shop
	{ cat orders.tsv && printf 'stranger\tx\t2026-03-01\t1000\tsale\n'; } >more.tsv
	call seg-report --format=tsv --section=months --orders=more.tsv segments.tsv
	exits 0
	says 'seg-report: orders as of 2026-08-28, the last date in them (--as-of chooses another)' \
		'seg-report: more.tsv: 1 rows of customers who are not in the report are left out'
	cp "$OUT" with
	call seg-report --format=tsv --section=months --orders=orders.tsv --as-of=2026-08-28 segments.tsv
	says_nothing
	same with "$OUT"
	call seg-report --format=tsv --section=months --orders=orders.tsv --as-of=2026-04-30 segments.tsv
	[ "$(tail -1 "$OUT" | cut -f1)" = 2026-04-01 ]
}

@test "a customer who is there twice, and an order that is none, are exit 3 with their place" {
	tsv 'customer_id segment' 'a A' 'a A' >s.tsv
	tsv 'customer_id order_date amount' 'a 2026-01-04 1' >orders.tsv
	call seg-report --orders=orders.tsv s.tsv
	exits 3
	says_like "s.tsv:3: customer_id: 'a' is there twice"
	tsv 'customer_id segment' 'a A' >s.tsv
	tsv 'customer_id order_date amount' 'a 04.01.2026 1' >orders.tsv
	call seg-report --orders=orders.tsv s.tsv
	exits 3
	says_like "orders.tsv:2: order_date: not a date"
	call seg-report --orders=nothing.tsv s.tsv
	exits 4
}

@test "nothing of orders depends on their order or on threads" {
	make_shop
	seg-report -q --format=json --orders=orders.tsv segments.tsv >usual
	{ head -1 orders.tsv && tail -n +2 orders.tsv | sort -R --random-source=/dev/zero; } >shuffled.tsv
	for threads in 1 3; do
		call seg-report -q --format=json -j "$threads" --orders=shuffled.tsv segments.tsv
		exits 0
		same usual "$OUT"
	done
}

@test "several sections are one long table, whose values are those of the sections" {
	make_shop
	seg-report -q --format=tsv --section=segments segments.tsv >one
	call seg-report -q --format=tsv --section=overview,segments --orders=orders.tsv segments.tsv
	exits 0
	[ "$(head -1 "$OUT")" = "section	item	measure	value	lower	upper" ]
	awk -F '\t' 'NR == 1 { for (k = 2; k <= NF; k++) name[k] = $k; next } { for (k = 2; k <= NF; k++) print "segments\t" $1 "\t" name[k] "\t" $k "\t\t" }' one >expected
	grep '^segments	' "$OUT" | diff expected -
	grep -qE '^overview		bought_again	0\.[0-9]+	0\.[0-9]+	0\.[0-9]+$' "$OUT"
}

@test "JSON is JSON, with the values of the tables" {
	make_shop
	call seg-report -q --format=json --title='"a\b</script>' --orders=orders.tsv segments.tsv
	exits 0
	perl -MJSON::PP -0777 -ne '$d = decode_json($_); print join("\t", map { $_->{segment}, $_->{customers} } @{ $d->{sections}{segments} }), "\n", $d->{title}, "\n"' "$OUT" >got
	{ seg-report -q --format=tsv segments.tsv | sed 1d | cut -f1,2 | paste -s && printf '%s\n' '"a\b</script>'; } | diff - got
	grep -q '</script' "$OUT" && fail "a page that holds this JSON would end here"
	true
}

@test "Markdown has every section, and names are not markup in it" {
	make_shop
	sed 's/\tA$/\t**x** [y](http:\/\/z) | <b>/' segments.tsv >named.tsv
	call seg-report -q --format=markdown --orders=orders.tsv named.tsv
	exits 0
	grep -q '^## Coming back$' "$OUT"
	grep -qF '\*\*x\*\* \[y\](http\://z) \| \<b\>' "$OUT" || fail "not escaped: $(grep x "$OUT")"
	awk '/^[^ ]/ && length > 0 && /<b>/ && !/\\<b/ { exit 1 }' "$OUT"
	seg-report -q -o r.md segments.tsv && head -1 r.md | grep -q '^# Customer report'
}

@test "no hidden cell of the triangle follows from the months that its diagonals add up to" {
	# 12 months of a small shop: 480 customers, one order at the start, some more later, few of them in most cells.
	awk 'BEGIN { OFS = "\t"; print "customer_id", "order_date", "amount"
		for (i = 0; i < 480; i++) for (k = 0; k <= 11 - i % 12; k++) if (!k || i * 31 % 97 * (k + 3) % 11 < 1 + (i % 12 == 2))
			printf "c%03d\t2025-%02d-%02d\t%d\n", i, 1 + i % 12 + k, k ? 1 + i % 28 : 1 + i % 28, 10 + i % 7
		print "c000\t2025-12-31\t5" }' >o.tsv
	seg-features -q o.tsv | awk -F '\t' -v OFS='\t' '{ print $0, NR == 1 ? "segment" : "A" }' >s.tsv
	seg-report -q --format=tsv --section=cohorts --cohort=month --orders=o.tsv s.tsv >cohorts
	seg-report -q --format=tsv --section=months --orders=o.tsv s.tsv >months
	awk -F '\t' -v least=5 '
		FNR == 1 { next }
		FILENAME == "months" { if ($2 != "") { told[substr($1, 6, 2) + 0] = $2; months++ } next }
		$1 == "all but the first" { if ($5 != "") sum[$2] = $5; next }
		{ from = substr($1, 6, 2) + 0; m = from + $2
			if ($5 ~ /[<>]/) { hidden[m]++; small += $5 ~ /</; if (from > 1) row[$2]++; if ($9 != "") exit bad = 2 }
			else { known[m] += $5; if (from > 1) across[$2] += $5 } }
		END { if (bad) exit bad
			for (m in hidden) if (m in told && hidden[m] == 1) exit 3
			for (a in row) if (a in sum && row[a] == 1) exit 4
			for (m in told) if (!hidden[m] && told[m] != known[m]) exit 5
			for (a in sum) if (!row[a] && sum[a] != across[a]) exit 6
			if (small < 5 || months < 6) exit 7 }' months cohorts || fail "check $?: $(paste -sd' ' months) $(cat cohorts)"
}

@test "the drawn triangle has the numbers of the table, rounded once" {
	make_shop
	seg-report -q --format=tsv --section=cohorts --orders=orders.tsv segments.tsv |
		awk -F '\t' 'NR > 1 && $2 > 0 { if ($6 == "") print $5 == "" ? "…" : $5; else printf "%.0f\n", 100 * $6 }' | sed 's/>=/≥/' | sort >expected
	seg-report -q --format=html --section=cohorts --orders=orders.tsv segments.tsv | sed -n '/class="heat tri"/,/<\/table>/p' |
		grep -oE '<td class="(h[0-6]|soft)">[^<]+' | sed 's/.*>//; s/&lt;/</' | sort | diff expected -
	seg-report -q --section=cohorts --orders=orders.tsv segments.tsv | sed -n '/^First order/,/^\*/p' | sed '1d; /^\*/d' |
		cut -c23- | tr -s ' ' '\n' | grep . | sort | diff expected -
}
