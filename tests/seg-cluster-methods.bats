#!/usr/bin/env bats
# seg-cluster --method: the ways to find segments.

load helper

METHODS='kmeans mixture ward prototypes medoids'

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	tsv 'customer_id spend' 'd 10' 'a 1' 'c 9' 'b 2' 'e 11' >customers.tsv
}

# Three heaps in three columns, n rows, ids in no order, some ids twice, some values missing.
heaps() {
	awk -v n="$1" 'BEGIN {
		srand(3); OFS = "\t"
		print "customer_id", "x", "y", "z"
		for (i = 0; i < n; i++)
			print "c" int(i % 10 ? i * 7919 % n : 7), (i % 3) * 6 + rand() * 3 + rand(), \
				i % 13 ? (i % 3 < 2) * 9 + rand() * 3 : "", rand() * 2
	}'
}

# Three heaps that nobody could miss.
clear() {
	awk -v n="$1" 'BEGIN {
		srand(4); OFS = "\t"
		print "customer_id", "x", "y"
		for (i = 0; i < n; i++)
			print "c" i, (i % 3) * 9 + rand() + rand() + rand() + rand(), \
				(i % 3 < 2) * 12 + rand() + rand() + rand() + rand()
	}'
}

# As a file of the real data, with a header and ids.
real() {
	zcat "$SEG_DATA/clustering/$1.data.gz" | awk -v OFS='\t' '
		NR == 1 { printf "customer_id"; for (i = 1; i <= NF; i++) printf "\tx%d", i; print "" }
		{ $1 = sprintf("%05d\t%s", NR, $1) } 1'
}

# The adjusted Rand index of the segments of the last call with the true labels.
ari() {
	awk -F '\t' '
		function pairs(n) { return n * (n - 1) / 2 }
		FNR == 1 { if (++file == 2) for (i = 1; i <= NF; i++) if ($i == "segment") at = i }
		file == 1 { label[FNR] = $1 + 0 }
		file == 2 && FNR > 1 { n++; a[label[FNR - 1]]++; b[$at]++; both[label[FNR - 1], $at]++ }
		END {
			for (i in both) index_ += pairs(both[i])
			for (i in a) ones += pairs(a[i])
			for (i in b) twos += pairs(b[i])
			chance = ones * twos / pairs(n)
			printf "%.6f\n", (index_ - chance) / ((ones + twos) / 2 - chance)
		}' <(zcat "$SEG_DATA/clustering/$1.labels0.gz") "$OUT"
}

at_least() {
	awk -v x="$1" -v least="$2" 'BEGIN { exit !(x >= least) }' || fail "$1 is less than $2"
}

@test "k-means is the method unless another is named" {
	seg-cluster -q -k 2 customers.tsv >default.out
	call seg-cluster -q -k 2 --method=kmeans customers.tsv
	exits 0
	same "$OUT" default.out
}

@test "a method that there is not is refused with the list of those there are" {
	call seg-cluster --method=magic customers.tsv
	exits 2
	prints_nothing
	says_like "^seg-cluster: --method: not one of kmeans.*: 'magic'$"
}

@test "an option that the method has no use for is refused" {
	call seg-cluster -k 2 --method=ward --weight=spend customers.tsv
	exits 2
	says 'seg-cluster: --weight is for --method=kmeans, not ward: leave it out' "Try 'seg-cluster --help'."
	call seg-cluster -k 2 --criterion=bic customers.tsv
	exits 2
	says 'seg-cluster: --criterion is for --method=mixture, not kmeans: leave it out' "Try 'seg-cluster --help'."
	call seg-cluster -k 2 --method=mixture --family=XXL customers.tsv
	exits 2
	says "seg-cluster: --family: not auto or one of EII, VII, EEI, VVI, EEE, VVV: 'XXL'" "Try 'seg-cluster --help'."
}

@test "what a method writes is its model's own rule, for any threads and any order of rows" {
	heaps 700 >rows.tsv
	{ head -1 rows.tsv; tail -n +2 rows.tsv | tac; } >reversed.tsv
	for method in $METHODS; do
		seg-cluster -q -k 3 -j 1 --method="$method" --stability=5 -M one.seg rows.tsv >one.out
		[ "$(cut -f 5 one.out | sort -u | wc -l)" = 4 ] || fail "$method: not three segments"
		head -1 one.seg | grep -q "^seg-model	1	$method$" || fail "$method: of another kind"
		for j in 2 4; do
			call seg-cluster -q -k 3 -j "$j" --method="$method" --stability=5 -M more.seg rows.tsv
			exits 0
			same "$OUT" one.out
			same more.seg one.seg
		done
		call seg-cluster -q -k 3 --method="$method" --stability=5 -M more.seg reversed.tsv
		same more.seg one.seg
		same <(sort "$OUT") <(sort one.out)
		for j in 1 4; do
			call seg-predict -q -j "$j" -m one.seg rows.tsv
			exits 0
			same <(all_but_last) one.out
		done
	done
}

@test "every model of every method is refused when any of its bytes has changed" {
	for method in $METHODS; do
		seg-cluster -q -k 2 --method="$method" --stability=0 -M model.seg -o out.tsv customers.tsv
		rm -rf changed
		mkdir changed
		perl -0777 -ne 'for my $at (0 .. length() - 1) {
			my $bytes = $_;
			substr($bytes, $at, 1) ^= chr(1 << $at % 8);
			open(my $file, ">", "changed/$at");
			print $file $bytes;
			close $file
		}' model.seg
		[ "$(find changed -type f | wc -l)" = "$(stat -c %s model.seg)" ]
		for at in changed/*; do
			seg-predict -q -m "$at" customers.tsv >printed 2>said && fail "$method: $at was taken"
			[ $? = 3 ] && [ ! -s printed ] && [ -s said ] || fail "$method: $at" "$(head -3 printed said)"
		done
	done
}

@test "the reach of a segment is the distance that 99.5 % of its rows do not exceed" {
	awk 'BEGIN {
		srand(9); OFS = "\t"
		print "customer_id", "x", "y"
		for (i = 0; i < 1000; i++)
			print "c" i, i % 2 * 8 + rand() * 3 + rand() + rand(), i % 2 * 5 + rand() * 4 + rand()
	}' >rows.tsv
	for method in $METHODS; do
		family=()
		[ "$method" != mixture ] || family=(--family=VVI)
		seg-cluster -q -k 2 --recipe=raw --method="$method" "${family[@]}" --stability=0 -M model.seg -o rows.out rows.tsv
		# The distances once more, from the tables of the model alone.
		awk -F '\t' -v method="$method" '
			function sq(x) { return x * x }
			function size(x) { return x < 0 ? -x : x }
			function least(a, b) { return a < b ? a : b }
			function density(c) {
				return p[c] * exp(-sq($2 - m[c, 1]) / v[c, 1] / 2 - sq($3 - m[c, 2]) / v[c, 2] / 2) / \
					(2 * atan2(0, -1) * sqrt(v[c, 1] * v[c, 2]))
			}
			$1 == "table" { table = $2; row = -2 }
			FNR == NR { row++ }
			FNR == NR && row < 1 { next }
			FNR == NR && table == "segments" { at[$1] = row; name[row] = $1; n[row] = $2; reach[row] = $4 }
			FNR == NR && table == "centres" { m[row, 1] = $1; m[row, 2] = $2 }
			FNR == NR && table == "proportions" { p[row] = $1 }
			FNR == NR && table == "covariances" { v[row, 1] = $1; v[row, 2] = $2 }
			FNR == NR && table == "weights" { w[row] = $1 }
			FNR == NR || FNR == 1 { next }
			{
				c = at[$4]; dx = $2 - m[c, 1]; dy = $3 - m[c, 2]
				if (method == "mixture") d = -log(density(1) + density(2))
				else if (method == "medoids") d = least(size(dx) * w[1], .5) + least(size(dy) * w[2], .5)
				else d = sqrt(sq(dx) + sq(dy))
				within[c] += d <= reach[c] + 1e-12
				below[c] += d < reach[c] - 1e-12
			}
			END { for (c = 1; c <= 2; c++) print method, n[c], within[c], below[c] }' model.seg rows.out
	done >seen
	for method in $METHODS; do
		# Of 500 rows 497.5 are 99.5 %: so 498 are within.
		printf '%s 500 498 497\n' "$method" "$method"
	done >expected
	same seen expected
}

@test "odd rows get a clear word or plain numbers from every method" {
	tsv 'customer_id x y' 'a 1 7' 'b 1 7' 'c 1 7' >same.tsv
	tsv 'customer_id x y' 'a 1 7' >one.tsv
	tsv 'customer_id x y' 'a 1 7' 'b 2 7' 'c 9 7' 'd 9.5 7' 'e 1 7' 'f 2 7' 'g 9.1 7' >flat.tsv
	tsv 'customer_id x y' 'a 1e150 1' 'b -1e150 2' 'c 0 3' 'd 1e149 5' 'e -1e149 4' 'f 3e148 2' 'g 7e147 1' >huge.tsv
	tsv 'customer_id x y' 'a 1e-200 1' 'b 2e-200 2' 'c 9e-200 3' 'd 8e-200 5' >tiny.tsv
	tsv 'customer_id x y' 'a _ _' 'b _ _' 'c _ _' >missing.tsv
	for method in $METHODS; do
		for file in same one missing; do
			call seg-cluster -q -k 2 --method="$method" --features=x,y "$file.tsv"
			exits 3
			prints_nothing
			says 'seg-cluster: only 1 distinct row for -k 2: choose a smaller -k or other features'
			for k in 1 auto; do
				call seg-cluster -q -k "$k" --method="$method" --features=x,y -M model.seg "$file.tsv"
				exits 0
				[ "$(cut -f 4,5 "$OUT" | sort -u | paste -s -d ' ')" = "all customers	1 segment	segment_fit" ] ||
					fail "$method, $file, -k $k: $(cat "$OUT")"
			done
		done
		for file in flat huge tiny; do
			for recipe in auto raw; do
				call seg-cluster -q -k 2 --method="$method" --features=x,y --recipe="$recipe" -M model.seg "$file.tsv"
				[ "$status" = 0 ] || [ "$status" = 3 ] || fail "$method, $file, $recipe: exits $status"
				[ "$status" = 3 ] && { prints_nothing; says_like 'scaled features'; continue; }
				! grep -qiE '(^|[^a-z])(nan|inf)([^a-z]|$)' "$OUT" model.seg || fail "$method, $file, $recipe: $(cat "$OUT")"
				cp "$OUT" fitted.out
				call seg-predict -q -m model.seg "$file.tsv"
				same <(all_but_last) fitted.out
			done
		done
	done
}

@test "every method finds out how many segments there are, and writes what speaks for them" {
	clear 400 >rows.tsv
	for method in $METHODS; do
		call seg-cluster --method="$method" --max-k=5 --stability=0 --write-votes=votes.tsv rows.tsv
		exits 0
		says_like '^seg-cluster: 3 segments \(prediction strength'
		[ "$(awk -F '\t' '$11 == "yes" { print $1 }' votes.tsv)" = 3 ] || fail "$method: $(cat votes.tsv)"
		[ "$(wc -l <votes.tsv)" = 6 ] || fail "$method: $(cat votes.tsv)"
	done
}

@test "small segments are merged by every method" {
	heaps 400 >rows.tsv
	for method in $METHODS; do
		call seg-cluster -k 9 --method="$method" --stability=0 --min-size=20% -M model.seg rows.tsv
		exits 0
		says_like 'joined the nearest'
		cut -f 5 "$OUT" | tail -n +2 | sort | uniq -c | awk '$1 < 80 { exit 1 }' || fail "$method"
		cp "$OUT" merged.out
		call seg-predict -q -m model.seg rows.tsv
		same <(all_but_last) merged.out
	done
}

@test "stability and traits work for every method" {
	clear 300 >rows.tsv
	for method in $METHODS; do
		call seg-cluster -q -k 3 --method="$method" --stability=20 --write-traits=traits.tsv rows.tsv
		exits 0
		# Heaps that far apart come back, whatever the method.
		[ "$(cut -f 5 traits.tsv | sort -u | paste -s -d ' ')" = 'verdict very stable' ] ||
			fail "$method: $(cat traits.tsv)"
	done
}

# Numbers and text: three kinds of customers, a rare country, values missing in all columns.
mixed() {
	awk -v n="$1" 'BEGIN {
		srand(5); OFS = "\t"
		split("DE FR US", country, " "); split("web shop", channel, " ")
		print "customer_id", "spend", "country", "channel", "age"
		for (i = 0; i < n; i++)
			print "c" int(i * 7919 % n), i % 31 ? (i % 3 == 2) * 40 + rand() * 9 + rand() * 9 : "", \
				i % 211 == 5 ? "rare" i : i % 37 ? country[i % 3 + 1] : "", \
				i % 41 ? channel[(i % 3 == 1) + 1] : "", i % 29 ? 20 + int(rand() * 40) : ""
	}'
}

@test "text is compared as alike or not, and the model knows the same levels" {
	mixed 500 >rows.tsv
	{ head -1 rows.tsv; tail -n +2 rows.tsv | tac; } >reversed.tsv
	for method in kmeans ward prototypes medoids; do
		call seg-cluster -k 3 -j 1 --method="$method" --features=spend,country,channel -M one.seg rows.tsv
		exits 0
		says_like '^seg-cluster: country: 3 of 7 values are in fewer than 1 % of the rows \(3 rows in all\) and count as one$'
		says_like '^seg-cluster: spend: 17 missing values filled with the median [0-9.]+$'
		[ "$(wc -l <"$ERR")" = 2 ] || fail "$(cat "$ERR")"
		cp "$OUT" one.out
		for j in 2 4; do
			call seg-cluster -q -k 3 -j "$j" --method="$method" --features=spend,country,channel -M more.seg reversed.tsv
			same more.seg one.seg
			same <(sort "$OUT") <(sort one.out)
			call seg-predict -q -j "$j" -m one.seg rows.tsv
			same <(all_but_last) one.out
		done
		# Each kind keeps its country, but for those whose spend or country is missing or rare.
		at_least "$(cut -f 3,6 one.out | sort | uniq -c | sort -rn | awk 'NR <= 3 { n += $1 } END { print n }')" 470
		# A value the model has not seen has its place too.
		tsv 'customer_id spend country channel age' 'a 5 XX web 30' 'b 50 US phone _' >new.tsv
		call seg-predict -q -m one.seg new.tsv
		exits 0
		[ "$(awk -F '\t' 'NR > 1 && $6 != "" && $7 >= 0 && $7 <= 1' "$OUT" | wc -l)" = 2 ]
	done
}

@test "for k-means and the tree a text is a column of 0 and 1 for each level" {
	tsv 'customer_id city' 'a Rome' 'b Rome' 'c Oslo' 'd Oslo' 'e Oslo' 'f _' >rows.tsv
	# By hand: a heap of Oslo, and one of Rome twice and a missing one.
	for method in kmeans ward; do
		call seg-cluster -q -k 2 --method="$method" --features=city -M "$method.seg" --stability=0 rows.tsv
		exits 0
		table_of() { sed -n "/^table.$1/,/^table\|^end/p" "$method.seg" | sed '1d;$d'; }
		table_of levels >levels.tsv
		tsv 'column level rows' 'city Oslo 3' 'city Rome 2' 'city _ 1' | same - levels.tsv
		table_of centres | sort >centres.tsv
		printf '%s\n' 0$'\t'0.6666666666666666$'\t'0.3333333333333333 1$'\t'0$'\t'0 \
			'city=Oslo'$'\t''city=Rome'$'\t''city=' | sort | same - centres.tsv
		[ "$(cut -f 3 "$OUT" | paste -s -d ,)" = 'segment,city not Oslo,city not Oslo,city Oslo,city Oslo,city Oslo,city not Oslo' ] ||
			fail "$(cat "$OUT")"
		# Start in the words of the table.
		tsv 'city' 'Rome' 'Oslo' >start.tsv
		[ "$method" = ward ] || seg-cluster -q --start=start.tsv --features=city --stability=0 rows.tsv | same - "$OUT"
		# A city that nobody came from is 0 in all: sqrt(5) / 3 from one middle, 1 from the other.
		seg-predict -q -m "$method.seg" <<-END | cut -f 1-4 >new
			customer_id	city
			x	Bern
		END
		tsv 'customer_id city segment segment_fit' 'x Bern city!not!Oslo 0.254644' | tr ! ' ' | same - new
	done
}

@test "texts that go with nothing are no structure" {
	awk 'BEGIN {
		srand(8); OFS = "\t"
		print "customer_id", "x", "a", "b"
		for (i = 0; i < 600; i++)
			print i, rand(), "L" int(rand() * 4), "M" int(rand() * 3)
	}' >rows.tsv
	for method in kmeans ward prototypes medoids; do
		call seg-cluster --method="$method" --features=x,a,b --max-k=6 --stability=0 --require-structure rows.tsv
		exits 1
		says_like '^seg-cluster: no stable structure'
	done
}

@test "how many kinds there are is found among text, too, and names say which" {
	mixed 500 >rows.tsv
	call seg-cluster -q --method=medoids --features=spend,country,channel --max-k=5 --write-votes=votes.tsv \
		--write-traits=traits.tsv rows.tsv
	exits 0
	[ "$(awk -F '\t' '$11 == "yes" { print $1 }' votes.tsv)" = 3 ] || fail "$(cat votes.tsv)"
	grep -q '^high spend, country US	.*	country	[0-9]	US	' traits.tsv || fail "$(cat traits.tsv)"
}

@test "numbers may be categories when it is said, text for every method but mixture" {
	mixed 90 >rows.tsv
	call seg-cluster -q -k 2 --method=medoids --features=spend,age --transform=age:category -M model.seg rows.tsv
	exits 0
	grep -q '^age		category	' model.seg
	call seg-cluster -q -k 2 --method=mixture --features=spend,age --transform=age:category rows.tsv
	exits 2
	says 'seg-cluster: --transform: category is not for --method=mixture, whose distributions are those of numbers' \
		"Try 'seg-cluster --help'."
	call seg-cluster -q -k 2 --method=mixture --features=spend,country rows.tsv
	exits 3
	says 'seg-cluster: country: text, which every --method but mixture takes'
	# One value that is no number is a mistake, not a category.
	sed '3s/\t[^\t]*$/\ttwelve/' rows.tsv >typo.tsv
	call seg-cluster -q -k 2 --method=medoids --features=spend,age typo.tsv
	exits 3
	says_like "^seg-cluster: typo.tsv:3: age: not a number: 'twelve'"
}

@test "a recipe with categories is prepared the same way again" {
	mixed 300 >rows.tsv
	seg-cluster -q -k 3 --method=prototypes --features=spend,country,age --write-recipe=recipe.seg rows.tsv >one.out
	call seg-cluster -q -k 3 --method=prototypes --recipe=recipe.seg rows.tsv
	exits 0
	same "$OUT" one.out
	call seg-cluster -q -k 3 --method=mixture --recipe=recipe.seg rows.tsv
	exits 3
	says 'seg-cluster: country: text, which every --method but mixture takes'
	# The same recipe serves another method in its own way.
	seg-cluster -q -k 3 --features=spend,country,age rows.tsv >one.out
	call seg-cluster -q -k 3 --recipe=recipe.seg rows.tsv
	exits 0
	same "$OUT" one.out
}

@test "the tree says where each segment hangs in it" {
	heaps 300 >rows.tsv
	seg-cluster -q -k 2 --method=ward rows.tsv >two.out
	call seg-cluster -q -k 3 --method=ward rows.tsv
	exits 0
	[ "$(cut -f 7 "$OUT" | tail -n +2 | sort -u | paste -s -d ' ')" = 'A.1 A.2 B' ]
	[ "$(cut -f 7 two.out | tail -n +2 | sort -u | paste -s -d ' ')" = 'A B' ]
	# What hangs under A in three is A in two.
	same <(cut -f 7 "$OUT" | sed 's/\..*//') <(cut -f 7 two.out)
}

@test "the tree of more than 20,000 rows is made of middles, and the model's rule holds for all of them" {
	clear 20400 >rows.tsv
	call seg-cluster -q -k 3 --method=ward --recipe=raw --stability=0 -M model.seg rows.tsv
	exits 0
	# Every heap is one segment.
	awk -F '\t' 'NR > 1 { n[$4, substr($1, 2) % 3]++ } END { for (i in n) print n[i] }' "$OUT" >sizes
	[ "$(paste -s -d ' ' sizes)" = '6800 6800 6800' ] || fail "$(cat sizes)"
	cp "$OUT" rows.out
	call seg-predict -q -m model.seg rows.tsv
	cut -f 1-6 "$OUT" | same - rows.out
	{ head -1 rows.tsv; tail -n +2 rows.tsv | tac; } >reversed.tsv
	seg-cluster -q -j 1 -k 3 --method=ward --recipe=raw --stability=0 -M again.seg -o reversed.out reversed.tsv
	same again.seg model.seg
}

@test "a mixture starts where it is told to" {
	tsv 'customer_id x' 'a 0' 'b 2' 'c 4' 'd 1000' 'e 1001' 'f 1002' >line.tsv
	tsv 'x' '1' '900' >start.tsv
	call seg-cluster -q --method=mixture --family=VII --recipe=raw --start=start.tsv --stability=0 -M model.seg line.tsv
	exits 0
	# By hand: the likelihood of two halves with variances 8/3 and 2/3, each with the ridge, a millionth of the variance of all.
	grep '^log_likelihood' model.seg | awk '{
		pi = atan2(0, -1); ridge = 249501.916666666667e-6; a = 8 / 3 + ridge; b = 2 / 3 + ridge
		x = -6 * log(2) - 3 * log(2 * pi * a) / 2 - 3 * log(2 * pi * b) / 2 - 4 / a - 1 / b
		exit !($2 - x < 1e-3 && x - $2 < 1e-3)
	}' || fail "$(grep '^log_likelihood' model.seg)"
}

@test "mixtures find the true segments of s1 and aggregation" {
	need_data clustering/s1.data.gz clustering/aggregation.data.gz
	real s1 >s1.tsv
	call seg-cluster -q -k 15 --method=mixture --recipe=raw --stability=0 s1.tsv
	exits 0
	at_least "$(ari s1)" 0.9897
	real aggregation >aggregation.tsv
	for recipe in auto raw; do
		call seg-cluster -q -k 7 --method=mixture --recipe="$recipe" --stability=0 aggregation.tsv
		exits 0
		at_least "$(ari aggregation)" 0.99
	done
}
