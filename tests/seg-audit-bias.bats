#!/usr/bin/env bats
# seg-audit-bias: groups by outcomes and by segments, measured, tested and judged.
# Oracles, run once: scipy 1.17.1, statsmodels 0.15.0, fairlearn 0.15.0, numpy 2.4.6; and Aequitas' published table.
# Their figures are repeated here as they printed them; ours must agree to 1e-12 of the value, which leaves room for
# the last bits of libm on other machines.

load helper
load audit

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "rates have the Wilson intervals of statsmodels" {
	loans >loans.tsv
	call seg-audit-bias --group=g --outcome=o loans.tsv
	exits 0
	says "seg-audit-bias: favourable is o = 'yes' (--favourable chooses others)"
	# proportion_confint(k, n, alpha=.1, method='wilson')
	is g a selection_rate yes 'n value lower upper' '60 0.75 0.6486242412686938 0.8298023594346711'
	is g b selection_rate yes 'n value lower upper' '50 0.48 0.36782853117530656 0.5942247962561442'
	is g c selection_rate yes 'n value lower upper' '40 0.05 0.016686282214939493 0.14033182156597285'
	call seg-audit-bias -q --confidence=0.95 --group=g --outcome=o loans.tsv
	is g b selection_rate yes 'lower upper' '0.3479713528657804 0.6148825510995539'
}

@test "ratios to the best group have Katz's intervals as statsmodels has them" {
	loans >loans.tsv
	call seg-audit-bias --group=g --outcome=o loans.tsv
	# confint_proportions_2indep(k, n, 45, 60, method='log', compare='ratio', alpha=.1, correction=False)
	is g b four_fifths yes 'reference difference ratio ratio_lower ratio_upper' \
		'a -0.27 0.64 0.48788570815822163 0.8395408866274199'
	is g c four_fifths yes 'reference difference ratio ratio_lower ratio_upper' \
		'a -0.7 0.06666666666666667 0.021315995719572923 0.20850278368011846'
	is g a four_fifths yes 'reference difference ratio ratio_lower ratio_upper p verdict' 'a 0 1 _ _ _ _'
}

@test "chi-square and Cramer's V are those of scipy, Holm's adjustment that of statsmodels" {
	loans >loans.tsv
	call seg-audit-bias --group=g --outcome=o loans.tsv
	# chi2_contingency(correction=False), contingency.association(method='cramer'), multipletests(method='holm') of the
	# three p, those against the best of three groups taken 3/2 times. Without that, 68 of 400 runs of 600 rows in five
	# groups that meant nothing had an unfair one at a confidence of 0.9; with it 28.
	is g '' chi_square yes 'n value p p_adjusted' '150 47.187555714031035 5.666990302249726e-11 1.1333980604499453e-10'
	is g '' cramers_v yes value 0.5608776201277841
	is g b four_fifths yes 'p p_adjusted' '0.0035442278654939726 0.005316341798240959'
	is g c four_fifths yes 'p p_adjusted' '6.377568326948588e-12 2.8699057471268648e-11'
}

@test "against everyone, the interval is that of the group against the rest, seen from the whole" {
	# The group's ratio to the rest, r, with the interval of statsmodels as above, becomes r / (1 - w + w r), w the
	# share of the group. In 200,000 draws each of four cases it covered the true value in 90.1 to 90.3 percent at 0.9,
	# where Katz's with the whole taken for another group covered in 94.8 to 100. p: chi2_contingency against the rest.
	loans >loans.tsv
	call seg-audit-bias --group=g --segment=o loans.tsv
	exits 0
	says_nothing
	is g a membership_rate yes 'reference ratio ratio_lower ratio_upper p verdict' \
		'overall 1.5845070422535212 1.4055577953109835 1.7498134243909034 3.0037192043754084e-08 unfair'
	is g b membership_rate yes 'reference ratio ratio_lower ratio_upper p verdict' \
		'overall 1.0140845070422535 0.8242592882023468 1.22305175452879 0.9079421169439976 fair'
	is g c membership_rate yes 'reference ratio ratio_lower ratio_upper p verdict' \
		'overall 0.10563380281690142 0.03444142445977026 0.3116419522763642 3.8016851206388694e-10 unfair'
	is g '' chi_square '' 'n value' '150 47.187555714031035'
}

@test "where few are expected, the test is Fisher's" {
	# scipy.stats.fisher_exact([[5, 35], [3, 397]]); the least expected count is 0.73
	{ rows 1 'g o' && rows 35 'a 0' && rows 5 'a 1' && rows 397 'b 0' && rows 3 'b 1'; } >few.tsv
	call seg-audit-bias --group=g --outcome=o --favourable=0 few.tsv
	exits 0
	says_nothing
	is g a four_fifths 0 'reference p' 'b 0.00022275524710337955'
	[ "$(cells g '' chi_square 0 reason)" = 'fewer than 5 are expected in a cell: the test is rough' ]
}

@test "COMPAS: the selection rates and disparities that Aequitas published" {
	need_data fairness/aequitas
	local folder=$SEG_DATA/fairness/aequitas column value pp pn size rate
	sed 's/\r$//' "$folder/compas_for_aequitas.csv" | tr , '\t' >compas.tsv
	call seg-audit-bias --group=race,sex,age_cat --outcome=score --favourable=1 --reference=Caucasian compas.tsv
	exits 0
	says "seg-audit-bias: 'age_cat' has no group 'Caucasian': its best group is the reference" \
		"seg-audit-bias: 'sex' has no group 'Caucasian': its best group is the reference"
	while IFS=$'\t' read -r column value pp pn _ _ _ _ size; do
		[ "$column" != attribute ] || continue
		[ $((pp + pn)) -eq "$size" ]
		rate=$(awk "BEGIN { printf \"%.17g\", $pp / $size }")
		is "$column" "$value" selection_rate 1.0 'n value' "$size $rate"
	done <"$folder/aequitas-compas-expected.tsv"
	# ppr_disparity with Caucasian as the predefined reference: its 854 of 2454 under each rate above (numpy)
	is race African-American four_fifths 1.0 'ratio verdict' '1.6902240031631133 unfair'
	is race Asian four_fifths 1.0 ratio 0.718384074941452
	is race Hispanic four_fifths 1.0 ratio 0.8570987393336006
	is race 'Native American' four_fifths 1.0 ratio 1.9156908665105385
	is race Other four_fifths 1.0 'ratio verdict' '0.6021468638766547 unfair'
	is sex Female four_fifths 1.0 'reference verdict' 'Male fair'
	[ "$(cells race 'Native American' four_fifths 1.0 verdict reason)" = \
		'cannot tell too_small (n < 30); about 30 rows would tell' ]
	# scipy: chi2_contingency(correction=False), association(method='cramer')
	is race '' chi_square 1.0 'value p' '539.5577272334275 2.300468854354504e-114'
	is race '' cramers_v 1.0 value 0.27348334888470377
}

@test "adult: the demographic parity of fairlearn" {
	need_data fairness/adult/adult.data.gz
	{
		rows 1 'race sex income'
		gzip -dc "$SEG_DATA"/fairness/adult/adult.data.gz "$SEG_DATA"/fairness/adult/adult.test.gz |
			awk -F ', *' -v OFS='\t' 'NF == 15 { sub(/\.$/, "", $15); print $9, $10, $15 }'
	} >adult.tsv
	call seg-audit-bias --group=sex,race --outcome=income --favourable='>50K' adult.tsv
	exits 0
	# fairlearn 0.15.0: demographic_parity_difference, demographic_parity_ratio (y, y, sensitive_features=...)
	is sex '' demographic_parity '>50K' 'n difference ratio' '48842 0.19451574596420296 0.3596552625800337'
	is race '' demographic_parity '>50K' 'n difference ratio' '48842 0.15223481293684255 0.4346095822712376'
	# statsmodels and scipy, as above
	is sex Female selection_rate '>50K' 'n lower upper' '16192 0.10528412750216999 0.11334939651921917'
	is sex Female four_fifths '>50K' 'ratio_lower ratio_upper verdict' '0.34576083481339853 0.37410803907655454 unfair'
	is sex '' chi_square '>50K' value 2249.916167289077
	is race '' chi_square '>50K' 'value p' '487.026286837627 4.284377710223499e-104'
}

@test "unfair needs a large ratio and little chance, fair an interval that is inside; else nobody can tell" {
	{
		rows 1 'g o'
		rows 500 'best 1' && rows 500 'best 0'
		rows 490 'like 1' && rows 510 'like 0'
		rows 300 'less 1' && rows 700 'less 0'
		rows 13 'luck 1' && rows 23 'luck 0'
		rows 400 'edge 1' && rows 600 'edge 0'
		rows 2 'tiny 1' && rows 27 'tiny 0'
	} >five.tsv
	call seg-audit-bias --group=g --outcome=o five.tsv
	[ "$(cells g like four_fifths 1 verdict reason)" = 'fair the whole interval of the ratio is within 0.8 to 1.25' ]
	[ "$(cells g less four_fifths 1 verdict reason)" = 'unfair the ratio is below 0.8, and not by chance' ]
	[ "$(cells g luck four_fifths 1 verdict reason)" = \
		'cannot tell the ratio is below 0.8, but it may be chance; about 209 rows would tell' ]
	[ "$(cells g edge four_fifths 1 ratio verdict reason)" = \
		'0.8 cannot tell the interval of the ratio reaches beyond 0.8 to 1.25' ]
	[ "$(cells g tiny four_fifths 1 p verdict reason)" = '_ cannot tell too_small (n < 30); about 43 rows would tell' ]
	call seg-audit-bias --group=g --outcome=o --min-n=29 five.tsv
	[ "$(cells g tiny four_fifths 1 verdict reason)" = 'unfair the ratio is below 0.8, and not by chance' ]
}

@test "the reference is the best group that can be judged, the largest, everyone or the one named" {
	{ loans && rows 29 'd yes' && rows 70 'e no'; } >more.tsv
	call seg-audit-bias -q --group=g --outcome=o more.tsv
	[ "$(cells g b four_fifths yes reference)" = a ]
	[ "$(cells g a four_fifths yes reason)" = 'the reference' ]
	call seg-audit-bias -q --group=g --outcome=o --min-n=20 --reference=best more.tsv
	[ "$(cells g b four_fifths yes reference)" = d ]
	call seg-audit-bias -q --group=g --outcome=o --reference=largest more.tsv
	[ "$(cells g b four_fifths yes reference ratio ratio_upper p verdict)" = \
		'e _ _ 9.127341799289188e-11 unfair' ]
	[ "$(cells g b four_fifths yes reason)" = \
		'the rate of the reference is 0: the ratio is without bound; the ratio is above 1.25, and not by chance' ]
	call seg-audit-bias -q --group=g --outcome=o --reference=overall more.tsv
	[ "$(cells g b four_fifths yes reference)" = overall ]
	call seg-audit-bias -q --group=g --segment=o --reference=c more.tsv
	is g b membership_rate yes 'reference ratio' 'c 9.6' # 24 of 50 over 2 of 40
	call seg-audit-bias --group=g --outcome=o --favourable=yes --reference=z more.tsv
	exits 2
	prints_nothing
	says "seg-audit-bias: --reference: no group 'z' (nor is it best, largest or overall)"
}

@test "favourable outcomes are 1, yes and true by default, and numbers are compared as numbers" {
	{ rows 1 'g o' && rows 3 'a true' && rows 1 'a 1.0' && rows 4 'b no' && rows 1 'b yes'; } >mixed.tsv
	call seg-audit-bias --group=g --outcome=o mixed.tsv
	says "seg-audit-bias: favourable is o = '1.0,true,yes' (--favourable chooses others)"
	is g b selection_rate 1.0,true,yes 'n value' '5 0.2'
	call seg-audit-bias --group=g --outcome=o --favourable=no,maybe mixed.tsv
	exits 0
	says "seg-audit-bias: --favourable: no row has o = 'maybe'"
	is g b selection_rate no 'n value' '5 0.8'
}

@test "without a favourable outcome the values that occur are said, exit 2" {
	{ rows 1 'g o' && rows 2 'a good' && rows 2 'b bad'; } >words.tsv
	call seg-audit-bias --group=g --outcome=o words.tsv
	exits 2
	prints_nothing
	says "seg-audit-bias: --favourable: no row has o = '1', 'yes' or 'true'; the values are: 'bad' 'good'"
	call seg-audit-bias --group=g --outcome=o --favourable=best words.tsv
	exits 2
	says "seg-audit-bias: --favourable: no row has o = 'best'; the values are: 'bad' 'good'"
}

@test "a missing group is a group, and rows with a missing outcome are counted and said" {
	{ rows 1 'g o' && rows 30 '_ 1' && rows 30 'a 1' && rows 5 'a _' && rows 30 'b 0' && rows 2 'c _'; } >missing.tsv
	call seg-audit-bias --group=g --outcome=o --stats=stats.tsv missing.tsv
	exits 0
	says "seg-audit-bias: favourable is o = '1' (--favourable chooses others)" \
		"seg-audit-bias: 7 of 97 rows have a missing 'o' and are in no rate"
	[ "$(cells g '' selection_rate 1 n value reason)" = '30 1 missing group' ]
	[ "$(cells g a selection_rate 1 n reference)" = '30 _' ]
	[ "$(cells g a four_fifths 1 reason)" = 'the reference' ]
	[ "$(cells g c selection_rate 1 n value lower upper reason)" = '0 _ _ _ no row with a known outcome' ]
	[ "$(cells g c four_fifths 1 n ratio verdict reason)" = '0 _ cannot tell no row with a known outcome' ]
	head -4 stats.tsv >counts.tsv
	tsv 'name value' 'rows_in 97' 'rows_counted 97' 'rows_without_outcome 7' | cmp - counts.tsv
}

@test "one group has nothing to be compared with" {
	{ rows 1 'g o' && rows 1 'a 1' && rows 1 'a 0'; } >one.tsv
	call seg-audit-bias -q --group=g --outcome=o --min-n=0 --confidence=0.9 one.tsv
	exits 0
	[ "$(cut -f 1-6,9-17 "$OUT" | sed 1d)" = "$(tsv \
		'g _ chi_square 1 2 _ _ _ _ _ _ _ _ _ one-group' 'g _ cramers_v 1 2 _ _ _ _ _ _ _ _ _ one-group' \
		'g _ demographic_parity 1 2 _ _ _ _ _ _ _ _ _ one-group' 'g _ differential_fairness 1 2 _ _ _ _ _ _ _ _ _ one-group' \
		'g a detectable_ratio 1 2 _ a _ _ _ _ _ _ _ no-interval' 'g a four_fifths 1 2 _ a 0 1 _ _ _ _ cannot-tell one-group' \
		'g a selection_rate 1 2 0.5 _ _ _ _ _ _ _ _ _' |
		sed 's/one-group/one group: nothing to compare with/; s/cannot-tell/cannot tell/
			s/no-interval/no interval of the ratio: nothing to go by/')" ]
}

@test "one outcome for everybody is fair, by the Wilson intervals, and has no test" {
	{ rows 1 'g o' && rows 40 'a 1' && rows 40 'b 1'; } >all.tsv
	call seg-audit-bias -q --group=g --outcome=o all.tsv
	# statsmodels: proportion_confint(40, 40, alpha=.1, method='wilson') begins at 0.9366465513545419; its inverse
	is g b four_fifths 1 'ratio ratio_lower ratio_upper p verdict' '1 0.9366465513545419 1.0676385863523854 _ fair'
	[ "$(cells g '' chi_square 1 value p reason)" = '_ _ every row has the same outcome' ]
	[ "$(cells g '' demographic_parity 1 difference ratio reason)" = '0 1 all rates are equal' ]
	call seg-audit-bias -q --group=g --segment=o all.tsv
	[ "$(cells g '' cramers_v '' value reason)" = '_ every row has the same segment' ]
	{ rows 1 'g o' && rows 40 'a 0' && rows 40 'b 0'; } >none.tsv
	call seg-audit-bias -q --group=g --outcome=o --favourable=0 none.tsv
	is g b four_fifths 0 'ratio verdict' '1 fair'
}

@test "empty cells and groups of one row give words, never nan or inf" {
	{ rows 1 'g h o' && rows 40 'a x 1' && rows 40 'b y 0' && rows 1 'c z 1' && rows 1 'd z 0'; } >zero.tsv
	call seg-audit-bias -q --group=g,h --outcome=o --segment=h zero.tsv
	exits 0
	grep -Ei '(^|	)-?(nan|inf)' "$OUT" && fail 'nan or inf is printed'
	awk -F '\t' 'NF != 17 { exit 1 }' "$OUT"
	[ "$(cells g b four_fifths 1 ratio ratio_lower verdict)" = '0 0 unfair' ]
	[ "$(cells g c four_fifths 1 n ratio verdict reason)" = '1 1 cannot tell too_small (n < 30); about 46 rows would tell' ]
	[ "$(cells g b membership_rate x value ratio ratio_lower verdict)" = '0 0 0 unfair' ]
}

@test "rows come in byte order of group_by, group, metric and outcome, names as they stand" {
	{ rows 1 'B a o' && rows 1 'é x\\ty 1' && rows 1 'z x 0' && rows 1 '10 _ 1' && rows 1 '9 _ 0'; } >order.tsv
	call seg-audit-bias -q --group=a,B --outcome=o order.tsv
	cut -f 1-4 "$OUT" | sed 1d >keys
	LC_ALL=C sort -t "$(printf '\t')" -k 1,1 -k 2,2 -k 3,3 -k 4,4 keys | cmp - keys
	cut -f 1-2 keys | uniq >groups
	tsv 'B _' 'B 10' 'B 9' 'B z' 'B é' 'a _' 'a x' 'a x\ty' | cmp - groups
}

@test "the order of the rows, threads and blocks do not show" {
	local options=(-q '--group=g,h' --outcome=o --label=y --segment=s --intersect=2)
	awk 'BEGIN { OFS = "\t"; print "g", "h", "o", "y", "s"
		for (i = 0; i < 60000; i++)
			print "g" i * 7919 % 31, i * 104729 % 13, i * i % 7 < 3 ? "yes" : "no", i * i % 11 < 4 ? 1 : 0, "s" i * 31 % 7
	}' >many.tsv
	call seg-audit-bias -j 1 "${options[@]}" many.tsv
	exits 0
	cp "$OUT" once
	for n in 2 5; do
		call seg-audit-bias -j "$n" "${options[@]}" many.tsv
		same once "$OUT"
	done
	{ head -1 many.tsv && tail -n +2 many.tsv | tac; } >reversed.tsv
	call seg-audit-bias "${options[@]}" reversed.tsv
	same once "$OUT"
}

@test "a header without rows gives the header and nothing else" {
	printf 'g\to\ts\n' >header.tsv
	call seg-audit-bias --group=g --outcome=o --segment=s header.tsv
	exits 0
	says_nothing
	prints <<<'group_by	group	metric	outcome	n	value	lower	upper	reference	difference	ratio	ratio_lower	ratio_upper	p	p_adjusted	verdict	reason'
}

@test "--list prints the metrics with their formulas, without reading rows" {
	call seg-audit-bias --list
	exits 0
	says_nothing
	[ "$(cut -f 1 "$OUT" | paste -s -d ' ')" = \
		"$(sed 's/\t.*//' "$OUT" | LC_ALL=C sort | sed '/^metric$/d; 1i metric' | paste -s -d ' ')" ]
	[ "$(wc -l <"$OUT")" -eq 61 ]
	awk -F '\t' 'NF != 5 { exit 1 } NR > 1 && $3 !~ /^(never|ratio|gap)$/ { exit 1 }' "$OUT"
	cut -f 1 "$OUT" | sed 1d >names
	while read -r metric; do
		grep -qE "^\.It Li ([a-z_0-9]+ , )*$metric( |$)" "$ROOT/man/seg-audit-bias.1" || fail "$metric is not in the manual page"
	done <names
	call sh -c 'seg-audit-bias --list >/dev/full'
	exits 4
}

@test "what is missing or makes no sense is wrong usage" {
	loans >loans.tsv
	call seg-audit-bias loans.tsv
	exits 2
	says "seg-audit-bias: --group: name the columns whose values are the groups" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g loans.tsv
	exits 2
	says "seg-audit-bias: --outcome, --segment, --score, --value, --proxies or --population: say what is to be audited" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g --segment=o --outcome=o loans.tsv
	exits 2
	says "seg-audit-bias: --outcome and --segment: the same column 'o'" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g --segment=o --favourable=yes loans.tsv
	exits 2
	says "seg-audit-bias: --favourable: wants --outcome" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g --segment=o --label=o loans.tsv
	exits 2
	says "seg-audit-bias: --label: wants --outcome or --score, which is compared with it" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g --outcome=o --label=o loans.tsv
	exits 2
	says "seg-audit-bias: --outcome and --label: the same column 'o'" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g --outcome=o --predicted=yes loans.tsv
	exits 2
	says "seg-audit-bias: --predicted: wants --label and --outcome" "Try 'seg-audit-bias --help'."
	call seg-audit-bias --group=g,g --outcome=o loans.tsv
	exits 2
	says "seg-audit-bias: --group: 'g' is named twice" "Try 'seg-audit-bias --help'."
	for bad in --confidence=1 --confidence=nan --min-n=-1 --min-n=1.5 --adjust=bonferroni --intersect=0 --intersect=5; do
		call seg-audit-bias --group=g --segment=o "$bad" loans.tsv
		exits 2
		prints_nothing
	done
}
