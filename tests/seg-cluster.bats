#!/usr/bin/env bats
# seg-cluster: which kinds of customers are there?
# Inertias are those of scikit-learn 1.9.1, KMeans(n_init=10, tol=0, max_iter=1000) on the same scaled features.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	tsv 'customer_id spend note' 'd 10 ü' 'a 1 _' 'c 9 x' 'b 2 y' 'e 11 _' >customers.tsv
}

# Two features in four heaps that overlap, ids in no order, n rows; every tenth id is there twice.
heaps() {
	awk -v n="$1" 'BEGIN {
		srand(7); OFS = "\t"
		print "customer_id", "x", "y"
		for (i = 0; i < n; i++)
			print "c" int(i % 10 ? i * 7919 % n : 7), (i % 2) * 5 + rand() * 4 + rand(), \
				i % 13 ? (i % 4 < 2) * 9 + rand() * 3 : ""
	}'
}

inertia() {
	awk '$1 == "inertia" { print $2 }' "$1"
}

# At most the number, but for rounding.
at_most() {
	awk -v x="$1" -v most="$2" 'BEGIN { exit !(x > 0 && x <= most * (1 + 1e-9)) }' || fail "$1 is more than $2"
}

@test "rows come out as they came, with their segment and how well they fit" {
	call seg-cluster -k 2 customers.tsv
	exits 0
	says 'seg-cluster: features spend (--features chooses others)'
	# By hand: the middles are 10 and 1.5, so that c fits to 1 - 1 / 7.5, a to 1 - 0.5 / 9, b to 1 - 0.5 / 8.
	prints < <(tsv 'customer_id spend note segment segment_fit' 'd 10 ü A 1' 'a 1 _ B 0.9444444444444444' \
		'c 9 x A 0.8666666666666667' 'b 2 y B 0.9375' 'e 11 _ A 0.8947368421052632')
}

@test "columns named segment and segment_fit are replaced where they stand" {
	tsv 'segment_fit customer_id segment spend' '0 a old 1' '0 b old 2' '0 c old 9' >old.tsv
	call seg-cluster -k 3 --features=spend old.tsv
	exits 0
	says_nothing
	prints < <(tsv 'segment_fit customer_id segment spend' '1 a C 1' '1 b B 2' '1 c A 9')
	call seg-cluster -k 3 old.tsv
	says 'seg-cluster: features spend (--features chooses others)'
}

@test "recency_days, orders and spend are the features when all are there" {
	tsv 'customer_id age spend orders recency_days' 'a 30 1 1 9' 'b 40 2 1 8' 'c 50 100 9 1' >rfm.tsv
	call seg-cluster -k 2 rfm.tsv
	exits 0
	says 'seg-cluster: features recency_days, orders, spend (--features chooses others)'
	cut -f 1,2,4,5 rfm.tsv >some.tsv
	call seg-cluster -k 2 some.tsv
	says 'seg-cluster: features age, orders, recency_days (--features chooses others)'
}

@test "the id may be another column" {
	sed 1s/customer_id/who/ customers.tsv >who.tsv
	call seg-cluster -k 2 -i who who.tsv
	exits 0
	cp "$OUT" who.out
	call seg-cluster -k 2 customers.tsv
	same <(tail -n +2 "$OUT") <(tail -n +2 who.out)
}

@test "missing values are filled with the median, which is said" {
	tsv 'customer_id x y' 'a 1 _' 'b 2 5' 'c _ 7' 'd 30 6' 'e _ 8' >gaps.tsv
	call seg-cluster -k 2 gaps.tsv
	exits 0
	says 'seg-cluster: features x, y (--features chooses others)' \
		'seg-cluster: x: 2 missing values filled with the median 2' \
		'seg-cluster: y: 1 missing value filled with the median 6.5'
}

@test "a column that tells no rows apart is named, and does no harm" {
	tsv 'customer_id x y z' 'a 1 7 _' 'b 2 7 _' 'c 9 7 _' >flat.tsv
	call seg-cluster -k 2 --features=x,y,z flat.tsv
	exits 0
	says 'seg-cluster: y: the same in every row, so it tells no rows apart' \
		'seg-cluster: z: no values at all, so it tells no rows apart'
	cut -f 5,6 "$OUT" >flat.out
	call seg-cluster -k 2 --features=x flat.tsv
	cut -f 5,6 "$OUT" | cmp - flat.out
}

@test "more segments than rows that differ are refused" {
	call seg-cluster -q -k 6 customers.tsv
	exits 3
	prints_nothing
	says 'seg-cluster: only 5 distinct rows for -k 6: choose a smaller -k or other features'
	tsv 'customer_id x' 'a 1' 'b 1' 'c 1' >same.tsv
	call seg-cluster -q -k 2 -M model.seg same.tsv
	exits 3
	prints_nothing
	says 'seg-cluster: only 1 distinct row for -k 2: choose a smaller -k or other features'
	[ ! -e model.seg ]
}

@test "rows that are all the same are one segment" {
	tsv 'customer_id x' 'a 1' 'b 1' 'c 1' >same.tsv
	call seg-cluster -q -k 1 same.tsv
	exits 0
	prints < <(tsv 'customer_id x segment segment_fit' 'a 1 A 1' 'b 1 A 1' 'c 1 A 1')
}

@test "one row is one segment" {
	tsv 'customer_id x' 'a 1' >one.tsv
	call seg-cluster -q -k 1 one.tsv
	exits 0
	prints < <(tsv 'customer_id x segment segment_fit' 'a 1 A 1')
}

@test "a header without rows cannot be fitted" {
	head -1 customers.tsv >header.tsv
	call seg-cluster -k 1 header.tsv
	exits 3
	prints_nothing
	says 'seg-cluster: header.tsv: no rows, so there is nothing to fit'
}

@test "a worker without rows prints nothing, but cannot write a model" {
	call seg-cluster -k 2 -C customer_id,x </dev/null
	exits 0
	prints_nothing
	says_nothing
	call seg-cluster -k 2 -C customer_id,x -M model.seg </dev/null
	exits 3
	[ ! -e model.seg ]
}

@test "numbers of any size give numbers" {
	tsv 'customer_id x y' 'a 1e150 -1e300' 'b 1 2' 'c -1e150 1.7e308' 'd 5 _' 'e _ -1.7e308' 'f 5e-324 0' >huge.tsv
	for k in 1 2 3; do
		call seg-cluster -k $k -M model.seg huge.tsv
		exits 0
		grep -Eiw 'nan|inf' "$OUT" model.seg && fail 'nan or inf'
		[ "$(cut -f 5 "$OUT" | grep -c '^[01]')" -eq 6 ]
	done
}

@test "a feature that is not a number is refused with its place" {
	call seg-cluster -k 2 --features=note customers.tsv
	exits 3
	prints_nothing
	says "seg-cluster: customers.tsv:2: note: not a number: 'ü'"
	cut -f 1,3 customers.tsv >words.tsv
	call seg-cluster -k 2 words.tsv
	exits 3
	says 'seg-cluster: no column of numbers to cluster by'
}

@test "-k is required, and a whole number from 1 to 1000" {
	call seg-cluster customers.tsv
	exits 2
	says 'seg-cluster: -k is missing: how many segments to make' "Try 'seg-cluster --help'."
	for k in 0 1001 -1 1.5 x ''; do
		call seg-cluster -k "$k" customers.tsv
		exits 2
		prints_nothing
		says "seg-cluster: --segments: not a whole number from 1 to 1000: '$k'" "Try 'seg-cluster --help'."
	done
}

@test "threads and runs do not show, in rows or model" {
	heaps 30000 >heaps.tsv
	seg-cluster -q -k 5 -j 1 -M one.seg heaps.tsv >one.tsv
	for j in 1 2 4; do
		call seg-cluster -q -k 5 -j $j -M model.seg heaps.tsv
		exits 0
		same one.tsv "$OUT"
		same one.seg model.seg
	done
}

@test "the order of rows does not show, also where ids repeat" {
	heaps 5000 >heaps.tsv
	seg-cluster -q -k 5 -M one.seg heaps.tsv | sort >one.tsv
	for seed in 1 2 3; do
		{ head -1 heaps.tsv && tail -n +2 heaps.tsv | shuf --random-source=<(yes $seed); } >shuffled.tsv
		call seg-cluster -q -k 5 -M model.seg shuffled.tsv
		exits 0
		same one.tsv <(sort "$OUT")
		same one.seg model.seg
	done
}

@test "the seed draws the starts" {
	heaps 5000 >heaps.tsv
	for seed in 1 2 3 4 5 6; do
		seg-cluster -q -k 40 --restarts=1 -s $seed -M $seed.seg -o /dev/null heaps.tsv
	done
	[ "$(for seed in 1 2 3 4 5 6; do inertia $seed.seg; done | sort -u | wc -l)" -gt 1 ]
}

@test "the model counts the rows of each segment, and A is the largest" {
	heaps 5000 >heaps.tsv
	seg-cluster -q -k 7 -M model.seg heaps.tsv | tail -n +2 | cut -f 4 | sort | uniq -c |
		awk '{ print $2 "\t" $1 }' >counted
	sed -n '/^name\tsize$/,/^table/p' model.seg | sed '1d;$d' | sort >sizes
	same counted sizes
	sort -k2,2nr -c sizes
}

@test "the model is text to read" {
	call seg-cluster -q -k 2 -M model.seg customers.tsv
	exits 0
	{
		tsv 'seg-model 1 kmeans'
		printf 'writer\tseg-cluster %s\n' "$(sed -n 's/^VERSION := //p' "$ROOT/Makefile")"
		tsv 'rows 5' 'seed 1' 'restarts 10'
		grep '^inertia' model.seg
		# By hand: median 9, quartiles 2 and 10, so scale 8 / 1.349.
		tsv 'table columns 1 9' 'name unit transform centre scale cap fill seen missing' \
			'spend money none 9 5.930318754633062 4 9 5 0' \
			'table segments 2 2' 'name size' 'A 3' 'B 2' 'table centres 2 1' spend
		grep -A 2 -m 2 '^spend$' model.seg | sed -n 2,3p
		tsv 'table typical 2 1' spend 10 1.5
	} >expected
	printf 'end\t%s\n' "$(sha256sum <expected | cut -d ' ' -f 1)" >>expected
	same expected model.seg
}

@test "iris, s1 and s2 are split as well as scikit-learn splits them" {
	need_data clustering/iris.data.gz clustering/s1.data.gz clustering/s2.data.gz
	while read -r name k most; do
		zcat "$SEG_DATA/clustering/$name.data.gz" | awk -v OFS='\t' '{ $1 = sprintf("%05d\t%s", NR, $1) } 1' |
			sed "1i\\$(printf 'customer_id\tx\ty\tz\tw' | cut -f "$([ "$name" = iris ] && echo 1-5 || echo 1-3)")" >in.tsv
		call seg-cluster -q -k "$k" -M model.seg in.tsv
		exits 0
		at_most "$(inertia model.seg)" "$most"
	done <<-END
		iris 3 133.18038227858125
		s1 15 89.2327944008143
		s2 15 151.67216299786193
	END
}
