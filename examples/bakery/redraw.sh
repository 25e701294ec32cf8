#!/bin/bash
# Ways to draw segments that tell less about a group of people, and what each costs: a row for the segments as they are,
# for those without each of the features, the one that tells most first, and for those from repaired features.
# redraw.sh PEOPLE GROUP FEATURES [OPTION OF SEG-CLUSTER]...
set -eo pipefail
people=$1 group=$2 features=$3
shift 3
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The features, the one that tells the group most first.
ranked() {
	seg-audit-bias -q --group="$group" --proxies="$features" "$people" |
		awk -F '\t' -v OFS='\t' '$3 == "proxy_v" { print $6, $4 }' | sort -k 1,1gr -k 2 | cut -f 2
}

# PEOPLE with each feature as it would be if all groups had it alike.
repaired() {
	seg-audit-bias -q --group="$group" --proxies="$features" --write-repairs="$work/repairs" -o /dev/null "$people"
	awk -F '\t' -v OFS='\t' -v group="$group" '
		NR == FNR { to[$2, $3, $4] = $6; next }
		FNR == 1 { split($0, name); for (i in name) if (name[i] == group) g = i }
		FNR > 1 { for (i = 1; i <= NF; i++) if (($g, name[i], $i) in to) $i = to[$g, name[i], $i] }
		{ print }' "$work/repairs" "$people"
}

# A row: draw WAY FEATURES TABLE [OPTION]...
draw() {
	local rand
	rand=$(seg-cluster --features="$2" --compare="$people" -o "$work/drawn" "${@:4}" "$3" 2>&1 |
		sed -n 's/.* adjusted Rand index \([-0-9.]*\).*/\1/p')
	seg-audit-bias -q --group="$group" --segment=segment "$work/drawn" |
		awk -F '\t' -v OFS='\t' -v way="$1" -v index_of="$rand" '
			$3 == "cramers_v_corrected" { v = $6 }
			$16 == "unfair" { unfair++ }
			END { print way, unfair + 0, v, index_of }'
}

printf 'way\tunfair\tcramers_v_corrected\tadjusted_rand_index\n'
draw 'as they are' "$features" "$people" "$@"
ranked | while read -r feature; do
	draw "without $feature" "$(tr , '\n' <<<"$features" | grep -vxF "$feature" | paste -sd , -)" "$people" "$@"
done
repaired >"$work/repaired"
draw repaired "$features" "$work/repaired" "$@"
