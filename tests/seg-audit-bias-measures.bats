#!/usr/bin/env bats
# seg-audit-bias: scores, values, strata, weights, populations, proxies and small groups. Figures of scipy 1.17.1,
# statsmodels 0.15.0, scikit-learn 1.9.1 and numpy; make oracle has the same on Adult.

load helper
load audit

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

spending() {
	rows 1 'g v'
	for v in 1 2 2 3 5 8 13 21; do rows 5 "a $v"; done
	for v in 1 1 2 4 4 6 7; do rows 6 "b $v"; done
}

# Of each score positives and negatives: in b they are nearly the same for all.
calibration() {
	rows 1 'g s y'
	while read -r g s yes no; do
		rows "$yes" "$g $s 1"
		rows "$no" "$g $s 0"
	done <<-END
		a 0.1 2 28
		a 0.3 9 21
		a 0.5 16 14
		a 0.9 26 4
		b 0.1 6 24
		b 0.3 15 15
		b 0.5 14 16
		b 0.9 20 10
	END
}

# Kidney stones (Charig and others 1986): a is better for small and for large ones, b is better overall.
stones() {
	rows 1 'g size o'
	rows 81 'a small 1' && rows 6 'a small 0' && rows 192 'a large 1' && rows 71 'a large 0'
	rows 234 'b small 1' && rows 36 'b small 0' && rows 55 'b large 1' && rows 25 'b large 0'
}

# Every cell is a number, a word or empty; nothing is nan or inf.
in_words() {
	grep -Ei '(^|	)-?(nan|inf)(	|$)' "$OUT" && fail 'nan or inf is printed'
	awk -F '\t' 'NF != 17 { exit 1 }' "$OUT"
}

@test "values: means, quantiles, order and distance beside the group with the highest mean" {
	spending >spending.tsv
	call seg-audit-bias --group=g --value=v spending.tsv
	exits 0
	says_nothing
	# DescrStatsW.tconfint_mean; ttest_ind(equal_var=False); the delta method on logs in numpy
	is g a value_mean v 'n value lower upper reference ratio' '40 6.875 5.1190579222752834 8.630942077724717 a 1'
	is g b value_mean v 'n value reference difference ratio ratio_lower ratio_upper p verdict' \
		'42 3.5714285714285716 a -3.3035714285714284 0.5194805194805195 0.38672752651037406 0.6978039876158424 0.004164631499757862 unfair'
	# numpy.quantile; quantile_test(...).confidence_interval(.9)
	is g a value_median v 'value lower upper' '4 2 8'
	is g a value_p10 v 'value lower upper' '1 1 2'
	is g a value_p90 v 'value lower upper' '21 13 21'
	is g b value_p90 v 'value reference difference ratio' '7 a -14 0.3333333333333333'
	# mannwhitneyu(method='asymptotic'), DeLong in numpy, ks_2samp, kolmogorov, wasserstein_distance
	is g b value_superiority v 'value lower upper p' '0.375 0.271155530540241 0.478844469459759 0.04947637881134835'
	is g b value_distance v 'value p' '0.375 0.006288404025659122'
	is g b value_wasserstein v value 3.446428571428571
}

@test "amounts foretold: how far they are off for each group, against what came" {
	{
		rows 1 'g v a'
		tsv 'a 10 9' 'a 12 13' 'a 9 9' 'a 14 10' 'b 20 25' 'b 22 20' 'b 25 21' 'b 19 19' 'c 30 20' 'c 28 29' 'c 24 30' 'c 27 20'
		tsv 'c 99 _' 'b _ 5'
	} >foretold.tsv
	call seg-audit-bias --group=g --value=v --actual=a --min-n=0 foretold.tsv
	exits 0
	says "seg-audit-bias: 1 of 14 rows have a missing 'v' and are in no figure" \
		"seg-audit-bias: 2 of 14 rows have a missing value or actual and are in no figure of both"
	# MetricFrame(metrics=mean_absolute_error): 1.5, 2.75, 6; stats.t.interval(.9, n - 1, mean, sem);
	# ttest_ind(equal_var=False), of the differences and of their sizes
	is g a value_error v 'n value lower upper reference ratio' '4 1.5 -0.5380725188757824 3.538072518875783 a 1'
	is g b value_error v 'value reference ratio p' '2.75 a 1.8333333333333333 0.4103791726891771'
	is g c value_error v 'value ratio p verdict' '6 4 0.09075314314262575 cannot tell'
	is g b value_bias v 'value lower upper reference' '0.25 -4.294591984506927 4.7945919845069245 b'
	is g a value_bias v 'value reference difference p verdict' '1 b 0.75 0.7492261929729013 _'
	is g c value_bias v 'value lower upper difference p' '2.5 -6.12008039627155 11.120080396271545 2.25 0.6124196747935509'
	# the widest pair's normal interval at 1 - .1 / 3, Cochran's Q and stats.chi2.sf(Q, 2)
	is g '' value_bias_gap v 'n value upper p' '12 2.25 11.0617091547280815 0.8556057648020022'
	printf 'metric\tbound\nvalue_bias_gap\t12\nvalue_error\t0.8\n' >policy.tsv
	call seg-audit-bias -q --group=g --value=v --actual=a --min-n=0 --policy=policy.tsv foretold.tsv
	exits 0
	is g '' value_bias_gap v 'verdict' fair
	call seg-audit-bias -q --group=g --value=v --actual=a --bootstrap=50 foretold.tsv
	exits 0
	call seg-audit-bias -q --group=g --value=v --actual=v --min-n=0 foretold.tsv
	[ "$(cells g '' value_bias_gap v value reason)" = '0 all groups have the same' ]
}

@test "--better=low: of prices the lowest is the reference" {
	spending >spending.tsv
	call seg-audit-bias -q --group=g --value=v --better=low spending.tsv
	exits 0
	# the ratio of the test above and its bounds, the other way round
	is g a value_mean v 'reference ratio ratio_lower ratio_upper p verdict' \
		'b 1.925 1.4330671904250047 2.5857999016089557 0.004164631499757862 unfair'
	is g a value_p90 v 'reference ratio' 'b 3'
	call seg-audit-bias --group=g --value=v --better=cheap spending.tsv
	exits 2
	says "seg-audit-bias: --better: not high or low: 'cheap'" "Try 'seg-audit-bias --help'."
}

@test "--test: one test for all rates" {
	loans >loans.tsv
	# chi2_contingency(correction=False), the same with lambda_='log-likelihood', fisher_exact; mid-p in exact fractions
	while read -r test p; do
		call seg-audit-bias -q --group=g --outcome=o --test="$test" loans.tsv
		exits 0
		is g b four_fifths yes p "$p"
	done <<-END
		auto 0.0035442278654939726
		pearson 0.0035442278654939726
		g 0.0034152962267295786
		fisher 0.005341384952751098
		mid-p 0.004176181312738408
	END
	call seg-audit-bias --group=g --outcome=o --test=z loans.tsv
	exits 2
	says "seg-audit-bias: --test: not one of auto, fisher, mid-p, pearson, g: 'z'" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g --outcome=o --test=g --weight=w loans.tsv
	exits 2
	says "seg-audit-bias: --test: weighted rows have Pearson's test only" "Try 'seg-audit-bias --help'."
}

@test "scores: calibration, error and rank of each group" {
	calibration >calibration.tsv
	call seg-audit-bias --group=g --score=s --label=y calibration.tsv
	exits 0
	says "seg-audit-bias: positive is y = '1' (--positive chooses others)"
	# roc_auc_score, DeLong in numpy, brier_score_loss, DescrStatsW.zconfint_mean
	is g a auc s 'n value lower upper' '120 0.8337088144184737 0.7754402023341425 0.8919774265028049'
	is g b auc s 'value lower upper reference difference' \
		'0.672027972027972 0.5939410564910025 0.7501148875649416 a -0.1616808423905017'
	is g a brier_score s value 0.16
	is g b brier_score s value 0.24666666666666667
	[ "$(cells g b calibration_bias s value lower upper | sed -E 's/(\.[0-9]{10})[0-9]*/\1/g')" = \
		'-0.0083333333 -0.0832102351 0.0665435684' ]
	is g b calibration_error s value 0.14166666666666666
	# combine_effects(...).test_homogeneity()
	is g '' auc_gap s 'value lower upper p' \
		'0.1616808423905017 0.06424985382776507 0.2591118309532382 0.006342366356864537'
	# Logit on the logit of the score: to the digits that its Newton steps reach
	[ "$(cells g b calibration_slope s value lower upper | sed -E 's/(\.[0-9]{9})[0-9]*/\1/g')" = \
		'0.413780196 0.207253962 0.620306431' ]
	[ "$(cells g b calibration_intercept s value lower upper | sed -E 's/(\.[0-9]{8})[0-9]*/\1/g')" = \
		'-0.08882446 -0.40828152 0.23063260' ]
}

@test "strata: Mantel and Haenszel's figures, and a warning where the strata turn them round" {
	stones >stones.tsv
	call seg-audit-bias --group=g --outcome=o --strata=size --reference=b stones.tsv
	exits 0
	# StratifiedTable: oddsratio_pooled and its interval, riskratio_pooled, test_null_odds(correction=False); Greenland
	# and Robins' interval in numpy
	is g a conditional_odds 1 'value lower upper' '1.44684662494262 0.9856691359860889 2.123801060295546'
	is g a conditional_parity 1 'ratio ratio_lower ratio_upper p' \
		'1.0690001538676979 0.9980248000800598 1.1450229782641588 0.11874052970979884'
	[ "$(cells g a conditional_parity 1 verdict reason)" = \
		"fair 2 of 2 strata have both; Simpson's paradox: without the strata the ratio is 0.945; the whole interval of the ratio is within 0.8 to 1.25" ]
	is g a four_fifths 1 ratio 0.9446366782006921
	# by hand: 357 of 700 are small; 6/42 - 81/315, and 71/96 - 192/247
	is g a conditional_disparity 1 value "$(awk 'BEGIN { printf "%.17g", (357 * (6 / 42 - 81 / 315) + 343 * (71 / 96 - 192 / 247)) / 700 }')"
	# everyone else instead of b is the same, as there are two
	call seg-audit-bias -q --group=g --outcome=o --strata=size --reference=overall stones.tsv
	is g a conditional_odds 1 'value reference' '1.44684662494262 overall'
}

@test "weights: weighted rates, with intervals of as many equal rows as they are worth" {
	{
		rows 1 'g o w'
		rows 18 'a 1 1' && rows 12 'a 0 1.0' && rows 3 'a 1 2' && rows 7 'a 0 2' && rows 15 'a 1 0.5' && rows 5 'a 0 0.5'
		rows 30 'b 1 3' && rows 30 'b 0 1'
	} >weights.tsv
	call seg-audit-bias -q --group=g --outcome=o --weight=w weights.tsv
	exits 0
	# proportion_confint(p * n, n, method='wilson') with Kish's n = 60^2 / 75
	is g a selection_rate 1 'n value lower upper' '60 0.525 0.4083061093461837 0.6390259935465259'
	[ "$(cells g a selection_rate 1 reason)" = 'weighted: worth 48.0 equal rows' ]
	is g b selection_rate 1 'n value' '60 0.75'
	is g a four_fifths 1 'reference ratio' 'b 0.7'
	[ -z "$(cells g '' chi_square 1 n)" ]
	# equal weights change nothing but the words
	awk -F '\t' -v OFS='\t' 'NR > 1 { $3 = 2.5 } { print }' weights.tsv >equal.tsv
	seg-audit-bias -q --group=g --outcome=o --weight=w equal.tsv | grep -v 'slice' >weighted
	seg-audit-bias -q --group=g --outcome=o equal.tsv | grep -Ev 'chi_square|cramers' >plain
	paste weighted plain | awk -F '\t' 'NR > 1 { for (i = 5; i <= 14; i++) if ($i != $(i + 17) && ($i - $(i + 17)) ^ 2 > 1e-24) exit 1 }'
}

@test "weights of zero leave rows out, and say when nothing is left" {
	{ rows 1 'g o w' && rows 40 'a 1 1' && rows 40 'a 0 0' && rows 40 'b 0 0' && rows 40 'c 0 1'; } >zero.tsv
	call seg-audit-bias -q --group=g --outcome=o --weight=w --min-n=0 zero.tsv
	exits 0
	in_words
	is g a selection_rate 1 'n value' '80 1'
	[ "$(cells g b selection_rate 1 n value lower reason)" = '40 _ _ all weights are 0' ]
	[ "$(cells g b four_fifths 1 verdict reason)" = 'cannot tell all weights are 0' ]
	sed 's/1$/0/' zero.tsv >none.tsv
	call seg-audit-bias -q --group=g --outcome=o --weight=w none.tsv
	exits 0
	in_words
	for bad in -1 x '' 1e400; do
		{ rows 1 'g o w' && rows 1 'a 1 1' && printf 'a\t1\t%s\n' "$bad"; } >bad.tsv
		call seg-audit-bias -q --group=g --outcome=o --weight=w bad.tsv
		exits 3
		says_like '^seg-audit-bias: bad.tsv:3: w: no'
	done
}

@test "a population: who is in the data more or less often than among people" {
	{ rows 1 'g' && rows 60 a && rows 30 b && rows 10 c; } >people.tsv
	tsv 'group_by group n' 'g a 500' 'g b 400' 'g c 100' 'h z 1' >population.tsv
	call seg-audit-bias --group=g --population=population.tsv people.tsv
	exits 0
	says_nothing
	# chisquare, entropy(p, q), chisquare of two, proportion_confint(method='wilson') over 0.5
	is g '' representation_fit '' 'value p' '4.5 0.10539922456186433'
	is g '' representation_divergence '' value 0.023088312340838454
	is g a representation '' 'n value reference difference ratio ratio_lower ratio_upper p verdict' \
		'60 0.6 population 0.1 1.2 1.035619012868663 1.353843898818067 0.04550026389635857 cannot tell'
}

@test "a group that the data or the population lack is said, small shares have an exact test" {
	{ rows 1 'g' && rows 99 a && rows 1 b; } >people.tsv
	tsv 'group_by group n' 'g a 0.9' 'g b 0.04' 'g d 0.06' >population.tsv
	call seg-audit-bias -q --group=g --population=population.tsv people.tsv
	exits 0
	# 2 binom.cdf(1, 100, .04)
	is g b representation '' 'n p' '1 0.17432663337477908'
	is g d representation '' 'n value ratio verdict' '0 0 0 unfair'
	tsv 'group_by group n' 'g a 9' >population.tsv
	call seg-audit-bias -q --group=g --population=population.tsv people.tsv
	exits 0
	in_words
	[ "$(cells g b representation '' verdict reason)" = 'cannot tell the population has nobody of this group' ]
	[ "$(cells g '' representation_fit '' value reason)" = '_ some groups are nowhere in the population' ]
	tsv 'group_by group n' 'g a 9' 'g a 8' >twice.tsv
	call seg-audit-bias -q --group=g --population=twice.tsv people.tsv
	exits 3
	says "seg-audit-bias: twice.tsv: group 'a' of 'g' is there twice"
	tsv 'group_by group n' 'g a -9' >negative.tsv
	call seg-audit-bias -q --group=g --population=negative.tsv people.tsv
	exits 3
	says "seg-audit-bias: negative.tsv:2: n: not a number of at least 0: '-9'"
}

@test "missing values: their share of each group, of columns where any is missing" {
	{ rows 1 'g o v' && rows 30 'a 1 1' && rows 10 'a 0 _' && rows 38 'b 1 2' && rows 2 'b 1 _'; } >missing.tsv
	call seg-audit-bias --group=g --outcome=o --value=v missing.tsv
	exits 0
	says "seg-audit-bias: favourable is o = '1' (--favourable chooses others)" \
		"seg-audit-bias: 12 of 80 rows have a missing 'v' and are in no figure"
	is g a missing_rate v 'n value reference ratio verdict' '40 0.25 b 5 _'
	is g '' missing_gap v 'value difference' '0.2 0.2'
	[ -z "$(cells g a missing_rate o n)" ]
}

@test "proxies are ranked by what they give away, numbers in bins" {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "g", "zip", "age", "coin"
		for (i = 0; i < 600; i++)
			print i, i % 2 ? "a" : "b", "z" (i % 2 ? i % 6 : i % 8), 20 + i % 50 + (i % 2 ? 5 : 0), i % 3 }' >proxies.tsv
	call seg-audit-bias --group=g --proxies=all proxies.tsv
	exits 0
	says_nothing
	[ "$(awk -F '\t' '$3 == "proxy_v" { print $4, $17 }' "$OUT")" = "age numbers, in bins of about as many rows: 10; rank 2 of 3
coin numbers, in bins of about as many rows: 3; rank 3 of 3
zip a place: often stands for origin or income; rank 1 of 3" ]
	is g '' proxy_information zip value 1
	# Bergsma's correction takes off what 7 values would give by chance, even from a column that gives all away
	cells g '' proxy_v zip value | awk '{ exit !($1 > 0.99 && $1 <= 1) }'
	call seg-audit-bias --group=g --proxies=g,zip proxies.tsv
	[ "$(awk -F '\t' '$3 == "proxy_v"' "$OUT" | wc -l)" -eq 1 ]
	call seg-audit-bias --group=g --proxies=zip,zip proxies.tsv
	exits 2
	says "seg-audit-bias: --proxies: 'zip' is named twice" "Try 'seg-audit-bias --help'."
}

@test "crossings: rates drawn together, and the worst slice of all" {
	{
		rows 1 'g h o'
		rows 45 'a x 1' && rows 15 'a x 0' && rows 24 'a y 1' && rows 26 'a y 0'
		rows 2 'b x 1' && rows 38 'b x 0' && rows 30 'b y 1' && rows 60 'b y 0'
	} >cross.tsv
	call seg-audit-bias -q --group=g,h --intersect=2 --outcome=o cross.tsv
	exits 0
	# Kleinman's moments and beta.ppf, Kulldorff's ratio and four times its normal tail, in numpy and scipy
	is g,h a,x shrunk_rate 1 'value lower upper' '0.7371471054202159 0.6419963182848677 0.8235964627510874'
	is g,h b,x shrunk_rate 1 value 0.07130384180329265
	[ "$(cells g,h b,x shrunk_rate 1 reason)" = 'drawn towards 0.421 as if by 2.4 rows' ]
	is g,h b,x worst_slice 1 'n value p' '40 16.774247016793936 1.3901834358321978e-08'
	[ "$(cells g,h b,x worst_slice 1 verdict reason)" = 'unfair the worst of 4 slices; the ratio is below 0.8, and not by chance' ]
	is g,h '' differential_fairness 1 value 2.5041197966137463
	[ -z "$(cells g a shrunk_rate 1 n)" ]
}

@test "crossings: the worst slice that values make when they are joined, tested by draws" {
	# c and d of the first column fare badly with x and y of the second, each by itself too few to stand out
	{
		rows 1 'g h o'
		local g h
		for g in a b c d; do
			for h in x y z; do
				case $g$h in
				[cd][xy]) rows 9 "$g $h 1" && rows 21 "$g $h 0" ;;
				*) rows 18 "$g $h 1" && rows 12 "$g $h 0" ;;
				esac
			done
		done
	} >joined.tsv
	call seg-audit-bias -q --group=g,h --outcome=o --intersect=2 joined.tsv
	exits 0
	# scipy: binom.logpmf of 36/120 and 144/240 at their own rates less those at 180/360
	is g,h 'c|d,x|y' worst_subset 1 'n value reference difference ratio p verdict' \
		'120 14.706468672771539 rest -0.3 0.5 _ _'
	[ "$(cells g,h 'c|d,x|y' worst_subset 1 reason)" = 'the worst that joined values make; no test without --bootstrap' ]
	call seg-audit-bias -q --group=g,h --outcome=o --intersect=2 --bootstrap=999 joined.tsv
	is g,h 'c|d,x|y' worst_subset 1 'p verdict' '0.001 unfair'
	# rows in another order, the same bytes
	cp "$OUT" first
	{ head -1 joined.tsv && sed 1d joined.tsv | sort -r; } >turned.tsv
	call seg-audit-bias -q --group=g,h --outcome=o --intersect=2 --bootstrap=999 turned.tsv
	same first "$OUT"
	# all values of a column are a star; where all fare alike there is none
	{ rows 1 'g h o' && rows 40 'a x 1' && rows 40 'a y 1' && rows 40 'b x 0' && rows 40 'b y 0'; } >star.tsv
	call seg-audit-bias -q --group=g,h --outcome=o --intersect=2 star.tsv
	is g,h 'b,*' worst_subset 1 n 80
	{ rows 1 'g h o' && rows 40 'a x 1' && rows 40 'b y 1'; } >alike.tsv
	call seg-audit-bias -q --group=g,h --outcome=o --intersect=2 alike.tsv
	[ "$(cells g,h '' worst_subset 1 value reason)" = '_ no slice of enough rows is worse than the rest' ]
	# a policy that names it without draws gets no verdict but cannot tell
	printf 'metric\tbound\tseverity\nworst_subset\t0.8\tstrict\n' >policy.tsv
	call seg-audit-bias -q --group=g,h --outcome=o --intersect=2 --policy=policy.tsv joined.tsv
	exits 1
}

@test "what a group is large enough to show" {
	loans >loans.tsv
	call seg-audit-bias -q --group=g --outcome=o loans.tsv
	# by hand: the error of the log ratio is sqrt(26/24/50 + 15/45/60), times 1.6449 + 0.8416
	is g b detectable_ratio yes 'reference value' "a $(awk 'BEGIN {
		printf "%.17g", exp(-(1.6448536269514722 + 0.8416212335729143) * sqrt(26 / 24 / 50 + 15 / 45 / 60)) }')"
	[ "$(cells g a detectable_ratio yes value reason)" = '_ its own reference' ]
}

@test "reweighing: the weights make groups and classes independent" {
	loans >loans.tsv
	call seg-audit-bias -q --group=g --outcome=o --write-weights=weights.tsv loans.tsv
	exits 0
	# n(group) n(class) / (n n(group, class)): 60 * 71 / (150 * 45) and so on
	tsv 'group_by group favourable n weight' 'g a 1 45 0.6311111111111111' 'g a 0 15 2.1066666666666665' \
		'g b 1 24 0.9861111111111112' 'g b 0 26 1.0128205128205128' 'g c 1 2 9.466666666666667' \
		'g c 0 38 0.5543859649122806' | cmp - weights.tsv
	awk -F '\t' -v OFS='\t' 'NR == FNR { w[$2 $3] = sprintf("%.9f", $5); next }
		{ print $0, FNR == 1 ? "w" : w[$1 ($2 == "yes")] }' weights.tsv loans.tsv >weighted.tsv
	call seg-audit-bias -q --group=g --outcome=o --weight=w weighted.tsv
	[ "$(awk -F '\t' '$3 == "selection_rate" { printf "%.6f ", $6 }' "$OUT")" = '0.473333 0.473333 0.473333 ' ]
	printf 'g\to\n' >header.tsv
	call seg-audit-bias -q --group=g --outcome=o --write-weights=weights.tsv header.tsv
	exits 0
	tsv 'group_by group favourable n weight' | cmp - weights.tsv
}

@test "thresholds: one rate for all groups, with the errors that it costs" {
	calibration >calibration.tsv
	call seg-audit-bias -q --group=g --score=s --label=y --write-thresholds=thresholds.tsv calibration.tsv
	exits 0
	# by hand: at .5 and above 76 positives and 44 negatives, 44 + 32 = 76 errors; at .9 46 and 14, 14 + 62 = 76; at .3
	# 100 and 80: 88. The higher one of equals is .9: 30 of 120 are selected in both groups, so nothing changes.
	grep -P '\tnone\t|selection_rate' thresholds.tsv >got
	tsv 'g a none 0.9 120 30 0.25 0.25 31 0' 'g b none 0.9 120 30 0.25 0.25 45 0' 'g overall none 0.9 240 60 0.25 0.25 76 0' \
		'g a selection_rate 0.9 120 30 0.25 0.25 31 0' 'g b selection_rate 0.9 120 30 0.25 0.25 45 0' \
		'g overall selection_rate _ 240 60 0.25 0.25 76 0' | cmp - got
	# positives: 46 of 108 is 0.426; in a 26 of 53 is the nearest, in b 20 of 55 is nearer than 34 of 55
	[ "$(awk -F '\t' '$3 == "true_positive_rate" { print $2, $4, $7, $10 }' thresholds.tsv)" = "a 0.9 0.49056603773584906 0
b 0.9 0.36363636363636365 0
overall  0.42592592592592593 0" ]
}

@test "draws: the same seed gives the same bytes, and intervals where no formula gives one" {
	{ calibration | sed '1s/$/\tv/; 2,$s/$/\t3/'; } >calibration.tsv
	local options=(-q --group=g --score=s --label=y --positive=1 --segment=s)
	call seg-audit-bias "${options[@]}" --bootstrap=400 calibration.tsv
	exits 0
	cp "$OUT" once
	{ head -1 calibration.tsv && tail -n +2 calibration.tsv | tac; } >reversed.tsv
	call seg-audit-bias "${options[@]}" --bootstrap=400 -j 3 reversed.tsv
	same once "$OUT"
	call seg-audit-bias "${options[@]}" --bootstrap=400 --seed=2 calibration.tsv
	cmp -s once "$OUT" && fail 'another seed gives the same intervals'
	# where there is a formula, nothing changes
	call seg-audit-bias "${options[@]}" calibration.tsv
	[ "$(cells g b auc s value lower upper)" = "$(OUT=once cells g b auc s value lower upper)" ]
	[ "$(cells g b calibration_error s lower upper)" = '_ _' ]
	# the error of b, 0.1417: its 90 percent interval by 10,000 resamples of numpy, basic, is 0.06 to 0.20
	OUT=once cells g b calibration_error s lower upper |
		awk '{ exit !($1 > 0.03 && $1 < 0.09 && $2 > 0.16 && $2 < 0.22) }'
}

@test "what makes no sense together is wrong usage, what is no number has its place" {
	calibration >calibration.tsv
	call seg-audit-bias --group=g --score=s calibration.tsv
	exits 2
	says "seg-audit-bias: --score: wants --label, which it is compared with (--value takes any number)" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g --value=s --strata=y calibration.tsv
	exits 2
	says "seg-audit-bias: --strata: wants --outcome" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g --value=s --write-thresholds=x calibration.tsv
	exits 2
	says "seg-audit-bias: --write-thresholds: wants --score" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g --proxies=all --merge calibration.tsv
	exits 2
	says "seg-audit-bias: --proxies=all: a state has no header; name the columns" "Try 'seg-audit-bias --help'."
	printf 'g\tv\na\t1\nb\t12,5\n' >comma.tsv
	call seg-audit-bias --group=g --value=v comma.tsv
	exits 3
	says "seg-audit-bias: comma.tsv:3: v: not a number: '12,5'"
}

@test "degenerate tables of every kind give words, never nan or inf" {
	{ rows 1 'g h o y s v w c' && rows 1 'a x 1 1 1 -5 0 _' && rows 1 'b x 0 0 0 -5 0 _' && rows 1 'c _ 1 _ _ _ 0 _'; } >tiny.tsv
	{ rows 1 'g h o y s v w c' && rows 40 'a x 1 1 0.5 0 1 k'; } >one.tsv
	awk 'BEGIN { OFS = "\t"; print "g", "h", "o", "y", "s", "v", "w", "c"
		for (i = 0; i < 20000; i++) print i % 10000, i % 3, i % 7 < 3, i % 5 < 2, i % 11 / 11, i % 13, i % 2, i % 17 }' >many.tsv
	tsv 'group_by group n' 'g a 0' 'g b 0' >population.tsv
	for file in tiny one many; do
		call seg-audit-bias -q --group=g,h --outcome=o --label=y --score=s --value=v --strata=c --proxies=c,v \
			--population=population.tsv --bootstrap=5 --min-n=0 --write-weights=w --write-thresholds=t "$file.tsv"
		exits 0
		in_words
		grep -Ei '(nan|inf)' w t && fail 'nan or inf in a side file'
		call seg-audit-bias -q --group=g --outcome=o --label=y --segment=c --weight=w "$file.tsv"
		exits 0
		in_words
	done
}
