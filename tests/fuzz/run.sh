#!/bin/bash
# fuzz - random bytes into the parsers, under AddressSanitizer and UBSan: every tests/fuzz/*_fuzz.c is a target.
# FUZZ_SECONDS=N for each (10). What was found to be new is kept in build/fuzz/NAME, and is where the next run begins.
cd "$(dirname "$0")/../.." || exit
# shellcheck disable=SC2153 # the Makefile gives BUILD
build=$BUILD/fuzz failed=0

sanitize=address,undefined
${MAKE:-make} -s BUILD="$build" CC=clang WERROR= \
	CFLAGS="-O1 -g -fno-sanitize-recover=all -fsanitize=fuzzer-no-link,$sanitize" "$build/libseg.a" || exit
for target in tests/fuzz/*_fuzz.c; do
	name=$(basename "$target" .c)
	mkdir -p "$build/$name"
	clang @"$build/flags" -iquote lib -fsanitize=fuzzer,$sanitize -MF "$build/$name.d" "$target" "$build/libseg.a" \
		-lcsv -lutf8proc -lsodium -lm -lpthread -o "$build/$name.run" || exit
	echo "fuzz: $name, ${FUZZ_SECONDS:-10} seconds"
	"$build/$name.run" -max_total_time="${FUZZ_SECONDS:-10}" -max_len=4096 -verbosity=0 -print_final_stats=1 \
		-artifact_prefix="$build/$name-" "$build/$name" 2>"$build/$name.log" || { failed=1; tail -40 "$build/$name.log"; }
	grep -h number_of_executed_units "$build/$name.log"
done
exit $failed
