#!/bin/bash
# determinism - the same bytes whatever surrounds a tool: -j 1, 2, 4, 8, four locales, two time zones, a file, a pipe and
# a pipe that brings a few bytes at a time, three times each; and on two older processors, emulated, whose registers are
# narrower: there to twelve digits, as across machines.
#	make determinism
# On tests/conventions and, where the public data is, on the orders of Online Retail.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail
root=$PWD
data=$(realpath "${SEG_DATA:-../shared/data}" 2>/dev/null) || data=''

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp tests/conventions/*.tsv "$work"
cd "$work"
export LC_ALL=C TZ=UTC
for locale in de_DE tr_TR; do localedef -i $locale -f UTF-8 ./$locale.UTF-8; done
seg-cluster -q -k 2 --features=orders,spend,recency_days -M model.seg customers.tsv >/dev/null

runs=0 others=0
judge() {
	runs=$((runs + 1))
	[ "$1" = "$expected" ] && return
	others=$((others + 1))
	echo "determinism: $2"
}

# The last bits of derived figures are those of the C library, which has other functions for other processors.
rounded() {
	perl -pe 's/-?\d+\.\d{11,}(e[-+]?\d+)?/sprintf "%.12g", $&/ge'
}

# same TOOL ARGUMENT... < NOTHING: over all surroundings. The input is $input.
same() {
	local expected sum where zone threads way time processor
	expected=$("$@" -q -j1 "$input" | cksum)
	for where in C C.UTF-8 de_DE.UTF-8 tr_TR.UTF-8; do
		for zone in UTC Pacific/Kiritimati; do
			for threads in 1 2 4 8; do
				for way in file pipe dribble; do
					for time in ${times:-1 2 3}; do
						# shellcheck disable=SC2002 # a pipe is what is meant
						case $way in
						file) sum=$(LOCPATH=$work LC_ALL=$where TZ=$zone "$@" -q -j$threads "$input" | cksum) ;;
						pipe) sum=$(cat "$input" | LOCPATH=$work LC_ALL=$where TZ=$zone "$@" -q -j$threads | cksum) ;;
						dribble)
							[ "$(wc -c <"$input")" -lt 100000 ] || continue
							sum=$("$BUILD/tests/dribble" <"$input" | LOCPATH=$work LC_ALL=$where TZ=$zone "$@" -q -j$threads | cksum) ;;
						esac
						judge "$sum" "$*: other bytes with LC_ALL=$where TZ=$zone -j$threads from a $way, time $time"
					done
				done
			done
		done
	done
	expected=$("$@" -q -j1 "$input" | rounded | cksum)
	for processor in Nehalem Haswell; do
		sum=$(qemu-x86_64 -cpu $processor "$BUILD/bin/$1" "${@:2}" -q -j2 "$input" 2>/dev/null | rounded | cksum)
		judge "$sum" "$*: other figures on a $processor"
	done
}

for folder in "$root"/cmd/*/; do
	tool=$(basename "$folder") input=orders.tsv args=()
	# shellcheck disable=SC1090
	[ ! -e "$root/tests/conventions/$tool.args" ] || . "$root/tests/conventions/$tool.args"
	same "$tool" "${args[@]}"
done
if [ -e "$data/online-retail/online-retail.csv.gz" ]; then
	times=1
	zcat "$data/online-retail/online-retail.csv.gz" >retail.csv
	seg-clean -q --profile=online-retail -o retail.tsv retail.csv
	seg-features -q -o features.tsv retail.tsv
	seg-cluster -q -k 4 -M retail.seg -o segments.tsv features.tsv
	input=retail.csv same seg-clean --profile=online-retail
	input=retail.tsv same seg-features
	input=features.tsv same seg-cluster -k 4 --stability=0
	input=features.tsv same seg-predict -m retail.seg
	input=segments.tsv same seg-audit-bias --group=rfm_segment --segment=segment
	input=segments.tsv same seg-report --format=html
fi
echo "determinism: $runs runs, $others with other bytes"
exit $((others > 0))
