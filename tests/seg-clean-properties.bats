#!/usr/bin/env bats
# seg-clean on generated tables and on any bytes: what must be so whatever comes in. Every seed is printed when it fails.
# shellcheck disable=SC2154 # `called` is of helper.bash
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	printf 'column\trule\targument\n' >r.rules
	printf '%s\t%s\t%s\n' id trim '' id type id id required '' day type 'date dmy' day required '' money type 'money .' \
		money required '' qty type 'integer .' note trim '' kind enum 'a,b,c' '*' expr 'qty < 90 or kind = "a"' >>r.rules
}

# A table of 300 rows by a seed: clean cells, dirty ones, quotes, line ends, letters beyond ASCII.
orders() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		print "id,day,money,qty,note,kind"
		split("x|\"a, b\"|\"two\nlines\"|\"say \"\"hi\"\"\"| é |back\\slash||tab\there", note, "|")
		for (i = 0; i < 300; i++) {
			day = rand() < .9 ? sprintf("%02d/%02d/2026", 1 + rand() * 28, 1 + rand() * 12) : rand() < .5 ? "32/01/2026" : "2026-03-04"
			money = rand() < .8 ? sprintf("%.2f", rand() * 1000 - 100) : rand() < .5 ? "\"$1,240.50\"" : rand() < .5 ? "" : "x"
			printf "%s,%s,%s,%s,%s,%s\n", rand() < .97 ? i : "", day, money, int(rand() * 100), note[1 + int(rand() * 8)],
				substr("abcd", 1 + int(rand() * 4), 1)
		} }'
}

@test "a second cleaning by the same rules changes nothing and rejects nothing" {
	local seed
	for seed in 1 2 3 4 5 6; do
		orders $seed >in.csv
		call seg-clean -q --rules=r.rules in.csv
		exits 0
		cp "$OUT" once.tsv
		call seg-clean -q --rules=r.rules --rejects=r.tsv --stats=s.tsv once.tsv
		exits 0
		same once.tsv "$OUT"
		[ "$(wc -l <r.tsv)" -eq 1 ] || fail "seed $seed"
	done
}

@test "trim leaves the words that sed leaves, wherever two blanks stand in a cell of any length" {
	awk 'BEGIN { print "n\ttext"
		for (n = 1; n <= 24; n++) for (i = 1; i <= n; i++) for (j = i; j <= n; j++) {
			text = ""
			for (k = 1; k <= n; k++) text = text (k == i || k == j ? " " : substr("abcdefghijklmnopqrstuvwxyz", k, 1))
			print n "\t" text
		} }' >in.tsv
	sed -E 's/\t +/\t/; s/ +$//; s/ +/ /g' in.tsv >expected
	printf 'column\trule\targument\ntext\ttrim\t\n' >trim.rules
	call seg-clean -q --rules=trim.rules in.tsv
	exits 0
	same expected "$OUT"
}

@test "columns in another order give the same rows in that order, and the same rejects" {
	local seed
	for seed in 1 2 3 4 5 6; do
		orders $seed >in.csv
		call seg-clean -q --rules=r.rules --rejects=r.tsv in.csv
		exits 0
		awk -F'\t' -v OFS='\t' '{ print $5, $3, $6, $1, $4, $2 }' "$OUT" >expected
		# the same table with its columns moved, made by the tool itself from cells that nothing is done to
		seg-clean -q in.csv | awk -F'\t' -v OFS='\t' '{ print $5, $3, $6, $1, $4, $2 }' >moved.tsv
		call seg-clean -q --rules=r.rules --rejects=moved-r.tsv moved.tsv
		exits 0
		same expected "$OUT"
		# lines of the file differ where a cell has several: of each reason there are as many
		diff <(cut -f3-6 r.tsv | sort) <(cut -f3-6 moved-r.tsv | sort) || fail "seed $seed"
	done
}

@test "rows and money are conserved: what comes out and what is rejected is what came in, to the cent" {
	local seed
	for seed in 1 2 3 4 5 6; do
		orders $seed >in.csv
		call seg-clean -q --rules=r.rules --rejects=r.tsv --stats=s.tsv in.csv
		exits 0
		awk -F'\t' '{ n[$1] = $2 } END { exit n["rows_in"] != 300 || n["rows_in"] != n["rows_out"] + n["rows_rejected"] }' s.tsv ||
			fail "seed $seed"
		[ "$(tail -n +2 r.tsv | cut -f2 | sort -u | wc -l)" -eq "$(awk -F'\t' '$1 == "rows_rejected" { print $2 }' s.tsv)" ] ||
			fail "seed $seed: not every rejected row is in the rejects once or more"
		{ seg-clean -q in.csv | tail -n +2 | cut -f3; } | tr -d '$,' | awk '/^-?[0-9.]+$/ { n += int($1 * 100 + ($1 < 0 ? -.5 : .5)) } END { print n + 0 }' >in
		{ tail -n +2 "$OUT" | cut -f3
			tail -n +2 r.tsv | sort -t "$(printf '\t')" -k2,2n -u | cut -f7 >records
			# a record stands in the rejects as it came: with its line ends escaped
			{ head -1 in.csv; awk '{ gsub(/\\n/, "\n"); gsub(/\\t/, "\t"); gsub(/\\\\/, "\\"); print }' records; } | seg-clean -q --from=csv | tail -n +2 | cut -f3
		} | tr -d '$,' | awk '/^-?[0-9.]+$/ { n += int($1 * 100 + ($1 < 0 ? -.5 : .5)) } END { print n + 0 }' >out
		same in out
	done
}

@test "the same bytes for any threads and chunks, with rules too" {
	local seed
	for seed in 1 2 3; do
		orders $seed >in.csv
		call seg-clean -q -j1 --rules=r.rules --rejects=r1.tsv - <in.csv
		exits 0
		cp "$OUT" one.tsv
		call seg-clean -q -j4 --rules=r.rules --rejects=r4.tsv - < <("$BUILD/tests/dribble" <in.csv)
		same one.tsv "$OUT"
		same r1.tsv r4.tsv
	done
}

# Bytes that tables are made of, and any others.
bytes() {
	awk -v seed="$1" 'BEGIN {
		srand(seed); n = split("\"|,|\n|\r\n|;|\t|a|1.50|03/04/2026|é|\\|\\N|-|$|  |\"\"|#|\357\273\277|\377", piece, "|")
		for (i = int(rand() * 120); i > 0; i--) printf "%s", rand() < .9 ? piece[1 + int(rand() * n)] : sprintf("%c", int(rand() * 256))
	}'
}

@test "any bytes in: an exit status of 0 to 3, and never a signal" {
	local seed
	for seed in $(seq 240); do
		{ [ $((seed % 2)) -eq 0 ] || printf 'a,b,c\n'; bytes "$seed"; } >in
		case $((seed % 6)) in
		0) call seg-clean -q in ;;
		1) call seg-clean -q --profile=auto in ;;
		2) call seg-clean -q --header=a,b,c --fill=a=median,b=mode --outlier=c:iqr3=cap in ;;
		3) call seg-clean -q --header=order_id,amount --hygiene=all --rejects=r.tsv in ;;
		4) call seg-clean -q --from=tsv --check in ;;
		5) call seg-clean -q --map=order_date=a --key=a --keep=last --cell-lines=2 in ;;
		esac
		[ "$status" -le 3 ] || fail "seed $seed: exit $status" "$called" "$(head -3 "$ERR")"
	done
}
