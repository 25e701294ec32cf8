#!/usr/bin/env bats
# seg-predict: models by weights - of numbers, with weights of rows, folds by time, calibration - and dates of orders to come.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	tsv 'customer_id x w target_spend' 'a 1 1 2.1' 'b 2 2 3.9' 'c 3 1 6.4' 'd 4 2 7.7' 'e 5 1 10.9' 'f 6 2 11.2' 'g 7 1 14.9' \
		'h 8 2 15.1' 'i 9 1 19.2' 'j 10 2 18.4' 'k 11 1 23.9' 'l 12 2 22.0' >spend.tsv
}

# Outcomes that go with a number and a word, looked at on the first of nine months.
answers() {
	awk -v n="${1:-900}" 'BEGIN { OFS = "\t"; srand(9); print "customer_id", "size", "colour", "noise", "as_of", "target_back_30d"
		split("red green blue", word, " ")
		for (i = 0; i < n; i++) { x = int(100 * rand()) / 10; c = int(3 * rand()) + 1; u = x - 5 + (c == 1 ? 2 : 0)
			print "c" i, x, word[c], int(rand() * 9), "2026-0" int(1 + 9 * i / n) "-01", rand() < 1 / (1 + exp(-u / 2)) ? "yes" : "no" } }' >answers.tsv
}

# What a model says of a term: file, column, level, place of the number.
term() {
	awk -F '\t' -v c="$2" -v l="$3" -v at="$4" '$1 == "table" { on = $2 == "terms" } on && $1 == c && $2 == l { print $at }' "$1"
}

# Two numbers are near: one, another, relative tolerance.
near() {
	awk -v a="$1" -v b="$2" -v by="$3" 'BEGIN { d = a / b - 1; exit !(a != "" && d < by && d > -by) }' || fail "$1 is not $2"
}

metric() {
	awk -F '\t' -v m="$2" '$1 == m { print $2 }' "$1"
}

@test "a linear model has the weights and the HC3 errors of statsmodels" {
	call seg-predict --train=linear --features=x --folds=0 -M spend.seg spend.tsv
	exits 0
	says 'seg-predict: target target_spend (--target chooses another)' \
		'seg-predict: --folds=0: what is written is foretold by a model that learned from these rows, and looks better than it is'
	# statsmodels 0.15: OLS(y, [1, x]).fit(cov_type="HC3"); then WLS with weights w
	near "$(term spend.seg x '' 5)" 1.9465035 1e-7
	near "$(term spend.seg x '' 6)" 0.13827016 1e-7
	near "$(awk -F '\t' '$1 == "r_squared" { print $2 }' spend.seg)" 0.9738771498703556 1e-12
	near "$(awk -F '\t' '$1 == "residual_sd" { print $2 }' spend.seg)" 1.2055393709146018 1e-12
	[ "$(head -1 "$OUT")" = "$(tsv 'customer_id x w target_spend predicted_target_spend')" ]
	near "$(awk -F '\t' '$1 == "a" { print $5 }' "$OUT")" 2.26923077 1e-8
	seg-predict -q -m spend.seg spend.tsv | cmp - "$OUT"
	seg-predict -q --train=linear --features=x --weight=w --folds=0 -M w.seg spend.tsv >/dev/null
	near "$(term w.seg x '' 5)" 1.89252336 1e-7
	near "$(term w.seg x '' 6)" 0.11845116 1e-7
}

@test "what drives a number: parts of R squared by Shapley, and columns that say the same are told" {
	awk 'BEGIN { srand(4); OFS = "\t"; print "customer_id", "visits", "clicks", "colour", "target_spend"
		split("red green blue", word, " ")
		for (i = 0; i < 90; i++) { v = int(20 * rand()); c = int(3 * rand()) + 1
			print "c" i, v, 3 * v + int(4 * rand()), word[c], 2 * v + (c == 1 ? 9 : 0) + int(30 * rand()) } }' >drivers.tsv
	call seg-predict --train=linear -M drivers.seg drivers.tsv
	exits 0
	grep -q '^seg-predict: clicks: the other columns say nearly the same (VIF [1-9][0-9.]*), so its own weight is very uncertain$' "$ERR"
	[ "$(grep -c "^seg-predict: colour: the other" "$ERR")" = 0 ]
	awk -F '\t' '$1 == "table" { on = $2 == "drivers"; next } on && $1 == "column" { names = $0; next }
		$1 == "r_squared" && !whole { whole = $2 } on && $2 > 0 { n++; all += $3; if ($3 < 0 || $2 < 1) exit 1 }
		END { d = all - whole; exit !(names == "column\tvif\timportance" && n == 3 && whole > .5 && d < 1e-12 && d > -1e-12) }' drivers.seg
	{ head -1 drivers.tsv && tail -n +2 drivers.tsv | tac; } | seg-predict -q --train=linear -j 3 -M turned.seg >turned.tsv
	cmp drivers.seg turned.seg
}

@test "linear models are judged out of fold, in numbers that say how far off" {
	call seg-predict -q --train=linear --features=x --explain=1 --write-metrics=m -M spend.seg spend.tsv
	exits 0
	[ "$(cut -f 1 m | paste -s -d ' ')" = 'metric mean bias rmse mae r_squared' ]
	awk -F '\t' 'NR > 1 { n++; d = $5 - $4; s += d * d; b += d } END { printf "%.9f %.9f\n", sqrt(s / n), b / n }' "$OUT" >own
	near "$(metric m rmse)" "$(cut -d ' ' -f 1 own)" 1e-7
	near "$(metric m bias)" "$(cut -d ' ' -f 2 own)" 1e-6
	[ "$(awk -F '\t' '$1 == "l" { print $6 }' "$OUT" | cut -c 1-6)" = 'x 12: ' ]
	diff <(awk -F '\t' '$1 == "table" { on = $2 == "out_of_fold"; next } on && $1 != "end"' spend.seg) m
}

@test "a weight of whole numbers is as if rows were there so many times" {
	answers
	awk -F '\t' -v OFS='\t' '{ print $0, NR == 1 ? "often" : NR % 3 + 1 }' answers.tsv >often.tsv
	awk -F '\t' -v OFS='\t' '{ print } NR > 1 { for (i = 1; i < $7; i++) print }' often.tsv >rows.tsv
	seg-predict -q --train=logistic --features=size,noise --penalty=0 --folds=0 --weight=often -M a.seg often.tsv >/dev/null
	seg-predict -q --train=logistic --features=size,noise --penalty=0 --folds=0 -M b.seg rows.tsv >/dev/null
	near "$(term a.seg size '' 5)" "$(term b.seg size '' 5)" 1e-10
	near "$(term a.seg size '' 6)" "$(term b.seg size '' 6)" 1e-10
	tsv 'customer_id x w target_y' 'a 1 0 2' >bad.tsv
	call seg-predict -q --train=linear --weight=w bad.tsv
	exits 3
	prints_nothing
	says "seg-predict: bad.tsv:2: w: not a weight above 0: '0'"
}

@test "with --time a row is judged by rows whose outcome was known by then" {
	answers
	call seg-predict --train=logistic --time=as_of answers.tsv
	exits 0
	says_like '^seg-predict: target_back_30d is known 30 days after as_of: rows are judged by those whose outcome was known by then$'
	says_like '^seg-predict: 100 early rows without an answer: no earlier ones to learn from whose outcome was known by then$'
	cp "$OUT" out.tsv
	[ "$(awk -F '\t' 'NR > 1 && $7 == "" { print $5 }' out.tsv | sort -u | paste -s -d ' ')" = '2026-01-01' ]
	# The folds begin in January, February, April, June and August: rows up to May are judged by outcomes known on April 1
	# at the latest, which are those of rows of March 1 and before.
	awk -F '\t' -v OFS='\t' 'NR > 1 && $5 >= "2026-04-01" { $6 = $6 == "yes" ? "no" : "yes" } 1' answers.tsv >changed.tsv
	seg-predict -q --train=logistic --time=as_of changed.tsv | cut -f 1,5,7 | awk -F '\t' '$2 < "2026-06-01"' >changed.out
	cut -f 1,5,7 out.tsv | awk -F '\t' '$2 < "2026-06-01"' | cmp - changed.out
	# But outcomes that were known do.
	awk -F '\t' -v OFS='\t' 'NR > 1 && $5 == "2026-01-01" { $6 = $6 == "yes" ? "no" : "yes" } 1' answers.tsv >changed.tsv
	seg-predict -q --train=logistic --time=as_of changed.tsv | cut -f 1,5,7 | awk -F '\t' '$2 < "2026-06-01"' >changed.out
	cut -f 1,5,7 out.tsv | awk -F '\t' '$2 < "2026-06-01"' | cmp -s - changed.out && fail 'January does not teach'
	sed 's/2026-0[0-9]-01/2026-01-01/' answers.tsv >once.tsv
	call seg-predict -q --train=logistic --time=as_of once.tsv
	exits 3
	says_like '^seg-predict: --time: all rows have the same as_of'
	sed '3s/2026-0[0-9]-01/soon/' answers.tsv >soon.tsv
	call seg-predict -q --train=logistic --time=as_of soon.tsv
	exits 3
	says "seg-predict: soon.tsv:3: as_of: not a date: 'soon'"
}

@test "calibration brings chances back that a class weight has moved" {
	answers 3000
	awk -F '\t' 'NR == 1 || $6 == "no" || NR % 4 == 0' answers.tsv >few.tsv
	seg-predict -q --train=logistic --class-weight=balanced --calibrate=none --write-metrics=bent -M bent.seg few.tsv >/dev/null
	awk -v c="$(metric bent calibration_intercept)" 'BEGIN { exit !(c < -0.8) }' || fail "$(cat bent)"
	for how in platt isotonic auto; do
		call seg-predict --train=logistic --class-weight=balanced --calibrate=$how --write-metrics=m -M $how.seg few.tsv
		exits 0
		says_like '^seg-predict: calibration: (platt|isotonic)$'
		awk -v c="$(metric m calibration_intercept)" -v s="$(metric m calibration_slope)" -v e="$(metric m ece)" \
			'BEGIN { exit !(c > -0.15 && c < 0.15 && s > 0.85 && s < 1.15 && e < 0.04) }' || fail "$how $(cat m)"
		awk -v a="$(metric bent log_loss)" -v b="$(metric m log_loss)" 'BEGIN { exit !(b < a) }'
		seg-predict -q -m $how.seg few.tsv >applied.tsv
		awk -F '\t' 'NR > 1 && !($7 > 0 && $7 < 1) { exit 1 }' applied.tsv
	done
	seg-predict -q --train=logistic --class-weight=balanced -M default.seg few.tsv >/dev/null
	same default.seg auto.seg
	seg-predict -q --train=logistic -M default.seg few.tsv >default # chances that come true are left alone
	seg-predict -q --train=logistic --calibrate=none -M none.seg few.tsv | cmp - default
	same default.seg none.seg
	grep -q '^calibration	none$' none.seg
	head -n -1 isotonic.seg >text
	for change in 's/^calibration	isotonic/calibration	other/' 's/^calibration	isotonic/calibration	none/'; do
		{ sed "$change" text && printf 'end\t%s\n' "$(sed "$change" text | sha256sum | cut -d ' ' -f 1)"; } >bad.seg
		call seg-predict -q -m bad.seg few.tsv
		exits 3
		prints_nothing
		says_like '^seg-predict: bad.seg:'
	done
}

@test "what is judged does not depend on threads or the order of rows, whatever is asked" {
	answers
	{ head -1 answers.tsv && tail -n +2 answers.tsv | tac; } >turned.tsv
	for more in '--time=as_of' '--calibrate=isotonic' '--lasso=5 --class-weight=3'; do
		# shellcheck disable=SC2086 # several options
		seg-predict -q -j 1 --train=logistic $more -M a.seg answers.tsv | tail -n +2 >a.tsv
		# shellcheck disable=SC2086
		seg-predict -q -j 3 --train=logistic $more -M b.seg turned.tsv | tail -n +2 | tac | cmp - a.tsv
		cmp a.seg b.seg
	done
}

@test "AUC counts pairs within folds, whose chances come from one model" {
	answers
	seg-predict -q --train=logistic --time=as_of --write-metrics=m answers.tsv >out.tsv
	# The folds that are judged begin in February, April, June and August; every pair of a yes and a no is looked at.
	near "$(metric m auc)" "$(awk -F '\t' 'NR > 1 && $7 != "" { f = int(substr($5, 6, 2) / 2); if ($6 == "yes") yes[f, ++y[f]] = $7; else no[f, ++n[f]] = $7 }
		END { for (f = 1; f <= 4; f++) for (i = 1; i <= y[f]; i++) for (k = 1; k <= n[f]; k++) { pairs++; a = yes[f, i]; b = no[f, k]; above += a > b ? 1 : a == b ? .5 : 0 }
			printf "%.15g\n", above / pairs }' out.tsv)" 1e-12
}

@test "intervals of few rows mind that others would have made other models" {
	answers 100
	awk 'BEGIN { OFS = "\t"; srand(2) } { for (i = 1; i <= 20; i++) $0 = $0 OFS (NR == 1 ? "more" i : rand()); print }' answers.tsv >many.tsv
	# 39 folds of 100 rows are few enough to be fitted anew to 51 samples; 40 are not.
	for folds in 39 40; do
		seg-predict -q --train=logistic --folds=$folds --calibrate=none --penalty=10 --write-metrics=$folds many.tsv >/dev/null
	done
	for m in log_loss brier auc pr_auc; do
		awk -F '\t' -v m=$m '$1 == m { if (!($3 < $2 && $2 < $4)) exit 1; wide[FILENAME] = $4 - $3 }
			END { exit !(wide[39] > 1.1 * wide[40] && wide[39] < 3 * wide[40]) }' 39 40 || fail "$m" "$(grep -h "^$m" 39 40)"
	done
}

@test "rows that come otherwise than those of the model are told, by how much they do" {
	answers
	seg-predict -q --train=logistic --features=size,colour,noise -M model.seg answers.tsv >judged.tsv
	call seg-predict -m model.seg --check --write-metrics=same.tsv answers.tsv
	exits 0
	says_nothing
	same same.tsv <(tsv 'column psi p_value drift' 'size 0 1 no' 'colour 0 1 no' 'noise 0 1 no')
	# Only large ones, and a colour that is new, a number that is missing: their index by the shares of the tables.
	awk -F '\t' -v OFS='\t' 'NR == 1 || $2 > 4 { if (NR > 1 && ++n % 5 == 0) { $3 = "pink"; $4 = "" } print }' answers.tsv >others.tsv
	call seg-predict -m model.seg --write-metrics=others.drift others.tsv
	exits 0
	grep -q "^seg-predict: 3 of 3 columns come very differently from what the model was fitted to, so what it says is doubtful: size (PSI " "$ERR"
	near "$(awk -F '\t' '$1 == "colour" { print $2 }' others.drift)" "$(awk -F '\t' 'FNR == 1 { next }
		NR == FNR { was[$3]++; n++; next } { is[$3]++; m++ }
		END { is["red"] += 0; for (c in is) { e = (was[c] + .5) / (n + 2); a = (is[c] + .5) / (m + 2); s += (a - e) * log(a / e) }
			printf "%.15g", s }' answers.tsv others.tsv)" 1e-10
	[ "$(cut -f 4 others.drift | paste -s -d ' ')" = 'drift much much much' ]
	cp "$OUT" others.out
	call seg-predict -q -j 3 -m model.seg --check others.tsv
	exits 1
	says_nothing
	same others.out "$OUT"
	# Few rows do not say; the rows of no file say nothing.
	head -9 others.tsv | seg-predict -q -m model.seg --check --write-metrics=few.tsv >few.out
	[ "$(cut -f 4 few.tsv | sort -u | paste -s -d ' ')" = 'drift unclear' ]
	head -1 others.tsv | seg-predict -q -m model.seg --check --write-metrics=none.tsv >none.out
	same none.tsv <(printf 'column\tpsi\tp_value\tdrift\nsize\t\t\tno\ncolour\t\t\tno\nnoise\t\t\tno\n')
	call seg-predict --train=logistic --check answers.tsv
	exits 2
	says_like '^seg-predict: --check asks whether rows come as those of the model did'
}

@test "a budget goes to the best rows, and profit is what they bring" {
	local option
	answers
	call seg-predict -q --train=logistic --gain=10 --cost=4 --budget=203 --write-profit=profit.tsv -M model.seg answers.tsv
	exits 0
	# 203 pays for 50 rows at 4: the 50 of the highest chance, of equal chances the first by id.
	tail -n +2 "$OUT" | sort -t $'\t' -k 7,7gr -k 1,1 | awk -F '\t' '{ d = NR <= 50 ? "yes" : "no" } $8 != d { print; bad = 1 } END { exit bad }'
	# 900 rows: a line for each 9 of them, with what came of them.
	tail -n +2 "$OUT" | sort -t $'\t' -k 7,7gr -k 1,1 | awk -F '\t' '{ yes += $6 == "yes" }
		NR % 9 == 0 { printf "%.12g\t%d\t%.9g\t%d\t%d\n", NR / 900, NR, $7, yes, 10 * yes - 4 * NR }' >own
	same own <(tail -n +2 profit.tsv | awk -F '\t' '{ printf "%.12g\t%d\t%.9g\t%d\t%d\n", $1, $2, $3, $4, $5 }')
	[ "$(head -1 profit.tsv)" = "$(tsv 'share rows chance yes profit low high')" ]
	# R: prop.test(k, n, conf.level = .9, correct = FALSE), the interval of Wilson.
	awk -F '\t' 'NR == 51 { n = $2; k = $4; z = 1.6448536269514722; m = (k + z * z / 2) / (n + z * z)
		h = z / (n + z * z) * sqrt(k * (n - k) / n + z * z / 4); a = $6 - (10 * n * (m - h) - 4 * n); b = $7 - (10 * n * (m + h) - 4 * n)
		exit !(a * a < 1e-12 && b * b < 1e-12) }' profit.tsv
	# New rows: what their chances let expect; the same for any threads and order of rows.
	cut -f 1-5 answers.tsv >new.tsv
	call seg-predict -q -m model.seg --gain=10 --cost=4 --write-profit=same -o same new.tsv
	exits 2
	call seg-predict -q -m model.seg --gain=10 --cost=4 --budget=203 --write-profit=new.profit new.tsv
	exits 0
	cp "$OUT" new.out
	tail -n +2 new.out | sort -t $'\t' -k 6,6gr -k 1,1 | awk -F '\t' '{ p += $6; v += $6 * (1 - $6) } ($7 == "yes") != (NR <= 50) { exit 1 }
		NR == 450 { h = 1.6448536269514722 * sqrt(v); printf "%.9g %.9g %.9g\n", 10 * p - 1800, 10 * (p - h) - 1800, 10 * (p + h) - 1800 }' >own
	same own <(awk -F '\t' '$2 == 450 { printf "%.9g %.9g %.9g\n", $5, $6, $7 }' new.profit)
	{ head -1 new.tsv && tail -n +2 new.tsv | tac; } >turned.tsv
	seg-predict -q -j 3 -m model.seg --gain=10 --cost=4 --budget=203 --write-profit=turned.profit turned.tsv >turned.out
	cmp new.profit turned.profit
	tail -n +2 turned.out | tac | cmp - <(tail -n +2 new.out)
	# Who has no chance above the cost is not acted on, whatever the budget; without one nothing is gathered.
	call seg-predict -q -m model.seg --gain=10 --cost=4 --budget=1e9 --explain=1 new.tsv
	exits 0
	cut -f 1-8 "$OUT" | cmp - <(seg-predict -q -m model.seg --gain=10 --cost=4 --explain=1 new.tsv)
	tsv 'customer_id size colour noise' 'a 1 red 2' 'b x red 2' >bad.tsv
	call seg-predict -q -m model.seg --gain=10 --cost=4 --budget=1 bad.tsv
	exits 3
	prints_nothing
	says "seg-predict: bad.tsv:3: size: not a number: 'x'"
	for option in --budget=1 --write-profit=x '--gain=1 --cost=1 --budget=1 -C customer_id,size,colour,noise'; do
		# shellcheck disable=SC2086 # several options
		call seg-predict -m model.seg $option new.tsv
		exits 2
		says_like '^seg-predict: --budget and --write-profit '
	done
}

@test "a lasso leaves what says nothing at 0, and says so" {
	answers
	call seg-predict --train=logistic --lasso=20 --features=size,noise --folds=0 -M lasso.seg answers.tsv
	exits 0
	says_like '^seg-predict: --lasso leaves 1 weight at 0$'
	[ "$(term lasso.seg noise '' 5)" = 0 ]
	[ "$(term lasso.seg noise '' 6)" = '' ]
	awk -v b="$(term lasso.seg size '' 5)" 'BEGIN { exit !(b > 0.2) }'
}

@test "next_order is the day by which half of those alive have ordered again, p_order the chance of an order by a day" {
	awk 'BEGIN { OFS = "\t"; srand(5); print "customer_id", "btyd_x", "btyd_tx", "btyd_T", "btyd_unit"
		for (i = 0; i < 400; i++) {
			T = 100 + int(265 * rand()); rate = -0.008 * log(rand()); stays = rand() ^ 0.5; at = last = x = 0
			while (rand() < stays && (at -= log(rand()) / rate) < T) { x++; last = int(at) }
			print "c" i, x, x ? last : 0, T, "D" } }' >shop.tsv
	call seg-predict -q --train=mbg --next-order --as-of=2026-11-25 -M shop.seg shop.tsv
	exits 0
	[ "$(head -1 "$OUT" | cut -f 6-)" = "$(tsv 'p_alive expected_orders next_order p_order')" ]
	r=$(awk -F '\t' '$1 == "r" { print $2; exit }' shop.seg) alpha=$(awk -F '\t' '$1 == "alpha" { print $2; exit }' shop.seg)
	# Alive, the next order comes after a time that is Lomax: its median is (alpha + T) (2^(1 / (r + x)) - 1).
	tail -n +2 "$OUT" | head -50 | while IFS=$'\t' read -r id x tx T unit alive orders next chance; do
		days=$(awk -v r="$r" -v alpha="$alpha" -v x="$x" -v T="$T" 'BEGIN { d = (alpha + T) * (2 ^ (1 / (r + x)) - 1); print d == int(d) ? d : int(d) + 1 }')
		[ "$next" = "$(date -u -d "2026-11-25 + $days days" +%F)" ] || fail "$id $x $tx $T $unit $alive $orders: $next, not in $days days"
		near "$chance" "$(awk -v r="$r" -v alpha="$alpha" -v x="$x" -v T="$T" -v p="$alive" 'BEGIN {
			printf "%.15g", p * (1 - ((alpha + T) / (alpha + T + 365)) ^ (r + x)) }')" 1e-9
	done
	# Twelve months from this day are 365 days: a day for the horizon is the same.
	cp "$OUT" by-months.tsv
	call seg-predict -q -m shop.seg --next-order --as-of=2026-11-25 --horizon=2027-11-25 shop.tsv
	exits 0
	same by-months.tsv "$OUT"
	call seg-predict -q -m shop.seg --next-order shop.tsv
	exits 2
	says_like '^seg-predict: --next-order needs --as-of'
	call seg-predict -q -m shop.seg --horizon=2026-12-24 shop.tsv
	exits 2
	says_like '^seg-predict: --horizon: a date needs --as-of'
	call seg-predict -q -m shop.seg --as-of=2026-12-24 --horizon=2026-12-24 shop.tsv
	exits 2
	says_like '^seg-predict: --horizon: not a time such as 90d, 52w or 12mo, or a date after --as-of: '
}

@test "options that do not go together are wrong usage" {
	local option
	answers
	for option in --calibrate=well --class-weight=0 --class-weight=heavy --lasso=-1 '--folds=0 --time=as_of' '--folds=0 --calibrate=platt' \
		--weight=none --time=none; do
		# shellcheck disable=SC2086 # several options
		call seg-predict --train=logistic $option answers.tsv
		exits 2
		prints_nothing
	done
	for option in '--gain=1 --cost=1' --positive=yes --calibrate=auto --class-weight=2 --lasso=1 --penalty=1; do
		# shellcheck disable=SC2086
		call seg-predict --train=linear $option spend.tsv
		exits 2
		says_like '^seg-predict: --train=linear foretells a number: '
	done
	seg-predict -q --train=linear --features=x --folds=0 -M spend.seg spend.tsv >/dev/null
	call seg-predict -m spend.seg --gain=1 --cost=1 spend.tsv
	exits 2
	says_like '^seg-predict: --gain and --cost decide by a chance'
}

@test "a linear model that cannot be fitted is refused with the reason" {
	tsv 'customer_id x y target_z' 'a 1 2 3' 'b 2 1 4' 'c 4 4 4' >few.tsv
	call seg-predict -q --train=linear --folds=0 few.tsv
	exits 3
	prints_nothing
	says_like '^seg-predict: the weights cannot be fitted: 3 rows for 2 weights'
	tsv 'customer_id x target_z' 'a 1 3' 'b 2 x' >word.tsv
	call seg-predict -q --train=linear --folds=0 word.tsv
	exits 3
	says "seg-predict: word.tsv:3: target_z: not a number: 'x'"
}

@test "every byte of a linear model that is changed, and every cut, is refused" {
	seg-predict -q --train=linear --features=x --folds=0 -M model.seg spend.tsv >/dev/null
	every_change_is_refused spend.tsv
}

@test "what is written beside the rows needs the name of a file" {
	local what
	for what in profit metrics; do
		call seg-predict -q --train=logistic --target=segment --positive=rare --gain=2 --cost=1 --write-$what=- -M m.seg \
			"$BATS_TEST_DIRNAME/conventions/customers.tsv"
		exits 2
		says "seg-predict: --write-$what: needs the name of a file" "Try 'seg-predict --help'."
	done
}
