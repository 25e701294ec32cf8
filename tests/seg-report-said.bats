#!/usr/bin/env bats
# seg-report: what is left out, cannot be told or has nothing to show is said.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# 60 customers of October in three segments, with two orders each: one in their month, one in October.
make_shop() {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "orders", "spend", "mean_order", "recency_days", "tenure_days", "first_order", "last_order", "segment"
		for (i = 1; i <= 60; i++)
			printf "c%02d\t2\t%d\t%.1f\t%d\t200\t2025-%02d-03\t2025-10-%02d\t%s\n", i, i * i, i * i / 2 + i % 4, i % 9, 1 + i % 6, 30 - i % 9, (i % 3 ? (i % 3 == 2 ? "B" : "C") : "A") }' >s.tsv
	awk -F '\t' -v OFS='\t' 'NR == 1 { print "customer_id", "order_date", "amount"; next }
		{ print $1, $7, $3 / 4; print $1, $8, $3 * 3 / 4 }' s.tsv >o.tsv
}

# --- days ---

@test "orders after --as-of are counted, and a table of customers of a later day is noticed" {
	make_shop
	call seg-report --orders=o.tsv --as-of=2025-06-30 s.tsv
	exits 0
	says 'seg-report: o.tsv: 60 of 120 rows are after --as-of=2025-06-30: left out' \
		'seg-report: s.tsv: last_order: orders up to 2025-10-30, after --as-of=2025-06-30: what is said of customers is of a later day than what is said of orders; seg-features --as-of=2025-06-30 makes them one'
	call seg-report --orders=o.tsv --as-of=2020-01-01 s.tsv
	exits 0
	says_like 'o.tsv: 120 of 120 rows are after --as-of=2020-01-01: left out'
	call seg-report --orders=o.tsv --as-of=2025-10-30 s.tsv
	exits 0
	says_nothing
	call seg-report -q --orders=o.tsv --as-of=2025-06-30 s.tsv
	says_nothing
}

@test "what a hidden month brought is not blank as if it had not happened" {
	# 40 customers began in January; 3 of them came again in March, and 20 in each other month: their revenue up to March is
	# not told.
	{
		tsv 'customer_id order_date amount' 'old 2024-12-01 1'
		for i in $(seq 10 49); do
			printf 'c%d\t2025-01-05\t10\n' "$i"
			[ "$i" -lt 30 ] && printf 'c%d\t2025-02-05\t10\nc%d\t2025-04-05\t10\n' "$i" "$i"
			[ "$i" -lt 13 ] && printf 'c%d\t2025-03-05\t10\n' "$i"
			printf 'd%d\t2025-02-06\t10\n' "$i"
			[ "$i" -lt 30 ] && printf 'd%d\t2025-03-06\t10\nd%d\t2025-04-06\t10\n' "$i" "$i"
		done
		printf 'old\t2025-04-30\t1\n'
	} >o.tsv
	seg-features -q o.tsv | sed 's/$/\tA/; 1s/A$/segment/' >s.tsv
	seg-report -q --format=tsv --section=cohorts --cohort=month --orders=o.tsv s.tsv >table
	seg-report -q --format=html --section=cohorts --cohort=month --orders=o.tsv s.tsv >page
	awk -F '\t' 'NR > 1 && $1 != "all but the first" && $13 == "" && $4 !~ /</ { n++ } END { print n }' table >hidden
	[ "$(cat hidden)" -ge 1 ] || fail "nothing is hidden: $(cat table)"
	sed -n '/Revenue per customer so far/,/<\/table>/p' page >revenue
	[ "$(grep -o '…</td>' revenue | wc -l)" -eq "$(cat hidden)" ] || fail "$(cat hidden) are not told: $(cat revenue)"
	grep -q '<caption>.* …: not told, as it would give a small count away.</caption>' revenue || fail "$(grep caption revenue)"
}

# --- one figure, one name ---

@test "the average order of a segment, and that of its typical customer, have names of their own" {
	make_shop
	seg-report -q --section=kpis,personas s.tsv >text
	[ "$(grep -c '^Average order  ' text)" -eq 1 ] || fail "$(grep 'verage order' text)"
	grep -q '^  Own average order  ' text || fail "no card is about mean_order: $(cat text)"
	grep -q '^  Average order' text && fail "a card has the name of the key figure"
	seg-report -q --format=html --section=personas s.tsv | grep -q '>Own average order<'
}

@test "the headline of an audit says first what is most of it" {
	make_shop
	local n=0
	audit() {
		printf 'group_by\tgroup\tmetric\toutcome\tn\tvalue\tratio\tratio_lower\tratio_upper\treference\tverdict\treason\n'
		printf 'country\tR\tfour_fifths\tx\t500\t0.5\t1\t\t\tR\t\tthe reference\n'
		for v in "$@"; do printf 'country\t%s\tfour_fifths\tx\t500\t0.5\t1\t0.9\t1.1\tR\t%s\t\n' "$((n += 1))" "${v/_/ }"; done
	}
	audit fair cannot_tell cannot_tell >audit.tsv
	call seg-report -q --section=audit --audit=audit.tsv s.tsv
	exits 0
	grep -q '^In 2 of 3 comparisons we cannot tell; the other one is fair\. Of 3 comparisons' "$OUT" || fail "$(cat "$OUT")"
	audit fair fair cannot_tell cannot_tell cannot_tell >audit.tsv
	seg-report -q --section=audit --audit=audit.tsv s.tsv | grep -q '^In 3 of 5 comparisons we cannot tell; the other 2 are fair\. '
	audit fair fair cannot_tell >audit.tsv
	seg-report -q --section=audit --audit=audit.tsv s.tsv | grep -q '^Every group we can judge is treated fairly; in 1 of 3 comparisons we cannot'
}

# --- nothing to show ---

@test "a section that is asked for and has nothing to show says what it needs" {
	make_shop
	call seg-report --section=moves,votes,segments s.tsv
	exits 0
	says 'seg-report: --section=moves: nothing to show: it needs --previous, and so many customers in both files that small counts can be hidden' \
		'seg-report: --section=votes: nothing to show: it needs --votes'
	call seg-report --format=tsv --section=stability s.tsv
	says 'seg-report: --section=stability: nothing to show: it needs --traits, and segments of --min-cell customers'
	call seg-report --section=lifecycle s.tsv
	says 'seg-report: --section=lifecycle: drawn in personas: name that, or take --format=tsv'
	call seg-report --format=tsv --section=lifecycle s.tsv
	says_nothing
	call seg-report s.tsv
	says_nothing
	head -1 s.tsv >none.tsv
	call seg-report --section=moves none.tsv
	says_nothing
	grep -q 'There are no customers' "$OUT"
}

# Every section that can be named has something to show, or says why not.
@test "no section is a bare title without a word" {
	make_shop
	local section format
	seg-report --section=nothing s.tsv 2>&1 | sed -n 's/.*there are: //p' | tr ' ' '\n' >sections
	[ "$(wc -l <sections)" -ge 20 ]
	while read -r section; do
		for format in text markdown tsv; do
			call seg-report --format=$format --section="$section" s.tsv
			exits 0
			case $format in
			text) [ "$(wc -l <"$OUT")" -gt 3 ] || says_like "section=$section: (nothing to show: |drawn in )" ;;
			markdown) grep -q '^##' "$OUT" || says_like "section=$section: (nothing to show: |drawn in )" ;;
			tsv) [ "$(wc -l <"$OUT")" -gt 1 ] || says_like "section=$section: nothing to show: " ;;
			esac
			grep -q '(null)' "$ERR" && fail "$(cat "$ERR")"
		done
	done <sections
	true
}

# --- rows and names ---

@test "rows that repeat an id are counted once, in any order, and the report stays what it is" {
	make_shop
	{ cat s.tsv && sed -n '2,4p' s.tsv && sed -n '2p' s.tsv; } >twice.tsv
	call seg-report --format=tsv twice.tsv
	exits 0
	says 'seg-report: twice.tsv:62: customer_id: 4 rows repeat an id; one row per customer is expected (seg-features makes them)'
	[ "$(awk -F '\t' 'NR > 1 { n += $2 } END { print n }' "$OUT")" = 64 ]
	{ head -1 twice.tsv && tail -n +2 twice.tsv | LC_ALL=C sort; } >sorted.tsv
	call seg-report --format=tsv sorted.tsv
	says 'seg-report: sorted.tsv:3: customer_id: 4 rows repeat an id; one row per customer is expected (seg-features makes them)'
	{ head -1 s.tsv && tail -n +2 s.tsv | sort -R --random-source=/dev/zero; } >shuffled.tsv
	call seg-report --format=tsv shuffled.tsv
	says_nothing
	# Whose row it is may be missing more than once.
	sed 's/^c[12]./_/; s/^_//' s.tsv >missing.tsv
	call seg-report --format=tsv missing.tsv
	says_nothing
	call seg-report --format=tsv -C "$(head -1 s.tsv | tr '\t' ',')" <(tail -n +2 twice.tsv)
	says_nothing
}

@test "a name of --actions or --names that no segment has is said once" {
	make_shop
	tsv 'segment action' 'A Write' 'Recent Call' 'Old Call' >actions.tsv
	call seg-report --section=segments --actions=actions.tsv s.tsv
	exits 0
	says "seg-report: actions.tsv:3: segment: no customer is in the segment 'Recent', nor in 1 other of this file"
	tsv 'segment name' 'A Loyal' 'b Rare' >names.tsv
	call seg-report --section=segments --names=names.tsv s.tsv
	exits 0
	says "seg-report: names.tsv: segment: no customer is in the segment 'b'"
	# The customers of before may be in it still; the files beside them may have either name.
	sed 's/\tA$/\tb/' s.tsv >before.tsv
	tsv 'segment action' 'A Write' 'Loyal Write' >actions.tsv
	call seg-report --section=segments --names=names.tsv --previous=before.tsv --actions=actions.tsv s.tsv
	exits 0
	says_nothing
}

@test "a segment with an escape in its name has its costs" {
	make_shop
	sed 's/\tA$/\tA\\\\B/' s.tsv >escaped.tsv
	printf 'segment\tacquisition\nA\\\\B\t1\n' >costs.tsv
	call seg-report -q --costs=costs.tsv escaped.tsv
	exits 0
}

# --- forms ---

@test "an output whose name ends in a form that is not written here is refused, with what to write" {
	make_shop
	call seg-report -o report.pdf s.tsv
	exits 2
	says "seg-report: --output: no .pdf is written here: write a page, as in -o report.html, and print it" "Try 'seg-report --help'."
	call seg-report -o Report.XLSX s.tsv
	exits 2
	says "seg-report: --output: no .xlsx is written here: write a table, as in -o report.tsv, which spreadsheets open" "Try 'seg-report --help'."
	call seg-report -o report.docx s.tsv
	exits 2
	says "seg-report: --output: no .docx is written here: write a page, as in -o report.html, which word processors open" "Try 'seg-report --help'."
	[ ! -e report.pdf ] && [ ! -e Report.XLSX ] && [ ! -e report.docx ]
	call seg-report -q --format=text -o report.pdf s.tsv # who names the form has it
	exits 0
	call seg-report -q -o pdf s.tsv
	exits 0
}
