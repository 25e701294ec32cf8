#!/usr/bin/env bats
# seg-features: what must hold of small tables (reliability.md, section 5), each made up anew: SEG_CASES of them, 25 without;
# .ci/run asks for 1,000. A case is a population of its own, with an as-of date of its own.
load helper

all='--set=+rhythm,windows,mix,calendar,trend,returns,totals'

# Makes every case N in N.base and its variants, and one line for it in `cases`: N, as-of date, the same later.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	seed=${SEG_SEED:-20261125}
	echo "# SEG_SEED=$seed SEG_CASES=${SEG_CASES:-25}" >&3
	awk -v s="$seed" -v cases="${SEG_CASES:-25}" '
		function chance(n) { return int(rand() * n) }
		function row(r, day, amount, order) { return part[r, 1] "\t" order "\t" day part[r, 3] "\t" amount "\t" part[r, 5] "\t" part[r, 6] }
		BEGIN {
			srand(s)
			split("31 28 31 30 31 30 31 31 30 31 30 31", most, " ")
			for (y = 2025; y < 2027; y++) for (m = 1; m <= 12; m++) for (d = 1; d <= most[m]; d++) date[n++] = sprintf("%d-%02d-%02d", y, m, d)
			kinds = split("tea,nut,,jam", kind, ",")
			head = "customer_id\torder_id\torder_date\tamount\tcategory\tquantity"
			for (c = 1; c <= cases; c++) make(c)
		}
		function make(c,    rows, r, i, j, swap, later, as_of, dear, at) {
			rows = 1 + chance(30); later = 1 + chance(60); as_of = 200 + chance(400); dear = -1
			for (r = 0; r < rows; r++) {
				part[r, 1] = "k" chance(1 + rows / 3); part[r, 2] = chance(8) ? chance(20) : ""
				at = rand() < .9 ? int(as_of * rand()) : as_of + chance(60)
				part[r, "at"] = at
				part[r, 3] = chance(3) ? sprintf("T%02d:%02d:%02d", chance(24), chance(60), chance(60)) : ""
				part[r, "cents"] = chance(4) ? 1 + chance(500) * (1 + 9 * chance(20)) : chance(2) ? 500 : -1 - chance(900)
				part[r, 5] = kind[1 + chance(kinds)]; part[r, 6] = chance(5) ? 1 + chance(9) : ""
				if (part[r, "cents"] > 0 && at <= as_of) dear = r
				order[r] = r
			}
			for (i = rows - 1; i > 0; i--) { j = chance(i + 1); swap = order[i]; order[i] = order[j]; order[j] = swap }
			print head >(c ".base"); print head >(c ".shuffled"); print head >(c ".one"); print head >(c ".two"); print head >(c ".twice")
			print head >(c ".cents"); print head >(c ".later"); print head >(c ".more")
			for (i = 0; i < rows; i++) {
				r = i; at = part[r, "at"]; euros = sprintf("%.2f", part[r, "cents"] / 100)
				line = row(r, date[at], euros, part[r, 2])
				print line >(c ".base"); print line >(c (chance(2) ? ".one" : ".two"))
				print row(order[i], date[part[order[i], "at"]], sprintf("%.2f", part[order[i], "cents"] / 100), part[order[i], 2]) >(c ".shuffled")
				print line >(c ".twice")
				print row(r, date[at], euros, "copy" (part[r, 2] == "" ? date[at] : part[r, 2])) >(c ".twice")
				print row(r, date[at], part[r, "cents"], part[r, 2]) >(c ".cents")
				print row(r, date[at + later], euros, part[r, 2]) >(c ".later")
				print row(r, date[at], r == dear ? sprintf("%.2f", part[r, "cents"] / 100 + 1 + chance(300)) : euros, part[r, 2]) >(c ".more")
			}
			split("base shuffled one two twice cents later more", name, " ")
			for (i = 1; i <= 8; i++) close(c "." name[i])
			print c, date[as_of], date[as_of + later], dear < 0 ? "-" : part[dear, 1] >"cases"
		}'
	local c as_of moved # the case, and its two as-of dates
	while read -r c as_of moved _; do
		of() { seg-features -q "$all" --as-of="$as_of" "$@"; }
		of "$c".base >>base.tsv || exit
		of "$c".shuffled >>shuffled.tsv
		of "$c".two "$c".one >>split.tsv
		{ of --partial "$c".two && of --partial "$c".one; } >states
		of --merge states >>parts.tsv
		of "$c".twice >>twice.tsv
		of "$c".cents >>cents.tsv
		of "$c".more >>more.tsv
		as_of=$moved
		of "$c".later >>later.tsv
	done <cases
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
}

# Reads base and another table side by side; a header begins each case. `fine(name, a, b)` is the test's.
beside() {
	paste base.tsv "$1".tsv | awk -F '\t' "$2"'
		function near(a, b) { return a - b <= 1e-12 * (a > 0 ? a : -a) + 1e-12 && b - a <= 1e-12 * (a > 0 ? a : -a) + 1e-12 }
		$1 == "customer_id" { n = split($0, name, "\t") / 2; cases++; next }
		{ for (i = 1; i <= n; i++) if (!fine(name[i], $i, $(n + i))) { print "case " cases ": " $1 ": " name[i] ": " $i " and " $(n + i); bad = 1 } }
		END { exit bad || cases != '"$(wc -l <cases)"' }' >report || fail "$(head -20 report)"
}

@test "4: the order of rows does not show" {
	cmp base.tsv shuffled.tsv
}

@test "6: orders split between two files, or two parts, are one table" {
	cmp base.tsv split.tsv
	cmp base.tsv parts.tsv
}

@test "7: an exact copy of all orders doubles counts and sums and keeps means, medians, days and scores" {
	beside twice 'function fine(name, a, b) {
		if (name ~ /^(orders|spend|revenue|refunds|refunded|rows|total|items|(orders|spend)_(before_|delta_)?[0-9]+d)$/) return near(2 * a, b)
		if (name ~ /^(recency_days|tenure_days|first_order|last_order|first_date|last_date|days_since_last|days_since_refund|[rfm]_score|rfm_segment|mean_order|median_order|max_order|spend_share|spend_class|spend_decile|cohort|return_rate|refund_share|top_category|(category|channel)_share_.*)$/)
			return a == b || (a ~ /^-?[0-9.e-]+$/ && near(a, b))
		return 1 }'
}

@test "8: money in cents gives the same segments and scores, a hundred times the sums" {
	beside cents 'function fine(name, a, b) {
		if (name ~ /^(spend|revenue|refunded|total|max_order|median_order|first_amount)$/) return near(100 * a, b)
		if (name ~ /^([rfm]_score|rfm_segment|orders|refunds|spend_class|spend_decile|stage|top_category)$/) return a == b
		return 1 }'
}

@test "9: all dates and the as-of date so many days later give the same recency, gaps, windows and stages" {
	beside later 'function fine(name, a, b) {
		return name ~ /^(first_order|last_order|first_date|last_date|stage_since|cohort)$|weekend|_share$|month|season|trend|slope|kendall|ewma|recent|night|morning|afternoon|evening|quarter|weekday|hour/ || a == b }'
}

@test "15: who spends more, with all else equal, has no lower score for money" {
	cut -d ' ' -f4 cases >dear.txt
	paste base.tsv more.tsv | awk -F '\t' 'NR == FNR { who[FNR] = $1; next }
		$1 == "customer_id" { n = split($0, name, "\t") / 2; for (i = 1; i <= n; i++) { if (name[i] == "m_score") m = i; if (name[i] == "spend") s = i }; cases++; next }
		$1 == who[cases] { seen++; if ($(n + s) <= $s || $(n + m) < $m) { print "case " cases ": " $m " then " $(n + m); bad = 1 } }
		END { exit bad || seen < cases * .8 }' dear.txt - >report || fail "$(head -20 report)"
}
