#!/usr/bin/env bats
# seg-audit-bias: the whole pipe on real people, and what chance alone does.

load helper
load audit

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "adult: clusters made from age, schooling and hours are not spread evenly over sexes" {
	need_data fairness/adult/adult.data.gz
	{
		printf 'customer_id\tage\tyears\thours\trace\tsex\n'
		gzip -dc "$SEG_DATA"/fairness/adult/adult.data.gz "$SEG_DATA"/fairness/adult/adult.test.gz |
			awk -F ', *' -v OFS='\t' 'NF == 15 { print ++n, $1, $5, $13, $9, $10 }'
	} >people.tsv
	call sh -c 'seg-cluster -q -k 4 --features=age,years,hours people.tsv | tee segments.tsv |
		seg-audit-bias --group=sex,race --segment=segment'
	exits 0
	says_nothing
	[ "$(awk -F '\t' '$1 == "sex" && $3 == "membership_rate" { n += $5 * $6 } END { printf "%.0f\n", n }' "$OUT")" = 48842 ]
	# every share, counted by hand
	awk -F '\t' 'NR == FNR { if (FNR > 1) { n[$6]++; k[$6 "\t" $7]++ }; next }
		$1 == "sex" && $3 == "membership_rate" { seen++; d = $6 - k[$2 "\t" $4] / n[$2]; if (d * d > 1e-24) exit 1 }
		END { exit seen != 8 }' segments.tsv "$OUT"
	awk -F '\t' '$1 == "sex" && $16 == "unfair" { n++ } END { exit n < 2 }' "$OUT"
}

@test "adult: the further numbers are repaired, the more alike a model of them selects women and men" {
	need_data fairness/adult/adult.data.gz
	gzip -dc "$SEG_DATA/fairness/adult/adult.data.gz" | awk -F ', *' -v OFS='\t' '
		BEGIN { print "customer_id", "age", "years", "hours", "gain", "sex", "income" }
		NF == 15 { print sprintf("P%05d", NR), $1, $5, $13, $11, $10, $15 }' >adult.tsv
	local level
	for level in 0 0.5 1; do
		seg-audit-bias -q --group=sex --proxies=age,years,hours,gain --write-repairs=repairs.tsv --repair-level="$level" -o gives-away.tsv adult.tsv
		awk -F '\t' -v OFS='\t' 'NR == FNR { to[$2, $3, $4] = $6; next }
			FNR == 1 { split($0, name) }
			FNR > 1 { for (i = 2; i <= 5; i++) $i = to[$6, name[i], $i] }
			{ print }' repairs.tsv adult.tsv |
			seg-predict -q --train=logistic --target=income --positive='>50K' --features=age,years,hours,gain -M model.seg |
			awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "p_income") c = i } { print $0 "\t" (NR == 1 ? "chosen" : $c >= 0.3) }' |
			seg-audit-bias -q --group=sex --outcome=chosen |
			awk -F '\t' '$2 == "Female" && $3 == "four_fifths" { print $11, $16 }' >>got
	done
	# women are chosen 0.61, 0.74 and 0.90 times as often as men
	awk '{ want = "unfair"; if (NR == 3) want = "fair" } $1 <= before || $2 != want { exit bad = 1 } { before = $1 }
		END { exit bad || NR != 3 }' got || fail "$(cat got)"
}

@test "groups that mean nothing: no more runs with a false alarm than promised" {
	# 60 runs with a chance of 0.1 each, and two standard errors more: 10. Of 1,000 runs of another 600 rows, 55 had one.
	local run alarms=0
	for run in {1..60}; do
		awk -v seed="$run" 'BEGIN { srand(seed); OFS = "\t"; print "g", "o", "y"
			for (i = 0; i < 600; i++) { o = rand() < 0.35; print substr("aaaabbbccd", 1 + int(10 * rand()), 1), o, rand() < 0.3 ? !o : o } }' |
			seg-audit-bias -q -j 1 --group=g --outcome=o --label=y >audit.tsv
		! cut -f 16 audit.tsv | grep -qx unfair || alarms=$((alarms + 1))
	done
	[ "$alarms" -le 10 ] || fail "$alarms of 60 runs alarm"
}

@test "a plant of one third less is found in groups of 400, and none is found where there is none" {
	awk 'BEGIN { OFS = "\t"; print "g", "h", "o"
		for (i = 0; i < 800; i++) print i % 2 ? "a" : "b", i < 400 ? "x" : "y", (i % 2 ? i % 20 < 10 : i % 30 < 10) }' >plant.tsv
	call seg-audit-bias -q --group=g,h --outcome=o plant.tsv
	is g b four_fifths 1 'ratio verdict' '0.675 unfair' # 135 of 400 over 200 of 400
	[ "$(awk -F '\t' '$1 == "h" && $16 == "unfair"' "$OUT")" = '' ]
}
