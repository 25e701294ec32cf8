#!/usr/bin/env bats
# seg-report: what do I tell people?
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# 12 customers: 6 Regulars, 5 Rare, one without a segment.
small_shop() {
	tsv 'customer_id orders spend recency_days segment' \
		'a 4 100.10 1 Regulars' 'b 5 200.20 2 Regulars' 'c 6 300.30 3 Regulars' \
		'd 7 400.40 4 Regulars' 'e 8 500.50 5 Regulars' 'f 9 600.60 6 Regulars' \
		'g 1 10 70 Rare' 'h 1 20 80 Rare' 'i 1 30.5 90 Rare' 'j 2 _ 100 Rare' 'k 1 -4 110 Rare' \
		'l 1 7 300 _'
}

# 360 customers in three segments whose spend falls, for a curve.
large_shop() {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "orders", "spend", "recency_days", "segment"
		for (i = 1; i <= 360; i++)
			print "c" i, 1 + i % 4, int(100000 / i) / 100 + 3, i, i <= 60 ? "Best" : i <= 180 ? "Middle" : "Small" }'
}

# The text of a page: no markup, no style, characters in place of references.
page_text() {
	perl -0777 -pe 's/<style>.*?<\/style>//s; s/<[^>]*>/\n/g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#39;/\x27/g; s/&amp;/&/g' "$1"
}

@test "the table has one row per segment, in byte order, money exact" {
	small_shop >s.tsv
	call seg-report --format=tsv --min-cell=1 s.tsv
	exits 0
	says_nothing
	# Medians and sums by hand: 2102.10 + 56.5 + 7 = 2165.6; the missing spend is in no median. Intervals of the shares:
	# Cochran (1977), section 2.11, of the eleven with a spend, in numpy.
	tsv 'segment customers share spend spend_share spend_share_lower spend_share_upper median_recency_days median_orders median_spend' \
		'Rare 5 0.4166666666666667 56.5 0.026089767270040636 -0.013091759454958156 0.06527129399503942 90 1 15' \
		'Regulars 6 0.5 2102.1 0.9706778721832287 0.9295734770408643 1.011782267325593 3.5 6.5 350.35' \
		'no@segment 1 0.08333333333333333 7 0.003232360546730698 -0.003465624109591352 0.009930345203052748 300 1 7' | tr @ ' ' | prints
}

@test "counts under --min-cell are told as such, their shares, money and medians not" {
	small_shop >s.tsv
	call seg-report --format=tsv --min-cell=6 s.tsv
	exits 0
	tsv 'segment customers share spend spend_share spend_share_lower spend_share_upper median_recency_days median_orders median_spend' \
		'Rare <6 _ _ _ _ _ _ _ _' \
		'Regulars 6 0.5 2102.1 0.9706778721832287 0.9295734770408643 1.011782267325593 3.5 6.5 350.35' \
		'no@segment <6 _ _ _ _ _ _ _ _' | tr @ ' ' | prints
	call seg-report --format=html --min-cell=6 s.tsv
	exits 0
	page_text "$OUT" | grep -Eq '^(56\.|57|15\.00)' && fail "a hidden figure is in the page"
	page_text "$OUT" | grep -qx '<6' || fail "the page does not say <6"
}

@test "every order of rows and number of threads gives the same bytes" {
	large_shop >s.tsv
	seg-report --format=html s.tsv >usual
	{ head -1 s.tsv && tail -n +2 s.tsv | sort -R --random-source=/dev/zero; } >shuffled.tsv
	for threads in 1 4; do
		call seg-report --format=html -j "$threads" shuffled.tsv
		exits 0
		same usual "$OUT"
	done
}

@test "a header alone is a report that nobody is there" {
	small_shop | head -1 >s.tsv
	call seg-report s.tsv
	exits 0
	grep -q 'There are no customers' "$OUT"
	call seg-report --format=html s.tsv
	exits 0
	grep -q 'There are no customers' "$OUT"
	call seg-report --format=tsv s.tsv
	exits 0
	tsv 'segment customers share spend spend_share spend_share_lower spend_share_upper median_recency_days median_orders median_spend' | prints
}

@test "without a segment column the report is by rfm_segment, and says so" {
	small_shop | sed '1s/segment/rfm_segment/' >s.tsv
	call seg-report --format=tsv s.tsv
	exits 0
	says "seg-report: no column 'segment': reporting by rfm_segment (--segment chooses another)"
	grep -q '^Regulars' "$OUT"
	call seg-report --segment=segment s.tsv
	exits 2
	says_like "no column 'segment'"
}

@test "without recency, orders and spend the typical customer is the first three columns of numbers" {
	tsv 'customer_id age word x y z segment' 'a 30 u 1 2 3 A' 'b 40 v 3 2 1 A' >s.tsv
	call seg-report --format=tsv --min-cell=1 s.tsv
	exits 0
	says 'seg-report: no column recency_days, orders or spend: the typical customer is shown by age, x, y' \
		"seg-report: no column 'spend': nothing is said of revenue (--value names one)"
	tsv 'segment customers share spend spend_share spend_share_lower spend_share_upper median_age median_x median_y' 'A 2 1 _ _ _ _ 35 2 2' | prints
}

@test "--value names what a customer brings" {
	tsv 'customer_id margin segment' 'a 3 A' 'b 1 A' >s.tsv
	call seg-report --format=tsv --value=margin --min-cell=1 s.tsv
	exits 0
	says_nothing
	tsv 'segment customers share margin margin_share margin_share_lower margin_share_upper median_recency_days median_orders median_margin' 'A 2 1 4 1 1 1 _ _ 2' | prints
	call seg-report --value=margn s.tsv
	exits 2
	says_like "did you mean 'margin'"
}

@test "-C: no header in or out, missing as \\N" {
	small_shop | tail -n +2 >rows
	call seg-report --format=tsv --min-cell=1 -C customer_id,orders,spend,recency_days,segment <rows
	exits 0
	says_nothing
	printf '%s\n' 'Rare 5 0.4166666666666667 56.5 0.026089767270040636 -0.013091759454958156 0.06527129399503942 90 1 15' \
		'Regulars 6 0.5 2102.1 0.9706778721832287 0.9295734770408643 1.011782267325593 3.5 6.5 350.35' 'no@segment 1 0.08333333333333333 7 0.003232360546730698 -0.003465624109591352 0.009930345203052748 300 1 7' |
		tr ' @' '\t ' | prints
}

@test "the suffix of the output decides the form, and --format over it" {
	large_shop >s.tsv
	seg-report -o r.html s.tsv && [ "$(head -c 15 r.html)" = '<!DOCTYPE html>' ]
	seg-report -o r.tsv s.tsv && head -1 r.tsv | grep -q '^segment	'
	seg-report -o r.txt s.tsv && [ "$(head -c 15 r.txt)" = 'CUSTOMER REPORT' ]
	seg-report --format=tsv -o r.html s.tsv && same r.tsv r.html
}

@test "bought again has Wilson's interval" {
	# 81 of 263 at 95%: 0.2553 to 0.3662 (Newcombe 1998, Statistics in Medicine 17, table I, method 3).
	awk 'BEGIN { print "customer_id\torders\tsegment"; for (i = 0; i < 263; i++) print i "\t" 1 + (i < 81) "\tA" }' >s.tsv
	call seg-report -q --format=tsv --section=overview --confidence=0.95 s.tsv
	exits 0
	[ "$(awk '$1 == "bought_again" { printf "%.4f %.4f", $3, $4 }' "$OUT")" = '0.2553 0.3662' ]
}

@test "every section is a table" {
	large_shop >s.tsv
	for section in findings overview segments grid concentration methods; do
		call seg-report --format=tsv --section=$section s.tsv
		exits 0
		awk -F '\t' 'NR == 1 { n = NF } NF != n || NR == 1 && NF < 2 { exit 1 } END { exit NR < 2 }' "$OUT" ||
			fail "$section is no table"
	done
}

@test "the curve is what sorting and adding up gives" {
	large_shop >s.tsv
	call seg-report --format=tsv --section=concentration s.tsv
	exits 0
	tail -n +2 s.tsv | cut -f3 | sort -gr | awk '{ sum += $1; at[NR] = sum } END { for (k = 1; k <= NR; k++) printf "%d %.9f\n", k, at[k] / sum }' >expected
	tail -n +2 "$OUT" | awk '{ printf "%d %.9f\n", $2, $4 }' >got
	[ "$(wc -l <got)" -gt 20 ]
	grep -vxFf expected got && fail "points that are not on the curve"
	true
}

@test "every number in text and page is a number of the table, rounded once" {
	large_shop >s.tsv
	seg-report --format=tsv s.tsv |
		awk -F '\t' 'function percent(x) { return x < 0.0095 ? sprintf("%.1f%%", 100 * x) : sprintf("%.0f%%", 100 * x) }
			function money(x) { return x < 99.995 ? sprintf("%.2f", x) : x < 999.5 ? sprintf("%.0f", x) : "?" }
			NR > 1 { print $1, $2, percent($3), percent($5), sprintf("%.0f", $8), $9, money($10) }' |
		sort >expected
	call seg-report s.tsv
	sed -n '/^SEGMENTS/,/^The last\|^Last order/p' "$OUT" | grep -E '^[A-C] ' |
		sed -E 's/^[A-C] //; s/[▏▎▍▌▋▊▉█]+//g; s/ +/ /g' | sort >text
	same expected text
	call seg-report --format=html s.tsv
	grep -oE '<tr role="row" class="g.*</tr>' "$OUT" | sed -E 's/<span class="(tag|vh)">[^<]*<\/span>//g; s/<[^>]*>/ /g; s/ +/ /g; s/^ | $//g' | sort >page
	same expected page
}

@test "the policy of the page has the hash of its style sheet, and there is nothing else to run or load" {
	large_shop >s.tsv
	call seg-report --format=html s.tsv
	exits 0
	perl -0777 -ne 'print $1 if /<style>(.*?)<\/style>/s' "$OUT" | perl -MDigest::SHA=sha256_base64 -0777 -ne 'print sha256_base64($_), "=\n"' >digest
	grep -qF "style-src 'sha256-$(cat digest)'" "$OUT" || fail "the hash is not $(cat digest)"
	grep -Ei '<(script|link|img|iframe|object|embed|base|form)|<[^>]* (style|src|on[a-z]+)=|url\(|@import|https?:' "$OUT" &&
		fail "the page has something to run or load"
	[ "$(wc -c <"$OUT")" -lt 100000 ]
}

# Elements open and close in pairs, and no id is there twice.
well_formed() {
	perl -0777 -ne 's/<style>.*?<\/style>|<!DOCTYPE html>//gs; my @open; my %id;
		while (/<(\/?)([a-z0-9]+)((?:\s+[a-zA-Z0-9-]+(?:="[^"<]*")?)*)\s*(\/?)>|([<>])/g) {
			die "stray $5 before: ", substr($_, pos, 60), "\n" if defined $5;
			my ($end, $name, $attributes, $self) = ($1, $2, $3, $4);
			while ($attributes =~ /\bid="([^"]*)"/g) { die "id $1 twice\n" if $id{$1}++ }
			next if $self || $name =~ /^(meta|br|col)$/;
			if (!$end) { push @open, $name } else { my $was = pop @open; die "$was closed as $name\n" if $was ne $name }
		}
		die "open: @open\n" if @open' "$1"
}

@test "the page is well formed" {
	large_shop >s.tsv
	call seg-report --format=html --title='A & B <"shop">' s.tsv
	well_formed "$OUT" || fail "not well formed"
	small_shop >s.tsv
	call seg-report --format=html s.tsv
	well_formed "$OUT" || fail "not well formed"
}


@test "a currency is 8 columns at most" {
	small_shop >s.tsv
	call seg-report -q --currency=12345678 s.tsv
	exits 0
	call seg-report --currency='dollars and cents' s.tsv
	exits 2
	prints_nothing
	says "seg-report: --currency: 8 columns at most, not 'dollars and cents': take the sign or the code" "Try 'seg-report --help'."
}

@test "payloads in names, title and currency show as text and do nothing" {
	local payload i n=0
	while IFS= read -r payload; do
		{
			printf 'customer_id\tspend\tsegment\n'
			for i in 1 2 3 4 5 6; do printf '%s\t%s\t%s\n' "$i" "$((i * 10))" "$payload"; done
		} >s.tsv
		call seg-report -q --format=html --title="$payload" --currency="${payload:0:8}" s.tsv
		exits 0
		well_formed "$OUT" || fail "$payload breaks the page"
		page_text "$OUT" | grep -qF -- "$payload" || fail "$payload is not shown as it is"
		grep -Eqi '<(script|img|iframe|object|embed|form|input|base|link|video|marquee|template)[ >/]|<[^>"]* on[a-z]+=' "$OUT" &&
			fail "$payload is markup"
		call seg-report -q --title="$payload" s.tsv
		exits 0
		n=$((n + 1))
	done <"$ROOT/tests/cases/seg-report-html.txt"
	[ "$n" -ge 40 ] || fail "only $n payloads"
}

# Bytes a terminal obeys: C0 but for the line end, DEL, C1 in UTF-8, bidi controls, zero-width spaces; or no UTF-8 at all.
obeyed() {
	perl -e 'local $/; $_ = <STDIN>; utf8::decode($_) or exit 0;
		exit !/[\x00-\x09\x0b-\x1f\x7f-\x9f\x{200b}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]/'
}

@test "nothing that a terminal obeys comes out of names, titles, columns and labels" {
	local payload bytes cell i n=0 form
	while IFS= read -r payload; do
		# shellcheck disable=SC2059 # the payloads are written as printf has them
		bytes=$(printf "$payload")
		cell=$(printf '%s' "$bytes" | tr -d '\r\n\t' | LC_ALL=C sed 's/\\/\\\\/g' | iconv -c -f UTF-8 -t UTF-8) || true
		{
			printf 'customer_id\tspend\tx%s\tsegment\n' "$cell"
			for i in 1 2 3 4 5 6; do printf '%s\t%s\t%s\t%s\n' "$i" "$((i * 10))" "$i" "$cell"; done
		} >s.tsv
		printf 'segment\taction\n%s\t%s\n' "$cell" "$cell" >actions.tsv
		for form in text markdown html json; do
			call seg-report -q --format="$form" --title="$bytes" --currency="${bytes:0:8}" --actions=actions.tsv s.tsv
			exits 0
			tr -d '\t' <"$OUT" | obeyed && fail "$payload comes out as $form"
		done
		n=$((n + 1))
	done <"$ROOT/tests/cases/seg-report-terminal.txt"
	[ "$n" -ge 20 ] || fail "only $n payloads"
}

@test "no escape sequence, control or bidi character of a name reaches terminal or page" {
	printf 'customer_id\tspend\tsegment\n' >s.tsv
	for i in 1 2 3 4 5 6; do
		printf '%s\t%s\t%b\n' $i $i '\033[31mred\033]0;title\007 \302\233 \342\200\256evil\342\201\246 \\\\n \177 \360\237\230\200' >>s.tsv
	done
	for format in text html; do
		call seg-report -q --format=$format s.tsv
		exits 0
		LC_ALL=C grep -P '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$OUT" &&
			fail "a control character is in the $format"
		iconv -f UTF-8 -t UTF-8 "$OUT" >/dev/null || fail "the $format is not UTF-8"
		grep -q 'red\]0;title' "$OUT" || grep -q '\[31mred' "$OUT" || fail "the text of the name is lost"
	done
}

@test "no line of text is wider than 80 columns, whatever the names" {
	{
		printf 'customer_id\tspend\torders\trecency_days\tsegment\n'
		for i in 1 2 3 4 5 6; do
			printf '%s\t123456789.5\t1234567\t99999\t%s\n' $i 'お客様セグメント名がとても長い場合の表示確認用の文字列です日本語日本語日本語日本語日本語日本語日本語日本語'
			printf '%s\t-987654.25\t3\t1\tone-very-long-word-without-any-blank-that-goes-on-and-on-for-ninety-characters-or-so-and-on\n' $i$i
			printf '%s\t7\t3\t1\tZoe\314\210 & Cie\n' $i$i$i
		done
	} >s.tsv
	call seg-report --title="$(printf 'x%.0s' {1..300})" --currency='Rupees' s.tsv
	exits 0
	# Columns counted by perl's own tables: wide characters two, marks none.
	perl -CSD -ne 'chomp; my $n = () = /\P{Mn}/g; $n += () = /[\p{EA=W}\p{EA=F}]/g; if ($n > 80) { print "$n: $_\n"; $bad = 1 } END { exit $bad }' "$OUT"
	grep -q '…' "$OUT" || fail "no name is cut"
}

@test "names over 60 characters end in an ellipsis" {
	name=$(printf 'n%.0s' {1..61})
	{ printf 'customer_id\tsegment\n' && for i in 1 2 3 4 5; do printf '%s\t%s\n' $i "$name"; done; } >s.tsv
	call seg-report -q --format=html s.tsv
	grep -q ">n\{59\}…</bdi>" "$OUT" || fail "not cut to 60"
	call seg-report -q --format=tsv s.tsv
	grep -q "^$name	" "$OUT" || fail "the table has the whole name"
}

@test "what cannot be added up is named with its place" {
	small_shop | sed '3s/200.20/200,20/' >s.tsv
	call seg-report s.tsv
	exits 3
	prints_nothing
	says "seg-report: s.tsv:3: spend: not an amount: '200,20'"
}

@test "wrong usage is exit 2" {
	small_shop >s.tsv
	for wrong in --min-cell=0 --min-cell=x --confidence=2 --section=nothing --section= --cohort=month --as-of=2026-01-01 \
		'--orders=x.tsv --cohort=year' --format=pdf --value=share; do
		# shellcheck disable=SC2086 # options, parted by blanks
		call seg-report $wrong s.tsv
		exits 2
		prints_nothing
	done
}

@test "--section draws those sections and no others" {
	large_shop >s.tsv
	call seg-report --section=concentration,methods s.tsv
	exits 0
	[ "$(grep -cE '^(OVERVIEW|SEGMENTS|CONCENTRATION|METHODS)$' "$OUT")" -eq 2 ]
}

@test "online retail: revenue, concentration and repeat buyers are the published ones" {
	need_data online-retail/online-retail.csv.gz
	seg-clean -q --profile=online-retail <(zcat "$SEG_DATA/online-retail/online-retail.csv.gz") | seg-features -q >f.tsv
	call seg-report -q --format=tsv --section=overview f.tsv
	exits 0
	# 4,372 customers, net sales of identified customers: issue 2; 65.6%: counted with awk.
	grep -qx "customers	4372		" "$OUT"
	grep -qx "revenue	8300065.814		" "$OUT"
	grep -qx "customers_who_bought_again	$(awk -F '\t' 'NR > 1 && $4 >= 2' f.tsv | wc -l)		" "$OUT"
}

@test "a section that is none is refused with the list of those there are" {
	small_shop >s.tsv
	call seg-report --section=segments,sgements s.tsv
	exits 2
	says "seg-report: --section: no section 'sgements'; there are: findings overview months segments stability kpis personas lifecycle segment_months actions grid cohorts second_order log_rank moves concentration votes audit forecast calibration gains methods" "Try 'seg-report --help'."
}

@test "every link of a page leads somewhere" {
	large_shop >s.tsv
	awk 'BEGIN { OFS = "\t"; print "customer_id", "order_date", "amount"; for (i = 1; i <= 900; i++) print "c" i % 300, sprintf("2025-%02d-%02d", i % 9 + 1, i % 28 + 1), i % 50 + 1 }' >o.tsv
	awk 'BEGIN { OFS = "\t"; print "customer_id", "orders", "spend", "recency_days", "segment"; for (i = 0; i < 300; i++) print "c" i, 3, i, i, i % 3 }' >p.tsv
	seg-report -q --format=html --orders=o.tsv --previous=p.tsv p.tsv >page
	grep -o 'href="#[^"]*"' page | sed 's/href="#//; s/"//' | sort -u >links
	[ "$(wc -l <links)" -ge 8 ] || fail "only $(wc -l <links) links"
	while read -r id; do grep -q " id=\"$id\"" page || fail "nothing is called $id"; done <links
}
