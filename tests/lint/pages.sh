#!/bin/sh
# pages - manual pages without a complaint of mandoc, whose references among themselves exist.
# Usage: tests/lint/pages.sh man/PAGE...

# By lines, so that what mandoc says on either stream stays whole.
{
	stdbuf -oL mandoc -T lint -W style "$@" 2>&1 | grep -Ev 'referenced manual not found|outdated mandoc.db'
	awk '
		FNR == 1 { file = FILENAME }
		/^\.Xr seg/ { wanted[$2 "." $3] = file ":" FNR }
		{ sub(/.*\//, "", file); have[file] = 1; file = FILENAME }
		END { for (page in wanted) if (!(page in have)) print wanted[page] ": no page " page }' "$@"
} | awk '{ print } END { exit NR > 0 }'
