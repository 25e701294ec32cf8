# audit - what the bats files of seg-audit-bias share.
# shellcheck shell=bash disable=SC2154 # called is set by helper's call

# N rows of words: blanks become tabs, _ is an empty cell.
rows() {
	awk -v n="$1" -v row="$2" 'BEGIN { gsub(/ /, "\t", row); gsub(/_/, "", row); while (n--) print row }'
}

# Loans: a gets 45 of 60, b 24 of 50, c 2 of 40.
loans() {
	rows 1 'g o'
	rows 45 'a yes' && rows 15 'a no'
	rows 24 'b yes' && rows 26 'b no'
	rows 2 'c yes' && rows 38 'c no'
}

# The cells of a row: GROUP_BY GROUP METRIC OUTCOME, then the names of the columns wanted. Missing is _.
cells() {
	awk -F '\t' -v key="$1	$2	$3	$4" -v wanted="${*:5}" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(wanted, name, " "); next }
		$1 FS $2 FS $3 FS $4 == key {
			for (i = 1; i <= n; i++)
				printf "%s%s", $at[name[i]] == "" ? "_" : $at[name[i]], i < n ? " " : "\n"
		}' "$OUT"
}

# The cells are these, numbers to 1e-12: is GROUP_BY GROUP METRIC OUTCOME 'COLUMNS' 'VALUES'
is() {
	local got
	# shellcheck disable=SC2086 # a list of names
	got=$(cells "$1" "$2" "$3" "$4" $5)
	awk -v got="$got" -v want="$6" 'BEGIN {
		if (split(got, g, " ") != split(want, w, " ") || got == "")
			exit 1
		for (i in w) {
			off = g[i] - w[i]
			size = w[i] < 0 ? -w[i] : w[i] + 0
			if (w[i] ~ /^-?[0-9]/ ? g[i] !~ /^-?[0-9]/ || (off < 0 ? -off : off) > 1e-12 * size : g[i] != w[i])
				exit 1
		}
	}' || fail "$called" "$1 '$2' $3 '$4' $5" "has $got" "not $6"
}

# Loans with what became of them: a 40 TP, 10 FP, 5 FN, 45 TN; b 20, 10, 20, 50; c 3, 12, 2, 3.
scores() {
	rows 1 'g o y'
	rows 40 'a 1 1' && rows 10 'a 1 0' && rows 5 'a 0 1' && rows 45 'a 0 0'
	rows 20 'b 1 1' && rows 10 'b 1 0' && rows 20 'b 0 1' && rows 50 'b 0 0'
	rows 3 'c 1 1' && rows 12 'c 1 0' && rows 2 'c 0 1' && rows 3 'c 0 0'
}
