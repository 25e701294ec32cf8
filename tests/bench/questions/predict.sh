# predict - a million customers: who is still one and how often they will order; what all of it is worth; yes or no.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
btyd=$folder/lives-$((orders / 10)).tsv labelled=$folder/labelled-1000000.tsv
# Lives as the models think of them, with people who are lost: orders by rates that are exponential between customers, a
# chance of leaving after each that is a beta of 1 and 2.5, and amounts by a gamma of a gamma.
if [ ! -e "$btyd" ]; then
	mawk -v n="$((orders / 10))" -v OFS='\t' 'function e() { return -log(1 - rand()) }
		BEGIN {
			srand(9)
			print "customer_id", "btyd_x", "btyd_tx", "btyd_T", "btyd_m", "btyd_unit"
			for (i = 0; i < n; i++) {
				rate = e() / 12; leaves = 1 - (1 - rand()) ^ (1 / 2.5); worth = 22.5 / (e() + e() + e() + e())
				T = int(rand() * 700 + 30) / 7; at = x = m = last = 0
				while ((at += e() / rate) <= T) {
					x++; last = at; m += worth * (e() + e() + e())
					if (rand() < leaves) break
				}
				printf "C%07d\t%d\t%.6g\t%.6g\t%.2f\tW\n", i, x, last, T, x ? m / x : 0
			}
		}' >"$btyd.part"
	mv "$btyd.part" "$btyd"
fi
if [ ! -e "$labelled" ]; then # the chance of a yes hangs on the first two columns
	"$BUILD/tests/bench/make-data" points 1000000 20 "$labelled.part"
	mawk -F '\t' -v OFS='\t' 'BEGIN { srand(7) } NR == 1 { $1 = $1 OFS "y"; print; next }
		{ $1 = $1 OFS (rand() < 1 / (1 + exp(-0.3 * $2 + 0.2 * $3)) ? 1 : 0); print }' "$labelled.part" >"$labelled.part2"
	rm "$labelled.part"
	mv "$labelled.part2" "$labelled"
fi
fit="seg-predict -q --horizon=39w -M $folder/model.seg"
pair 'BG/NBD, fit and foretell' 'seg-predict' "$fit --train=bg $btyd" 'lifetimes' "$rival lifetimes_bg $btyd"
pair 'and what they are worth' 'seg-predict' "seg-predict -q --train=lifetime --draws=0 --horizon=12mo -M $folder/model.seg $btyd" \
	'lifetimes' "$rival lifetimes_worth $btyd"
# Both read the table and fit 21 weights without a penalty to the same loss. Ours does more: standard errors, the model as
# a file, and the million rows written with the chance of each; the rival writes nothing and is asked for no chance. The
# rival is asked twice: as its manual begins (L-BFGS), and by the solver its manual recommends for many rows and few
# columns (Newton), which takes about half the time to fit.
logistic="seg-predict -q --train=logistic --target=y --penalty=0 --folds=0 -M $folder/model.seg $labelled"
pair 'logistic, 1 M x 20' 'seg-predict' "$logistic" 'scikit-learn' "$rival sklearn_logistic $labelled"
pair 'the same, by Newton' 'seg-predict' "$logistic" 'scikit-learn' "$rival sklearn_newton $labelled"
$rival sklearn_loss "$labelled" "$folder/model.seg"
