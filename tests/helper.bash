# helper - what the bats files share: `load helper` at the top.
#
#	call seg-features orders.tsv          runs it; standard output and error go to files
#	exits 0                               and then says what must be true of them
#	prints < expected.tsv
#	says "seg-features: as of 2026-11-21, the last date in the data"
#
# An assertion that fails prints what it saw and ends the test.
# shellcheck shell=bash

ROOT=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
BUILD=${BUILD:-$ROOT/build}
PATH=$BUILD/bin:$PATH
SEG_DATA=${SEG_DATA:-$ROOT/../shared/data}
export LC_ALL=C TZ=UTC

fail() {
	printf '%s\n' "$@"
	exit 1
}

# Rows of words: each argument is a row, blanks become tabs, _ is an empty cell.
#	tsv 'customer_id spend' 'a 12.50' 'b _'
tsv() {
	printf '%s\n' "$@" | sed -E 's/ /\t/g; :again; s/(^|\t)_(\t|$)/\1\2/; t again'
}

call() {
	OUT=$BATS_TEST_TMPDIR/stdout ERR=$BATS_TEST_TMPDIR/stderr called="$*" status=0
	"$@" >"$OUT" 2>"$ERR" || status=$?
}

exits() {
	[ "$status" -eq "$1" ] || fail "$called" "exits $status, not $1" "$(head -20 "$ERR")"
}

# The standard output, byte for byte, is what stands on standard input.
prints() {
	diff -u --label expected --label printed - "$OUT" || fail "of: $called"
}

prints_nothing() {
	[ ! -s "$OUT" ] || fail "$called" "prints:" "$(head -5 "$OUT")"
}

# The standard error is exactly these lines.
says() {
	printf '%s\n' "$@" | diff -u --label expected --label said - "$ERR" || fail "of: $called"
}

# Rows without their last column: what seg-predict writes is what seg-cluster wrote, and segment_known.
all_but_last() {
	sed 's/\t[^\t]*$//' "${@:-$OUT}"
}

says_nothing() {
	[ ! -s "$ERR" ] || fail "$called" "says:" "$(head -5 "$ERR")"
}

# Some line of the standard error matches the extended regular expression.
says_like() {
	grep -Eq -- "$1" "$ERR" || fail "$called" "does not say $1, but:" "$(head -20 "$ERR")"
}

same() {
	cmp "$1" "$2" || { diff "$1" "$2" | head -10; fail "after: $called"; }
}

# For tests that want the public data sets. Where everything must run (CI), they may not be absent.
need_data() {
	local file
	for file; do
		[ -e "$SEG_DATA/$file" ] && continue
		[ -z "$CI" ] || fail "no $SEG_DATA/$file: set SEG_DATA"
		skip "no $SEG_DATA/$file (set SEG_DATA)"
	done
}

# Every byte of model.seg that is changed, and every STEP-th cut of it (1), is refused with exit 3 and one sentence:
#	every_change_is_refused ROWS [STEP]
every_change_is_refused() {
	local step=${2:-1} size all
	call perl -e '
		my ($rows, $step) = @ARGV;
		open(my $f, "<:raw", "model.seg") or die; local $/; my $good = <$f>;
		my ($refused, $n) = (0, length $good);
		for my $i (0 .. 2 * $n - 1) {
			next if $i < $n && $i % $step;
			my $bad = $i < $n ? substr($good, 0, $i) : $good;
			substr($bad, $i - $n, 1) ^= chr(1 << $i % 8) if $i >= $n;
			open(my $o, ">:raw", "bad.seg") or die; print $o $bad; close $o;
			my $said = `seg-predict -m bad.seg $rows 2>&1`;
			$refused += $? >> 8 == 3 && $said =~ /^seg-predict: bad\.seg:.{10,}\n$/;
		}
		print "$refused\n"; ' "$1" "$step"
	exits 0
	size=$(wc -c <model.seg)
	all=$((size + (size + step - 1) / step))
	[ "$(cat "$OUT")" = $all ] || fail "of $all changes and cuts refused: $(cat "$OUT")"
}
