#!/bin/bash
# afl - AFL++ changes what stands on each tool's standard input, under AddressSanitizer and UBSan: whatever comes, a tool
# ends by itself, in time, and by none of its own faults.
#	AFL_SECONDS=N      for each tool (60)
#	AFL_TOOLS='seg-x'  only these
# It begins with what tests/conventions gives each tool; what was found to be new stays in build/afl.
cd "$(dirname "$0")/../.." || exit
# shellcheck disable=SC2153 # the Makefile gives BUILD
build=$(realpath -m "$BUILD/afl")
export ASAN_OPTIONS=abort_on_error=1:symbolize=0:detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=abort_on_error=1:symbolize=0
export AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_QUIET=1

AFL_USE_ASAN=1 AFL_USE_UBSAN=1 ${MAKE:-make} -s BUILD="$build" CC=afl-clang-fast WERROR= CFLAGS='-O1 -g -fno-sanitize-recover=all' all || exit
seg-cluster -q -k 2 --features=orders,spend,recency_days -M "$build/model.seg" tests/conventions/customers.tsv >/dev/null || exit

# One tool; says how much was tried, and fails when something broke or hung.
try() {
	local tool=$1 input=orders.tsv args=() found
	# shellcheck disable=SC1090 # of each tool its own
	[ ! -e "tests/conventions/$tool.args" ] || . "tests/conventions/$tool.args"
	mkdir -p "$build/$tool.seeds" && cp "tests/conventions/$input" "$build/$tool.seeds" && rm -rf "$build/$tool.found" || return
	(cd "$build" && afl-fuzz -i "$tool.seeds" -o "$tool.found" -m none -t 2000 -V "${AFL_SECONDS:-60}" -- \
		"bin/$tool" -q -j 1 "${args[@]}") >"$build/$tool.log" 2>&1
	found=$(find "$build/$tool.found/default/crashes" "$build/$tool.found/default/hangs" -name 'id*' | wc -l)
	echo "afl: $tool: $(sed -n 's/^execs_done *: //p' "$build/$tool.found/default/fuzzer_stats") inputs," \
		"$(sed -n 's/^edges_found *: //p' "$build/$tool.found/default/fuzzer_stats") edges, $found findings"
	[ "$found" = 0 ]
}
export -f try
export build
# shellcheck disable=SC2086 # words
printf '%s\n' ${AFL_TOOLS:-$(ls cmd)} | xargs -P "$(nproc)" -I{} bash -c 'try {}'
