# rooms - the house at a glance: every module of lib by its floor, and every tool, with the sentence its file begins with.
# Usage: awk -f lib/rooms.awk lib/FLOORS lib/*.h cmd/*/main.c
FILENAME ~ /FLOORS$/ {
	if (/^# /)
		title = substr($0, 3)
	else if (NF) {
		for (i = 2; i <= NF; i++) {
			floor[$i] = ++n
			name[n] = $i
			above[n] = title
			title = ""
		}
	}
	next
}
FNR == 1 {
	file = FILENAME
	sub(/\/main\.c$/, "", file)
	sub(/.*\//, "", file)
	sub(/\.h$/, "", file)
	sentence = $0
	sub(/^\/\* [^ ]+ - /, "", sentence)
	sub(/ *\*\/$/, "", sentence)
	if (FILENAME ~ /main\.c$/)
		tool[++tools] = sprintf("  %-14s %s", file, sentence)
	else
		says[file] = sentence
}
END {
	for (i = 1; i <= n; i++) {
		if (above[i])
			print (i > 1 ? "\n" : "") above[i]
		printf "  %-14s %s\n", name[i], says[name[i]]
	}
	print "\ntools"
	for (i = 1; i <= tools; i++)
		print tool[i]
}
