#!/usr/bin/env bats
# What bash, zsh and fish offer when a person presses the tab key.

load helper

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	printf 'customer_id\torders\torder_rate\tspend\n' >customers.tsv
	printf '\357\273\277"Name","Order ID",`touch owned`,$(touch owned)\r\n' >export.csv
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
}

# in_bash WORD…: the command line, with its last word being written.
in_bash() {
	call bash -c '
		. "$0/share/bash-completion/completions/$1"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		"_${1//-/_}"
		[ ${#COMPREPLY[@]} = 0 ] || printf "%s\n" "${COMPREPLY[@]}"' "$BUILD" "$@"
	exits 0
	says_nothing
}

# in_fish LINE
in_fish() {
	HOME=$BATS_TEST_TMPDIR call fish --no-config -c 'source $argv[1]; complete -C $argv[2]' \
		"$BUILD/share/fish/vendor_completions.d/${1%% *}.fish" "$1"
	exits 0
}

# in_zsh WORD…: what the completion gives to zsh's own functions: the specs of the options, then the columns.
in_zsh() {
	call zsh -f -c '
		words=("$@")
		_arguments() { print -rl -- "$@" }
		compset() { :; }
		compadd() { print -rl -- "${(@P)@[-1]}" }
		. "$0/share/zsh/site-functions/_$1"
		_seg_columns' "$BUILD" "$@"
	exits 0
	says_nothing
}

@test "bash offers options, with = where they take something" {
	in_bash seg-cluster --max
	prints <<<'--max-k='
	in_bash seg-cluster --req
	prints <<<'--require-structure'
}

@test "bash offers the columns of the file that the line names, also behind a comma" {
	in_bash seg-cluster customers.tsv --features = ord
	prints <<-'END'
		orders
		order_rate
	END
	in_bash seg-cluster customers.tsv --features = spend,order_
	prints <<<'spend,order_rate'
	in_bash seg-cluster customers.tsv -i cu
	prints <<<'customer_id'
}

@test "bash offers the words of an option, and files where a file is meant" {
	in_bash seg-report --format = m
	prints <<<'markdown'
	in_bash seg-predict -m cust
	prints <<<'customers.tsv'
	in_bash seg-cluster cust
	prints <<<'customers.tsv'
}

@test "names in an export are offered as they are, and run by no shell" {
	in_bash seg-clean export.csv --only = ''
	prints <<-'END'
		Name
		Order\ ID
		\`touch\ owned\`
		\$\(touch\ owned\)
	END
	in_fish 'seg-clean export.csv --only '
	grep -q 'Order ID' "$OUT" || fail "fish offers:" "$(cat "$OUT")"
	[ ! -e owned ] || fail 'a name was run'
}

@test "fish offers columns, words and options" {
	in_fish 'seg-cluster customers.tsv --features ord'
	grep -q '^orders' "$OUT" || fail "fish offers:" "$(cat "$OUT")"
	in_fish 'seg-report --format '
	grep -q '^markdown' "$OUT" || fail "fish offers:" "$(cat "$OUT")"
	in_fish 'seg-cluster --max'
	grep -q '^--max-k' "$OUT" || fail "fish offers:" "$(cat "$OUT")"
}

@test "zsh gets options, words and columns" {
	in_zsh seg-report customers.tsv
	grep -q '^\*--format=.*:value:(text tsv markdown html json)$' "$OUT" || fail "zsh gets:" "$(cat "$OUT")"
	grep -q '^\*-i+.*:column:_seg_columns$' "$OUT" || fail "zsh gets:" "$(cat "$OUT")"
	tail -n 4 "$OUT" | diff - <(tr '\t' '\n' <customers.tsv)
	in_zsh seg-clean export.csv
	tail -n 4 "$OUT" | grep -Fqx '$(touch owned)'
	[ ! -e owned ] || fail 'a name was run'
}

@test "every tool has a completion that each shell can read" {
	local tool
	for tool in "$ROOT"/cmd/*/; do
		tool=$(basename "$tool")
		bash -n "$BUILD/share/bash-completion/completions/$tool"
		zsh -n "$BUILD/share/zsh/site-functions/_$tool"
		fish -n "$BUILD/share/fish/vendor_completions.d/$tool.fish"
	done
}
