#!/bin/bash
# faults - each tool while disks are full, reads fail and memory runs out.
# A fault must end in exit 4 with one line on stderr, the old output as it was, and nothing beside it; or, where the
# program can do without what it was refused, in exit 0 and the same bytes as always.
# FAULTS_MOST=N tries at most N faults of a kind (400).
cd "$(dirname "$0")/../.." || exit
root=$PWD most=${FAULTS_MOST:-400}
export LC_ALL=C

work=$(realpath "$(mktemp -d)")
trap 'rm -rf "$work"' EXIT
cp tests/conventions/*.tsv "$work"
${CC:-cc} -O1 -shared -fPIC -o "$work/no_memory.so" tests/faults/no_memory.c || exit
cd "$work" || exit
seg-cluster -q -k 2 --features=orders,spend,recency_days -M model.seg customers.tsv >/dev/null || exit
mkdir out

tried=0 wrong=0
complain() {
	echo "faults: $1"
	sed 's/^/	/' said | head -5
	wrong=$((wrong + 1))
}

# Runs the tool under a fault. False when the fault no longer happens: the program made fewer such calls.
#	fault NAME COMMAND...  (the command is put before the tool and its arguments)
fault() {
	local name=$1 status=0
	shift
	rm -f fired
	echo before >out/file
	"$@" "$tool" -q -j "$threads" -o out/file "${args[@]}" "$input" >/dev/null 2>said || status=$?
	tried=$((tried + 1))
	if [ $status -eq 0 ]; then
		cmp -s out/file usual || complain "$tool: $name: exit 0 with other output"
	elif [ $status -ne 4 ]; then
		complain "$tool: $name: exit $status"
	elif [ "$(sed "s/^$tool: .*/line/" said)" != line ]; then
		complain "$tool: $name: not one line on stderr"
	elif [ "$(cat out/file)" != before ]; then
		complain "$tool: $name: the old output is gone"
	fi
	[ "$(ls -A out)" = file ] || { complain "$tool: $name: leaves $(ls -A out)"; rm -f out/* out/.[!.]*; }
	[ -e fired ]
}

# Each system call of a kind fails once, in turn; with -P FILE only those on that file.
system_calls() {
	local calls=$1 error=$2 k
	shift 2
	for ((k = 1; k <= most; k++)); do
		fault "$calls $k: $error" traced -e trace="$calls" -e inject="$calls:error=$error:when=$k" "$@" || break
	done
}

# strace is silent but for the injected calls, which it writes to a file.
traced() {
	local options=()
	while [ "$1" != "$tool" ]; do
		options+=("$1")
		shift
	done
	strace -f -qq -o trace "${options[@]}" "$@"
	local status=$?
	! grep -q INJECTED trace || touch fired
	return "$status"
}

no_memory() {
	env FAIL_AT="$k" FAILED="$work/fired" LD_PRELOAD="$work/no_memory.so" "$@"
}

for folder in "$root"/cmd/*/; do
	tool=$(basename "$folder") input=orders.tsv args=() before=$tried
	# shellcheck disable=SC1090
	[ ! -e "$root/tests/conventions/$tool.args" ] || . "$root/tests/conventions/$tool.args"
	for threads in 1 2; do
		input=$work/$(basename "$input") # as strace knows it
		"$tool" -q -j $threads "${args[@]}" "$input" >usual || exit
		system_calls read EIO -P "$input"
		system_calls read EINTR -P "$input"
		system_calls openat EIO -P "$input"
		system_calls write ENOSPC
		system_calls write EINTR
		for call in fsync fdatasync rename renameat renameat2 fchmod; do
			system_calls $call EIO
		done
		for ((k = 1; k <= most; k++)); do
			fault "allocation $k" no_memory || break
		done
	done
	echo "faults: $tool: $((tried - before)) tried"
done
echo "faults: $tried tried, $wrong wrong"
exit $((wrong > 0))
