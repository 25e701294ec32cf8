#!/usr/bin/env bats
# seg-predict: recipes that mend what a model reads, and names that people give to segments.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	tsv 'customer_id orders spend' 'a 1 10' 'b 2 12' 'c 1 11' 'd 9 90' 'e 8 95' 'f 9 91' >customers.tsv
	seg-cluster -q -k 2 --features=orders,spend -M model.seg --write-recipe=scaled.seg -o segments.tsv customers.tsv
	awk 'BEGIN { OFS = "\t"; srand(3); print "customer_id", "size", "word", "target_back"
		for (i = 0; i < 200; i++) { x = int(100 * rand()); print "c" i, x, rand() < .5 ? "red" : "blue", rand() < x / 100 ? "yes" : "no" } }' >past.tsv
}

@test "segments are called as people say, and the model keeps its own names" {
	cut -f 4 segments.tsv | sed 1d | sort -u >own
	printf 'segment\tname\n%s\tregulars\n' "$(sed -n 1p own)" >names.tsv
	call seg-predict -q -m model.seg --names=names.tsv customers.tsv
	exits 0
	same <(sed "s/\t$(sed -n 1p own)\t/\tregulars\t/" segments.tsv) <(all_but_last)
	printf 'segment\tname\n%s\t%s\n' "$(sed -n 1p own)" "$(sed -n 2p own)" >names.tsv
	call seg-predict -q -m model.seg --names=names.tsv customers.tsv
	exits 3
	prints_nothing
	says "seg-predict: names.tsv: two segments would be called '$(sed -n 2p own)'"
	call seg-predict -q --train=logistic --names=names.tsv past.tsv
	exits 2
	says 'seg-predict: --names is for models of segments, which seg-cluster fits' "Try 'seg-predict --help'."
}

@test "a recipe of seg-clean mends what the model reads as seg-clean would have, and the rows stay as they came" {
	seg-predict -q --train=logistic --features=size,word --folds=0 -M back.seg past.tsv >/dev/null
	tr '\t' , <past.tsv >past.csv
	seg-clean -q --fill=word=mode --fill=size=median --outlier=size:iqr1=cap --write-recipe=mends.seg past.csv >/dev/null
	tsv 'customer_id size word' 'a  red' 'b 500 ' 'c -300 blue' 'd 50 blue' >new.tsv
	tr '\t' , <new.tsv >new.csv
	seg-clean -q --recipe=mends.seg -o clean.tsv new.csv
	[ "$(sed -n 2,3p clean.tsv | tr '\n\t' '; ')" != "$(sed -n 2,3p new.tsv | tr '\n\t' '; ')" ] || fail "nothing was mended"
	call seg-predict -m back.seg --recipe=mends.seg new.tsv
	exits 0
	says_nothing
	same <(seg-predict -q -m back.seg clean.tsv | cut -f 4 | paste new.tsv -) "$OUT"
	seg-predict -q --train=logistic --features=size,word --recipe=mends.seg -M one.seg past.tsv | cut -f 5 >one
	seg-clean -q --recipe=mends.seg past.csv | seg-predict -q --train=logistic --features=size,word -M two.seg - | cut -f 5 >two
	same one two
	same one.seg two.seg
}

@test "a recipe of seg-cluster fills with its medians and caps where it capped" {
	awk 'BEGIN { OFS = "\t"; srand(4); print "customer_id", "size", "spend", "target_back"
		for (i = 0; i < 300; i++) { x = exp(3 * rand() + 2 * rand()); y = int(50 * rand()) - 25; print "c" i, x, y, rand() < .3 + y / 100 ? 1 : 0 } }' >wide.tsv
	seg-cluster -q -k 2 --features=size,spend --write-recipe=scaled.seg wide.tsv >/dev/null
	seg-predict -q --train=logistic --features=size,spend --folds=0 -M back.seg wide.tsv >/dev/null
	row() { awk -F '\t' -v c="$1" -v at="$2" '$1 == c { print $at }' scaled.seg; }
	[ "$(row size 3) $(row spend 3)" = 'log1p none' ]
	# size: exp of (centre + 4 scale), less 1; spend: centre - 4 scale
	high=$(awk -v c="$(row size 4)" -v s="$(row size 5)" 'BEGIN { printf "%.17g", exp(c + 4 * s) - 1 }')
	low=$(awk -v c="$(row spend 4)" -v s="$(row spend 5)" 'BEGIN { printf "%.17g", c - 4 * s }')
	tsv 'customer_id size spend' 'a 1e9 -1e9' "b  " >far.tsv
	tsv 'customer_id size spend' "a $high $low" "b $(row size 7) $(row spend 7)" >near.tsv
	seg-predict -q -m back.seg --recipe=scaled.seg far.tsv | cut -f 4 | sed 1d >far
	seg-predict -q -m back.seg near.tsv | cut -f 4 | sed 1d >near
	paste far near | awk '{ d = $1 / $2 - 1; if (d > 1e-12 || d < -1e-12) exit 1; n++ } END { exit n != 2 }' || fail "$(paste far near)"
}

@test "recipes mend the numbers of lifetimes and of segments as well" {
	printf 'customer_id\torders\tspend\na\t9\t\n' >gap.tsv
	tr '\t' , <customers.tsv >in.csv
	seg-clean -q --fill=spend=const:95 --write-recipe=mends.seg in.csv >/dev/null
	seg-predict -q -m model.seg --recipe=mends.seg gap.tsv | cut -f 4- | diff - <(tsv 'customer_id orders spend' 'a 9 95' | seg-predict -q -m model.seg | cut -f 4-)
	awk 'BEGIN { OFS = "\t"; srand(5); print "customer_id", "btyd_x", "btyd_m"; for (i = 0; i < 90; i++) print "c" i, 1 + int(4 * rand()), 20 + int(99 * rand()) }' >spend.tsv
	seg-predict -q --train=spend -M spend.seg spend.tsv >/dev/null
	tr '\t' , <spend.tsv >in.csv
	seg-clean -q --outlier=btyd_m:iqr3=cap --fill=btyd_x=const:2 --write-recipe=mends.seg in.csv >/dev/null
	limit=$(awk -F '\t' '$1 == "name" { for (at = 1; $at != "most"; at++); } $1 == "btyd_m" { print $at }' mends.seg)
	tsv 'customer_id btyd_x btyd_m' 'a  1e6' | seg-predict -q -m spend.seg --recipe=mends.seg | cut -f 4 |
		diff - <(tsv 'customer_id btyd_x btyd_m' "a 2 $limit" | seg-predict -q -m spend.seg | cut -f 4)
}

@test "a recipe that cannot be followed is refused, and columns that are not here are told" {
	tr '\t' , <customers.tsv >in.csv
	seg-clean -q --outlier=spend:iqr3=reject --write-recipe=mends.seg in.csv >/dev/null
	call seg-predict -q -m model.seg --recipe=mends.seg customers.tsv
	exits 3
	prints_nothing
	says 'seg-predict: mends.seg:1: spend: it flags or rejects, which seg-clean --recipe does; only fills and caps are wanted here'
	call seg-predict -q -m model.seg --recipe=model.seg customers.tsv
	exits 3
	says "seg-predict: model.seg:1: a model of kind 'kmeans'; --write-recipe writes kind recipe, which is wanted here"
	sed 's/spend/paid/' in.csv >paid.csv
	seg-clean -q --fill=paid=const:1 --write-recipe=mends.seg paid.csv >/dev/null
	call seg-predict -m model.seg --recipe=mends.seg customers.tsv
	exits 0
	says "seg-predict: mends.seg: no column 'paid' here to mend"
	same segments.tsv <(all_but_last)
}
