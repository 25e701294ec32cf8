#!/usr/bin/env bats
# seg-report: what is drawn are the numbers of the tables, and nothing shows how they were made. All sections at once, on
# the coffee club of examples/subscription.
load helper

setup_file() {
	cp -R "$ROOT/examples/subscription" "$BATS_FILE_TMPDIR/club"
	cd "$BATS_FILE_TMPDIR/club" || return
	make -s >/dev/null 2>&1
	seg-features -q --as-of=2025-06-30 orders.tsv | seg-cluster -q -k 4 -o before.tsv
	awk -F '\t' -v OFS='\t' '{ print $0, NR == 1 ? "p_stay" : (NR * 7919 % 997) / 997, NR == 1 ? "stay" : NR * 104729 % 1009 / 1009 < (NR * 7919 % 997) / 997 ? "yes" : "no" }' \
		segments.tsv >now.tsv
}

setup() {
	cd "$BATS_FILE_TMPDIR/club" || return
}

# Everything that can be given, written as FORM from the customers in FILE.
everything() {
	local form=$1 file=$2
	shift 2
	seg-report -q --title='Coffee club' --currency=€ --orders=orders.tsv --previous=before.tsv --votes=votes.tsv --traits=traits.tsv \
		--metrics=metrics.tsv --audit=audit.tsv --costs=costs.tsv --kpi='p90=p90(spend)' --format="$form" "$@" "$file"
}

@test "all sections are there" {
	everything json now.tsv >all.json
	perl -MJSON::PP -0777 -ne '$s = decode_json($_)->{sections}; print map { "$_\n" } grep { !@{ $s->{$_} } } sort keys %$s' all.json >empty
	[ ! -s empty ] || fail "nothing in: $(paste -sd' ' empty)"
}

@test "every number in text, Markdown and page is a number of the tables, rounded once" {
	everything json now.tsv >all.json
	for form in text markdown html; do everything "$form" now.tsv >"all.$form"; done
	perl "$ROOT/tests/cases/seg-report-numbers.pl" all.json all.text all.markdown all.html || fail "numbers from elsewhere"
	# and another number would be seen: each of three digits or more gets another last digit, and most are found out
	perl -CSD -Mutf8 -pe 's/(?<![\w.,])(\d{3,}|\d+\.\d+)(?=%| |$)/my $n = $1; $n =~ s{(\d)$}{($1 + 3) % 10}e; $n/ge' all.text >changed
	perl "$ROOT/tests/cases/seg-report-numbers.pl" all.json changed >seen || true
	[ "$(wc -l <seen)" -gt "$(($(diff all.text changed | grep -c '^>') / 2))" ] || fail "of many wrong numbers only $(wc -l <seen) are seen"
}

@test "the same bytes twice, for any number of threads and any order of rows in all files" {
	local form file
	mkdir -p other && cp ./*.tsv other
	for file in now orders before votes traits metrics costs; do
		{ head -1 "$file.tsv" && tail -n +2 "$file.tsv" | sort -R --random-source=/dev/zero; } >"other/$file.tsv"
	done
	for form in text markdown html json tsv; do
		everything "$form" now.tsv -j1 >once
		everything "$form" now.tsv -j4 | cmp - once || fail "$form differs by threads"
		(cd other && everything "$form" now.tsv) | cmp - once || fail "$form differs by the order of rows"
	done
}
