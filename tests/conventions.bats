#!/usr/bin/env bats
# The contract that every tool keeps (DESIGN, section 3), run over every folder of cmd/.
#
# A tool is run on conventions/orders.tsv without arguments, unless conventions/<tool>.args says otherwise:
#	input=FILE     of conventions/
#	args=(...)     what a usual run is given; model.seg is there for tools that need one
#	typo=(...)     the same with the name of a column misspelt
#	from_everyone=  columns that need all customers: left out under -C
#	hand_made=yes  the input is not seg-tsv but what people export

# shellcheck disable=SC2030,SC2031,SC1090 # every_tool sets variables in a subshell, so that one tool cannot harm the next
load helper

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	cp "$BATS_TEST_DIRNAME"/conventions/*.tsv .
	[ ! -d "$ROOT/cmd/seg-cluster" ] ||
		seg-cluster -q -k 2 --features=orders,spend,recency_days -M model.seg customers.tsv >/dev/null || return
	localedef -i de_DE -f UTF-8 ./de_DE.UTF-8
	localedef -i tr_TR -f UTF-8 ./tr_TR.UTF-8
	mkdir bakery
	cp -R "$ROOT"/examples/bakery/. bakery
	make -s -C bakery
}

# Calls the function once for every tool, with $tool, $input, args, typo and hand_made set. An assertion exits.
every_tool() {
	local broken='' folder
	for folder in "$ROOT"/cmd/*/; do
		(
			tool=$(basename "$folder") input=orders.tsv args=() typo=(-i custmer_id) hand_made='' from_everyone=''
			call "$tool" --help
			grep -q -- --id "$OUT" || typo=()
			[ ! -e "$BATS_TEST_DIRNAME/conventions/$tool.args" ] || . "$BATS_TEST_DIRNAME/conventions/$tool.args"
			cd "$BATS_FILE_TMPDIR" || exit
			"$@"
			exit 0
		) || broken="$broken $(basename "$folder")"
	done
	[ -z "$broken" ] || fail "broken by:$broken"
}

# A usual run, to compare with.
usual() {
	call "$tool" "${args[@]}" "$@" "$input"
	exits 0
	cp "$OUT" "$BATS_TEST_TMPDIR/usual"
}

as_usual() {
	exits 0
	same "$BATS_TEST_TMPDIR/usual" "$OUT"
}

one_message() {
	[ "$(sed "s/^$tool: .*/line/" "$ERR")" = line ] || fail "$called" "does not say one line, but:" "$(head -5 "$ERR")"
}

# --- help, version, usage ---

help() {
	call "$tool" --help
	exits 0
	says_nothing
	head -1 "$OUT" | grep -q "^Usage: $tool " || fail "the help of $tool does not begin with its usage"
	awk 'length > 80' "$OUT" | grep . && fail "the help of $tool is wider than 80 columns"
	[ "$(wc -l <"$OUT")" -le 60 ] || fail "the help of $tool is no single screen: $(wc -l <"$OUT") lines"
	head -n 16 "$OUT" | grep -q "^  .*$tool " || fail "the help of $tool does not begin with examples"
	grep -q '^  -o, --output=FILE ' "$OUT" || fail "the help of $tool lacks options"
	cp "$OUT" "$BATS_TEST_TMPDIR/usual"
	call "$tool" -h
	as_usual
	call "$tool" --full-help
	exits 0
	grep -vxFf "$OUT" "$BATS_TEST_TMPDIR/usual" | grep . && fail "--full-help of $tool lacks lines of --help"
	awk 'length > 80' "$OUT" | grep . && fail "the full help of $tool is wider than 80 columns"
	return 0
}
@test "--help and -h print usage, examples and the usual options on one screen, --full-help all" { every_tool help; }

version() {
	call "$tool" --version
	exits 0
	says_nothing
	prints <<<"$tool (seg) $(sed -n 's/^VERSION := //p' "$ROOT/Makefile")"
}
@test "--version prints the tool and the version of the suite" { every_tool version; }

help_to_full_disk() {
	local option
	for option in --help --full-help --version; do
		call sh -c "$tool $option >/dev/full"
		exits 4
		one_message
	done
}
@test "--help and --version on a full disk are exit 4" { every_tool help_to_full_disk; }

unknown_option() {
	call "$tool" --no-such-option "$input"
	exits 2
	prints_nothing
	says_like no-such-option
	says_like "^Try '$tool --help'"
}
@test "an unknown option is wrong usage, exit 2" { every_tool unknown_option; }

bad_threads() {
	local n
	for n in 0 -1 x 1.5 '' 99999999999999999999 0x1; do
		call "$tool" "${args[@]}" --threads="$n" "$input"
		exits 2
		prints_nothing
	done
}
@test "a number that is none is wrong usage, exit 2" { every_tool bad_threads; }

terminal() {
	call timeout 60 script -qec "$tool ${args[*]}" /dev/null </dev/null
	exits 2
	grep -q "^Usage: $tool" "$OUT" || fail "$tool says no usage on a terminal, but:" "$(cat "$OUT")"
	[ "$(wc -l <"$OUT")" -lt 6 ] || fail "$tool says too much on a terminal"
}
@test "rows that would come from a terminal are wrong usage: short help, exit 2" {
	script -qec true /dev/null </dev/null >/dev/null || skip "no pseudo-terminals here"
	every_tool terminal
}

misspelt_column() {
	[ ${#typo[@]} -gt 0 ] || exit 0
	call "$tool" -q "${typo[@]}" "$input"
	exits 2
	prints_nothing
	one_message
	says_like "^$tool: $input: no column '[a-z_]+'; did you mean '[a-z_]+'\?$"
}
@test "a misspelt column is exit 2, with the name that is near" { every_tool misspelt_column; }

# --- input that cannot be used ---

missing_file() {
	call "$tool" "${args[@]}" no-such-file.tsv
	exits 4
	prints_nothing
	one_message
	says_like "^$tool: no-such-file.tsv: .*No such file or directory"
}
@test "a missing file is exit 4" { every_tool missing_file; }

folder() {
	call "$tool" "${args[@]}" .
	exits 4
	prints_nothing
	one_message
}
@test "a folder instead of a file is exit 4" { every_tool folder; }

closed_input() {
	call sh -c 'exec "$@" <&-' sh "$tool" "${args[@]}"
	exits 4
	prints_nothing
	one_message
}
@test "a closed standard input is exit 4" { every_tool closed_input; }

zero_bytes() {
	: >"$BATS_TEST_TMPDIR/empty.tsv"
	call "$tool" "${args[@]}" "$BATS_TEST_TMPDIR/empty.tsv"
	exits 3
	prints_nothing
	one_message
	says_like "^$tool: .*empty.tsv: empty input: no header line"
}
@test "zero bytes are exit 3: the tool before died" { every_tool zero_bytes; }

header_only() {
	head -1 "$input" >"$BATS_TEST_TMPDIR/header.tsv"
	call "$tool" "${args[@]}" "$BATS_TEST_TMPDIR/header.tsv"
	if [ "$status" -eq 3 ] && "$tool" --full-help | grep -q -- --write-model; then
		exit 0 # a fit needs rows
	fi
	exits 0
	grep -q . "$OUT" || fail "$called prints nothing, not even a header"
}
@test "a header without rows is fine, except for a fit" { every_tool header_only; }

cut_input() {
	[ -z "$hand_made" ] || exit 0
	head -c -1 "$input" >"$BATS_TEST_TMPDIR/cut.tsv"
	call "$tool" "${args[@]}" "$BATS_TEST_TMPDIR/cut.tsv"
	exits 3
	one_message
	says_like "cut.tsv:$(wc -l <"$input"): "
}
@test "a last line without its end is exit 3, with its number" { every_tool cut_input; }

ragged_row() {
	[ -z "$hand_made" ] || exit 0
	{ head -4 "$input" && echo alone && tail -n +5 "$input"; } >"$BATS_TEST_TMPDIR/ragged.tsv"
	call "$tool" "${args[@]}" "$BATS_TEST_TMPDIR/ragged.tsv"
	exits 3
	one_message
	says_like 'ragged.tsv:5: '
}
@test "a row of another width is exit 3, with its number" { every_tool ragged_row; }

repeated_column() {
	sed '1s/\t[a-z_]*$/\tcustomer_id/' "$input" >"$BATS_TEST_TMPDIR/twice.tsv"
	call "$tool" "${args[@]}" "$BATS_TEST_TMPDIR/twice.tsv"
	exits 3
	one_message
	says_like 'twice.tsv:1: .*customer_id'
}
@test "two columns of one name are exit 3" { every_tool repeated_column; }

# --- output that cannot be written ---

full_disk() {
	call sh -c 'exec "$@" >/dev/full' sh "$tool" -q "${args[@]}" "$input"
	exits 4
	one_message
}
@test "a full disk is exit 4" { every_tool full_disk; }

closed_output() {
	call sh -c 'exec "$@" >&-' sh "$tool" -q "${args[@]}" "$input"
	exits 4
	one_message
}
@test "a closed standard output is exit 4" { every_tool closed_output; }

closed_pipe() {
	# The reader is gone before the tool starts: bytes are sent until one is refused.
	{
		trap '' PIPE
		while printf '\n' 2>/dev/null; do :; done
		trap - PIPE
		call env --default-signal=PIPE sh -c 'exec "$@" >&3' sh "$tool" -q "${args[@]}" "$input" 3>&1
		echo "$status" >"$BATS_TEST_TMPDIR/status"
	} | true
	status=$(cat "$BATS_TEST_TMPDIR/status")
	called="$tool | true" ERR=$BATS_TEST_TMPDIR/stderr
	exits 141
	says_nothing
}
@test "a reader that leaves ends the tool silently" { every_tool closed_pipe; }

named_output() {
	usual
	mkdir "$BATS_TEST_TMPDIR/$tool"
	call "$tool" "${args[@]}" --output="$BATS_TEST_TMPDIR/$tool/file" "$input"
	exits 0
	prints_nothing
	same "$BATS_TEST_TMPDIR/usual" "$BATS_TEST_TMPDIR/$tool/file"
	[ "$(ls -A "$BATS_TEST_TMPDIR/$tool")" = file ] || fail "$tool leaves a file beside its output"
}
@test "--output writes the same bytes, and nothing beside them" { every_tool named_output; }

named_output_fails() {
	[ -z "$hand_made" ] || exit 0
	mkdir "$BATS_TEST_TMPDIR/$tool"
	echo before >"$BATS_TEST_TMPDIR/$tool/file"
	{ cat "$input" && echo alone; } >"$BATS_TEST_TMPDIR/ragged.tsv"
	call "$tool" "${args[@]}" --output="$BATS_TEST_TMPDIR/$tool/file" "$BATS_TEST_TMPDIR/ragged.tsv"
	exits 3
	[ "$(cat "$BATS_TEST_TMPDIR/$tool/file")" = before ] || fail "$tool touches the old output though it fails"
	[ "$(ls -A "$BATS_TEST_TMPDIR/$tool")" = file ] || fail "$tool leaves a file beside its output"
	call "$tool" "${args[@]}" --output="$BATS_TEST_TMPDIR/no-such-folder/file" "$input"
	exits 4
}
@test "a run that fails leaves the old --output as it was" { every_tool named_output_fails; }

stats() {
	usual
	call "$tool" "${args[@]}" --stats="$BATS_TEST_TMPDIR/stats" "$input"
	as_usual
	awk -F '\t' 'NF != 2 || (NR == 1 && $0 != "name\tvalue") || (NR > 1 && $2 !~ /^-?[0-9.]+$/) { exit 1 }
		END { exit NR < 3 }' "$BATS_TEST_TMPDIR/stats" || fail "$called:" "$(cat "$BATS_TEST_TMPDIR/stats")"
}
@test "--stats writes names and numbers to a file" { every_tool stats; }

one_place() {
	call "$tool" "${args[@]}" --output=same --stats=./same "$input"
	exits 2
	says_like "^$tool: two outputs would be written to .*/same"'$'
}

@test "two outputs in one place are wrong usage, however it is spelled" { every_tool one_place; }

over_input() {
	local option
	cp "$input" own.tsv
	for option in --output --stats; do
		call "$tool" "${args[@]}" "$option=./own.tsv" own.tsv
		exits 2
		says_like "^$tool: $PWD/own.tsv is read, and would be overwritten: name another file for what is written"'$'
		same "$input" own.tsv
	done
}

@test "an output in the place of an input is wrong usage" { every_tool over_input; }

quiet() {
	usual
	call "$tool" -q "${args[@]}" "$input"
	as_usual
	says_nothing
}
@test "--quiet says nothing" { every_tool quiet; }

# --- the same bytes ---

byte_order_mark() {
	usual
	{ printf '\xEF\xBB\xBF' && sed 's/$/\r/' "$input"; } >"$BATS_TEST_TMPDIR/windows.tsv"
	call "$tool" "${args[@]}" "$BATS_TEST_TMPDIR/windows.tsv"
	as_usual
}
@test "a byte order mark and CRLF line ends do not show" { every_tool byte_order_mark; }

missing_written_out() {
	[ -z "$hand_made" ] || exit 0
	usual
	sed -E ':again; s/(\t)(\t|$)/\1\\N\2/; t again' "$input" >"$BATS_TEST_TMPDIR/null.tsv"
	cmp -s "$input" "$BATS_TEST_TMPDIR/null.tsv" && fail "$input has no empty cell to try"
	call "$tool" "${args[@]}" "$BATS_TEST_TMPDIR/null.tsv"
	as_usual
}
@test "\\N is read as missing" { every_tool missing_written_out; }

threads() {
	local n
	usual -j 1
	for n in 2 4 7; do
		call "$tool" "${args[@]}" -j "$n" "$input"
		as_usual
	done
}
@test "the number of threads does not show" { every_tool threads; }

surroundings() {
	local where
	usual
	for where in LC_ALL=de_DE.UTF-8 LC_ALL=tr_TR.UTF-8 TZ=Pacific/Kiritimati TZ=America/New_York COLUMNS=20; do
		call env LOCPATH="$BATS_FILE_TMPDIR" "$where" "$tool" "${args[@]}" "$input"
		as_usual
	done
}
@test "locale, time zone and width of the terminal do not show" { every_tool surroundings; }

pipes() {
	usual
	call "$tool" "${args[@]}" <"$input"
	as_usual
	call "$tool" "${args[@]}" - <"$input"
	as_usual
	tail -c +1 "$input" | { call "$tool" "${args[@]}" && as_usual; } || exit
	"$BUILD/tests/dribble" <"$input" | { call "$tool" "${args[@]}" && as_usual; } || exit
}
@test "a file, a pipe and a dribble of single bytes are the same" { every_tool pipes; }

@test "a header may be longer than what is read at once" {
	{ printf customer_id; for ((i = 0; i < 3000; i++)); do printf '\t%0200d' "$i"; done; echo; } >wide.tsv
	call seg-cluster -q -k 2 wide.tsv
	exits 3
	says 'seg-cluster: wide.tsv: no rows, so there is nothing to fit'
	call seg-cluster -q -k 2 < <(cat wide.tsv)
	exits 3
	says 'seg-cluster: -: no rows, so there is nothing to fit'
}

several_files() {
	[ -z "$hand_made" ] || exit 0
	usual
	head -9 "$input" >"$BATS_TEST_TMPDIR/one.tsv"
	sed 2,9d "$input" | awk -F '\t' -v OFS='\t' '{ for (i = NF; i > 1; i--) printf "%s\t", $i; print $1 }' \
		>"$BATS_TEST_TMPDIR/two.tsv"
	call "$tool" "${args[@]}" "$BATS_TEST_TMPDIR/one.tsv" "$BATS_TEST_TMPDIR/two.tsv"
	as_usual
}
@test "several files are one table, whatever the order of their columns" { every_tool several_files; }

headerless() {
	usual
	tail -n +2 "$input" >"$BATS_TEST_TMPDIR/headerless"
	call "$tool" "${args[@]}" -C "$(head -1 "$input" | tr '\t' ',')" "$BATS_TEST_TMPDIR/headerless"
	exits 0
	says_nothing
	awk -F '\t' -v OFS='\t' -v left_out=" ${from_everyone:-} " '
		NR == 1 { for (i = 1; i <= NF; i++) out[i] = index(left_out, " " $i " "); next }
		{ for (i in out) if (out[i]) $i = ""; print }' "$BATS_TEST_TMPDIR/usual" |
		sed -E ':again; s/(^|\t)(\t|$)/\1\\N\2/; t again' >"$BATS_TEST_TMPDIR/rows"
	same "$BATS_TEST_TMPDIR/rows" "$OUT"
}
@test "--columns: no header in or out, missing as \\N, nothing said" { every_tool headerless; }

headerless_empty() {
	call "$tool" "${args[@]}" -C "$(head -1 "$input" | tr '\t' ',')" </dev/null
	exits 0
	prints_nothing
	says_nothing
}
@test "--columns: empty input gives empty output" { every_tool headerless_empty; }

# --- words ---

terminal_escape() {
	local name
	name=$BATS_TEST_TMPDIR/$(printf 'a\033[31mb\302\233c')
	call "$tool" "${args[@]}" "$name"
	exits 4
	LC_ALL=C grep -q "$(printf '[\033\233]')" "$ERR" && fail "$tool passes an escape to the terminal"
	cp "$input" "$name"
	echo 'ragged' >>"$name"
	call "$tool" "${args[@]}" "$name"
	LC_ALL=C grep -q "$(printf '[\033\233]')" "$ERR" && fail "$tool passes an escape to the terminal"
	rm "$name"
}
@test "no message carries an escape sequence to the terminal" { every_tool terminal_escape; }

# --- the manual ---

manual_options() {
	local page=$ROOT/man/$tool.1
	call "$tool" --full-help
	grep -oE '^ +(-[a-zA-Z], )?--[a-z][a-z-]+' "$OUT" | sed 's/.* //' | sort -u >"$BATS_TEST_TMPDIR/help"
	grep -E '^\.(It|Op|Fl|Oo|Xo) ' "$page" | grep -oE 'Fl -[a-z][a-z-]+' | sed 's/Fl -/--/' | sort -u >"$BATS_TEST_TMPDIR/manual"
	diff -u --label "$tool --full-help" --label "man/$tool.1" "$BATS_TEST_TMPDIR/help" "$BATS_TEST_TMPDIR/manual" || exit
}
@test "the manual has the options of --full-help, and no others" { every_tool manual_options; }

# Prints the commands of a manual page's examples: .Dl lines, and .Bd -literal blocks as they stand.
examples() {
	awk '
		/^\.Sh / { wanted = $2 == "EXAMPLES" }
		!wanted { next }
		/^\.Bd -literal/ { block = 1; next }
		/^\.Ed/ { block = 0; next }
		/^\.Dl / { sub(/^\.Dl /, ""); line = 1 }
		block || line { gsub(/\\-/, "-"); gsub(/\\&/, ""); gsub(/\\\(aq/, "\047"); gsub(/\\\(dq/, "\"")
			gsub(/\\e/, "\\"); sub(/^\$ /, ""); print; line = 0 }' "$1"
}

run_examples() {
	examples "$1" >"$BATS_TEST_TMPDIR/examples.sh"
	rm -rf "$BATS_TEST_TMPDIR/bakery"
	cp -R "$BATS_FILE_TMPDIR/bakery" "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR/bakery" || exit
	call bash -eo pipefail "$BATS_TEST_TMPDIR/examples.sh"
	exits 0
}

manual_examples() {
	run_examples "$ROOT/man/$tool.1"
	[ -s "$BATS_TEST_TMPDIR/examples.sh" ] || fail "man/$tool.1 has no examples"
}
@test "the examples of the manual run, on the files of examples/bakery" { every_tool manual_examples; }

@test "so do those of the pages about formats and the whole" {
	local page
	for page in "$ROOT"/man/*.[57]; do
		run_examples "$page"
	done
}
