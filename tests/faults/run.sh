#!/bin/bash
# faults - each tool while disks are full, reads fail, memory runs out, and when it is killed at any moment.
# A fault must end in exit 4 with one line on stderr, the old output as it was, and nothing beside it; or, where the
# program can do without what it was refused, in exit 0 and the same bytes as always. Who is killed leaves the old output
# or the whole new one under its name. Each on three inputs: a file, a file with one without rows behind it, and standard
# input; reads also where every byte comes alone.
# FAULTS_MOST=N tries at most N faults of a kind (400); FAULTS_TOOLS='seg-clean …' only these tools.
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

tried=0 wrong=0 memory=0 killed=0 feed=
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
	if [ "$feed" ]; then
		"$@" "$tool" -q -j "$threads" -o out/file "${args[@]}" "${files[@]}" < <("$feed" <"$stdin" 2>/dev/null) >/dev/null 2>said
	else
		"$@" "$tool" -q -j "$threads" -o out/file "${args[@]}" "${files[@]}" <"$stdin" >/dev/null 2>said
	fi || status=$?
	tried=$((tried + 1))
	if [ $status -eq 0 ]; then
		cmp -s out/file usual || complain "$tool: $name: exit 0 with other output"
	elif [ $status -eq 127 ] && grep -q 'loading shared libraries' said; then
		: # the fault was the loader's: the program did not come to life
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

# Killed at its k-th system call, whichever that is. Which calls there are hangs on the threads: counted, not compared.
kills() {
	local k status
	for ((k = 1; k <= most; k++)); do
		echo before >out/file
		status=0
		# A shell of its own, which does not tell that its child was killed.
		bash -c '"$@"' bash strace -f -qq -o trace -e trace=all -e inject="all:signal=KILL:when=$k" "$tool" -q -j 1 \
			-o out/file "${args[@]}" "${files[@]}" <"$stdin" >/dev/null 2>said || status=$?
		killed=$((killed + 1))
		[ "$(cat out/file)" = before ] || cmp -s out/file usual || complain "$tool: killed at call $k: a part of the output"
		rm -f out/* out/.[!.]*
		[ $status -eq 137 ] || { [ $status -eq 0 ] || complain "$tool: kill $k: exit $status"; break; }
	done
}

# A limit of the shell: exit 0 with the usual bytes or 4 with a word, as for any other fault.
limits() {
	local size
	for size in 1 8 64; do # stderr is a file too: 0 would leave no room for the message
		fault "ulimit -f $size" limited -f $size
	done
	for size in 8 16 32 64 128 256 512; do
		fault "ulimit -v $size MiB" limited -v $((size * 1024))
	done
	for size in 4 5 6 8; do
		fault "ulimit -n $size" limited -n $size
	done
}
limited() {
	local option=$1 size=$2
	shift 2
	(ulimit "$option" "$size" && exec "$@")
}

for folder in "$root"/cmd/*/; do
	tool=$(basename "$folder") input=orders.tsv args=() before=$((tried + killed))
	[ -z "$FAULTS_TOOLS" ] || [[ " $FAULTS_TOOLS " = *" $tool "* ]] || continue
	# shellcheck disable=SC1090
	[ ! -e "$root/tests/conventions/$tool.args" ] || . "$root/tests/conventions/$tool.args"
	input=$work/$(basename "$input") # as strace knows it
	for form in file pipe twice; do
		files=("$input") stdin=/dev/null watched=$input
		case $form in
		pipe) files=() stdin=$input ;;
		twice) # another name for the same rows would be two rows of a customer: the second has the header only
			head -n 1 "$input" >"$work/empty.tsv"
			files=("$input" "$work/empty.tsv") watched=$work/empty.tsv ;;
		esac
		for threads in 1 2; do
			"$tool" -q -j $threads "${args[@]}" "${files[@]}" <"$stdin" >usual || exit
			for error in EIO EINTR; do
				system_calls read "$error" -P "$watched"
			done
			system_calls openat EIO -P "$watched"
			system_calls openat EMFILE
			for error in ENOSPC EIO EINTR; do
				system_calls write "$error"
			done
			for call in fsync fdatasync rename renameat renameat2 fchmod close; do
				for error in EIO ENOSPC; do
					system_calls $call $error
				done
			done
			at=$tried
			for ((k = 1; k <= most; k++)); do
				fault "allocation $k" no_memory || break
			done
			memory=$((memory + tried - at))
		done
		kills
	done
	files=() stdin=$input threads=2
	"$tool" -q -j 2 "${args[@]}" <"$stdin" >usual || exit
	feed=$BUILD/tests/dribble
	for error in EIO EINTR; do
		system_calls read $error
	done
	feed=
	files=("$input") stdin=/dev/null threads=1
	"$tool" -q -j 1 "${args[@]}" "${files[@]}" >usual
	limits
	echo "faults: $tool: $((tried + killed - before)) tried"
done
echo "faults: $memory allocations, $((tried - memory)) other faults, $killed kills tried, $wrong wrong"
exit $((wrong > 0))
