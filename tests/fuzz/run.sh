#!/bin/bash
# fuzz - random bytes into the parsers, under AddressSanitizer and UBSan: every tests/fuzz/*_fuzz.c is a target.
# FUZZ_SECONDS=N for each (10), FUZZ_ONLY=NAME for one, FUZZ_SEED=N for the same draws again. A target that is named after a tool gets that tool's own files too.
# Runs begin with tests/fuzz/corpus/NAME and with what was found to be new, which is kept in build/fuzz/NAME.
cd "$(dirname "$0")/../.." || exit
# shellcheck disable=SC2153 # the Makefile gives BUILD
build=$BUILD/fuzz

sanitize=address,undefined
compile() {
	${MAKE:-make} -s BUILD="$build" CC=clang WERROR= \
		CFLAGS="-O1 -g -fno-sanitize-recover=all -fsanitize=fuzzer-no-link,$sanitize" "$@"
}

compile "$build/libseg.a" || exit
# shellcheck disable=SC2206 # a pattern
targets=(tests/fuzz/${FUZZ_ONLY:-*}_fuzz.c)
for target in "${targets[@]}"; do
	name=$(basename "$target" .c)
	tool=${name%_fuzz} own=()
	for file in cmd/"$tool"/*.c; do
		[ ! -e "$file" ] || [ "$(basename "$file")" = main.c ] || own+=("$build/${file%.c}.o")
	done
	[ ! -d "cmd/$tool/data" ] || own+=("$build/gen/$tool/data.o")
	[ ${#own[@]} -eq 0 ] || compile "${own[@]}" || exit
	clang @"$build/flags" -iquote lib -iquote "cmd/$tool" -fsanitize=fuzzer,$sanitize -MF "$build/$name.d" "$target" \
		"${own[@]}" "$build/libseg.a" -lcsv -lutf8proc -lsodium -lm -lpthread -o "$build/$name.run" || exit
done

# One target, in the time it has; says how many inputs it tried.
try() {
	local name=$1 seeds=tests/fuzz/corpus/${1%_fuzz} status=0
	mkdir -p "$build/$name"
	[ -d "$seeds" ] || seeds=
	# shellcheck disable=SC2086 # nothing, or one folder
	"$build/$name.run" -max_total_time="$seconds" -seed="${FUZZ_SEED:-0}" -max_len=4096 -verbosity=0 -print_final_stats=1 \
		-artifact_prefix="$build/$name-" "$build/$name" $seeds 2>"$build/$name.log" || status=1
	echo "fuzz: $name, $seconds seconds: $(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log") inputs"
	[ $status -eq 0 ] || { echo "fuzz: $name: a finding"; tail -40 "$build/$name.log"; }
	return $status
}
export -f try
export build seconds=${FUZZ_SECONDS:-10}
printf '%s\n' "${targets[@]##*/}" | sed 's/\.c$//' | xargs -P "$(nproc)" -I{} bash -c 'try {}'
