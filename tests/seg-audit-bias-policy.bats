#!/usr/bin/env bats
# seg-audit-bias: a policy as a gate, and how p-values are adjusted.

load helper
load audit

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	scores >scores.tsv
}

audit() {
	call seg-audit-bias --group=g --outcome=o --favourable=1 --label=y --positive=1 --predicted=1 "$@" scores.tsv
}

@test "--policy: a breach is exit 1, and the rows are written all the same" {
	audit
	exits 0
	cp "$OUT" without
	tsv 'metric bound severity' 'accuracy 0.8 error' 'false_positive_rate 0.8 warning' >policy.tsv
	audit --policy=policy.tsv
	exits 0
	says_nothing
	same without "$OUT"
	tsv 'metric bound severity' 'false_negative_rate 0.8 error' >policy.tsv
	audit --policy=policy.tsv
	exits 1
	says "seg-audit-bias: policy: breach: false_negative_rate of g = 'b': unfair: the ratio is above 1.25, and not by chance"
	same without "$OUT"
	audit -q --policy=policy.tsv
	exits 1
	says_nothing
	tsv 'metric bound severity' 'false_negative_rate 0.8 warning' >policy.tsv
	audit --policy=policy.tsv
	exits 0
	says "seg-audit-bias: policy: warning: false_negative_rate of g = 'b': unfair: the ratio is above 1.25, and not by chance"
}

@test "--policy: strict wants everything fair, the other severities bear doubt" {
	tsv 'metric bound' 'true_negative_rate 0.8' >policy.tsv
	audit --policy=policy.tsv
	exits 0
	tsv 'metric bound severity' 'true_negative_rate 0.8 strict' >policy.tsv
	audit --policy=policy.tsv
	exits 1
	says_like "policy: breach: true_negative_rate of g = 'c': cannot tell: too_small \(n < 30\)"
}

@test "--policy: bounds replace four-fifths, and give gaps a verdict" {
	tsv 'metric bound' 'false_negative_rate 0.1' 'equalized_odds 0.6' 'demographic_parity 0.05' 'equal_opportunity 0.3' >policy.tsv
	audit --policy=policy.tsv
	exits 1
	says "seg-audit-bias: policy: breach: demographic_parity of g: unfair: lowest: b; highest: a; left out as too_small (n < 30): 1 group; above 0.05, and not by chance" \
		"seg-audit-bias: policy: breach: equal_opportunity of g: unfair: lowest: b; highest: a; left out as too_small (n < 30): 1 group; above 0.3, and not by chance"
	[ "$(cells g b false_negative_rate 1 verdict reason)" = 'fair the whole interval of the ratio is within 0.1 to 10' ]
	[ "$(cells g '' equalized_odds 1 verdict)" = 'fair' ]
	[ "$(cells g '' demographic_parity 1 verdict)" = 'unfair' ]
	tsv 'metric bound' 'equalized_odds 0.4' >policy.tsv
	audit --policy=policy.tsv
	exits 0
	[ "$(cells g '' equalized_odds 1 verdict)" = 'cannot tell' ]
}

@test "--policy: many breaches are counted after ten" {
	{ rows 1 'g o' && rows 100 'a 1' && for g in b c d e f h i j k l m n; do rows 50 "$g 0"; done; } >scores.tsv
	printf 'metric\tbound\nfour_fifths\t0.8' >policy.tsv # hand-made, without the last line end
	call seg-audit-bias --group=g --outcome=o --favourable=1 --policy=policy.tsv scores.tsv
	exits 1
	[ "$(wc -l <"$ERR")" -eq 11 ]
	tail -1 "$ERR" | grep -qx 'seg-audit-bias: policy: and 2 more'
}

@test "--policy: a file that cannot be used is said with its place" {
	printf 'metric\tbound\n' >policy.tsv
	audit --policy=policy.tsv
	exits 3
	says 'seg-audit-bias: policy.tsv: no policy in it: lines of metric, bound and severity are expected'
	printf 'metric\tbound\nfour_fifth\t0.8\n' >policy.tsv
	audit --policy=policy.tsv
	exits 3
	says "seg-audit-bias: policy.tsv:2: metric: no metric 'four_fifth': see --list"
	printf 'metric\tbound\ncramers_v\t0.8\n' >policy.tsv
	audit --policy=policy.tsv
	exits 3
	says "seg-audit-bias: policy.tsv:2: metric: 'cramers_v' has no verdict: see --list"
	printf 'metric\tbound\nfour_fifths\t1.25\n' >policy.tsv
	audit --policy=policy.tsv
	exits 3
	says "seg-audit-bias: policy.tsv:2: bound: not a number above 0 and at most 1: '1.25'"
	printf 'metric\tbound\tseverity\nfour_fifths\t0.8\tfatal\n' >policy.tsv
	audit --policy=policy.tsv
	exits 3
	says "seg-audit-bias: policy.tsv:2: severity: not error, strict or warning: 'fatal'"
	printf 'metric\tbound\nfour_fifths\t0.8\nfour_fifths\t0.9\n' >policy.tsv
	audit --policy=policy.tsv
	exits 3
	says "seg-audit-bias: policy.tsv:3: 'four_fifths' is there twice"
	printf 'what\tbound\n' >policy.tsv
	audit --policy=policy.tsv
	exits 3
	audit --policy=none.tsv
	exits 4
	prints_nothing
	printf 'metric\tbound\nmembership_rate\t0.8\n' >policy.tsv
	audit --policy=policy.tsv
	exits 2
	says "seg-audit-bias: policy.tsv: membership_rate needs --segment"
}

@test "--adjust: Holm, Benjamini and Hochberg, or as they are" {
	loans >loans.tsv
	# of the p 5.67e-11, 3/2 0.00354 and 3/2 6.38e-12: multipletests(method='fdr_bh')
	call seg-audit-bias -q --group=g --outcome=o --adjust=bh loans.tsv
	is g '' chi_square yes p_adjusted 8.500485453374589e-11
	is g b four_fifths yes p_adjusted 0.005316341798240959
	is g c four_fifths yes p_adjusted 2.8699057471268648e-11
	call seg-audit-bias -q --group=g --outcome=o --adjust=none loans.tsv
	is g b four_fifths yes p_adjusted 0.0035442278654939726
	call seg-audit-bias -q --group=g --outcome=o --adjust=sidak loans.tsv
	exits 2
	says "seg-audit-bias: --adjust: not holm, bh or none: 'sidak'" "Try 'seg-audit-bias --help'."
}

@test "a gate in a Makefile: what is unfair stops the build" {
	printf 'metric\tbound\nfalse_negative_rate\t0.8\n' >policy.tsv
	printf 'release: audit.tsv\n\ttouch $@\naudit.tsv: scores.tsv policy.tsv\n\tseg-audit-bias -q --group=g --outcome=o --label=y --policy=policy.tsv -o $@.new $<\n\tmv $@.new $@\n' >Makefile
	call make -s release
	exits 2
	[ ! -e release ]
	[ -s audit.tsv.new ] # what stopped it can be read
	printf 'metric\tbound\nfour_fifths\t0.5\n' >policy.tsv
	call make -s release
	exits 0
	[ -e release ]
}
