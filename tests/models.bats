#!/usr/bin/env bats
# What readers refuse, sentence by sentence: headers, models and recipes whose checksum is right, but not what they say.

load helper

setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	cp "$BATS_TEST_DIRNAME"/conventions/customers.tsv .
	awk 'BEGIN {
		srand(3); OFS = "\t"
		print "customer_id", "x", "z", "colour", "target_churn_90d"
		for (i = 0; i < 400; i++) {
			x = rand()
			print "c" i, int(x * 1000) / 10, int(rand() * 5), i % 3 ? "red" : "blue", rand() < x ? "yes" : "no"
		}
	}' >answers.tsv
	seg-predict -q --train=logistic --calibrate=isotonic -M logistic.seg answers.tsv >/dev/null &&
		seg-cluster -q -k 2 --features=orders,spend,recency_days -M kmeans.seg customers.tsv >/dev/null &&
		seg-cluster -q -k 2 --method=prototypes --features=orders,country -M mixed.seg customers.tsv >/dev/null || return
	# Parameters as they may be; the covariances are of nothing but themselves.
	{
		printf 'seg-model\t1\tlifetime\nwriter\ttest\nrows\t9\norders_model\tmbg\norders_paper\tx\nunit\tW\ncustomers\t9\n'
		printf 'repeat_customers\t5\nrepeat_orders\t9\nlog_likelihood\t-9\nstarts\t1\nevaluations\t9\ngradient\t0\n'
		printf 'table\torders\t4\t3\nname\tvalue\tstd_error\nr\t0.5\t0.1\nalpha\t6\t1\na\t0.9\t0.1\nb\t1.6\t0.1\n'
		covariance orders_log_covariance r alpha a b
		printf 'spend_paper\tx\nspenders\t5\nspend_mean\t30\nspend_frequency_correlation\t0.1\nspend_log_likelihood\t-9\n'
		printf 'spend_evaluations\t9\nspend_gradient\t0\n'
		printf 'table\tspend\t3\t3\nname\tvalue\tstd_error\np\t6\t1\nq\t4\t1\nv\t15\t1\n'
		covariance spend_log_covariance p q v
	} | seal >lifetime.seg
	seg-clean -q --outlier=spend:iqr3=cap --write-recipe=recipe.seg customers.tsv >/dev/null || return
	tsv 'customer_id btyd_x btyd_tx btyd_T btyd_m btyd_unit' 'a 1 2 9 30 W' >lives.tsv
}

setup() {
	cd "$BATS_FILE_TMPDIR" || exit
}

# A lower triangle of names, with 0.01 on the diagonal.
covariance() {
	local table=$1 i j
	shift
	printf 'table\t%s\t%d\t3\na\tb\tvalue\n' "$table" "$(($# * ($# + 1) / 2))"
	for ((i = 1; i <= $#; i++)); do
		for ((j = 1; j <= i; j++)); do printf '%s\t%s\t%s\n' "${!i}" "${!j}" "$((i == j))"; done
	done | sed 's/\t1$/\t0.01/'
}

# The last line that belongs to what stands before it.
seal() {
	cat >body
	cat body
	printf 'end\t%s\n' "$(sha256sum <body | cut -c1-64)"
}

# A model with a change, sealed again, is exit 3 with this sentence behind the name of the tool and the file.
#	refused FILE SED SENTENCE TOOL...
refused() {
	local from=$1 change=$2 sentence=$3 tool=$4
	shift 3
	sed '$d' "$from" | sed "$change" | seal >wrong.seg
	! cmp -s "$from" wrong.seg || fail "nothing is changed by $change"
	call "$@"
	exits 3
	says "$tool: wrong.seg:$sentence"
}

@test "models that are what they should be are taken" {
	call seg-predict -q -m lifetime.seg lives.tsv
	exits 0
	call seg-predict -q -m logistic.seg answers.tsv
	exits 0
	call seg-clean -q --recipe=recipe.seg customers.tsv
	exits 0
}

@test "a header is refused with its reason" {
	{ printf 'c%d\t' $(seq 4096) && printf 'c\n'; } >wide.tsv
	call seg-features wide.tsv
	exits 3
	says 'seg-features: wide.tsv:1: 4097 columns; at most 4096 can be read'
	printf 'customer_id\t%s\n' "$(printf '%05000d' 0)" >long.tsv
	call seg-features long.tsv
	exits 3
	says_like '^seg-features: long.tsv:1: a column name of 5000 bytes; at most [0-9]+ can be read$'
	printf 'customer_id\tn\xe9\n' >latin.tsv
	call seg-features latin.tsv
	exits 3
	says 'seg-features: latin.tsv:1: the header is not UTF-8 text; clean the file with seg-clean first'
	call seg-features --as-of=2026-01-01 -C a,,b </dev/null
	exits 2
	says 'seg-features: --columns: column 2 of the header has no name' "Try 'seg-features --help'."
}

@test "the form of a model" {
	refused kmeans.seg '1s/kmeans/k means\t2/' "1: the kind of the model is not one word: 'k means\\x092'" \
		seg-predict -m wrong.seg customers.tsv
	refused kmeans.seg "4r"<(seq -f 'x-%g' 1100) '1026: more than 1024 keys and tables' seg-predict -m wrong.seg customers.tsv
	refused kmeans.seg 's/^name\tunit/title\tunit/' "8: the table has no column 'name'" seg-predict -m wrong.seg customers.tsv
	refused kmeans.seg 's/^\(orders\t.*\)\t40\t0$/\1\tmany\t0/' "9: seen: not a count: 'many'" \
		seg-predict -m wrong.seg customers.tsv
}

@test "a line of a model without its end has its number" {
	printf 'seg-model\t1\tkmeans\nseed' | seal >wrong.seg
	call seg-predict -m wrong.seg customers.tsv
	exits 3
	says 'seg-predict: wrong.seg:2: a line without its end'
}

@test "a table of millions of cells is refused before memory is asked for" {
	{
		printf 'seg-model\t1\tkmeans\ntable\tx-t\t1000000\t9\n'
		printf 'a\tb\tc\td\te\tf\tg\th\ti\n'
		yes "$(printf '\t\t\t\t\t\t\t\t')" | head -n 1000000
	} | seal >wrong.seg
	call seg-predict -m wrong.seg customers.tsv
	exits 3
	says_like '^seg-predict: wrong.seg:2: a table of more than [0-9]+ cells$'
}

@test "what a model of chances says" {
	local knot
	knot=$(grep -n '^chance' logistic.seg | cut -d: -f1)
	of() { refused logistic.seg "$1" "$2" seg-predict -m wrong.seg answers.tsv; }
	of 's/^table\tterms\t\([0-9]*\)\t10/table\tterms\t\1\t9/; /^column\tlevel/,/^table/s/^\(\(column\|x\|z\|colour\)\t.*\)\t[^\t]*$/\1/' \
		"$(grep -n '^column.level' logistic.seg | cut -d: -f1): terms: another number of columns than this seg writes"
	of "$((knot + 1)){h;d};$((knot + 2)){G}" "$((knot + 2)): calibration: chances and shares must rise"
	of '/^colour\tblue/s/^colour/color/' "$(grep -n '^colour.blue' logistic.seg | cut -d: -f1): terms: not in the order of the columns"
	of '/^table\tspread/,/^table\tout/s/^x\t\([0-9.]*\)\t/y\t\1\t/' \
		"$(grep -n '^x	[0-9.]*	[0-9]*$' logistic.seg | head -1 | cut -d: -f1): spread: not the tenths of the columns in their order"
	of '/^column\tupto/{n;s/^x\t[0-9.]*/x\t99/}' \
		"$(($(grep -n '^column.upto' logistic.seg | cut -d: -f1) + 2)): spread: what numbers go up to must rise"
	of 's/^spread_rows\t400/spread_rows\t3/' \
		"$(awk '/^column\tupto/ { in_it = 1 } in_it && /^z/ { print NR; exit }' logistic.seg): spread: more rows than spread_rows"
}

@test "what a model of lifetimes says" {
	of() { refused lifetime.seg "$1" "$2" seg-predict -m wrong.seg lives.tsv; }
	of 's/^table\tspend\t3\t3/table\tspend\t2\t3/; /^v\t15/d' '39: spend: a table of another size than this seg writes'
	of 's/^a\t0.9/d\t0.9/' '18: orders: another parameter than this kind of model has'
	of 's/^alpha\tr\t/alpha\ta\t/' '23: orders_log_covariance: another pair of parameters than expected'
	of '1s/lifetime/bg/' ' orders_model: differs from the kind of the model'
}

@test "what a recipe says" {
	of() { refused recipe.seg "$1" "$2" seg-clean --recipe=wrong.seg customers.tsv; }
	of 's/1436.9425\tcap/x\tcap/' '5: x: not a limit: a plain number was expected'
	of 's/\tnone\t0/\tnone\t2/' '5: spend: prepared for a model; seg-cluster --recipe applies that'
	of 's/\t-1016/\tnever\t-1016/; s/\t\tnever/\tnever/' '5: never: flag: missing, or empty'
	of '/^spend/s/\tcap\t/\tcut\t/' '5: cut: outside the limits: flag, cap or reject'
	of 's/-1016.995/2000/' '5: spend: least is more than most'
	refused kmeans.seg 's/^x/&/; 1s/kmeans/other/' \
		"1: a model of kind 'other'; --write-recipe writes kind recipe, which is wanted here" \
		seg-cluster -k 2 --recipe=wrong.seg customers.tsv
}

@test "names tell segments apart" {
	seg-predict -q -m kmeans.seg customers.tsv >named.tsv
	printf 'segment\tname\nrare, lapsed\t\nfrequent, recent\tA\nfrequent, recent\tB\n' >names.tsv
	call seg-predict -m kmeans.seg --names=names.tsv customers.tsv
	exits 3
	says "seg-predict: names.tsv:4: segment: 'frequent, recent' is there twice"
	printf 'segment\tname\nrare, lapsed\tA\nfrequent, recent\tA\n' >names.tsv
	call seg-predict -m kmeans.seg --names=names.tsv customers.tsv
	exits 3
	says "seg-predict: names.tsv:3: name: two segments called 'A': names tell segments apart"
}
