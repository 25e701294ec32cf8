#!/bin/bash
# fuzz - random bytes into the parsers, under AddressSanitizer and UBSan: every tests/fuzz/*_fuzz.c is a target.
# FUZZ_SECONDS=N for each (10), FUZZ_ONLY=NAME for one. A target that is named after a tool gets that tool's own files too.
# Runs begin with tests/fuzz/corpus/NAME and with what was found to be new, which is kept in build/fuzz/NAME.
cd "$(dirname "$0")/../.." || exit
# shellcheck disable=SC2153 # the Makefile gives BUILD
build=$BUILD/fuzz failed=0

sanitize=address,undefined
compile() {
	${MAKE:-make} -s BUILD="$build" CC=clang WERROR= \
		CFLAGS="-O1 -g -fno-sanitize-recover=all -fsanitize=fuzzer-no-link,$sanitize" "$@"
}

compile "$build/libseg.a" || exit
for target in tests/fuzz/${FUZZ_ONLY:-*}_fuzz.c; do
	name=$(basename "$target" .c)
	tool=${name%_fuzz} own=() seeds=()
	mkdir -p "$build/$name"
	for file in cmd/"$tool"/*.c; do
		[ ! -e "$file" ] || [ "$(basename "$file")" = main.c ] || own+=("$build/${file%.c}.o")
	done
	[ ! -d "cmd/$tool/data" ] || own+=("$build/gen/$tool/data.o")
	[ ${#own[@]} -eq 0 ] || compile "${own[@]}" || exit
	[ ! -d "tests/fuzz/corpus/$tool" ] || seeds=("tests/fuzz/corpus/$tool")
	clang @"$build/flags" -iquote lib -iquote "cmd/$tool" -fsanitize=fuzzer,$sanitize -MF "$build/$name.d" "$target" \
		"${own[@]}" "$build/libseg.a" -lcsv -lutf8proc -lsodium -lm -lpthread -o "$build/$name.run" || exit
	echo "fuzz: $name, ${FUZZ_SECONDS:-10} seconds"
	"$build/$name.run" -max_total_time="${FUZZ_SECONDS:-10}" -max_len=4096 -verbosity=0 -print_final_stats=1 \
		-artifact_prefix="$build/$name-" "$build/$name" "${seeds[@]}" 2>"$build/$name.log" || { failed=1; tail -40 "$build/$name.log"; }
	grep -h number_of_executed_units "$build/$name.log"
done
exit $failed
