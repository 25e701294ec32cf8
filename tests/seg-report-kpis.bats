#!/usr/bin/env bats
# seg-report: key figures, the files beside the customers, findings and --public.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# Two segments of six; figures that can be worked out on paper.
shop() {
	tsv 'customer_id orders spend recency_days tenure_days clv segment' \
		'a 1 10 10 99 5 A' 'b 1 20 20 99 5 A' 'c 2 30 30 99 5 A' 'd 2 40 31 99 5 A' 'e 3 50 40 99 5 A' 'f 3 60 50 99 5 A' \
		'g 1 5 200 299 1 B' 'h 1 5 200 299 2 B' 'i 1 5 200 299 3 B' 'j 0 0 _ 299 _ B' 'k 1 5 10 299 2 B' 'l 1 5 10 299 2 B'
}

# kpi SEGMENT NAME: value, lower and upper of --section=kpis in ./kpis.
kpi() {
	awk -F '\t' -v s="$1" -v k="$2" '$1 == s && $2 == k { print $3, $4, $5 }' kpis
}

is() {
	[ "$(kpi "$1" "$2")" = "$3" ] || fail "$1 $2: $(kpi "$1" "$2"), not $3"
}

@test "key figures are those of paper, their intervals those of scipy" {
	shop >s.tsv
	seg-report -q --min-cell=1 --format=tsv --section=kpis s.tsv >kpis
	is A customers '6  '
	is A revenue '210  '
	is 'all customers' revenue '235  '
	# 210 / 12; scipy 1.16: t.ppf(.95, 5) = 2.0150483733330233; residuals spend - 17.5 orders have the sum of squares 175
	awk 'BEGIN { d = 2.0150483733330233 * sqrt(6 / 5 * 175) / 12; printf "%.10f %.10f %.10f\n", 17.5, 17.5 - d, 17.5 + d }' >want
	kpi A aov | awk '{ printf "%.10f %.10f %.10f\n", $1, $2, $3 }' | diff - want
	# mean 2, squares 4
	awk 'BEGIN { d = 2.0150483733330233 * sqrt(4 / 5 / 6); printf "%.10f %.10f %.10f\n", 2, 2 - d, 2 + d }' >want
	kpi A orders_per_customer | awk '{ printf "%.10f %.10f %.10f\n", $1, $2, $3 }' | diff - want
	# Wilson, statsmodels 0.14.4: proportion_confint(5, 6, .1, "wilson")
	kpi B conversion | awk '{ printf "%.10f %.10f %.10f\n", $1, $2, $3 }' >got
	awk 'BEGIN { z = 1.6448536269514722; n = 6; p = 5 / 6; m = (p + z * z / 2 / n) / (1 + z * z / n)
		d = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / 4 / n / n); printf "%.10f %.10f %.10f\n", p, m - d, m + d }' | diff - got
	is B clv "2 $(kpi B clv | cut -d' ' -f2-)"
	kpi A engagement | grep -q '^0.5 ' || fail 'three of six ordered in the last 30 days'
}

@test "costs give CAC, payback, margin and ROI; the empty segment holds for the others" {
	shop >s.tsv
	printf 'segment\tacquisition\tservice\tmargin\n\t7\t0\t0.5\nB\t2\t\t\n' >costs.tsv
	seg-report -q --min-cell=1 --costs=costs.tsv --format=tsv --section=kpis s.tsv >kpis
	is A cac '7  '
	is B cac '2  '
	is 'all customers' cac '4.5  '
	is A margin '0.5  '
	# 35 a head, half of it left, 7 spent: 17.5 / 7 - 1
	kpi A roi | grep -q '^1.5 ' || fail "roi $(kpi A roi)"
	# 17.5 left in 100 days = 3.2854 months: 7 / (17.5 / (100 / 30.436875))
	kpi A payback | awk '{ exit !(($1 - 7 / (17.5 / (100 / 30.436875))) ^ 2 < 1e-20) }' || fail "payback $(kpi A payback)"
	kpi A clv_to_cac | awk '{ exit !(($1 - 5 / 7) ^ 2 < 1e-30) }' || fail "clv_to_cac $(kpi A clv_to_cac)"
}

@test "costs that cannot be are refused with their place" {
	shop >s.tsv
	printf 'segment\tmargin\nA\t1.5\n' >costs.tsv
	call seg-report -q --costs=costs.tsv s.tsv
	exits 3
	says "seg-report: costs.tsv:2: margin: not a share from 0 to 1: '1.5'"
	printf 'segment\tacquisition\nC\t1\n' >costs.tsv
	call seg-report -q --costs=costs.tsv s.tsv
	exits 3
	says "seg-report: costs.tsv:2: segment: no customer is in the segment 'C'"
}

# A mean, of which the bootstrap is known without drawing: the samples' means have the variance sum((x - mean)^2) / n^2.
@test "a --kpi that is a number has a bootstrap interval, the same for any order of rows and any -j" {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "spend", "segment"; for (i = 1; i <= 400; i++) print "c" 1000 + i, (i * 7919) % 101, i % 4 ? "A" : "B" }' >s.tsv
	seg-report -q -j1 --kpi='own=mean(spend)' --kpi='kind=mode(segment)' --kpi='n=count()' --format=tsv --section=kpis s.tsv >kpis
	kpi A own | awk 'BEGIN { while ((getline < "s.tsv") > 0) if ($3 == "A") { x[n++] = $2; sum += $2 } m = sum / n
			for (i in x) v += (x[i] - m) ^ 2; e = 1.644854 * sqrt(v) / n }
		function near(a, b) { return (a - b) ^ 2 < (0.15 * e) ^ 2 }
		{ exit !(($1 - m) ^ 2 < 1e-20 && near($2, m - e) && near($3, m + e)) }' || fail "own $(kpi A own)"
	is A n '300 300 300'
	is A kind 'A  '
	{ head -1 s.tsv && tail -n +2 s.tsv | sort -R --random-source=/dev/zero; } >shuffled.tsv
	seg-report -q -j3 --kpi='own=mean(spend)' --kpi='kind=mode(segment)' --kpi='n=count()' --format=tsv --section=kpis shuffled.tsv | cmp - kpis
}

@test "--kpi asks the expression language, of each segment and of all" {
	shop >s.tsv
	seg-report -q --min-cell=1 --kpi='big=count([spend >= 40])' --kpi='half=p50(spend)' --format=tsv --section=kpis s.tsv >kpis
	[ "$(kpi A big | cut -d' ' -f1)" = 3 ] || fail "big $(kpi A big)"
	[ "$(kpi 'all customers' big | cut -d' ' -f1)" = 3 ] || fail "big $(kpi 'all customers' big)"
	[ "$(kpi A half | cut -d' ' -f1)" = 35 ] || fail "half $(kpi A half)"
	call seg-report --kpi='aov=sum(spend)' s.tsv
	exits 2
	says "seg-report: --kpi: there is one called 'aov' already" "Try 'seg-report --help'."
	call seg-report --kpi='x=sum(' s.tsv
	exits 2
	call seg-report --public --kpi='x=sum(spend)' s.tsv
	exits 2
	says 'seg-report: --public: --kpi may give customers away: leave one of them out' "Try 'seg-report --help'."
}

@test "a rate that would give a small count away is left out, in the total too" {
	{
		echo 'customer_id	orders	spend	segment'
		for i in $(seq 40); do echo "a$i	$((i > 2))	1	A"; done
		for i in $(seq 40); do echo "b$i	1	1	B"; done
	} >s.tsv
	seg-report -q --format=tsv --section=kpis s.tsv >kpis
	[ -z "$(kpi A conversion)" ] || fail "38 of 40: two have not"
	[ -z "$(kpi 'all customers' conversion)" ] || fail "78 of 80: the same two"
	seg-report -q --min-cell=2 --format=tsv --section=kpis s.tsv >kpis
	kpi A conversion | grep -q '^0.95 ' || fail "it is told when two may be"
}

@test "retention comes from orders of two spans of 180 days" {
	{
		echo 'customer_id	segment'
		for i in $(seq 10); do echo "c$i	A"; done
	} >s.tsv
	{
		echo 'customer_id	order_date	amount'
		for i in $(seq 10); do echo "c$i	2024-01-01	5"; done
		for i in 1 2 3 4 5 6 7 8; do echo "c$i	2024-12-30	5"; done
		for i in 1 2 3 4 5 6; do echo "c$i	2024-05-20	5"; done
		echo 'c9	2024-06-01	5'
		echo 'c10	2024-06-01	5'
	} >o.tsv
	# 180 days to 30 December begin on 4 July, those before on 6 January: c1 to c6, c9 and c10 were there, six came again
	seg-report -q --min-cell=1 --orders=o.tsv --format=tsv --section=kpis s.tsv >kpis
	kpi A retention | grep -q '^0.75 ' || fail "retention $(kpi A retention)"
	kpi A churn | grep -q '^0.25 ' || fail "churn $(kpi A churn)"
}

@test "traits give badges and votes a section, as they stand in the files" {
	shop >s.tsv
	tsv 'segment stability rule precision recall' 'A 0.9 r>1 0.8 0.7' 'B 0.55 _ _ _' >traits.tsv
	tsv 'k prediction_strength gap silhouette_macro place chosen' '1 1 0.5 _ _ no' '2 0.9 0.8 0.4 1 yes' >votes.tsv
	call seg-report -q --traits=traits.tsv --format=tsv --section=stability s.tsv
	exits 0
	tsv 'segment stability words rule precision recall' 'A 0.9 very@stable r>1 0.8 0.7' 'B 0.55 do@not@rely@on@it _ _ _' | tr @ ' ' | prints
	seg-report -q --traits=traits.tsv --votes=votes.tsv --format=html s.tsv >page
	grep -q 'badge good">very stable 0.90' page || fail 'no badge'
	grep -q 'badge bad">do not rely on it 0.55' page || fail 'no warning'
	seg-report -q --votes=votes.tsv --section=votes s.tsv | grep -q '^Why two: the judges place it first\.$' || fail 'no reason'
}

@test "names are those of --names, everywhere, and actions those of --actions" {
	shop >s.tsv
	tsv 'segment name' 'A Regulars' >names.tsv
	printf 'segment\taction\nA\tCall <them>.\n' >actions.tsv
	seg-report -q --names=names.tsv --actions=actions.tsv s.tsv >text
	grep -q 'Call <them>\.' text || fail 'no action'
	grep -q 'Regulars' text || fail 'no name'
	grep -q 'Remind them' text && fail 'a rule of thumb beside it'
	seg-report -q --names=names.tsv --format=tsv s.tsv | cut -f1 | sed 1d | tr '\n' ' ' | grep -qx 'B Regulars ' || fail 'not in the order of the names'
	tsv 'segment name' 'A B' >names.tsv
	call seg-report -q --names=names.tsv s.tsv
	exits 3
	says "seg-report: two segments called 'B': names tell segments apart"
}

@test "names, actions and costs are made by hand: their last line may lack its end" {
	shop >s.tsv
	printf 'segment\tname\nA\tRegulars\n' >names.tsv
	printf 'segment\taction\nA\tCall.\n' >actions.tsv
	printf 'segment\tmargin\n\t0.5\n' >costs.tsv
	seg-report -q --names=names.tsv --actions=actions.tsv --costs=costs.tsv s.tsv >whole
	for file in names actions costs; do
		printf %s "$(cat $file.tsv)" >short.tsv && mv short.tsv $file.tsv
	done
	call seg-report -q --names=names.tsv --actions=actions.tsv --costs=costs.tsv s.tsv
	exits 0
	says_nothing
	same whole "$OUT"
	# What a program writes may not.
	printf %s "$(cat s.tsv)" >short.tsv
	call seg-report -q --previous=short.tsv s.tsv
	exits 3
	says 'seg-report: short.tsv:13: the last line has no line end: the input was cut'
}

@test "the forecast says how it sorts, and what came" {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "segment", "p_gone", "gone"
		for (i = 0; i < 400; i++) print "c" i, "A", (i % 10 + 0.5) / 10, i * 7 % 100 < 10 * (i % 10) + 5 ? "yes" : "no" }' >s.tsv
	tsv 'metric value low high' 'auc 0.7 0.6 0.8' >m.tsv
	call seg-report -q --min-cell=1 --metrics=m.tsv --section=forecast s.tsv
	exits 0
	grep -q '^The forecast sorts customers fairly well, and was right on average\.$' "$OUT" || fail "$(cat "$OUT")"
	seg-report -q --min-cell=1 --section=calibration --format=tsv s.tsv >tenths
	[ "$(wc -l <tenths)" = 12 ] || fail 'not ten groups and all'
	awk -F '\t' 'NR > 1 && $1 != "all" { n += $2; e = ($1 - 0.5) / 10; if (($3 - e) ^ 2 > 1e-20) exit 1 } END { exit n != 400 }' tenths || fail 'not the chances'
}

@test "of all that stands out the three highest scores are told, one for each section" {
	# shares of 60 of 360 customers: spend falls, so both segments and concentration stand out
	awk 'BEGIN { OFS = "\t"; print "customer_id", "orders", "spend", "recency_days", "segment"
		for (i = 1; i <= 360; i++) print "c" i, 1 + i % 4, int(100000 / i) / 100 + 3, i, i <= 60 ? "Best" : i <= 180 ? "Middle" : "Small" }' >s.tsv
	seg-report -q --format=tsv --section=findings s.tsv >f
	[ "$(sed 1d f | cut -f2 | sort | uniq -d)" = '' ] || fail 'two of one section'
	[ "$(sed 1d f | wc -l)" -le 3 ] || fail 'more than three'
	awk -F '\t' 'NR > 1 { d = $3 * $4 - $5; if (d * d > 1e-24 || $5 < 0.03 || (NR > 2 && $5 > last)) exit 1; last = $5 }' f || fail 'not stake times distance, highest first'
	# all alike: nothing stands out
	awk 'BEGIN { OFS = "\t"; print "customer_id", "orders", "spend", "recency_days", "segment"
		for (i = 1; i <= 360; i++) print "c" i, 2, 10, 5, i % 3 }' >s.tsv
	[ "$(seg-report -q --format=tsv --section=findings s.tsv | wc -l)" = 1 ] || fail 'something stands out of nothing'
}

@test "with one segment the report is by rfm_segment, and says so" {
	{
		echo 'customer_id	orders	spend	rfm_segment	segment'
		for i in $(seq 20); do echo "c$i	1	$i	class$((i % 2))	all"; done
	} >s.tsv
	call seg-report --format=tsv s.tsv
	exits 0
	says_like 'all customers are in one segment: reporting by rfm_segment'
	[ "$(sed 1d "$OUT" | cut -f1 | tr '\n' ' ')" = 'class0 class1 ' ] || fail 'not by rfm_segment'
	seg-report -q --segment=segment --format=tsv s.tsv | sed 1d | cut -f1 | grep -qx all || fail '--segment does not hold'
}

@test "--public hides under 10, money of parts, and a segment that one customer makes" {
	{
		echo 'customer_id	orders	spend	recency_days	tenure_days	segment'
		for i in $(seq 30); do echo "a$i	2	$((i == 1 ? 100000 : 1))	$i	100	One"; done
		for i in $(seq 30); do echo "b$i	2	$((50 + i))	$i	100	Many"; done
		for i in $(seq 40); do echo "c$i	2	$((90 + i))	$i	100	Others"; done
		for i in $(seq 8); do echo "d$i	2	5	$i	100	Few"; done
	} >s.tsv
	seg-report -q --public --format=tsv s.tsv >t
	awk -F '\t' '$1 == "Few" { exit $2 !~ /^<10$/ }' t || fail 'eight are told'
	awk -F '\t' '$1 == "One" && $4 != "" { exit 1 }' t || fail 'the money of one customer is told'
	[ "$(awk -F '\t' 'NR > 1 && $1 != "Few" && $4 == ""' t | wc -l)" -ge 2 ] || fail 'it follows from the others'
	seg-report -q --public --format=tsv --section=grid s.tsv | awk -F '\t' 'NR > 1 && $6 != "" { exit 1 }' || fail 'cells have money'
	call seg-report --public --min-cell=5 s.tsv
	exits 2
	says 'seg-report: --public: --min-cell is 10 at least, not 5' "Try 'seg-report --help'."
}

@test "a lifecycle whose small counts follow from the segment's size is left out, and segments likewise" {
	{
		echo 'customer_id	spend	recency_days	tenure_days	segment'
		for i in 1 2 3 4; do echo "a$i	1	120	400	Six"; done
		for i in 5 6; do echo "a$i	1	300	400	Six"; done
		for i in $(seq 20); do echo "b$i	1	10	400	Twenty"; done
	} >s.tsv
	# 4 slowing and 2 lapsed of six: <5 and <5 would leave 2 to 4 for either
	seg-report -q --format=tsv --section=lifecycle s.tsv | grep -q '^Six' && fail 'two counts under five that add up to six'
	seg-report -q --format=tsv --section=lifecycle s.tsv | grep -q '^Twenty' || fail 'nothing to hide there'
	tsv 'customer_id segment' 'a A' 'b A' 'c A' 'd A' 'e B' 'f B' 'g B' >s.tsv
	# 4 and 3 of seven
	seg-report -q --format=tsv s.tsv | cut -f1,2 | grep -q '<5' && fail 'two counts under five that add up to seven'
	return 0
}

# Ten groups of ten by chance; who did: 9 of the highest ten, 6 of the next, 5 of the next.
@test "gains add up what calibration tells, the highest chances first" {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "p_again", "again", "segment"
		for (i = 0; i < 100; i++) { g = int(i / 10); did = g == 9 ? i % 10 < 9 : g == 8 ? i % 10 < 6 : g == 7 ? i % 10 < 5 : 0
			print "c" 100 + i, (i + 0.5) / 100, did ? "yes" : "no", "A" } }' >s.tsv
	tsv 'metric value low high' 'auc 0.9 0.85 0.95' 'rate 0.2 0.1 0.3' 'gain_10 0.45 0.3 0.6' >m.tsv
	call seg-report -q --min-cell=1 --format=tsv --section=gains --metrics=m.tsv s.tsv
	head -4 "$OUT" | diff - <(tsv 'customers share found' '10 0.1 0.45' '20 0.2 0.75' '30 0.3 1')
	seg-report -q --min-cell=1 --section=forecast --metrics=m.tsv s.tsv >text
	grep -q '^  top  20%         75%  ' text || fail "$(cat text)"
	seg-report -q --min-cell=1 --format=html --metrics=m.tsv s.tsv >page
	grep -q '>Top 20% hold 75%</text>' page || fail "$(grep -o 'Top [^<]*' page)"
	# one small group hides what came of all of them, and with it the gains
	call seg-report -q --format=tsv --section=gains --metrics=m.tsv s.tsv
	[ "$(wc -l <"$OUT")" -eq 1 ] || fail "$(cat "$OUT")"
}

@test "a segment that grew, a group treated unfairly and a forecast that sorts are among the findings" {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "age", "offer", "spend", "segment"
		for (i = 0; i < 900; i++) { g = i % 3; print "c" i, g == 0 ? "old" : g == 1 ? "mid" : "young", i % 10 < (g ? 5 : 2) ? 1 : 0, 100, i < 600 ? "Many" : "Few" } }' >now.tsv
	awk -F '\t' -v OFS='\t' 'NR > 1 && NR < 402 { $5 = "Few" } { print }' now.tsv >before.tsv
	seg-audit-bias -q --group=age --outcome=offer --reference=largest now.tsv >audit.tsv
	tsv 'metric value low high' 'rate 0.4 0.35 0.45' 'auc 0.9 0.85 0.95' 'gain_10 0.25 0.2 0.3' >m.tsv
	seg-report -q --format=tsv --section=findings --previous=before.tsv --audit=audit.tsv --metrics=m.tsv now.tsv >f
	cut -f1,6 f | diff - <(tsv 'finding sentence' | cat - <(printf '%s\t%s\n' moved 'Many grew from 200 to 600.' \
		foretold 'The forecast sorts customers well.' unfair 'old (Age: outcome 1) too seldom.'))
	# money at stake times how far it is from no effect: 2/3 x 1, 0.4 x 0.7, 1/3 x (1 - the upper end of the ratio)
	upper=$(awk -F '\t' '$3 == "four_fifths" && $2 == "old" { print $13 }' audit.tsv)
	cut -f5 f | sed 1d | awk -v u="$upper" '{ want = NR == 1 ? 2 / 3 : NR == 2 ? 0.4 * 0.7 : (1 - u) / 3; if (($1 - want) ^ 2 > 1e-20) exit 1 }' || fail "scores $(cut -f5 f | paste -s)"
}

@test "beside a small span both are hidden, and beside a small month another, without saying which is small" {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "order_date", "amount"
		for (i = 0; i < 40; i++) { print "c" i, "2025-12-15", 10; print "c" i, "2025-11-15", 10; print "c" i, "2025-10-10", 10 }
		for (i = 0; i < 3; i++) print "c" i, "2025-01-15", 10
		print "c0", "2025-01-01", 1; print "c0", "2025-12-31", 1 }' >o.tsv
	awk 'BEGIN { OFS = "\t"; print "customer_id", "orders", "spend", "segment"; for (i = 0; i < 40; i++) print "c" i, 3, 30, "A" }' >s.tsv
	seg-report -q --format=tsv --section=overview --orders=o.tsv s.tsv | awk '/^customers_(last|180)/ { print $2 }' | paste -s | grep -qx '>=5	<5' || fail "$(cat o)"
	seg-report -q --format=tsv --section=months --orders=o.tsv s.tsv | awk -F '\t' '$2 $3 $4 == "" { print $1 }' | diff - <(printf '%s\n' 2025-01-01 2025-10-01)
}
