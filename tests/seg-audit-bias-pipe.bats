#!/usr/bin/env bats
# seg-audit-bias at the end of the whole pipe, on public data: segments of Adult by sex and race, and a gate for churn
# predictions of Telco that stops a build.

load helper
load audit

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

@test "Adult: segments by age, education and hours are audited by sex and race" {
	need_data fairness/adult/adult.data.gz
	gzip -dc "$SEG_DATA"/fairness/adult/adult.data.gz | awk -F ', *' -v OFS='\t' '
		BEGIN { print "customer_id", "race", "sex", "age", "years", "hours" }
		NF == 15 { print sprintf("P%05d", NR), $9, $10, $1, $5, $13 }' >adult.tsv
	seg-cluster -q -k 4 --restarts=2 --stability=0 --features=age,years,hours -M model.seg adult.tsv >segments.tsv
	call seg-audit-bias -q --group=sex,race --segment=segment segments.tsv
	exits 0
	# every person is in one segment of one group
	for group in sex race; do
		[ "$(awk -F '\t' -v by="$group" '$1 == by && $3 == "total_variation" { n += $5 } END { print n }' "$OUT")" -eq 32561 ]
		[ "$(awk -F '\t' -v by="$group" '$1 == by && $3 == "membership_rate" { s[$2] += $6 }
			END { for (g in s) bad += (s[g] - 1) ^ 2 > 1e-20; print bad + 0 }' "$OUT")" -eq 0 ]
	done
	# whoever cuts people by the hours they work finds women and men in different segments
	[ "$(awk -F '\t' '$1 == "sex" && $16 == "unfair"' "$OUT" | wc -l)" -ge 1 ]
	# the same counted by hand
	awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ n[$at["sex"]]++; k[$at["sex"] FS $at["segment"]]++ }
		END { for (c in k) { split(c, p, FS); printf "sex\t%s\t%s\t%.12f\n", p[1], p[2], k[c] / n[p[1]] } }' segments.tsv | sort >wanted
	awk -F '\t' '$1 == "sex" && $3 == "membership_rate" && $6 > 0 { printf "sex\t%s\t%s\t%.12f\n", $2, $4, $6 }' "$OUT" | sort | cmp - wanted
}

@test "Telco: chances out of fold, a policy and a Makefile: the gate stops the build, and a milder policy lets it pass" {
	need_data telco/Telco-Customer-Churn.csv
	sed 's/\r$//; 1s/customerID/customer_id/' "$SEG_DATA/telco/Telco-Customer-Churn.csv" | tr , '\t' |
		awk -F '\t' -v OFS='\t' 'NR > 1 && $20 == " " { $20 = "" } { print }' >telco.tsv
	cat >Makefile <<-'END'
		.RECIPEPREFIX = >
		report.txt: audit.tsv
		> cut -f 2,3,16 audit.tsv | grep unfair | sort -u >$@
		audit.tsv: chances.tsv policy.tsv
		> seg-audit-bias --group=gender,SeniorCitizen --outcome=offer --favourable=yes --score=p_Churn \
		    --label=Churn --positive=Yes --predicted=yes --policy=policy.tsv -o $@ chances.tsv
		chances.tsv: telco.tsv
		> seg-predict -q --train=logistic --target=Churn --positive=Yes --gain=5 --cost=2 \
		    --features=tenure,Contract,InternetService,MonthlyCharges,PaymentMethod telco.tsv | \
		    sed '1s/\<decision\>/offer/' >$@
		.DELETE_ON_ERROR:
	END
	tsv 'metric bound severity' 'four_fifths 0.8 error' 'auc_gap 0.1 error' 'calibration_gap 0.2 warning' >policy.tsv
	call make -s
	[ "$status" -eq 2 ]
	says_like "^seg-audit-bias: policy: breach: four_fifths of SeniorCitizen = '0': unfair: the ratio is below 0.8, and not by chance"
	[ ! -e audit.tsv ]
	[ ! -e report.txt ]
	# what it says of gender, which hardly matters for leaving, breaches nothing
	grep -q 'policy: breach: .* of gender' "$ERR" && fail 'gender breaches the policy'
	tsv 'metric bound severity' 'auc_gap 0.1 error' 'calibration_gap 0.2 error' >policy.tsv
	call make -s
	exits 0
	[ -s report.txt ]
	[ "$(awk -F '\t' '$1 == "gender" && $3 == "auc_gap" { print $16 }' audit.tsv)" = fair ]
}
