#!/bin/bash
# oracle - the same questions asked of programs that are not ours: the answers must be the same.
#	make oracle                    all questions
#	make oracle ORACLES=seg-report only that of tests/oracle/seg-report.sh
# Every comparison is a row of $BUILD/oracle.tsv; a difference over what is allowed, or nan, fails.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail

export ORACLE_TABLE=$BUILD/oracle.tsv
printf 'quantity\tdata\ttheirs\tours\tdifference\tallowed\n' >"$ORACLE_TABLE"

failed=''
for question in tests/oracle/*.sh; do
	name=$(basename "$question" .sh)
	[[ " run " != *" $name "* ]] || continue
	[ -z "$ORACLES" ] || [[ " $ORACLES " = *" $name "* ]] || continue
	echo "== $name"
	"$question" || failed="$failed $name"
done
awk -F '\t' 'NR == 1 { next }
	$5 !~ /^[0-9.e+-]+$/ || $5 + 0 > $6 + 0 { print "oracle: too far: " $0; far++ }
	END { print "oracle: " NR - 1 " figures compared, " far + 0 " too far"; exit far > 0 }' "$ORACLE_TABLE" || failed="$failed table"
[ -z "$failed" ] || { echo "oracle: not the same:$failed" >&2; exit 1; }
