# predict - a million customers: who is still one and how often they will order; what all of it is worth; yes or no.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
btyd=$folder/btyd-$orders.tsv labelled=$folder/labelled-1000000.tsv
[ "$btyd" -nt "$tsv" ] || seg-features -q --set=btyd --period=D --unit=W --as-of=2025-06-30 -o "$btyd" "$tsv"
if [ ! -e "$labelled" ]; then # the chance of a yes hangs on the first two columns
	"$BUILD/tests/bench/make-data" points 1000000 20 "$labelled.part"
	mawk -F '\t' -v OFS='\t' 'BEGIN { srand(7) } NR == 1 { $1 = $1 OFS "y"; print; next }
		{ $1 = $1 OFS (rand() < 1 / (1 + exp(-0.3 * $2 + 0.2 * $3)) ? 1 : 0); print }' "$labelled.part" >"$labelled.part2"
	rm "$labelled.part"
	mv "$labelled.part2" "$labelled"
fi
fit="seg-predict -q --horizon=39w -M $folder/model.seg"
pair 'BG/NBD, fit and foretell' 'seg-predict' "$fit --train=bg $btyd" 'lifetimes' "$rival lifetimes_bg $btyd"
RUNS=1 pair 'and what they are worth' 'seg-predict' "seg-predict -q --train=lifetime --draws=0 --horizon=12mo -M $folder/model.seg $btyd" \
	'lifetimes' "$rival lifetimes_worth $btyd"
pair 'logistic, 1 M x 20' 'seg-predict' "seg-predict -q --train=logistic --target=y --penalty=0 --folds=0 -M $folder/model.seg $labelled" \
	'scikit-learn' "$rival sklearn_logistic $labelled"
