#!/usr/bin/env bats
# seg-features: what must hold whatever the orders are, for 1,000 customers made up from a seed (reliability.md, section 5).
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	seed=${SEG_SEED:-20261121}
	echo "# SEG_SEED=$seed"
	awk -v s="$seed" 'BEGIN { srand(s); print "customer_id\torder_id\torder_date\tamount\tcategory\tquantity"
		split("tea,nut,,jam", k, ",")
		for (c = 0; c < 1000; c++) for (i = 1 + int(12 * rand() * rand()); i > 0; i--)
			printf "k%03d\t%s\t%04d-%02d-%02dT%02d:%02d:00\t%.2f\t%s\t%d\n", c, rand() < .1 ? "" : int(rand() * 12), 2024 + rand() * 2, 1 + rand() * 12, 1 + rand() * 28,
				rand() * 24, rand() * 60, rand() * 90 - 9, k[1 + int(rand() * 4)], 1 + rand() * 5 }' >o.tsv
	all=('--set=+rhythm,windows,mix,calendar,trend,returns' --as-of=2025-12-20 '--add=mid=median(amount)' '--add=last=last(category)')
	seg-features -q "${all[@]}" o.tsv >expected
}

features() {
	call seg-features -q "$@"
	exits 0
}

@test "the order of rows, and the order and number of columns, do not show" {
	{ head -1 o.tsv; tail -n +2 o.tsv | shuf --random-source=<(yes "$seed"); } >shuffled.tsv
	features "${all[@]}" shuffled.tsv
	same expected "$OUT"
	awk -F '\t' -v OFS='\t' '{ print $5, $4, NR == 1 ? "note" : "x", $3, $2, $6, $1 }' o.tsv >columns.tsv
	features "${all[@]}" -j3 columns.tsv
	same expected "$OUT"
}

@test "sums alone: whatever the order, the parts and the memory" {
	features --set=totals --as-of=2025-12-20 o.tsv
	cp "$OUT" expected
	{ head -1 o.tsv; tail -n +2 o.tsv | shuf --random-source=<(yes "$seed"); } >shuffled.tsv
	features --set=totals --as-of=2025-12-20 --memory=1K -j3 shuffled.tsv
	same expected "$OUT"
	for p in 0 1 2; do
		awk -v p=$p 'NR == 1 || NR % 3 == p' o.tsv >part
		seg-features --set=totals --as-of=2025-12-20 --partial part
	done | shuf --random-source=<(yes "$seed") >states
	seg-features --set=totals --as-of=2025-12-20 --merge --partial states | shuf --random-source=<(yes 3) >fewer
	features --set=totals --as-of=2025-12-20 --merge --expect-rows="$(($(wc -l <o.tsv) - 1))" fewer
	same expected "$OUT"
	# rows, their sum and their days by awk
	awk -F '\t' 'NR > 1 && substr($3, 1, 10) <= "2025-12-20" { n[$1]++; sum[$1] += $4 < 0 ? int($4 * 100 - .5) : int($4 * 100 + .5); d = substr($3, 1, 10)
		if ($4 >= 0) { if (!($1 in first) || d < first[$1]) first[$1] = d; if (d > last[$1]) last[$1] = d } }
		END { for (c in n) printf "%s\t%d\t%d\t%s\t%s\n", c, n[c], sum[c], first[c], last[c] }' o.tsv | LC_ALL=C sort >byawk
	tail -n +2 expected | awk -F '\t' -v OFS='\t' '{ print $1, $2, $3 < 0 ? int($3 * 100 - .5) : int($3 * 100 + .5), $4, $5 }' | cmp - byawk
}

@test "rows split among files, and states among parts of every size, come together again" {
	awk 'NR == 1 { print >"one"; print >"two"; next } { print >(NR % 3 ? "one" : "two") }' o.tsv
	features "${all[@]}" two one
	same expected "$OUT"
	for n in 2 7; do
		rm -f part.*
		awk -v n=$n -v s="$seed" 'BEGIN { srand(s) } NR == 1 { for (i = 1; i <= n; i++) print >("part." i); next } { print >("part." int(1 + rand() * n)) }' o.tsv
		for p in part.*; do seg-features "${all[@]}" --partial "$p"; done | shuf --random-source=<(yes "$n") >states
		seg-features "${all[@]}" --merge --partial states | shuf --random-source=<(yes "$n") >fewer
		features "${all[@]}" --merge --expect-rows="$(($(wc -l <o.tsv) - 1))" fewer
		same expected "$OUT"
	done
}

@test "an exact copy of all orders doubles counts and sums, and keeps means, medians and days" {
	{ cat o.tsv; tail -n +2 o.tsv | awk -F '\t' -v OFS='\t' '$2 == "" { $2 = "day" substr($3, 1, 10) } { $2 = "copy" $2; print }'; } >twice.tsv
	features --set=rfm,value,returns --as-of=2025-12-20 twice.tsv
	seg-features -q --set=rfm,value,returns --as-of=2025-12-20 o.tsv | paste - "$OUT" | awk -F '\t' '
		function near(a, b) { return a - b < 1e-12 * (a > 0 ? a : -a) + 1e-12 && b - a < 1e-12 * (a > 0 ? a : -a) + 1e-12 }
		NR == 1 { n = NF / 2; for (i = 1; i <= n; i++) name[i] = $i; next }
		{ for (i = 1; i <= n; i++) {
			a = $i; b = $(n + i)
			if (name[i] ~ /^(orders|spend|revenue|refunds|refunded)$/) fine = near(2 * a, b)
			else if (name[i] == "f_score" || name[i] == "rfm_segment" || name[i] == "p90_order") fine = 1
			else if (a ~ /^-?[0-9.]+$/) fine = near(a, b)
			else fine = a == b
			if (!fine) { print name[i], a, b; bad = 1 } } }
		END { exit bad || NR < 950 }'
}

@test "money in cents instead of euros gives the same segments and scores" {
	awk -F '\t' -v OFS='\t' 'NR > 1 { $4 = sprintf("%d", $4 < 0 ? $4 * 100 - .5 : $4 * 100 + .5) } { print }' o.tsv >cents.tsv
	features --set=rfm --as-of=2025-12-20 cents.tsv
	cut -f1,9-12 "$OUT" | cmp - <(seg-features -q --set=rfm --as-of=2025-12-20 o.tsv | cut -f1,9-12)
}

@test "all dates and the as-of date 28 days later: the same recency, rhythm and lifecycle" {
	while IFS=$'\t' read -r day; do echo "$day"; done < <(tail -n +2 o.tsv | cut -f3 | cut -c1-10 | sort -u) >days
	date -u -f <(sed 's/$/ +28 days/' days) +%F | paste days - >later
	awk -F '\t' -v OFS='\t' 'NR == FNR { to[$1] = $2; next } FNR > 1 { $3 = to[substr($3, 1, 10)] substr($3, 11) } { print }' later o.tsv >shifted.tsv
	local same=('--set=rhythm,windows,btyd,returns,lifecycle')
	features "${same[@]}" --as-of=2026-01-17 shifted.tsv
	seg-features -q "${same[@]}" --as-of=2025-12-20 o.tsv | awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "stage_since") at = i } { $at = "" } 1' |
		cmp - <(awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "stage_since") at = i } { $at = "" } 1' "$OUT")
}

@test "who spends more, with all else equal, has no lower score" {
	features --set=rfm --as-of=2025-12-20 o.tsv
	tail -n +2 "$OUT" | sort -t "$(printf '\t')" -k5,5g | awk -F '\t' '$11 != "" { if ($11 < last) exit 1; last = $11 }'
}
