#!/bin/bash
# browser - pages of seg-report opened in headless Chromium, as people do: see look.js for what is asked of them.
#	make browser                 all pages
#	make browser LOOK=bakery     some: bakery subscription online-retail cdnow one bare large payloads
#	SHOTS=folder make browser    keeps a picture of each view
# playwright-core, axe-core and html-validate live outside the tree, in the versions of package.json.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail
export LC_ALL=C.UTF-8

here=tests/browser
BROWSER_HOME=${XDG_CACHE_HOME:-$HOME/.cache}/seg-browser
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
export BROWSER_HOME CHROMIUM
made=$BUILD/browser
mkdir -p "$BROWSER_HOME" "$made"
if ! cmp -s "$here/package.json" "$BROWSER_HOME/package.json" || [ ! -d "$BROWSER_HOME/node_modules/axe-core" ]; then
	echo "browser: installing into $BROWSER_HOME"
	cp "$here/package.json" "$BROWSER_HOME/"
	npm install --silent --no-audit --no-fund --prefix "$BROWSER_HOME"
fi
data=$(realpath -m "${SEG_DATA:-../shared/data}")

example() {
	rm -rf "${made:?}/$1"
	cp -R "examples/$1" "$made/"
	make -s -C "$made/$1" >/dev/null 2>&1
	cp "$made/$1/report.html" "$made/$1.html"
}

bakery() { example bakery; }
subscription() { example subscription; }
online-retail() { SEG_DATA=$data example online-retail; }
cdnow() { SEG_DATA=$data example cdnow; }

# One segment, and nothing but the customers.
one() {
	[ -e "$made/bakery/orders.tsv" ] || bakery
	seg-features -q "$made/bakery/orders.tsv" | seg-cluster -q -k 1 -o "$made/one.tsv"
	seg-report -q --segment=segment -o "$made/one.html" "$made/one.tsv"
}

# Segments without money, orders or days: most sections are missing.
bare() {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "age", "segment"; for (i = 0; i < 90; i++) print "c" i, 20 + i * 7 % 50, i % 9 ? i % 2 ? "North" : "South" : "" }' >"$made/bare.tsv"
	seg-report -q -o "$made/bare.html" "$made/bare.tsv"
}

# 12 segments, 36 cohorts.
large() {
	awk 'BEGIN { OFS = "\t"; print "customer_id", "order_date", "amount"
		for (i = 0; i < 3600; i++) for (k = 0; k <= i % 5; k++) {
			m = i % 36 + k * (1 + i % 3)
			if (m < 36) printf "c%04d\t%d-%02d-%02d\t%d.50\n", i, 2022 + int(m / 12), m % 12 + 1, 1 + i % 28, 5 + i * 7 % 90 } }' >"$made/large.tsv"
	seg-features -q "$made/large.tsv" | awk -F '\t' -v OFS='\t' 'NR == 1 { print $0, "segment"; next }
		{ print $0, "Customers of kind " substr($1, 2) % 12 }' >"$made/large-segments.tsv"
	awk -F '\t' -v OFS='\t' 'NR == 1 { print $0, "p_again", "again"; next } { i = substr($1, 2); p = (i * 7919 % 997) / 997; print $0, p, i * 104729 % 1009 / 1009 < p ? "yes" : "no" }' \
		"$made/large-segments.tsv" >"$made/large-chances.tsv"
	awk -F '\t' -v OFS='\t' 'NR > 1 { sub(/[0-9]+$/, substr($1, 2) % 7 ? substr($1, 2) % 12 : "3", $NF) } NR < 3000' "$made/large-segments.tsv" >"$made/large-before.tsv"
	printf 'metric\tvalue\tlow\thigh\nrate\t0.5\t0.48\t0.52\nauc\t0.83\t0.82\t0.85\ngain_10\t0.19\t0.18\t0.2\n' >"$made/large-metrics.tsv"
	seg-report -q --cohort=month --orders="$made/large.tsv" --previous="$made/large-before.tsv" --metrics="$made/large-metrics.tsv" \
		-o "$made/large.html" "$made/large-chances.tsv"
}

# Every payload in every place where data can stand.
payloads() {
	awk -v OFS='\t' 'BEGIN { print "customer_id", "orders", "spend", "recency_days", "tenure_days", "<img src=x onerror=window.pwned=1>", "segment" }
		{ gsub(/\t/, " "); for (i = 1; i <= 12; i++) print "c" NR "-" i, i, i * 10 + NR, i * 9, 400, i * NR, $0 }' \
		tests/cases/seg-report-html.txt >"$made/payloads.tsv"
	awk -v OFS='\t' 'BEGIN { print "segment", "action" } { gsub(/\t/, " "); print $0, $0 }' tests/cases/seg-report-html.txt >"$made/actions.tsv"
	awk -v OFS='\t' 'BEGIN { print "segment", "stability", "rule", "precision", "recall" } { gsub(/\t/, " "); print $0, 0.5, $0, 1, 1 }' \
		tests/cases/seg-report-html.txt >"$made/hostile-traits.tsv"
	awk -v OFS='\t' 'BEGIN { print "segment", "customers", "metric", "value", "low", "high" } { gsub(/\t/, " "); print $0, 12, $0, 1, 0, 2 }' \
		tests/cases/seg-report-html.txt >"$made/hostile-metrics.tsv"
	awk -v OFS='\t' 'BEGIN { print "k", "chosen", "place", "prediction_strength", "gap", "silhouette_macro" } { gsub(/\t/, " "); print NR, $0, 1, 1, 1, 1 }' \
		tests/cases/seg-report-html.txt >"$made/hostile-votes.tsv"
	seg-report -q --min-cell=1 --title="$(head -5 tests/cases/seg-report-html.txt)" --currency='"><b id=' \
		--kpi='<script>pwned()</script>=mode(segment)' --actions="$made/actions.tsv" --traits="$made/hostile-traits.tsv" \
		--metrics="$made/hostile-metrics.tsv" --votes="$made/hostile-votes.tsv" --previous="$made/payloads.tsv" \
		-o "$made/payloads.html" "$made/payloads.tsv"
}

pages=()
for page in ${LOOK:-bakery subscription online-retail cdnow one bare large payloads}; do
	"$page"
	pages+=("$made/$page.html")
done
[ -z "$SHOTS" ] || mkdir -p "$SHOTS"
node "$here/look.js" "${pages[@]}"
