# card - what a pattern can see of the style card: lengths, first lines, calls that are never made.
# Usage: awk -f tests/lint/card.awk FILE...

function complain(line, text) {
	print last_file ":" line ": " text
	bad = 1
}

function check_length() {
	if (most && last_line > most)
		complain(last_line, "longer than " most " lines")
}

function base(path) {
	sub(/.*\//, "", path)
	return path
}

FNR == 1 {
	check_length()
	last_file = FILENAME
	in_lib = FILENAME ~ /^lib\//
	in_cmd = FILENAME ~ /^cmd\//
	most = base(FILENAME) == "main.c" ? 250 : FILENAME ~ /\.h$/ ? 80 : in_lib || in_cmd ? 400 : 0

	name = base(FILENAME)
	if (name == "main.c") {
		name = FILENAME
		sub(/\/main\.c$/, "", name)
		name = base(name)
	}
	sub(/\.[ch]$/, "", name)
	if ((in_lib || in_cmd) && index($0, "/* " name " - ") != 1)
		complain(1, "does not open with /* " name " - one sentence. */")
	in_comment = 0
}
{ last_line = FNR }

in_lib || in_cmd {
	code = $0
	gsub(/"([^"\\]|\\.)*"/, "\"\"", code)
	gsub(/\/\*[^*]*\*\//, "", code)
	if (in_comment && sub(/.*\*\//, "", code))
		in_comment = 0
	if (in_comment)
		next
	if (sub(/\/\*.*/, "", code))
		in_comment = 1
	if (match(code, /(^|[^A-Za-z0-9_])(atoi|atof|strtod|strptime|setlocale|rand|srand|gets|sprintf|strcpy|strcat)\(/))
		complain(FNR, "never called here: " substr(code, RSTART, RLENGTH - 1))
	if (code ~ /pthread_create\(/ && last_file != "lib/blocks.c" && last_file != "lib/crew.c")
		complain(FNR, "threads are made in lib/blocks.c and lib/crew.c and nowhere else")
	if (code ~ /^typedef /)
		complain(FNR, "no typedef")
}

END {
	check_length()
	exit bad
}
