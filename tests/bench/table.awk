# table - the table of make bench as Markdown, for the README.
# Usage: awk -f tests/bench/table.awk build/bench.tsv
BEGIN {
	FS = "\t"
	print "| question | seg | | beside | | times as fast |"
	print "|---|---|---|---|---|---|"
}
NR > 1 {
	printf "| %s | %s | %.3g s, %d MB | %s | %.3g s, %d MB | **%.3g** (%.3g to %.3g) |\n", $1, $2, $3, $6, $7, $8, $11, $12, $13, $14
}
