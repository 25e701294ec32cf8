#!/usr/bin/env bats
# What the Makefile promises to people who build and package.

load helper

@test "make install puts tools and pages in their places, make uninstall takes all of them away" {
	cd "$ROOT" || exit
	call make -s -o all install DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr BUILD="$BUILD"
	exits 0
	[ -x "$BATS_TEST_TMPDIR/root/usr/bin/seg-clean" ]
	[ -e "$BATS_TEST_TMPDIR/root/usr/share/man/man1/seg-clean.1" ]
	[ -e "$BATS_TEST_TMPDIR/root/usr/share/man/man5/seg-tsv.5" ]
	[ -e "$BATS_TEST_TMPDIR/root/usr/share/man/man7/seg.7" ]
	[ -e "$BATS_TEST_TMPDIR/root/usr/share/bash-completion/completions/seg-clean" ]
	[ -e "$BATS_TEST_TMPDIR/root/usr/share/zsh/site-functions/_seg-clean" ]
	[ -e "$BATS_TEST_TMPDIR/root/usr/share/fish/vendor_completions.d/seg-clean.fish" ]
	"$BATS_TEST_TMPDIR/root/usr/bin/seg-clean" --version
	call make -s uninstall DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr BUILD="$BUILD"
	exits 0
	[ -z "$(find "$BATS_TEST_TMPDIR/root" -type f)" ]
}

@test "make help lists the goals that the README names" {
	local goal
	call make -s -C "$ROOT" help
	exits 0
	for goal in deps demo check install uninstall; do
		grep -q "^$goal " "$OUT" || fail "no word about $goal"
	done
}

@test "no program knows where it was built" {
	! grep -q -- --coverage "$BUILD/flags" || return 0 # where its counts go is all it knows
	! grep -l "$ROOT" "$BUILD"/bin/* || fail 'these do'
}
