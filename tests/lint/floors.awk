# floors - names each #include in lib/ that looks up, or sideways, instead of down.
# Usage: awk -f tests/lint/floors.awk lib/FLOORS lib/*.[ch]

function complain(text) {
	print text
	bad = 1
}

function module_of(path) {
	sub(/.*\//, "", path)
	sub(/\.[ch]$/, "", path)
	return path
}

FILENAME ~ /FLOORS$/ {
	if (/^[0-9]/)
		for (i = 2; i <= NF; i++)
			step[$i] = $1
	next
}

FNR == 1 {
	me = module_of(FILENAME)
	seen[me] = 1
	if (!(me in step))
		complain(FILENAME ":1: " me " has no line in lib/FLOORS")
}

# The one module that knows the CSV library.
/^#include <csv\.h>/ && me != "csv" { complain(FILENAME ":" FNR ": only csv may include <csv.h>") }

/^#include "/ && me in step {
	split($0, part, "\"")
	you = module_of(part[2])
	if (you == me)
		next
	if (!(you in step))
		complain(FILENAME ":" FNR ": " me " may not include " part[2] ", which is no module of lib/FLOORS")
	else if (step[you] + 0 >= step[me] + 0 || (int(step[me]) == 3 && int(step[you]) == 2))
		complain(FILENAME ":" FNR ": " me " (floor " step[me] ") may not include " you \
			" (floor " step[you] ")")
}

END {
	for (name in step)
		if (!(name in seen))
			complain("lib/FLOORS: no module " name " in lib/")
	exit bad
}
