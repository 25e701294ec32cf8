#!/usr/bin/env bats
# seg-audit-bias: outcomes held against labels, and what hangs together in segments. Figures of scipy 1.17.1,
# statsmodels 0.15.0, scikit-learn 1.9.1, and of Aequitas' and ProPublica's own tables.

load helper
load audit

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "error rates have Wilson's intervals, and ratios to the best group" {
	scores >scores.tsv
	call seg-audit-bias --group=g --outcome=o --label=y --min-n=0 scores.tsv
	exits 0
	says "seg-audit-bias: favourable is o = '1' (--favourable chooses others)" \
		"seg-audit-bias: positive is y = '1' (--positive chooses others)" \
		"seg-audit-bias: predicted is o = '1' (--predicted chooses others)"
	# proportion_confint(method='wilson')
	is g a true_positive_rate 1 'n value lower upper reference' \
		'45 0.8888888888888888 0.7888096085952867 0.9448577488194485 a'
	is g c false_positive_rate 1 'n value lower upper reference' '15 0.8 0.5912136790598029 0.917101698174113 b'
	# confint_proportions_2indep(20, 40, 5, 45, compare='ratio', method='log'), chi2_contingency
	is g b false_negative_rate 1 'reference difference ratio ratio_lower ratio_upper p verdict' \
		'a 0.3888888888888889 4.5 2.145528197001147 9.438235315808893 8.580301004560637e-05 unfair'
	# 20 of 30 predicted, 50 of 70 not, 70 of 100 in all
	is g b positive_predictive_value 1 'n value' '30 0.6666666666666666'
	is g b false_discovery_rate 1 'n value' '30 0.3333333333333333'
	is g b negative_predictive_value 1 'n value' '70 0.7142857142857143'
	is g b false_omission_rate 1 'n value' '70 0.2857142857142857'
	is g b true_negative_rate 1 'n value' '60 0.8333333333333334'
	is g b accuracy 1 'n value' '100 0.7'
	is g b base_rate 1 'n value verdict' '100 0.4 _'
	is g b predicted_rate 1 'n value verdict' '100 0.3 _'
	# ((20/40 - 40/45) + (10/60 - 10/55)) / 2
	is g b average_odds 1 'reference value' 'a -0.2020202020202020'
}

@test "equalized odds have an interval that holds for all pairs" {
	scores >scores.tsv
	call seg-audit-bias -q --group=g --outcome=o --label=y --min-n=0 scores.tsv
	# confint_proportions_2indep(compare='diff', method='newcomb', alpha=.1 / 6): the largest of the bounds of 6 pairs
	is g '' equalized_odds 1 'n value lower upper difference ratio' \
		'220 0.6333333333333334 0.29288796394923955 0.7996841085203164 0.6333333333333334 0.20833333333333331'
	[ "$(cells g '' equalized_odds 1 verdict reason)" = '_ false positive rates; lowest: b; highest: c' ]
	is g '' equal_opportunity 1 'value lower upper' '0.38888888888888884 0.1786513123901436 0.6830242795524735'
	call seg-audit-bias -q --group=g --outcome=o --label=y scores.tsv
	# of two groups, a and b: alpha=.1 / 2
	is g '' equalized_odds 1 'value lower upper' '0.38888888888888884 0.19588210215026405 0.5496293381950306'
	[ "$(cells g '' equalized_odds 1 reason)" = \
		'true positive rates; lowest: b; highest: a; left out as too_small (n < 30): 2 groups' ]
}

@test "a rate and its complement are one test" {
	{ rows 1 'g o y' && rows 50 'a 1 1' && rows 50 'b 1 1' && rows 40 'b 0 1'; } >pair.tsv
	call seg-audit-bias -q --group=g --outcome=o --label=y pair.tsv
	# tests: TPR and FNR (one), NPV and FOR (none: all of b), PPV and FDR (constant), accuracy, selection, chi-square: 4
	local p adjusted
	read -r p adjusted <<<"$(cells g b true_positive_rate 1 p p_adjusted)"
	is g b false_negative_rate 1 'p p_adjusted' "$p $adjusted"
	awk "BEGIN { exit !($adjusted <= 4 * $p + 1e-15) }"
}

@test "labels and outcomes are compared by the values named" {
	{ rows 1 'g o y' && rows 3 'a high bad' && rows 1 'a high good' && rows 2 'a low good' && rows 4 'b low bad'; } >words.tsv
	call seg-audit-bias --group=g --outcome=o --favourable=low --label=y --positive=bad --predicted=high words.tsv
	exits 0
	says_nothing
	is g a true_positive_rate high 'n value' '3 1'
	is g a false_positive_rate high value 0.3333333333333333
	is g b true_positive_rate high 'n value' '4 0'
	is g b selection_rate low value 1
	[ "$(cells g b false_positive_rate high n value reason)" = '0 _ no row with a negative label' ]
	call seg-audit-bias --group=g --outcome=o --favourable=low --label=y --positive=bad words.tsv
	exits 2
	says "seg-audit-bias: --predicted: no row has o = 'bad'; the values are: 'high' 'low'"
}

@test "rows without outcome or label are in no error rate, and are said" {
	{ rows 1 'g o y' && rows 3 'a 1 1' && rows 2 'a 1 _' && rows 1 'a _ 1' && rows 4 'b 0 1'; } >missing.tsv
	call seg-audit-bias --group=g --outcome=o --favourable=1 --label=y --positive=1 --predicted=1 --stats=stats.tsv missing.tsv
	exits 0
	says "seg-audit-bias: 1 of 10 rows have a missing 'o' and are in no rate" \
		"seg-audit-bias: 3 of 10 rows have a missing outcome or label and are in no error rate"
	is g a true_positive_rate 1 'n value' '3 1'
	is g a selection_rate 1 'n value' '5 1'
	grep -q "^rows_without_label	3$" stats.tsv
}

@test "COMPAS: the error rates of all 11 groups as Aequitas has them, and ProPublica's to the printed digits" {
	need_data fairness/aequitas
	local folder=$SEG_DATA/fairness/aequitas column value pp pn fp fn tn tp size
	sed 's/\r$//' "$folder/compas_for_aequitas.csv" | tr , '\t' >compas.tsv
	call seg-audit-bias -q --group=race,sex,age_cat --outcome=score --label=label_value --min-n=0 compas.tsv
	exits 0
	while IFS=$'\t' read -r column value pp pn fp fn tn tp size; do
		[ "$column" != attribute ] || continue
		while read -r metric hits total; do
			is "$column" "$value" "$metric" 1.0 'n value' "$total $(awk "BEGIN { printf \"%.17g\", $hits / $total }")"
		done <<-END
			false_positive_rate $fp $((fp + tn))
			false_negative_rate $fn $((fn + tp))
			false_discovery_rate $fp $pp
			false_omission_rate $fn $pn
			base_rate $((tp + fn)) $size
			predicted_rate $pp $size
			accuracy $((tp + tn)) $size
		END
	done <"$folder/aequitas-compas-expected.tsv"
	# ProPublica, "Compas Analysis": FPR 44.85 and 23.45, FNR 27.99 and 47.72, PPV .63 and .59
	[ "$(awk -F '\t' '$2 ~ /^(African-American|Caucasian)$/ && $3 ~ /^false_(pos|neg)/ { printf "%.2f ", 100 * $6 }' "$OUT")" = \
		'27.99 44.85 47.72 23.45 ' ]
	[ "$(awk -F '\t' '$2 ~ /^(African-American|Caucasian)$/ && $3 == "positive_predictive_value" { printf "%.2f ", $6 }' "$OUT")" = \
		'0.63 0.59 ' ]
	# disparities to Caucasian, Aequitas' docs/examples/compas_demo: fpr 1.912093, fnr .586416, fdr .906085
	call seg-audit-bias -q --group=race --outcome=score --label=label_value "${ones[@]}" --reference=Caucasian compas.tsv
	[ "$(awk -F '\t' '$2 == "African-American" && $3 ~ /^false_(pos|neg|disc)/ { printf "%.6f ", $11 }' "$OUT")" = \
		'0.906085 0.586416 1.912093 ' ]
}

# The expected tables of Aequitas' tests as rows: column, group, metric, value, ratio to the reference.
aequitas_rows() {
	sed 's/\r$//' "$1" | awk -F , '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{
			n = split("fpr fnr fdr for", short, " ")
			split("false_positive_rate false_negative_rate false_discovery_rate false_omission_rate", long, " ")
			for (i = 1; i <= n; i++)
				print $at["attribute_name"], $at["attribute_value"], long[i], known($at[short[i]]),
					known($at[short[i] "_disparity"])
		}
		function known(x) { return x ~ /^[0-9]/ ? x : "_" }'
}

@test "the ten small cases of Aequitas' tests, nine by their tables, the one without by what Aequitas makes of it" {
	need_data fairness/aequitas
	local folder=$SEG_DATA/fairness/aequitas i groups column group metric value ratio high low
	local ones=(--favourable=1 --positive=1 --predicted=1)
	for i in 1 2 3 4 5 6 7 8 10; do
		sed 's/\r$//' "$folder/inputs/test_$i.csv" | awk 1 | tr , '\t' >"$i.tsv"
		groups=$(head -1 "$i.tsv" | cut -f 3- | tr '\t' ,)
		aequitas_rows "$folder/expected/expected_output_test_$i.csv" >"$i.expected"
		[ "$(wc -l <"$i.expected")" -ge 8 ]
		call seg-audit-bias -q --group="$groups" --outcome=score --label=label_value "${ones[@]}" --reference=High --min-n=0 "$i.tsv"
		exits 0
		while read -r column group metric value ratio; do
			is "$column" "$group" "$metric" 1 value "$value"
			# the second table has Low for a reference there: the ratio is the other way round
			[ "$column" = not_class ] || is "$column" "$group" "$metric" 1 ratio "$ratio"
		done <"$i.expected"
	done
	call seg-audit-bias -q --group=not_class --outcome=score --label=label_value "${ones[@]}" --reference=Low --min-n=0 2.tsv
	while read -r column group metric value ratio; do
		[ "$column" != not_class ] || is "$column" "$group" "$metric" 1 ratio "$ratio"
	done <2.expected
	# The ninth has scores of .2, 1 and 2 and no table of what is expected: their tests end with the eighth. So what
	# Aequitas 0.42.0 makes of it, run once: Group().get_crosstabs() takes as many as there are scores of 1, of the
	# highest scores, for predicted (one row, that of score 2); with score_thresholds={'rank_abs': [2]} two of them.
	sed 's/\r$//' "$folder/inputs/test_9.csv" | awk 1 | tr , '\t' >9.tsv
	call seg-audit-bias -q --group=class --outcome=score --label=label_value --favourable=2 --positive=1 --predicted=2 --min-n=0 9.tsv
	exits 0
	while read -r metric high low; do
		is class High "$metric" 2 value "$high"
		is class Low "$metric" 2 value "$low"
	done <<-END
		true_positive_rate 0.3333333333333333 0
		true_negative_rate 1 1
		false_omission_rate 0.5 0.4
		false_discovery_rate 0 _
		false_positive_rate 0 0
		false_negative_rate 0.6666666666666667 1
		negative_predictive_value 0.5 0.6
		positive_predictive_value 1 _
		predicted_rate 0.2 0
		base_rate 0.6 0.4
	END
	call seg-audit-bias -q --group=class --outcome=score --label=label_value --favourable=2 --positive=1 --predicted=1,2 --min-n=0 9.tsv
	exits 0
	while read -r metric high low; do
		is class High "$metric" 1,2 value "$high"
		is class Low "$metric" 1,2 value "$low"
	done <<-END
		true_positive_rate 0.3333333333333333 0
		true_negative_rate 1 0.6666666666666666
		false_omission_rate 0.5 0.5
		false_discovery_rate 0 1
		false_positive_rate 0 0.3333333333333333
		false_negative_rate 0.6666666666666667 1
		positive_predictive_value 1 0
		predicted_rate 0.2 0.2
	END
	# an outcome that is not there is refused with those that are
	call seg-audit-bias -q --group=class --outcome=score --favourable=2 --label=label_value --predicted=3 9.tsv
	exits 2
	says "seg-audit-bias: --predicted: no row has score = '3'; the values are: '.2' '1' '2'"
}

@test "segments: how much hangs together, as scikit-learn and statsmodels have it" {
	loans >loans.tsv
	call seg-audit-bias --group=g --segment=o loans.tsv
	# mutual_info_score, normalized_mutual_info_score; Table.standardized_resids; |p - q| / 2 by hand: 0.75 - 71/150
	is g '' mutual_information '' 'n value' '150 0.18307050489432522'
	is g '' normalised_information '' value 0.20605456269206276
	is g a total_variation '' 'reference value' 'overall 0.27666666666666667'
	is g c total_variation '' value 0.42333333333333334
	[ "$(cells g a standardized_residual yes value | cut -c 1-9)" = 5.5412197 ]
	[ "$(cells g c standardized_residual no value | cut -c 1-9)" = 6.2619599 ]
	# of Bergsma's correction: lib/fair has the figures of the unit tests; here the order
	awk -F '\t' '$3 == "cramers_v" { v = $6 } $3 == "cramers_v_corrected" { c = $6 } END { exit !(0 < c && c < v) }' "$OUT"
}

@test "a table of one group or one segment gives words for what cannot be known" {
	{ rows 1 'g s' && rows 40 'a x'; } >one.tsv
	call seg-audit-bias --group=g --segment=s one.tsv
	exits 0
	[ "$(cells g '' normalised_information '' value reason)" = '_ one group and one segment: nothing varies' ]
	[ "$(cells g '' mutual_information '' value)" = 0 ]
	[ "$(cells g a standardized_residual x value)" = _ ]
	{ rows 1 'g o y' && rows 40 'a 0 0' && rows 40 'b 0 0'; } >none.tsv
	call seg-audit-bias --group=g --outcome=o --label=y none.tsv
	exits 0
	says_like "^seg-audit-bias: --predicted: no row has o = '1,yes,true'$"
	grep -Ei '(^|	)-?(nan|inf)' "$OUT" && fail 'nan or inf is printed'
	[ "$(cells g a true_positive_rate 1,yes,true n value verdict reason)" = '0 _ cannot tell no row with a positive label' ]
	[ "$(cells g '' equalized_odds 1,yes,true value reason)" = '0 all rates are 0: no ratio' ]
}

@test "10,000 groups are audited, without an interval for the widest gap" {
	awk 'BEGIN { OFS = "\t"; print "g", "o", "y"; for (i = 0; i < 30000; i++) print i % 10000, i % 7 < 3, i % 5 < 2 }' >many.tsv
	call seg-audit-bias -q --group=g --outcome=o --label=y --min-n=0 many.tsv
	exits 0
	[ "$(cells g '' equalized_odds 1 lower upper)" = '_ _' ]
	says_nothing
	grep -q 'too many groups for an interval' "$OUT"
	grep -Ei '(^|	)-?(nan|inf)' "$OUT" && fail 'nan or inf is printed'
	[ "$(cut -f 2 "$OUT" | uniq | wc -l)" -eq 10002 ]
}

@test "--intersect audits crossings, named by their columns and values" {
	{ rows 1 'g h o' && rows 40 'a x 1' && rows 10 'a y 1' && rows 30 'a y 0' && rows 35 'b x 0' && rows 5 '_ x 1'; } >cross.tsv
	call seg-audit-bias -q --group=g,h --outcome=o --intersect=2 cross.tsv
	exits 0
	is g,h a,x selection_rate 1 'n value' '40 1'
	is g,h a,y selection_rate 1 'n value' '40 0.25'
	is g,h ,x selection_rate 1 'n value' '5 1'
	is g,h b,x four_fifths 1 'reference ratio verdict' 'a,x 0 unfair'
	[ -z "$(cells g,h b,y selection_rate 1 n)" ]
	cp "$OUT" crossed
	call seg-audit-bias -q --group=g,h --outcome=o --intersect=4 cross.tsv
	same crossed "$OUT"
}

# 900 people, of whom every third of the first 300 is there four times.
people() {
	awk -v n="$1" 'BEGIN { OFS = "\t"; print "customer_id", "g", "o"
		for (i = 1; i <= n; i++) for (k = 0; k < (i % 3 || i > 300 ? 1 : 4); k++) print "p" i, i % 2 ? "a" : "b", i % 5 ? "yes" : "no" }'
}

@test "rows that repeat an id are noticed as false evidence, and counted all the same" {
	people 900 >p.tsv
	call seg-audit-bias --group=g --outcome=o --favourable=yes p.tsv
	exits 0
	says "seg-audit-bias: customer_id: 300 of 1200 rows repeat an id; one row per person is expected: doubled rows are false evidence"
	cp "$OUT" whole
	call seg-audit-bias -q --group=g --outcome=o --favourable=yes p.tsv
	says_nothing
	same whole "$OUT"
	call seg-audit-bias --id=name --group=g --outcome=o --favourable=yes p.tsv
	says_nothing
	same whole "$OUT"
	awk -F '\t' '!seen[$1]++' p.tsv >once.tsv
	call seg-audit-bias --group=g --outcome=o --favourable=yes once.tsv
	says_nothing
}

@test "of many ids the repeats are those of a sample, the same in any order and for any -j" {
	people 300000 >p.tsv
	{ cat p.tsv && tail -n +2 p.tsv && tail -n +2 p.tsv; } >thrice.tsv
	call seg-audit-bias -j1 --group=g --outcome=o --favourable=yes thrice.tsv
	exits 0
	# 1024 ids with three rows each, or twelve: two or eleven of them repeat.
	awk '/of a sample, / { n = $6; good = $8 - n == 1024 && n >= 2048 && n < 2200 } END { exit !good }' "$ERR" || fail "$(cat "$ERR")"
	cp "$ERR" said
	{ head -1 p.tsv && tail -n +2 thrice.tsv | sort -R --random-source=/dev/zero; } >shuffled.tsv
	call seg-audit-bias -j3 --group=g --outcome=o --favourable=yes shuffled.tsv
	same said "$ERR"
}
