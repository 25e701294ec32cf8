# complete - what a shell needs to finish a tool's options, written from its options.
# Usage: awk -v tool=seg-clean -v shell=bash|zsh|fish -f lib/complete.awk build/gen/TOOL/options.ggo
# What an option wants is told by its typestr: COLUMN… and NAMES are columns of the table that the command line names,
# FILE a file, words in small letters and those of `values` themselves. Nothing is offered for the rest.

function between(text, from,    at) {
	at = index(text, from "\"")
	if (!at)
		return ""
	text = substr(text, at + length(from) + 1)
	return substr(text, 1, index(text, "\"") - 1)
}

function end_option() {
	if (!name)
		return
	long[++n] = name
	short[n] = letter
	help[n] = purpose
	gsub(/\n/, " ", help[n])
	wants[n] = ""
	if (type ~ /^(COLUMN|NAMES)/ && name != "set" && name != "section" && name != "header" && name != "columns")
		wants[n] = type ~ /S/ ? "columns" : "column"
	else if (type ~ /FILE/)
		wants[n] = "file"
	split(type, part, "|")
	for (i = 1; i in part; i++)
		if (part[i] ~ /^[a-z][a-z]+$/)
			words = words (words ? " " : "") part[i]
	value[n] = words
	takes[n] = type != ""
	name = ""
}

/^option / {
	end_option()
	split($0, part, "\"")
	name = part[2]
	letter = $3 == "-" ? "" : $3
	type = words = purpose = ""
	in_purpose = 1
	next
}
/^section / { end_option() }
name && in_purpose && /"/ {
	purpose = $0
	in_purpose = 0
	in_text = gsub(/"/, "", purpose) == 1
	sub(/^[ \t]+/, "", purpose)
	next
}
name && in_text {
	in_text = !/"/
	line = $0
	gsub(/"/, "", line)
	sub(/^[ \t]+/, "", line)
	purpose = purpose " " line
	next
}
name && /typestr=/ {
	type = between($0, "typestr=")
	if (match($0, /values=("[^"]*",?)+/)) {
		words = substr($0, RSTART + 7, RLENGTH - 7)
		gsub(/"/, "", words)
		gsub(/,/, " ", words)
	}
}

END {
	end_option()
	if (shell == "bash")
		bash()
	else if (shell == "zsh")
		zsh()
	else
		fish()
}

# How a header becomes names, in every shell. Names are data: no shell may expand them.
function names(file) {
	return "head -n 1 -- " file " | LC_ALL=C sed 's/^\\xEF\\xBB\\xBF//' | tr -d '\\r\"' | tr '" \
		(tool == "seg-clean" ? "\\t,;' '\\n\\n\\n'" : "\\t' '\\n'")
}

function bash(    i, f) {
	f = "_" tool
	gsub(/-/, "_", f)
	print "# Completion of " tool " for bash."
	print f "_columns() {"
	print "\tlocal word name"
	print "\tfor word in \"${COMP_WORDS[@]:1}\"; do"
	print "\t\t[ -f \"$word\" ] && [ -r \"$word\" ] || continue"
	print "\t\twhile IFS= read -r name; do"
	print "\t\t\t[[ $name != \"$2\"* ]] || COMPREPLY+=(\"$1$(printf %q \"$name\")\")"
	print "\t\tdone < <(" names("\"$word\"") ")"
	print "\t\treturn"
	print "\tdone"
	print "}"
	print f "() {"
	print "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} before=''"
	print "\tCOMPREPLY=()"
	print "\t[ \"$cur\" != = ] || cur=''"
	print "\t[ \"$prev\" != = ] || prev=${COMP_WORDS[COMP_CWORD - 2]}"
	print "\tcase $prev in"
	for (i = 1; i <= n; i++) {
		if (!takes[i])
			continue
		print "\t--" long[i] (short[i] ? "|-" short[i] : "") ")"
		if (wants[i] == "columns")
			print "\t\t[[ $cur != *,* ]] || before=${cur%,*},"
		if (wants[i] ~ /^column/)
			print "\t\t" f "_columns \"$before\" \"${cur##*,}\""
		else if (value[i] != "")
			print "\t\tmapfile -t COMPREPLY < <(compgen -W '" value[i] "' -- \"$cur\")"
		if (wants[i] == "file")
			print "\t\tmapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- \"$cur\")"
		print "\t\treturn ;;"
	}
	print "\tesac"
	print "\tcase $cur in"
	print "\t-*)"
	printf "\t\tmapfile -t COMPREPLY < <(compgen -W '"
	for (i = 1; i <= n; i++)
		printf "%s--%s%s", (i > 1 ? " " : ""), long[i], (takes[i] ? "=" : "")
	print "' -- \"$cur\")"
	print "\t\t[[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null ;;"
	print "\t*) mapfile -t COMPREPLY < <(compgen -f -- \"$cur\") ;;"
	print "\tesac"
	print "}"
	print "complete -o filenames -F " f " " tool
}

function quoted(text) {
	gsub(/'/, "'\\''", text)
	return text
}

function zsh(    i, text, action) {
	print "#compdef " tool
	print "# Completion of " tool " for zsh."
	print "_seg_columns() {"
	print "\tlocal word list"
	print "\tfor word in ${words[2,-1]}; do"
	print "\t\t[[ -f $word && -r $word ]] || continue"
	print "\t\tlist=(${(f)\"$(" names("$word") ")\"})"
	print "\t\tbreak"
	print "\tdone"
	print "\tcompset -P '*,'"
	print "\tcompadd -S '' -a list"
	print "}"
	print "_arguments -s \\"
	for (i = 1; i <= n; i++) {
		text = quoted(help[i])
		gsub(/[\[\]:]/, "\\\\&", text)
		action = wants[i] ~ /^column/ ? ":column:_seg_columns" : wants[i] == "file" ? ":file:_files" : \
			value[i] != "" ? ":value:(" value[i] ")" : takes[i] ? ":value: " : ""
		printf "\t'*--%s%s[%s]%s' \\\n", long[i], takes[i] ? "=" : "", text, action
		if (short[i])
			printf "\t'*-%s%s[%s]%s' \\\n", short[i], takes[i] ? "+" : "", text, action
	}
	print "\t'*:file:_files'"
}

function fish(    i, list) {
	print "# Completion of " tool " for fish."
	print "function __" tool "_columns"
	print "\tfor word in (commandline -op)[2..-1]"
	print "\t\tif test -f $word -a -r $word"
	print "\t\t\t" names("$word")
	print "\t\t\treturn"
	print "\t\tend"
	print "\tend"
	print "end"
	for (i = 1; i <= n; i++) {
		list = wants[i] == "columns" ? " -x -a '(__fish_append , (__" tool "_columns))'" : \
			wants[i] == "column" ? " -x -a '(__" tool "_columns)'" : wants[i] == "file" ? " -r -F" : \
			value[i] != "" ? " -x -a '" value[i] "'" : takes[i] ? " -x" : ""
		printf "complete -c %s -l %s%s%s -d '%s'\n", tool, long[i], short[i] ? " -s " short[i] : "", list, quoted(help[i])
	}
}
