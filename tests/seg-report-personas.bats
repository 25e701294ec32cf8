#!/usr/bin/env bats
# seg-report: personas and the fairness audit.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# 120 customers in two segments; x sets them apart, noise does not, r_score and segment_fit are no traits.
make_two() {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "x", "noise", "r_score", "recency_days", "tenure_days", "spend", "segment_fit", "segment"
		for (i = 1; i <= 120; i++) {
			a = i <= 40
			print "c" i, (a ? 30 : 10) + i % 5, 5 + i * 7 % 11, 1 + a, (a ? 20 : 10 + i * 3 % 240), (a ? 40 + i * 9 : 300), (a ? 50 : 20) + i % 7, 0.5, a ? "Best" : "Rest"
		} }'
}

@test "traits are ranked by the v-test, with medians and index" {
	make_two >s.tsv
	call seg-report -q --format=tsv --section=personas s.tsv
	exits 0
	# The v-test written out again: (mean of the segment - mean of all) / sqrt(variance / n * (N - n) / (N - 1)).
	awk -F '\t' 'NR > 1 { n[$9]++; s[$9] += $2; all += $2; q += $2 * $2; N++ }
		END { m = all / N; v = q / N - m * m; for (g in n) printf "%s %.9f\n", g, (s[g] / n[g] - m) / sqrt(v / n[g] * (N - n[g]) / (N - 1)) }' s.tsv | sort >expected
	awk -F '\t' '$2 == "x" { printf "%s %.9f\n", $1, $6 }' "$OUT" | diff expected -
	grep -q '^Best	x	32	13	246.15384615384616	' "$OUT"
	[ "$(cut -f2 "$OUT" | sort -u | tr '\n' ' ')" = 'noise recency_days spend tenure_days trait x ' ]
	awk -F '\t' 'NR > 1 { v = $6 < 0 ? -$6 : $6; if ($1 == was && v > last) exit 1; was = $1; last = v }' "$OUT" || fail "not the strongest first"
}

@test "lifecycle counts who is new, active, slowing and lapsed" {
	make_two >s.tsv
	call seg-report -q --format=tsv --section=lifecycle --min-cell=1 s.tsv
	exits 0
	awk -F '\t' 'NR > 1 { n[$9 "\t" ($6 <= 90 ? "new" : $5 <= 90 ? "active" : $5 <= 180 ? "slowing" : "lapsed")]++ } END { for (k in n) print k "\t" n[k] }' s.tsv | sort >expected
	awk -F '\t' 'NR > 1 && $3 > 0 { print $1 "\t" $2 "\t" $3 }' "$OUT" | sort | diff expected -
}

@test "a segment that is too small to be told has no card" {
	make_two | sed '2,4s/Best$/Tiny/' >s.tsv
	for format in text html markdown json; do
		call seg-report -q --format=$format --section=personas,lifecycle,segment_months s.tsv
		exits 0
		grep -q Rest "$OUT" || fail "no card of Rest in $format"
		grep -q Tiny "$OUT" && fail "Tiny has a card in $format"
	done
	true
}

@test "segments do not depend on the order of rows in their traits" {
	make_two >s.tsv
	seg-report -q --format=json s.tsv >usual
	{ head -1 s.tsv && tail -n +2 s.tsv | sort -R --random-source=/dev/zero; } >shuffled.tsv
	call seg-report -q --format=json shuffled.tsv
	same usual "$OUT"
}

# 300 customers of three ages, of whom the old get little.
make_audit() {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "age", "offer", "segment"
		for (i = 1; i <= 900; i++) { g = i % 3; print "c" i, g == 0 ? "old" : g == 1 ? "mid" : "young", i % 10 < (g ? 5 : 2) ? 1 : 0, "A" }
		for (i = 901; i <= 904; i++) print "c" i, "rare", 1, "A" }' >people.tsv
	seg-audit-bias -q --group=age --outcome=offer --reference=largest people.tsv >audit.tsv
}

@test "verdicts and ratios are those of seg-audit-bias, and none is computed" {
	make_audit
	call seg-report -q --format=tsv --section=audit --audit=audit.tsv people.tsv
	exits 0
	# of four people nothing is told, and nothing of the group from whose size they could be worked out
	awk -F '\t' '$3 == "four_fifths" { print $2, $11, $12, $13, $16 }' audit.tsv | sed 's/^mid .*/mid    /; s/^rare .*/rare    cannot tell/' | sort >expected
	awk -F '\t' 'NR > 1 { print $4, $8, $9, $10, $11 }' "$OUT" | sort | diff expected -
	awk -F '\t' '$4 == "rare" { print $5 "|" $6 } $4 == "mid" { print $5 "|" $6 }' "$OUT" | sort | tr '\n' ' ' | grep -qx '<5| >=5| ' || fail "four people are told: $(cat "$OUT")"
	seg-report -q --section=audit --audit=audit.tsv people.tsv >text
	grep -Eq '^  old .*◆.* unfair$' text
	grep -Eq '^  young .*●.* fair$' text
	seg-report -q --format=html --section=audit --audit=audit.tsv people.tsv >page
	grep -q 'ratio 0.40, 90% interval 0.32 to 0.49' page || fail "$(grep -o 'ratio [^<]*' page)"
}

@test "an audit that is none is exit 3, a column that is missing too" {
	make_audit
	tsv 'a b' '1 2' >audit.tsv
	call seg-report -q --audit=audit.tsv people.tsv
	[ "$status" -eq 2 ] || [ "$status" -eq 3 ]
	says_like 'audit.tsv'
}

@test "moves are counted by customer, with who came and who is gone" {
	tsv 'customer_id segment' 'a A' 'b A' 'c B' 'd B' 'e _' 'gone A' >before.tsv
	tsv 'customer_id segment' 'a A' 'b B' 'c B' 'd C' 'e A' 'new C' >now.tsv
	call seg-report -q --format=tsv --section=moves --min-cell=1 --previous=before.tsv now.tsv
	exits 0
	awk -F '\t' 'NR > 1 && $3 > 0 { print $1 "|" $2 "|" $3 "|" $4 }' "$OUT" >got
	printf '%s\n' 'no segment|A|1|1' 'A|A|1|0.3333333333333333' 'A|B|1|0.3333333333333333' \
		'A|no longer a customer|1|0.3333333333333333' 'B|B|1|0.5' 'B|C|1|0.5' 'not yet a customer|C|1|1' | diff - got
	tsv 'customer_id segment' 'a A' 'a A' >before.tsv
	call seg-report --section=moves --previous=before.tsv now.tsv
	exits 3
	says_like "before.tsv:3: customer_id: 'a' is there twice"
}

@test "small moves are hidden, with as many others as it takes" {
	make_two | awk -F '\t' -v OFS='\t' 'NR > 1 && NR % 7 == 0 { $9 = "Best" } NR == 3 { $9 = "Rest" } { print }' >now.tsv
	make_two >before.tsv
	seg-report -q --format=tsv --section=moves --min-cell=1 --previous=before.tsv now.tsv >all
	call seg-report -q --format=tsv --section=moves --previous=before.tsv now.tsv
	exits 0
	awk -F '\t' 'NR > 1 && $3 > 0 && $3 < 5' all | grep -q . || fail "nothing small to hide"
	awk -F '\t' '$3 ~ /^[1-4]$/' "$OUT" | grep . && fail "a small count is told"
	# Where all else but one cell of a row is told, the row's total tells it.
	awk -F '\t' 'NR > 1 && $3 ~ /[<>]/ { n[$1]++ } END { for (g in n) if (n[g] == 1) exit 1 }' "$OUT" || fail "a single hidden cell in a row"
}
