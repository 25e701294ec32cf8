#!/usr/bin/env bats
# seg-predict: rows to learn from that are left in their files, and what makes it read all of them into memory.

load helper

# Numbers alone, each row with an id of its own, in order: several blocks of them.
setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	awk 'BEGIN { OFS = "\t"; srand(5); print "customer_id", "size", "gap", "seen", "target_back", "target_spend"
		for (i = 0; i < 24000; i++) { x = int(1000 * rand()); printf "%05d\t%d\t%s\t%.6f\t%s\t%d\n", i, x, rand() < .1 ? "" : int(9 * rand()), rand(),
			rand() < .01 ? "" : rand() < x / 1000 ? "yes" : "no", 3 * x + int(100 * rand()) } }' >rows.tsv
}

# Training on the file and on the same bytes through a pipe, which cannot be read again: status, words, rows and model.
same_from_a_pipe() {
	local file=$1 how
	shift
	for how in file pipe; do
		call bash -c 'if [ "$1" = file ]; then exec seg-predict "${@:3}" -M model.seg "$2"; else cat "$2" | seg-predict "${@:3}" -M model.seg; fi' - $how "$file" "$@"
		cp "$OUT" $how.out
		sed "s/$file:/standard input:/; s/-:/standard input:/" "$ERR" >$how.err
		echo "$status" >$how.status
		[ "$status" != 0 ] || cp model.seg $how.seg
	done
	same file.status pipe.status
	same file.err pipe.err
	same file.out pipe.out
	[ "$status" != 0 ] || same file.seg pipe.seg
}

@test "rows of a file and of a pipe teach the same" {
	same_from_a_pipe rows.tsv --train=logistic --target=target_back --folds=3
	exits 0
	same_from_a_pipe rows.tsv --train=logistic --target=target_back --positive=no --folds=3 --class-weight=balanced --calibrate=none -j1
	exits 0
	same_from_a_pipe rows.tsv --train=linear --target=target_spend --features=size,seen --folds=3
	exits 0
	same_from_a_pipe rows.tsv --train=logistic --target=target_back --folds=0 --explain=2
	exits 0
	same_from_a_pipe rows.tsv --train=logistic --target=target_back --folds=0 --gain=10 --cost=4 --budget=400
	exits 0
}

@test "rows out of order, ids that come twice, words and cells without a number are seen wherever they stand" {
	# The last two ids change places, the last comes twice, the last has a word or an odd target.
	awk -F '\t' -v OFS='\t' 'NR == 24000 { $1 = "23999" } NR == 24001 { $1 = "23998" } 1' rows.tsv >turned.tsv
	awk -F '\t' -v OFS='\t' 'NR == 24001 { $1 = "23998" } 1' rows.tsv >twice.tsv
	awk -F '\t' -v OFS='\t' 'NR == 24001 { $4 = "often" } 1' rows.tsv >word.tsv
	awk -F '\t' -v OFS='\t' 'NR == 24001 { $6 = "much" } 1' rows.tsv >much.tsv
	awk -F '\t' -v OFS='\t' 'NR > 1 { $3 = "" } 1' rows.tsv >empty.tsv
	for file in turned twice word empty; do
		same_from_a_pipe $file.tsv --train=logistic --target=target_back --folds=3 --calibrate=none
		exits 0
	done
	grep -q '^seg-predict: features size, seen (' file.err
	same_from_a_pipe empty.tsv --train=logistic --target=target_back --features=size,gap --folds=0
	exits 0
	same_from_a_pipe word.tsv --train=logistic --target=target_back --features=size,seen --folds=0
	exits 0
	same_from_a_pipe much.tsv --train=linear --target=target_spend --folds=0
	exits 3
	says "seg-predict: -:24001: target_spend: not a number: 'much'"
	# The order of rows does not show in the model, nor do two files.
	(head -1 rows.tsv && sed 1d rows.tsv | tac) >back.tsv
	seg-predict -q --train=logistic --target=target_back -M rows.seg rows.tsv >rows.out
	seg-predict -q --train=logistic --target=target_back -M back.seg back.tsv >back.out
	same rows.seg back.seg
	same rows.out <(head -1 back.out && sed 1d back.out | tac)
	(head -1 rows.tsv && tail -n 9000 rows.tsv) >second.tsv
	head -n 15001 rows.tsv >first.tsv
	seg-predict -q --train=logistic --target=target_back -M both.seg first.tsv second.tsv | cmp - rows.out
	same rows.seg both.seg
}

@test "customers of a file and of a pipe make the same model of lifetimes, whatever the unit of the last" {
	awk 'function e() { return -log(1 - rand()) }
		BEGIN { OFS = "\t"; srand(6); print "customer_id", "btyd_x", "btyd_tx", "btyd_T", "btyd_m", "btyd_unit"
		for (i = 0; i < 24000; i++) { rate = e() / 12; leaves = 1 - (1 - rand()) ^ (1 / 2.5); worth = 22 / (e() + e() + e() + e())
			t = 5 + int(80 * rand()); x = last = at = m = 0
			while ((at += e() / rate) <= t) { x++; last = at; m += worth * (e() + e() + e()); if (rand() < leaves) break }
			print "c" i, x, last, t, x ? m / x : "", "W" } }' >weeks.tsv
	sed '$s/W$/D/' weeks.tsv >mixed.tsv
	sed '$s/W$/Q/' weeks.tsv >odd.tsv
	sed '24001s/\t[^\t]*\tW$/\tmuch\tW/' weeks.tsv >much.tsv
	for file in weeks mixed; do
		same_from_a_pipe $file.tsv --train=lifetime --draws=0 --horizon=12w
		exits 0
		grep -q "^unit	$([ $file = weeks ] && echo W || echo D)$" file.seg
	done
	same_from_a_pipe weeks.tsv --train=bg --unit=W -j1
	exits 0
	same_from_a_pipe weeks.tsv --train=spend
	exits 0
	same_from_a_pipe weeks.tsv --train=bg --unit=D
	exits 2
	same_from_a_pipe odd.tsv --train=bg
	exits 3
	says "seg-predict: -:24001: btyd_unit: not D, W or M: 'Q'"
	same_from_a_pipe much.tsv --train=lifetime
	exits 3
	says "seg-predict: -:24001: btyd_m: not a number: 'much'"
}

@test "a file that changes while its rows are learned from is exit 4" {
	# One block at a time, and the first waits in a full pipe until somebody reads on: then the others are read again.
	mkfifo gate
	seg-predict -q -j1 --train=logistic --target=target_back --folds=0 rows.tsv >gate 2>err.txt &
	local child=$! header
	exec 9<gate
	read -r header <&9
	[ "${header##*$'\t'}" = p_target_back ]
	sed 's/\tyes\t/\tno\t/' rows.tsv >shorter
	cat shorter >rows.tsv
	cat <&9 >out.tsv
	exec 9<&-
	status=0
	wait $child || status=$?
	[ "$status" = 4 ] || fail "exits $status" "$(cat err.txt)"
	[ "$(cat err.txt)" = 'seg-predict: rows.tsv: changed while it was read: run again when it stays as it is' ] || fail "$(cat err.txt)"
}
