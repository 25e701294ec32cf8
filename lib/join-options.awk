# join-options - a tool's options and the shared ones it takes, as one file for gengetopt.
# Usage: awk -f lib/join-options.awk cmd/TOOL/options.ggo lib/common.ggo
# The tool asks for shared options by a line `# shared: id seed`; the rest of its file comes first, as it is.
# In common.ggo an option is the lines from `option` to the next empty line, and those after the line that
# begins `# A tool takes these` are taken only when asked for.

FNR == 1 { file++ }

file == 1 && /^# shared:/ {
	for (i = 3; i <= NF; i++)
		asked[$i] = 1
}
file == 1 { print; next }

!head++ { print "\nsection \"Shared options\"" }
/^# A tool takes these/ { on_request = 1 }
/^option / {
	split($0, part, "\"")
	taken = !on_request || part[2] in asked
	delete asked[part[2]]
}
/^$/ { taken = 0 }
taken { print }

END {
	for (name in asked) {
		print "join-options: no shared option '" name "' in lib/common.ggo" >"/dev/stderr"
		exit 1
	}
}
