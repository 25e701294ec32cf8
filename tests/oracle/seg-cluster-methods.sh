#!/bin/bash
# The other methods of seg-cluster: likelihoods of mixtures from the same start as scikit-learn and mclust, heights of
# Ward's tree as fastcluster's, costs of medoids no larger than those of R's pam, with Gower's distances by daisy.
cd "$(dirname "$0")/../.." || exit
. tests/oracle/begin.bash

data=$data/clustering

# As a table with ids, in the order of the rows.
for name in iris wine s1 aggregation; do
	zcat "$data/$name.data.gz" | awk -v OFS='\t' '
		NR == 1 { printf "customer_id"; for (i = 1; i <= NF; i++) printf "\tx%d", i; print "" }
		{ $1 = sprintf("%05d\t%s", NR, $1) } 1' >"$out/$name.tsv"
done

${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -iquote lib tests/oracle/seg-cluster-ward.c "$BUILD/libseg.a" -lm -o "$out/ward"
for name in iris s1 aggregation; do
	columns=$(head -1 "$out/$name.tsv" | awk '{ print NF - 1 }')
	tail -n +2 "$out/$name.tsv" | cut -f 2- | "$out/ward" "$columns" >"$out/$name.heights"
done

"$python" tests/oracle/seg-cluster-methods.py start "$out"
for name in iris s1 aggregation; do
	for family in EII VII EEI VVI EEE VVV; do
		seg-cluster -q --method=mixture --family=$family --recipe=raw --start="$out/$name.start" --stability=0 \
			-M "$out/$name.$family.seg" -o /dev/null "$out/$name.tsv"
	done
done

# Numbers and text, no value rare or missing, as R's daisy would have it.
awk 'BEGIN {
	srand(1); OFS = "\t"
	split("DE FR US", country, " "); split("web shop phone", channel, " ")
	print "customer_id", "spend", "country", "channel", "age"
	for (i = 0; i < 600; i++)
		printf "c%04d\t%.3f\t%s\t%s\t%d\n", i, (i % 3 == 2) * 30 + rand() * 30, \
			country[rand() < .8 ? i % 3 + 1 : 1 + int(rand() * 3)], channel[1 + int(rand() * 3)], 20 + int(rand() * 40)
}' >"$out/mixed.tsv"
${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -iquote lib tests/oracle/seg-cluster-medoids.c "$BUILD/libseg.a" -lm -o "$out/medoids"
# Texts as codes; which number a text has does not matter.
awk -F '\t' 'NR > 1 {
	print $2, $3 in code ? code[$3] : code[$3] = ++n, $4 in code ? code[$4] : code[$4] = ++n, $5
}' "$out/mixed.tsv" >"$out/mixed.codes"
for k in 2 3 5 8; do
	tail -n +2 "$out/iris.tsv" | cut -f 2- | "$out/medoids" $k nnnn >"$out/iris.medoids.$k"
	tail -n +2 "$out/aggregation.tsv" | cut -f 2- | "$out/medoids" $k nn >"$out/aggregation.medoids.$k"
	"$out/medoids" $k nccn <"$out/mixed.codes" >"$out/mixed.medoids.$k"
	# What the tool makes of them: medians and most frequent values, which cost no more.
	for name in iris aggregation; do
		seg-cluster -q -k $k --method=medoids --recipe=raw --stability=0 -M "$out/$name.medoids.$k.seg" \
			-o /dev/null "$out/$name.tsv"
	done
	seg-cluster -q -k $k --method=medoids --recipe=raw --features=spend,country,channel,age --stability=0 \
		-M "$out/mixed.medoids.$k.seg" -o /dev/null "$out/mixed.tsv"
done
Rscript tests/oracle/seg-cluster-methods.R "$out" >"$out/r.tsv"
"$python" tests/oracle/seg-cluster-methods.py compare "$out"
