#!/bin/bash
# static - what gcc -fanalyzer, clang-tidy and cppcheck say of lib and cmd. What they find is mended, or stands in
# explained.tsv with the reason why it is none: tool, file, message, reason. An explanation that nothing needs fails too.
#	make static                  all three
#	STATIC='cppcheck' make static
cd "$(dirname "$0")/../.." || exit
export LC_ALL=C
folder=$BUILD/static
mkdir -p "$folder"
: >"$folder/findings"

# One line for each finding: tool, file, message.
keep() {
	sed -nE "s#^(\./)?((lib|cmd)/[^:]+):[0-9]+:[0-9]+: (warning|error|portability|performance): (.*)#$1\t\2\t\5#p" "$folder/$1.log" |
		sed -E "s/‘|’/'/g" | sort -u >>"$folder/findings"
}

flags() { echo "-std=c11 -D_GNU_SOURCE -iquote lib -I$BUILD/gen/$(cut -d/ -f2 <<<"$1")"; }
export -f flags

analyzer() {
	printf "%s\n" lib/*.c cmd/*/*.c | xargs -P 2 -I{} bash -c 'gcc $(flags {}) -O1 -fanalyzer -c {} -o /dev/null' 2>"$folder/analyzer.log"
}

tidy() {
	local checks='-*,clang-analyzer-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions'
	checks+=',-bugprone-implicit-widening-of-multiplication-result,-bugprone-macro-parentheses,-bugprone-branch-clone'
	checks+=',-bugprone-assignment-in-if-condition,-bugprone-reserved-identifier'
	checks+=',-clang-analyzer-security.FloatLoopCounter,-bugprone-sizeof-expression' # whole numbers in doubles; arrays of pointers
	checks+=',-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling'
	checks+=',-clang-analyzer-optin.performance.Padding' # fields stand in the order they are read in
	printf "%s\n" lib/*.c cmd/*/*.c |
		xargs -P 2 -I{} bash -c 'clang-tidy --quiet --checks="$0" {} -- $(flags {}) 2>/dev/null' "$checks" >"$folder/tidy.log"
	sed -i "s#$PWD/##g" "$folder/tidy.log"
}

cppcheck_() {
	cppcheck -q -j2 --std=c11 --enable=warning,performance,portability --library=tests/static/seg.cfg --suppress=missingIncludeSystem \
		--template='{file}:{line}:{column}: warning: {message} [{id}]' -I lib lib cmd 2>"$folder/cppcheck_.log"
}

for tool in ${STATIC:-analyzer tidy cppcheck_}; do
	"$tool"
	keep "$tool"
done
awk -F '\t' -v only="${STATIC:-analyzer tidy cppcheck_}" '
	/^#/ || FILENAME ~ /explained/ && FNR == 1 { next }
	FILENAME ~ /explained/ { if (index(" " only " ", " " $1 " ")) why[$1 "\t" $2 "\t" $3] = $4; next }
	{ if ($0 in why) used[$0] = 1; else { print "static: " $0; bad++ } n++ }
	END {
		for (key in why) if (!(key in used)) { print "static: explained, but not found: " key; bad++ }
		print "static: " n + 0 " findings, " bad + 0 " without a reason"
		exit bad > 0
	}' tests/static/explained.tsv "$folder/findings"
