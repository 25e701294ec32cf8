#!/usr/bin/env bats
# Two public data sets through the whole pipe: Online Retail (UCI) and CDNOW (Fader and Hardie, 2001).
# The expected counts and sums were published with the data or counted by other programs; sums are compared exactly,
# as whole thousandths, which awk's doubles hold up to 2^53.

load helper

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	if [ -e "$SEG_DATA/online-retail/online-retail.csv.gz" ]; then
		zcat "$SEG_DATA/online-retail/online-retail.csv.gz" >online-retail.csv
		seg-clean -q --profile=online-retail --rejects=rejects.tsv --stats=stats.tsv -o orders.tsv online-retail.csv || return
		seg-features -q orders.tsv >customers.tsv || return
		seg-cluster -q -k 4 -M model.seg customers.tsv >segments.tsv || return
	fi
	if [ -e "$SEG_DATA/cdnow/CDNOW_master.txt" ]; then
		seg-clean -q --profile=cdnow --rejects=cdnow-rejects.tsv --stats=cdnow-stats.tsv -o cdnow.tsv \
			"$SEG_DATA/cdnow/CDNOW_master.txt" || return
	fi
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
}

# The number that --stats wrote under a name.
stat() {
	awk -F '\t' -v name="$2" '$1 == name { print $2 }' "$1"
}

# sum FILE [CONDITION]: the column `amount` in thousandths, over rows for which the awk condition on t holds.
sum() {
	awk -F '\t' '
		NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
		{
			split($column["amount"], part, ".")
			minus = sub(/^-/, "", part[1])
			t = part[1] * 1000 + substr(part[2] "000", 1, 3)
			if (minus) t = -t
		}
		'"${2:-1}"' { sum += t }
		END { printf "%.0f\n", sum }' "$1"
}

is() {
	[ "$1" = "$2" ] || fail "$3: $1, not $2"
}

# Physical lines that the rejects name, each once.
rejected() {
	sed 1d "$1" | cut -f2 | sort -u | wc -l
}

@test "Online Retail: each of 541,909 rows is out or rejected" {
	need_data online-retail/online-retail.csv.gz
	is "$(stat stats.tsv rows_in)" 541909 'rows in'
	is "$(stat stats.tsv rows_out)" 406829 'rows out'
	is "$(stat stats.tsv rows_rejected)" 135080 'rows rejected'
	is "$(sed 1d orders.tsv | wc -l)" 406829 'rows of the file'
	is "$(rejected rejects.tsv)" 135080 'rows of the rejects'
}

@test "Online Retail: each rejected row has its line and its reason" {
	need_data online-retail/online-retail.csv.gz
	awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
		!($column["line"] > 1 && $column["rule"] != "" && $column["message"] != "") { exit 1 }' rejects.tsv ||
		fail 'a rejected row without its line or its reason'
}

@test "Online Retail: gross 8,911,407.904 and net 8,300,065.814 of identified customers" {
	need_data online-retail/online-retail.csv.gz
	is "$(sum orders.tsv 't > 0')" 8911407904 gross
	is "$(sum orders.tsv)" 8300065814 net
	is "$(awk -F '\t' 'NR > 1 && $NF == "sale"' orders.tsv | wc -l)" 397924 'sales, 40 of them for nothing'
	is "$(awk -F '\t' 'NR > 1 && $NF == "refund"' orders.tsv | wc -l)" 8905 refunds
	is "$(sum orders.tsv '$column["kind"] != (t < 0 ? "refund" : "sale")')" 0 'amounts of the wrong kind'
}

@test "Online Retail: money in is money out and money rejected, to the last thousandth" {
	need_data online-retail/online-retail.csv.gz
	local all=$BATS_TEST_TMPDIR/all.tsv rest=$BATS_TEST_TMPDIR/rest.tsv
	# The same rules, but a customer is not required; once for all rows, once for the records of the rejects.
	seg-clean --profile=online-retail --print-profile | grep -v "^customer_id	required" >"$BATS_TEST_TMPDIR/all.rules"
	call seg-clean -q --rules="$BATS_TEST_TMPDIR/all.rules" -o "$all" online-retail.csv
	exits 0
	is "$(sum "$all")" 9747747934 'money in'
	{
		head -1 online-retail.csv
		sed 1d rejects.tsv | sort -t "$(printf '\t')" -k2,2n -u |
			awk -F '\t' '{ gsub(/\\n/, "\n", $NF); gsub(/\\t/, "\t", $NF); gsub(/\\\\/, "\\", $NF); print $NF }'
	} >"$BATS_TEST_TMPDIR/rejected.csv"
	call seg-clean -q --rules="$BATS_TEST_TMPDIR/all.rules" -o "$rest" "$BATS_TEST_TMPDIR/rejected.csv"
	exits 0
	is "$(($(sum orders.tsv) + $(sum "$rest")))" 9747747934 'money out and rejected'
}

# What seg-features should say of dates, orders and spend, by awk from clean orders.
by_awk() {
	awk -F '\t' -v OFS='\t' '
		NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
		{
			id = $column["customer_id"]
			day = substr($column["order_date"], 1, 10)
			order = column["order_id"] ? $column["order_id"] : day
			split($column["amount"], part, ".")
			minus = sub(/^-/, "", part[1])
			t = part[1] * 1000 + substr(part[2] "000", 1, 3)
			spend[id] += minus ? -t : t
			if ($column["kind"] == "refund") next
			if (!(id in first) || day < first[id]) first[id] = day
			if (day > last[id]) last[id] = day
			if (!seen[id, order]++) orders[id]++
		}
		END { for (id in spend) print id, first[id], last[id], orders[id] + 0, spend[id] }' "$1" | sort
}

# The same columns of what it said, spend in thousandths.
by_seg() {
	sed 1d "$1" | cut -f1-5 | awk -F '\t' -v OFS='\t' '{
		split($5, part, ".")
		minus = sub(/^-/, "", part[1])
		$5 = part[1] * 1000 + substr(part[2] "000", 1, 3)
		if (minus) $5 = -$5
		print }'
}

@test "Online Retail: 4,372 customers, and awk finds the same dates, orders and spend for each" {
	need_data online-retail/online-retail.csv.gz
	is "$(sed 1d customers.tsv | wc -l)" 4372 customers
	by_awk orders.tsv >"$BATS_TEST_TMPDIR/awk.tsv"
	by_seg customers.tsv | diff "$BATS_TEST_TMPDIR/awk.tsv" - | head -10 | grep . && fail 'awk and seg-features differ'
	true
}

@test "Online Retail: the order of rows, threads and files does not show in the customers" {
	need_data online-retail/online-retail.csv.gz
	local t=$BATS_TEST_TMPDIR
	{ head -1 orders.tsv && sed 1d orders.tsv | sort -t "$(printf '\t')" -k3,3 -k5,5r; } >"$t/shuffled.tsv"
	call seg-features -q -j 3 "$t/shuffled.tsv"
	exits 0
	same customers.tsv "$OUT"
	{ head -1 orders.tsv && sed -n 2,200000p orders.tsv; } >"$t/one.tsv"
	{ head -1 orders.tsv && sed 1,200000d orders.tsv; } >"$t/two.tsv"
	call seg-features -q "$t/two.tsv" "$t/one.tsv"
	exits 0
	same customers.tsv "$OUT"
}

@test "Online Retail: the training rows get their segments back, byte for byte" {
	need_data online-retail/online-retail.csv.gz
	call seg-predict -q -m model.seg customers.tsv
	exits 0
	same segments.tsv <(all_but_last)
	call seg-predict -q -m model.seg segments.tsv
	exits 0
	same segments.tsv <(all_but_last)
	call seg-cluster -q -k 4 -j 3 -M "$BATS_TEST_TMPDIR/again.seg" customers.tsv
	exits 0
	same segments.tsv "$OUT"
	same model.seg "$BATS_TEST_TMPDIR/again.seg"
	is "$(sed 1d segments.tsv | awk -F '\t' '{ print $(NF - 1) }' | sort -u | wc -l)" 4 segments
}

@test "Online Retail: one pipe from the export to the page" {
	need_data online-retail/online-retail.csv.gz
	call bash -eo pipefail -c 'seg-clean --profile=online-retail online-retail.csv | seg-features |
		seg-cluster -k 4 -M "$1/m.seg" | seg-report --format=html' - "$BATS_TEST_TMPDIR"
	exits 0
	grep -q '^<!DOCTYPE html>' "$OUT" || fail 'no page'
	grep -Eq '(src|href)="?(https?:)?//' "$OUT" && fail 'the page asks other hosts'
	same model.seg "$BATS_TEST_TMPDIR/m.seg"
}

@test "Online Retail: the segments are audited by country" {
	need_data online-retail/online-retail.csv.gz
	local t=$BATS_TEST_TMPDIR
	awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; print "customer_id", "country"; next }
		!seen[$column["customer_id"]]++ { print $column["customer_id"], $column["country"] | "sort" }' orders.tsv >"$t/countries.tsv"
	call bash -eo pipefail -c 'seg-predict -q -m model.seg customers.tsv |
		join --header -t "$(printf "\t")" - "$1/countries.tsv" | seg-audit-bias --group=country --segment=segment' - "$t"
	exits 0
	# Everyone is in one segment of one country.
	is "$(awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
		$column["metric"] == "membership_rate" { people[$column["group"]] = $column["n"] }
		END { for (g in people) sum += people[g]; print sum }' "$OUT")" 4372 'people in the audit'
}

@test "CDNOW: each of 69,659 rows is out or rejected, and no cent is lost" {
	need_data cdnow/CDNOW_master.txt
	local in
	is "$(stat cdnow-stats.tsv rows_in)" 69659 'rows in'
	is "$(($(stat cdnow-stats.tsv rows_out) + $(rejected cdnow-rejects.tsv)))" 69659 'rows out and rejected'
	is "$(sed 1d cdnow.tsv | wc -l)" 69659 'rows of the file'
	in=$(sed 1d "$SEG_DATA/cdnow/CDNOW_master.txt" | tr -d '\r' |
		awk '{ split($4, part, "."); sum += part[1] * 1000 + substr(part[2] "000", 1, 3) } END { printf "%.0f\n", sum }')
	is "$(sum cdnow.tsv)" "$in" 'money out'
	is "$in" 2500315630 'money in'
}

@test "CDNOW: 23,570 customers, and awk finds the same dates, orders and spend for each" {
	need_data cdnow/CDNOW_master.txt
	call seg-features -q cdnow.tsv
	exits 0
	is "$(sed 1d "$OUT" | wc -l)" 23570 customers
	by_awk cdnow.tsv >"$BATS_TEST_TMPDIR/awk.tsv"
	by_seg "$OUT" | diff "$BATS_TEST_TMPDIR/awk.tsv" - | head -10 | grep . && fail 'awk and seg-features differ'
	true
}

@test "CDNOW: the file needs no profile, only names" {
	need_data cdnow/CDNOW_master.txt
	call seg-clean -q --delimiter=blank --map=order_date=date,quantity=number_of_cds,amount=dollar_value \
		"$SEG_DATA/cdnow/CDNOW_master.txt"
	exits 0
	seg-features -q "$OUT" >"$BATS_TEST_TMPDIR/mapped.tsv"
	seg-features -q cdnow.tsv | cmp - "$BATS_TEST_TMPDIR/mapped.tsv" || fail 'other customers'
}
