#!/usr/bin/env bats
# seg-clean on tables of cases: tests/cases/seg-clean-*.tsv hold what goes in and what must come out.
# shellcheck disable=SC2154 # `called` is of helper.bash
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cases=$BATS_TEST_DIRNAME/cases
}

@test "at least 250 cases are of bad input" {
	local n
	n=$(cat "$cases"/seg-clean-{values,rules,files}.tsv | awk -F'\t' '
		NF == 3 && $3 ~ /^!/ || NF == 2 && $2 != "said" || NF == 5 && $5 != "" && $5 != "said"' | wc -l)
	[ "$n" -ge 250 ] || fail "only $n"
}

# seg-clean-values.tsv: a rule, a cell, and `=` with the clean cell or `!` with the message that rejects it. All cells of
# one rule are the rows of one file.
@test "values: each is brought into its form, or rejected with its message" {
	local rule
	tail -n +2 "$cases/seg-clean-values.tsv" | cut -f1 | uniq >rules
	while IFS= read -r rule; do
		printf 'a\tb\n' >in.tsv
		RULE=$rule awk -F'\t' 'NR > 1 && $1 == ENVIRON["RULE"] {
			print $2 "\tx" >"in.tsv.rows"; line++
			if ($3 ~ /^=/) print substr($3, 2) "\tx" >"clean"
			else print (line + 1) "\t" substr($3, 2) >"said" }
			END { printf "" >>"clean"; printf "" >>"said" }' "$cases/seg-clean-values.tsv"
		cat in.tsv.rows >>in.tsv
		printf 'column\trule\targument\na\t%s\n' "${rule/ /$'\t'}" >r.rules
		call seg-clean -q --from=tsv --rules=r.rules --rejects=r.tsv in.tsv
		tail -n +2 "$OUT" | diff -u --label "expected of $rule" --label printed clean - || fail "$rule"
		tail -n +2 r.tsv | cut -f2,6 | diff -u --label "expected of $rule" --label rejected said - || fail "$rule"
		rm -f in.tsv.rows clean said
	done <rules
}

# seg-clean-rules.tsv: a rule that cannot be meant, and what is said of it.
@test "rules that cannot be meant are refused with what to say instead" {
	local rule said
	printf 'a,b\n1,2\n' >in.csv
	tail -n +2 "$cases/seg-clean-rules.tsv" >rules
	while IFS=$'\t' read -r rule said; do
		awk -v rule="$rule" 'BEGIN {
			print "column\trule\targument\tseverity"
			n = split(rule, w, " ")
			for (i = 4; i <= n && w[2] == "type"; i++) { w[3] = w[3] " " w[i]; w[i] = "" }
			print w[1] "\t" w[2] "\t" (w[3] == "_" ? "" : w[3]) "\t" w[4] }' >r.rules
		call seg-clean -q --rules=r.rules in.csv
		exits 2
		prints_nothing
		[ "$(head -1 "$ERR")" = "seg-clean: r.rules:2: $said" ] || fail "$rule" "$(cat "$ERR")" "not: $said"
	done <rules
}

# seg-clean-files.tsv: options, standard input and output as for printf %b (`*`: whatever), and what is said: of exit 0 the
# lines rejected with rule and message, parted by `; `, else the message.
@test "files: what comes out, the exit status and the message" {
	local options input status_expected output said
	tail -n +2 "$cases/seg-clean-files.tsv" | tr '\t' '\037' >files
	while IFS=$'\037' read -r options input status_expected output said; do
		printf '%b' "$input" >in
		# shellcheck disable=SC2086 # words
		call seg-clean -q $options --rejects=r.tsv - <in
		exits "$status_expected"
		[ "$output" = '*' ] || printf '%b' "$output" | prints
		if [ "$status_expected" -eq 0 ]; then
			tail -n +2 r.tsv | awk -F'\t' '{ printf "%s%s %s %s", sep, $2, $4, $6; sep = "; " }' >seen
			[ "$(cat seen)" = "$(printf '%s' "$said" | sed 's/\\\\\\\\/\\\\/g')" ] || [ "$(cat seen)" = "$said" ] ||
				fail "$called" "rejects: $(cat seen)" "not: $said"
		else
			case $said in
			'*'*) says_like "${said#?}" ;;
			*) [ "$(head -1 "$ERR")" = "seg-clean: $(printf '%b' "$said")" ] || fail "$called" "says $(cat "$ERR")" "not: $said" ;;
			esac
		fi
		rm -f r.tsv
	done <files
}

# seg-clean-real.tsv: a public file, options (`_`: none), exit status, rows out and rejected, what the file is, and what is
# said: the first line rejected, or the message.
@test "public messy files: each is cleaned as its authors mean it, or refused with the right place" {
	need_data messy/csvkit-examples messy/chardet messy/blns messy/restaurant messy/febrl
	local file options status_expected out rejected what said seen
	tail -n +2 "$cases/seg-clean-real.tsv" >files
	while IFS=$'\t' read -r file options status_expected out rejected what said; do
		[ "$options" != _ ] || options=
		rm -f r.tsv
		# shellcheck disable=SC2086 # words
		call seg-clean -q $options --rejects=r.tsv --stats=s.tsv "$SEG_DATA/messy/$file"
		exits "$status_expected"
		if [ "$status_expected" -eq 0 ]; then
			seen=$(awk -F'\t' '{ n[$1] = $2 } END { print n["rows_out"], n["rows_rejected"] }' s.tsv)
			[ "$seen" = "$out $rejected" ] || fail "$called ($what)" "rows out and rejected: $seen, not $out $rejected"
			seen=_
			[ "$rejected" -eq 0 ] || seen="line $(sed -n 2p r.tsv | cut -f2,6 | tr '\t' :)"
			[ "$seen" = "$said" ] || fail "$called ($what)" "rejects $seen, not $said"
		else
			grep -qF -- "$said" "$ERR" || fail "$called ($what)" "$(cat "$ERR")" "not: $said"
		fi
	done <files
}

# Hospital (dirty and clean, 1,000 rows; 509 cells are wrong): cases/hospital.rules were written from what the columns mean.
# What is right and yet named are cells that differ from a wrong one above them, which one-per takes for the value.
@test "hospital: the rules name 444 of the 509 wrong cells (recall .872), and 98 that are right (precision .819)" {
	need_data messy/hospital
	call seg-clean -q --rules="$cases/hospital.rules" --rejects=r.tsv "$SEG_DATA/messy/hospital/dirty.csv"
	exits 0
	call seg-clean -q "$SEG_DATA/messy/hospital/dirty.csv"
	cp "$OUT" dirty.tsv
	call seg-clean -q "$SEG_DATA/messy/hospital/clean.csv"
	awk -F'\t' '
		FILENAME == "dirty.tsv" { if (FNR == 1) for (i = 1; i <= NF; i++) name[i] = $i; for (i = 1; i <= NF; i++) dirty[FNR, name[i]] = $i; next }
		FILENAME != "r.tsv" { for (i = 1; i <= NF; i++) if (FNR > 1 && dirty[FNR, name[i]] != $i) { wrong[FNR, name[i]] = 1; all++ }; next }
		FNR > 1 && !seen[$2, $3]++ { named++; hits += (($2, $3) in wrong) }
		END { print all, named, hits }' dirty.tsv "$OUT" r.tsv >figures
	[ "$(cat figures)" = '509 542 444' ] || fail "wrong, named, named and wrong: $(cat figures)"
}
