# tool_data - text files as one C file, for data that is compiled in; lib/tool_data.h declares it.
# Usage: awk -f lib/tool_data.awk FILE... (in the order of the table)

function close_text() {
	if (n)
		print ";\n"
}

BEGIN { print "#include \"tool_data.h\"\n" }

FNR == 1 {
	close_text()
	name[++n] = FILENAME
	sub(/.*\//, "", name[n])
	sub(/\.[^.]*$/, "", name[n])
	printf "static const char text_%d[] =", n
}
{
	gsub(/[\\"]/, "\\\\&")
	gsub(/\t/, "\\t")
	gsub(/\r/, "\\r")
	printf "\n\t\"%s\\n\"", $0
}

END {
	close_text()
	print "const struct tool_data tool_data[] = {"
	for (i = 1; i <= n; i++)
		printf "\t{ \"%s\", text_%d, sizeof(text_%d) - 1 },\n", name[i], i, i
	print "\t{ 0 }\n};"
}
