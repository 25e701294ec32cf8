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

# Names have blanks, which the words of tsv cannot.
named() {
	tsv "$@" | sed 's/HIGH/high spend/g; s/LOW/low spend/g; s/ALL/all customers/g'
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
	prints < <(named 'customer_id spend note segment segment_fit' 'd 10 ü HIGH 1' 'a 1 _ LOW 0.944444' \
		'c 9 x HIGH 0.866667' 'b 2 y LOW 0.9375' 'e 11 _ HIGH 0.894737')
}

@test "columns named segment and segment_fit are replaced where they stand" {
	tsv 'segment_fit customer_id segment spend' '0 a old 1' '0 b old 1' '0 c old 9' >old.tsv
	call seg-cluster -k 2 --features=spend old.tsv
	exits 0
	says_nothing
	prints < <(named 'segment_fit customer_id segment spend' '1 a LOW 1' '1 b LOW 1' '1 c HIGH 9')
	call seg-cluster -k 2 old.tsv
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
	prints < <(named 'customer_id x segment segment_fit' 'a 1 ALL 1' 'b 1 ALL 1' 'c 1 ALL 1')
}

@test "one row is one segment" {
	tsv 'customer_id x' 'a 1' >one.tsv
	call seg-cluster -q -k 1 one.tsv
	exits 0
	prints < <(named 'customer_id x segment segment_fit' 'a 1 ALL 1')
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
	# A column with numbers in it is one of numbers; without any it would be text.
	sed '3s/1/one/' customers.tsv >typo.tsv
	call seg-cluster -k 2 --features=spend typo.tsv
	exits 3
	prints_nothing
	says "seg-cluster: typo.tsv:3: spend: not a number: 'one'"
	cut -f 1,3 customers.tsv >words.tsv
	call seg-cluster -k 2 words.tsv
	exits 3
	says 'seg-cluster: no column of numbers to cluster by'
}

@test "a column that is mostly numbers is not left out without a word" {
	tsv 'customer_id x age note' 'a 1 30 _' 'b 2 n/a 17' 'c 9 _ y' 'd 10 50 z' 'e 11 ? z' 'f 12 20 z' >mixed.tsv
	for files in 'mixed.tsv' '-'; do
		# shellcheck disable=SC2086
		call seg-cluster -k 2 --stability=0 $files <mixed.tsv
		exits 0
		says "seg-cluster: $files:3: age: left out, as 2 of 5 cells are no numbers, the first 'n/a': leave such cells empty to have numbers" \
			'seg-cluster: features x (--features chooses others)'
	done
	call seg-cluster -q -k 2 --stability=0 mixed.tsv
	says_nothing
	# Words among which some are numbers are words.
	tsv 'customer_id x age' 'a 1 30' 'b 2 old' 'c 9 young' >words.tsv
	call seg-cluster -k 2 --stability=0 words.tsv
	says 'seg-cluster: features x (--features chooses others)'
}

@test "of many columns that are mostly numbers ten are told, and how many more there are" {
	awk 'BEGIN { for (r = 0; r < 4; r++) { printf r ? "c" r "\t" r : "customer_id\tx"
		for (i = 1; i <= 12; i++) printf "\t%s", r == 2 ? "-" : r ? r : "y" i; print "" } }' >wide.tsv
	call seg-cluster -k 2 --stability=0 wide.tsv
	exits 0
	[ "$(grep -c 'left out, as 1 of 3 cells is no number' "$ERR")" = 10 ]
	says_like '^seg-cluster: left out for such cells: 2 more columns$'
}

@test "-k is auto, or a whole number from 1 to 1000" {
	call seg-cluster -q -k auto customers.tsv
	exits 0
	cp "$OUT" auto.tsv
	call seg-cluster -q customers.tsv
	same auto.tsv "$OUT"
	for k in 0 1001 -1 1.5 x ''; do
		call seg-cluster -k "$k" customers.tsv
		exits 2
		prints_nothing
		says "seg-cluster: --segments: not a whole number from 1 to 1000: '$k'" "Try 'seg-cluster --help'."
	done
}

@test "--max-k without effect is wrong usage" {
	for given in '-k 2' '--start=start.tsv'; do
		# shellcheck disable=SC2086
		call seg-cluster $given --max-k=3 customers.tsv
		exits 2
		prints_nothing
		says "seg-cluster: --max-k is the most that auto may find, and ${given%[ =]*} says how many there are: leave one of them out" \
			"Try 'seg-cluster --help'."
	done
	call seg-cluster -q -k auto --max-k=3 customers.tsv
	exits 0
	call seg-cluster -q -k 2 --max-k=3 --write-votes=votes.tsv customers.tsv # as far as votes go
	exits 0
	[ "$(wc -l <votes.tsv)" = 4 ]
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

@test "rows that repeat an id count each, which is said" {
	tsv 'customer_id x' 'b 1' 'a 2' 'b 9' 'a 11' 'b 11' 'c 10' >orders.tsv
	call seg-cluster -k 2 --stability=0 orders.tsv
	exits 0
	says 'seg-cluster: customer_id: 3 rows repeat an id; one row per customer is expected, as seg-features makes them' \
		'seg-cluster: features x (--features chooses others)'
	[ "$(wc -l <"$OUT")" = 7 ]
	sed -i 1s/customer_id/who/ orders.tsv
	call seg-cluster -i who -k 2 --stability=0 - < <(sed '4,6d' orders.tsv; printf 'b\t1\n')
	says 'seg-cluster: who: 1 row repeats an id; one row per customer is expected, as seg-features makes them' \
		'seg-cluster: features x (--features chooses others)'
	call seg-cluster -q -i who -k 2 --stability=0 orders.tsv
	says_nothing
}

# Forty thousand rows, ids ascending: many blocks. The first rows are long, so that there are more than they suggest.
long_table() {
	awk 'BEGIN {
		OFS = "\t"; srand(5)
		print "customer_id", "x", "note", "y"
		for (i = 0; i < 40000; i++) {
			note = i < 3000 ? sprintf("%90s", "") : "n" i
			gsub(/ /, "-", note)
			print sprintf("c%06d", i), (i % 3) * 4 + rand(), note, i % 7000 == 5 ? "" : (i % 2) * 5 + rand()
		}
	}'
}

@test "a file whose rows are not kept gives the same bytes as standard input" {
	long_table >all.tsv
	head -20001 all.tsv >first.tsv
	{ head -1 all.tsv && tail -n +20002 all.tsv; } | awk -F '\t' -v OFS='\t' '{ print $4 == "" ? "\\N" : $4, $3, $1, $2 "\r" }' >second.tsv
	for how in '' '--recipe=raw' '--recipe=raw -M model.seg' '--recipe=raw --transform=x:log1p --features=x,y' '--write-traits=traits.tsv'; do
		# shellcheck disable=SC2086
		seg-cluster -k 3 --stability=0 $how <all.tsv >piped.tsv 2>said
		for files in 'all.tsv' 'first.tsv second.tsv' '- second.tsv'; do
			# shellcheck disable=SC2086
			call seg-cluster -k 3 --stability=0 $how $files <first.tsv
			exits 0
			same piped.tsv "$OUT"
			same said "$ERR"
		done
	done
}

@test "ids that cease to ascend late, and columns that cease to be numbers, are seen" {
	long_table >all.tsv
	{ head -1 all.tsv && tail -n +30002 all.tsv && sed -n 2,30001p all.tsv; } >late.tsv
	seg-cluster -q -k 3 --recipe=raw --stability=0 all.tsv | sort >sorted.tsv
	call seg-cluster -q -k 3 --recipe=raw --stability=0 late.tsv
	exits 0
	same sorted.tsv <(sort "$OUT")
	awk -F '\t' -v OFS='\t' 'NR == 39001 { $2 = "many" } 1' all.tsv >word.tsv
	call seg-cluster -k 2 --recipe=raw --stability=0 word.tsv
	exits 0
	says_like '^seg-cluster: features y '
	call seg-cluster -k 2 --recipe=raw --stability=0 --features=x,y word.tsv
	exits 3
	prints_nothing
	says "seg-cluster: word.tsv:39001: x: not a number: 'many'"
}

@test "a file that changes while it is read ends the run" {
	long_table >all.tsv
	head -1 all.tsv >header.tsv
	mkfifo pipe
	# The second file opens when it is written to: by then the first has been read.
	for change in 'tail -1 header.tsv >>all.tsv' 'cp header.tsv all.tsv' 'cp all.tsv other && mv other all.tsv' 'rm all.tsv'; do
		long_table >all.tsv
		{ bash -c "$change" && cat header.tsv; } >pipe &
		call seg-cluster -q -k 3 --recipe=raw --stability=0 -o out.tsv all.tsv pipe
		wait
		exits 4
		says 'seg-cluster: all.tsv: changed while it was read: run again when it stays as it is'
		[ ! -e out.tsv ]
	done
}

@test "the seed draws the starts" {
	heaps 5000 >heaps.tsv
	for seed in 1 2 3 4 5 6; do
		seg-cluster -q -k 40 --restarts=1 -s $seed -M $seed.seg -o /dev/null heaps.tsv
	done
	[ "$(for seed in 1 2 3 4 5 6; do inertia $seed.seg; done | sort -u | wc -l)" -gt 1 ]
}

@test "the model counts the rows of each segment" {
	heaps 5000 >heaps.tsv
	seg-cluster -q -k 7 -M model.seg heaps.tsv | tail -n +2 | cut -f 4 | sort | uniq -c |
		sed -E 's/^ *([0-9]+) (.*)/\2\t\1/' >counted
	sed -n '/^name\tsize\t/,/^table/p' model.seg | sed '1d;$d' | cut -f 1,2 | sort >sizes
	same counted sizes
	[ "$(wc -l <sizes)" -eq 7 ]
}

@test "the model is text to read" {
	call seg-cluster -q -k 2 --stability=0 -M model.seg customers.tsv
	exits 0
	{
		tsv 'seg-model 1 kmeans'
		printf 'writer\tseg-cluster %s\n' "$(sed -n 's/^VERSION := //p' "$ROOT/Makefile")"
		tsv 'rows 5' 'seed 1' 'restarts 10'
		grep '^inertia' model.seg
		# By hand: median 9, quartiles 2 and 10, so scale 8 / 1.349.
		named 'table columns 1 9' 'name unit transform centre scale cap fill seen missing' \
			'spend money none 9 5.930318754633062 4 9 5 0' \
			'table segments 2 4' 'name size stability reach'
		# 11 is one from its middle 10, and 1 is a half from 1.5.
		awk -F '\t' -v OFS='\t' '/^high spend\t/ { x = $4 * 5.930318754633062 - 1; print $1, 3, "", x * x < 1e-28 ? $4 : 1 }
			/^low spend\t/ { x = $4 * 5.930318754633062 - .5; print $1, 2, "", x * x < 1e-28 ? $4 : .5 }' model.seg
		tsv 'table centres 2 1' spend
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

# --- how many ---

# k groups of n rows, normal in d columns, the middles 8 spreads apart.
groups() {
	awk -v k="$1" -v n="$2" -v d="$3" 'BEGIN {
		srand(11); OFS = "\t"
		printf "customer_id"
		for (j = 0; j < d; j++)
			printf "\tx%d", j
		print ""
		for (i = 0; i < k * n; i++) {
			printf "%05d", i
			for (j = 0; j < d; j++)
				printf "\t%.6f", 8 * (int(i / n) % (j + 2)) + sqrt(-2 * log(1 - rand())) * cos(6.2831853 * rand())
			print ""
		}
	}'
}

@test "how many groups there are is found, and said" {
	groups 4 100 3 >four.tsv
	call seg-cluster --features=x0,x1,x2 four.tsv
	exits 0
	says_like '^seg-cluster: 4 segments \(prediction strength (1.00|0.9[0-9]) of 1; --write-votes shows what speaks for each number\)$'
	[ "$(cut -f 5 "$OUT" | tail -n +2 | sort | uniq -c | awk '{ print $1 }' | uniq)" = 100 ]
}

@test "one heap is one segment, with advice, and exit 1 when structure is required" {
	groups 1 300 2 >heap.tsv
	call seg-cluster --features=x0,x1 heap.tsv
	exits 0
	says 'seg-cluster: no stable structure: customers shade into one another, so all are one segment' \
		'seg-cluster: to work with groups all the same, go by rules, such as the RFM grid of seg-features, or split for convenience with -k N'
	[ "$(cut -f 4,5 "$OUT" | sort -u | wc -l)" -eq 2 ]
	cp "$OUT" one.tsv
	call seg-cluster --features=x0,x1 --require-structure heap.tsv
	exits 1
	same one.tsv "$OUT"
	call seg-cluster --features=x0,x1 --require-structure -k 3 heap.tsv
	exits 0
}

@test "fewer than 50 customers are too few to tell, and not said to shade into one another" {
	for n in 1 2 49; do
		groups 1 $n 2 >heap.tsv
		call seg-cluster --features=x0,x1 heap.tsv
		exits 0
		says_like "^seg-cluster: $n (customer is|customers are) too few to tell whether there are segments, so all are one$"
		says_like '^seg-cluster: to work with groups all the same, '
		[ "$(cut -f 4 "$OUT" | sort -u | wc -l)" -eq 2 ]
		call seg-cluster -q --require-structure --features=x0,x1 heap.tsv
		exits 1
	done
	groups 1 50 2 >heap.tsv
	call seg-cluster --features=x0,x1 heap.tsv
	says_like '^seg-cluster: no stable structure: customers shade into one another, so all are one segment$'
}

@test "the votes are a table, the same for any threads and order of rows" {
	groups 3 80 2 >three.tsv
	call seg-cluster -q --max-k=6 --write-votes=votes.tsv -j 1 three.tsv
	exits 0
	same <(head -1 votes.tsv) <(tsv 'k inertia silhouette_macro silhouette calinski_harabasz davies_bouldin gap gap_se prediction_strength place chosen family bic icl')
	same <(cut -f 1,11 votes.tsv) <(tsv 'k chosen' '1 no' '2 no' '3 yes' '4 no' '5 no' '6 no')
	{ head -1 three.tsv && tail -n +2 three.tsv | sort -R --random-source=<(yes 1); } >shuffled.tsv
	seg-cluster -q --max-k=6 --write-votes=again.tsv -j 3 -o out.tsv shuffled.tsv
	same votes.tsv again.tsv
	seg-cluster -q --max-k=6 -k 2 --write-votes=again.tsv -o out.tsv three.tsv
	same votes.tsv again.tsv
}

@test "15 groups are found in s1, and 2 or 3 in iris" {
	need_data clustering/s1.data.gz clustering/iris.data.gz
	zcat "$SEG_DATA/clustering/s1.data.gz" | awk -v OFS='\t' '{ print sprintf("%05d", NR), $1, $2 }' | sed '1i\customer_id\tx\ty' >s1.tsv
	call seg-cluster --max-k=20 --stability=0 s1.tsv
	says_like '^seg-cluster: 15 segments '
	zcat "$SEG_DATA/clustering/iris.data.gz" | awk -v OFS='\t' '{ print sprintf("%03d", NR), $1, $2, $3, $4 }' |
		sed '1i\customer_id\tx\ty\tz\tw' >iris.tsv
	call seg-cluster iris.tsv
	says_like '^seg-cluster: [23] segments'
}

# --- the search ---

@test "the raw sums of squares are the published ones, whatever the seed" {
	need_data clustering/iris.data.gz clustering/wine.data.gz
	zcat "$SEG_DATA/clustering/iris.data.gz" | awk -v OFS='\t' '{ $1 = NR "\t" $1 } 1' | sed '1i\customer_id\ta\tb\tc\td' >iris.tsv
	zcat "$SEG_DATA/clustering/wine.data.gz" | awk -v OFS='\t' '{ $1 = NR "\t" $1 } 1' |
		sed '1i\customer_id\ta\tb\tc\td\te\tf\tg\th\ti\tj\tk\tl\tm' >wine.tsv
	for seed in 1 2 3 4 5; do # shared/data/README.md, published-numbers.md
		seg-cluster -q --recipe=raw -k 3 -s $seed --stability=0 -M iris.seg -o out.tsv iris.tsv
		[ "$(inertia iris.seg | cut -c 1-8)" = 78.85144 ]
		seg-cluster -q --recipe=raw -k 3 -s $seed --stability=0 -M wine.seg -o out.tsv wine.tsv
		[ "$(inertia wine.seg | cut -c 1-10)" = 2370689.68 ]
	done
}

@test "a start in a file is where the search begins" {
	tsv 'customer_id x' 'a 1' 'b 2' 'c 10' 'd 11' 'e 30' >rows.tsv
	tsv 'x' 1 2 >start.tsv
	call seg-cluster -q --recipe=raw --start=start.tsv --polish=none --stability=0 -M model.seg rows.tsv
	exits 0
	# By hand: from 1 and 2 the passes rest at {a b} and {c d e}; Hartigan's moves get on to {a b c d} and {e}.
	[ "$(inertia model.seg)" = 254.5 ]
	call seg-cluster -q --recipe=raw --start=start.tsv --stability=0 -M model.seg rows.tsv
	[ "$(inertia model.seg)" = 82 ]
	call seg-cluster -q -k 3 --start=start.tsv rows.tsv
	exits 2
	says 'seg-cluster: --start: start.tsv has 2 rows, not the 3 of -k'
}

@test "a recipe is written, and prepares other rows the same way" {
	tsv 'customer_id x y' 'a 1 1000' 'b 2 10' 'c 9 1' 'd 11 5' >rows.tsv
	call seg-cluster -q -k 2 --write-recipe=recipe.seg -M model.seg rows.tsv
	exits 0
	same <(sed -n '/^table.columns/,/^table.segments/p' model.seg | sed '$d') <(sed -n '/^table.columns/,/^end/p' recipe.seg | sed '$d')
	call seg-cluster -q -k 2 --recipe=recipe.seg -M again.seg rows.tsv
	exits 0
	same model.seg again.seg
	head -4 rows.tsv >fewer.tsv
	call seg-cluster -q -k 2 --recipe=recipe.seg -M again.seg fewer.tsv
	exits 0
	same <(sed -n '/^name.unit/,/^table/p' model.seg | cut -f 1-7) <(sed -n '/^name.unit/,/^table/p' again.seg | cut -f 1-7)
	call seg-cluster --recipe=recipe.seg --features=x rows.tsv
	exits 2
	says 'seg-cluster: --recipe=FILE says which features there are and how they are prepared: leave out --features and --transform' \
		"Try 'seg-cluster --help'."
}

@test "a transform may be chosen for a column" {
	call seg-cluster -q -k 2 --transform=spend:log1p --write-recipe=recipe.seg customers.tsv
	exits 0
	grep -q "$(printf '^spend\tmoney\tlog1p\t')" recipe.seg
	call seg-cluster -k 2 --features=spend --transform=spend:log customers.tsv
	exits 2
	says "seg-cluster: --transform: not a column, a colon and one of none, log1p, asinh, category: 'spend:log'" "Try 'seg-cluster --help'."
	call seg-cluster -k 2 --features=spend --transform=note:log1p customers.tsv
	exits 2
	says "seg-cluster: --transform: 'note' is not among the features" "Try 'seg-cluster --help'."
}

@test "a weight of 2 is a row that is there twice" {
	tsv 'customer_id x w' 'a 1 2' 'b 2 1' 'c 4 1' 'd 10 1' 'e 12 3' 'f 13 1' >once.tsv
	tsv 'customer_id x' 'a 1' 'a 1' 'b 2' 'c 4' 'd 10' 'e 12' 'e 12' 'e 12' 'f 13' >often.tsv
	seg-cluster -q --recipe=raw -k 2 --features=x --weight=w --stability=0 -M once.seg -o out.tsv once.tsv
	seg-cluster -q --recipe=raw -k 2 --features=x --stability=0 -M often.seg -o out.tsv often.tsv
	[ "$(inertia once.seg)" = "$(inertia often.seg)" ]
	call seg-cluster -k 2 --features=x --weight=customer_id once.tsv
	exits 3
	sed -i 's/\t2$/\t0/' once.tsv
	call seg-cluster -k 2 --features=x --weight=w once.tsv
	exits 3
	says "seg-cluster: once.tsv:2: w: not a weight above 0: '0'"
}

@test "segments that are too small join the nearest" {
	tsv 'customer_id x' 'a 1' 'b 2' 'c 3' 'd 20' 'e 21' 'f 22' 'g 60' >rows.tsv
	call seg-cluster --recipe=raw -k 3 --features=x --min-size=2 rows.tsv
	exits 0
	says 'seg-cluster: 1 segment of fewer than 2 customers joined the nearest: 2 left'
	call seg-cluster --recipe=raw -k 3 --features=x --min-size=20% rows.tsv
	says 'seg-cluster: 1 segment of fewer than 2 customers joined the nearest: 2 left'
	call seg-cluster -k 3 --features=x --min-size=60% rows.tsv
	exits 2
}

@test "stability is 1 for groups far apart, and can be left out" {
	groups 3 60 2 >three.tsv
	seg-cluster -q -k 3 -M with.seg -o out.tsv three.tsv
	same <(sed -n '/^name.size/,/^table/p' with.seg | sed '1d;$d' | cut -f 3) <(printf '1\n1\n1\n')
	seg-cluster -q -k 3 --stability=0 -M without.seg -o out.tsv three.tsv
	same <(sed -n '/^name.size/,/^table/p' without.seg | sed '1d;$d' | cut -f 3) <(printf '\n\n\n')
}

# --- what they are like ---

# Customers of three kinds, far apart.
kinds() {
	awk 'BEGIN { OFS = "\t"; srand(5); print "customer_id", "recency_days", "orders", "spend"
		for (i = 0; i < 300; i++) {
			kind = i % 3
			print sprintf("c%03d", i), kind == 0 ? 5 + int(rand() * 9) : kind == 1 ? 200 + int(rand() * 90) : 60 + int(rand() * 9), \
				kind == 0 ? 20 + int(rand() * 9) : kind == 1 ? 1 : 6 + int(rand() * 3), kind == 0 ? 900 + int(rand() * 90) : kind == 1 ? 10 + int(rand() * 9) : 200 + int(rand() * 50)
		} }'
}

@test "segments are called by what sets them apart" {
	kinds >kinds.tsv
	call seg-cluster -q --write-names=names.tsv kinds.tsv
	exits 0
	same names.tsv <(printf 'segment\tname\nfrequent, high spend\tfrequent, high spend\nlapsed, rare\tlapsed, rare\ntypical\ttypical\n') ||
		fail "$(cat names.tsv)"
}

@test "people call them otherwise, in the rows but not in the model" {
	tsv 'segment name' 'HIGH regulars' 'nobody else' | sed 's/HIGH/high spend/' >names.tsv
	seg-cluster -q -k 2 -M plain.seg -o out.tsv customers.tsv
	call seg-cluster -q -k 2 --names=names.tsv -M model.seg customers.tsv
	exits 0
	[ "$(cut -f 4 "$OUT" | sort -u | paste -s -d ,)" = 'low spend,regulars,segment' ]
	same plain.seg model.seg
	printf 'segment\tname\nhigh spend\tlow spend\n' >names.tsv
	call seg-cluster -q -k 2 --names=names.tsv customers.tsv
	exits 3
	says "seg-cluster: names.tsv: two segments would be called 'low spend'"
}

@test "names of no segment are told once; the last line may lack its end" {
	printf 'segment\tname\nHigh spend\tregulars\nnobody\telse\nlow spend\tothers' >names.tsv
	seg-cluster -q -k 2 -M model.seg -o out.tsv customers.tsv
	call seg-cluster -k 2 --features=spend --names=names.tsv customers.tsv
	exits 0
	says "seg-cluster: names.tsv:2: segment: no segment is called 'High spend'; did you mean 'high spend'?" \
		"seg-cluster: names.tsv:3: segment: no segment is called 'nobody'"
	[ "$(cut -f 4 "$OUT" | sort -u | paste -s -d ,)" = 'high spend,others,segment' ]
	call seg-predict -m model.seg --names=names.tsv customers.tsv
	exits 0
	says "seg-predict: names.tsv:2: segment: no segment is called 'High spend'; did you mean 'high spend'?" \
		"seg-predict: names.tsv:3: segment: no segment is called 'nobody'"
	{ echo; for i in 1 2 3 4 5 6 7 8 9 10; do printf 'x%d\ty%d\n' $i $i; done; } >>names.tsv
	call seg-cluster -k 2 --features=spend --names=names.tsv customers.tsv
	[ "$(tail -1 "$ERR")" = 'seg-cluster: names.tsv: 2 more names are of no segment' ] || fail "$(cat "$ERR")"
	call seg-cluster -q -k 2 --names=names.tsv customers.tsv
	says_nothing
}

@test "names are kept from an earlier table or model, and it is said what became of each segment" {
	kinds >kinds.tsv
	seg-cluster -q -k 3 kinds.tsv | sed 's/\tlapsed, rare\t/\tsleepers\t/; s/\tfrequent, high spend\t/\tbest\t/' >before.tsv
	sed 7,20d kinds.tsv >now.tsv
	call seg-cluster -k 3 --previous=before.tsv now.tsv
	exits 0
	grep -v 'features' "$ERR" | sort | cmp - <(sort <<-END
		seg-cluster: kept: 'best' (Jaccard 1.00)
		seg-cluster: kept: 'typical' (Jaccard 1.00)
		seg-cluster: kept: 'sleepers' (Jaccard 1.00)
	END
	) || fail "$(cat "$ERR")"
	[ "$(cut -f 5 "$OUT" | sort -u | paste -s -d ';')" = 'best;segment;sleepers;typical' ]
	call seg-cluster -k 2 --previous=before.tsv now.tsv
	says_like '^seg-cluster: merged: '
	seg-cluster -q -k 2 -M model.seg -o out.tsv kinds.tsv
	call seg-cluster -k 3 --previous=model.seg now.tsv
	says_like '^seg-cluster: kept: '
	says_like '^seg-cluster: split: '
}

@test "there stay as many segments as there were, while these predict" {
	kinds >kinds.tsv
	seg-cluster -q -k 2 --stability=0 -M before.seg -o before.tsv kinds.tsv
	for before in before.seg before.tsv; do
		call seg-cluster --stability=0 --previous=$before kinds.tsv
		exits 0
		says_like '^seg-cluster: as many segments as before, though 3 would be chosen anew$'
		[ "$(cut -f 5 "$OUT" | sort -u | wc -l)" = 3 ]
	done
}

@test "as many as there were stay, too, where each of them comes back" {
	kinds >kinds.tsv
	seg-cluster -q -k 10 --stability=0 kinds.tsv >before.tsv
	call seg-cluster --stability=0 --write-votes=votes.tsv --previous=before.tsv kinds.tsv
	exits 0
	[ "$(awk -F '\t' '$1 == 10 { print ($9 < .5) }' votes.tsv)" = 1 ] || fail "$(cat votes.tsv)"
	says_like '^seg-cluster: as many segments as before, though 3 would be chosen anew$'
	[ "$(cut -f 5 "$OUT" | sort -u | wc -l)" = 11 ]
	# Ten that never went together are not kept.
	awk -F '\t' -v OFS='\t' 'NR > 1 { $5 = "s" NR % 10 } 1' before.tsv >mixed.tsv
	call seg-cluster --stability=0 --previous=mixed.tsv kinds.tsv
	exits 0
	[ "$(cut -f 5 "$OUT" | sort -u | wc -l)" = 4 ]
}

@test "wholesale customers are no clear kinds, but it is said which number would come back" {
	need_data clustering/wholesale.csv
	awk -F , -v OFS='\t' '{ $1 = NR == 1 ? "customer_id" : sprintf("w%03d", NR); gsub(/\r/, ""); print }' \
		"$SEG_DATA/clustering/wholesale.csv" | cut -f 1,3- >wholesale.tsv
	call seg-cluster --stability=0 wholesale.tsv
	exits 0
	says_like '^seg-cluster: no stable structure'
	says_like '^seg-cluster: to work with groups all the same, take -k 2, which each half of the customers splits most like the other \(prediction strength 0\.79 of 1\), or rules, such as the RFM grid of seg-features$'
}

@test "very many rows are searched by some of them, and threads and their order do not show" {
	awk 'BEGIN { srand(7); print "customer_id\tx\ty"
		for (i = 0; i < 200500; i++) printf "%06d\t%.3f\t%.3f\n", i, i % 3 * 8 + rand() + rand(), i % 2 * 9 + rand() + rand() }' >many.tsv
	(head -n 1 many.tsv; sed 1d many.tsv | tac) >back.tsv
	seg-cluster -q -j1 -k 6 --recipe=raw --stability=0 -M one.seg many.tsv >one.tsv
	seg-cluster -q -j2 -k 6 --recipe=raw --stability=0 -M two.seg back.tsv | sort >two.tsv
	same one.seg two.seg
	sort one.tsv | same - two.tsv
	[ "$(cut -f 4 one.tsv | sed 1d | sort | uniq -c | awk '$1 > 33400 && $1 < 33432' | wc -l)" = 6 ]
}

@test "an earlier table without any of the customers is refused" {
	kinds >kinds.tsv
	tsv 'customer_id segment' 'x A' >other.tsv
	call seg-cluster -q -k 3 --previous=other.tsv kinds.tsv
	exits 3
	prints_nothing
	says 'seg-cluster: other.tsv: none of the customers are in it'
}

@test "another table is compared" {
	tsv 'customer_id segment' 'a 1' 'b 1' 'c 2' 'd 2' 'e 1' 'z 9' >other.tsv
	call seg-cluster -k 2 --compare=other.tsv customers.tsv
	exits 0
	# By hand: 2 and 1 in one of theirs, 0 and 2 in the other: (2 - 4 * 4 / 10) / (4 - 1.6) = 1 / 6.
	says 'seg-cluster: features spend (--features chooses others)' \
		'seg-cluster: other.tsv: 5 customers in both, adjusted Rand index 0.1667, variation of information 0.7638' \
		"seg-cluster: '1' is most like 'low spend' (Jaccard 0.67)" "seg-cluster: '2' is most like 'high spend' (Jaccard 0.67)"
}

@test "the traits are a table, with a rule for each segment" {
	call seg-cluster -q -k 2 --stability=0 --write-traits=traits.tsv customers.tsv
	exits 0
	# By hand: means 10, 1.5 and 6.6; variance 17.84, so 3.4 / sqrt(2 / 4 * 17.84 / 3) is the v-test of the first.
	same <(cut -f 1-10,12-14 traits.tsv) <(named 'segment size share stability verdict feature place median mean index rule precision recall' \
		'HIGH 3 0.6 _ _ spend 1 10 10 151.51515151515153 spend~>~6 1 1' 'LOW 2 0.4 _ _ spend 1 1.5 1.5 22.72727272727273 spend~<=~6 1 1' | tr '~' ' ')
	awk -F '\t' 'NR == 2 { x = $11 - 3.4 / sqrt(17.84 / 6); exit !(x < 1e-9 && x > -1e-9) }' traits.tsv
	# 1.97 deviations may be chance; of more customers they are not.
	[ "$(cut -f 15 traits.tsv | paste -s -d ,)" = traits,, ]
	kinds >kinds.tsv
	seg-cluster -q -k 3 --stability=0 --write-traits=traits.tsv -o out.tsv kinds.tsv
	[ "$(awk -F '\t' '$1 == "frequent, high spend" { print $15 }' traits.tsv | uniq)" = 'high spend, high orders, low recency_days' ] ||
		fail "$(cut -f 1,6,11,15 traits.tsv)"
}

@test "what is written beside the rows needs the name of a file" {
	local what
	for what in votes traits names; do
		call seg-cluster -q -k 2 --stability=0 --write-$what=- "$BATS_TEST_DIRNAME/conventions/customers.tsv"
		exits 2
		says "seg-cluster: --write-$what: needs the name of a file" "Try 'seg-cluster --help'."
	done
}

@test "a side file in the place of the rows is refused, though it is whole before they are written" {
	for side in votes traits names; do
		call seg-cluster -q --max-k=2 --stability=0 --output=same --write-$side=./same customers.tsv
		exits 2
		says_like '^seg-cluster: two outputs would be written to .*/same$'
	done
}
