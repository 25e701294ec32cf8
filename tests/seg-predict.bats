#!/usr/bin/env bats
# seg-predict: which segment is a new customer in?

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	tsv 'customer_id spend note' 'd 10 x' 'a 1 _' 'c 9 x' 'b 2 y' 'e 11 _' >customers.tsv
	seg-cluster -q -k 2 -M model.seg customers.tsv >segments.tsv
}

# Puts the right checksum under a text, as a newer seg would.
sealed() {
	cat >body
	cat body
	printf 'end\t%s\n' "$(sha256sum <body | cut -d ' ' -f 1)"
}

@test "the rows of the fit get the segments and fits they had" {
	call seg-predict -m model.seg customers.tsv
	exits 0
	says_nothing
	same segments.tsv "$OUT"
	call seg-predict -m model.seg segments.tsv
	same segments.tsv "$OUT"
}

@test "the rows of a large fit with gaps get the same bytes, for any number of threads" {
	awk 'BEGIN { srand(3); OFS = "\t"; print "customer_id", "x", "y", "z"
		for (i = 0; i < 30000; i++)
			print i, exp(rand() * 9), i % 11 ? rand() * rand() - 0.3 : "", int(rand() * 5) }' >large.tsv
	seg-cluster -q -k 9 --restarts=2 -M large.seg large.tsv >fit.tsv
	for j in 1 2 4; do
		call seg-predict -q -j $j -m large.seg large.tsv
		exits 0
		same fit.tsv "$OUT"
	done
	{ head -1 large.tsv && tail -n 10000 large.tsv; } | seg-predict -q -m large.seg | tail -n +2 |
		cmp - <(tail -n 10000 fit.tsv)
}

@test "the customers of online-retail get the segments of the fit" {
	need_data online-retail/online-retail.csv.gz
	zcat "$SEG_DATA/online-retail/online-retail.csv.gz" | seg-clean -q --profile=online-retail |
		seg-features -q >features.tsv
	seg-cluster -q -k 4 -M retail.seg features.tsv >fit.tsv
	call seg-predict -q -m retail.seg features.tsv
	exits 0
	same fit.tsv "$OUT"
}

@test "new rows get the nearest segment, whatever else is in the table" {
	tsv 'country spend customer_id' 'DE 5.7 n1' 'FR 5.8 n2' 'DE 1000 n3' 'NL -3 n4' >new.tsv
	call seg-predict -m model.seg new.tsv
	exits 0
	says_nothing
	# The middles are 1.5 and 10, so halfway is 5.75; at most 4 spreads of 8 / 1.349 from the median 9 count.
	cut -f 1-4 "$OUT" | cmp - <(tsv 'country spend customer_id segment' 'DE 5.7 n1 B' 'FR 5.8 n2 A' 'DE 1000 n3 A' 'NL -3 n4 B')
	awk -F '\t' -v s="$(awk 'BEGIN { print 8 / 1.349 }')" '
		function near(x, y) { return x - y < 1e-5 && y - x < 1e-5 }
		$3 == "n1" && !near($5, 1 - 4.2 / 4.3) { exit 1 }
		$3 == "n3" && !near($5, 1 - (4 * s - 1) / (4 * s + 7.5)) { exit 1 }
		$3 == "n4" && !near($5, 1 - 4.5 / 13) { exit 1 }' "$OUT"
}

@test "missing values are filled with the median of the fit, which is said" {
	tsv 'customer_id spend' 'n1 _' 'n2 9' 'n3 \N' >new.tsv
	call seg-predict -m model.seg new.tsv
	exits 0
	says "seg-predict: spend: 2 missing values filled with the model's median 9"
	[ "$(cut -f 3,4 "$OUT" | tail -n +2 | sort -u | wc -l)" -eq 1 ]
}

@test "a header without rows gives a header" {
	call seg-predict -m model.seg <<<"$(head -1 customers.tsv)"
	exits 0
	says_nothing
	prints < <(tsv 'customer_id spend note segment segment_fit')
}

@test "a column of the model that is not there ends it, with what is wanted and what is there" {
	tsv 'customer_id orders' 'a 1' >other.tsv
	call seg-predict -m model.seg other.tsv
	exits 3
	prints_nothing
	says "seg-predict: other.tsv: no column 'spend'; model.seg needs: spend; the columns are: customer_id orders"
}

@test "what is not a number is refused with its place, before what stands below it" {
	{ cat customers.tsv && tsv 'f 12,5 _' 'alone'; } >bad.tsv
	call seg-predict -m model.seg bad.tsv
	exits 3
	says "seg-predict: bad.tsv:7: spend: not a number: '12,5'"
}

@test "-m is required" {
	call seg-predict customers.tsv
	exits 2
	prints_nothing
	says 'seg-predict: -m is missing: the model to go by' "Try 'seg-predict --help'."
	call seg-predict -m no.seg customers.tsv
	exits 4
	says 'seg-predict: no.seg: cannot open: No such file or directory'
	call seg-predict -m . customers.tsv
	exits 4
	says 'seg-predict: .: read error: Is a directory'
}

@test "every byte of the model that is changed, and every cut, is refused" {
	call perl -e '
		open(my $f, "<:raw", "model.seg") or die; local $/; my $good = <$f>;
		my ($refused, $n) = (0, length $good);
		for my $i (0 .. 2 * $n - 1) {
			my $bad = $i < $n ? substr($good, 0, $i) : $good;
			substr($bad, $i - $n, 1) ^= chr(1 << $i % 8) if $i >= $n;
			open(my $o, ">:raw", "bad.seg") or die; print $o $bad; close $o;
			my $said = `seg-predict -m bad.seg customers.tsv 2>&1`;
			$refused += $? >> 8 == 3 && $said =~ /^seg-predict: bad\.seg:.{10,}\n$/;
		}
		print "$refused of ", 2 * $n, "\n"; '
	exits 0
	size=$(wc -c <model.seg)
	prints <<<"$((2 * size)) of $((2 * size))"
}

@test "models that are whole but not for this are refused by name" {
	head -n -1 model.seg >text
	sed 1s/1/2/ text | sealed >newer.seg
	call seg-predict -m newer.seg customers.tsv
	exits 3
	says 'seg-predict: newer.seg:1: made by a newer seg: this one reads models of version 1, not 2'
	sed 1s/kmeans/logit/ text | sealed >other.seg
	call seg-predict -m other.seg customers.tsv
	exits 3
	says "seg-predict: other.seg:1: a model of kind 'logit' does not say which segment a row is in; kind kmeans does"
	{ cat text && tsv 'colour red'; } | sealed >more.seg
	call seg-predict -m more.seg customers.tsv
	exits 3
	says_like "^seg-predict: more.seg:[0-9]+: 'colour' is unknown in a model of kind 'kmeans'"
	{ cat text && tsv 'x-colour red'; } | sealed >note.seg
	call seg-predict -m note.seg customers.tsv
	exits 0
	same segments.tsv "$OUT"
	call seg-predict -m customers.tsv customers.tsv
	exits 3
	says 'seg-predict: customers.tsv: not a model of seg'
	: >empty.seg
	call seg-predict -m empty.seg customers.tsv
	exits 3
	says 'seg-predict: empty.seg: not a model of seg'
}
