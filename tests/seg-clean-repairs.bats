#!/usr/bin/env bats
# seg-clean: missing and extreme values, the recipe that keeps what was usual, and rules of the whole table.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	printf '%s\n' id,spend,ch,n a,1,web,1 b,2,,2 c,3,web, d,4,shop,4 e,5,web,5 f,1000,web,7 g,,web,8 >in.csv
}

clean() {
	call seg-clean -q "$@"
}

# --- fills ---

@test "missing cells take the median, the mode or a constant, and it is said" {
	call seg-clean --fill=spend=median,ch=mode --fill=n=const:0 in.csv
	exits 0
	tsv 'id spend ch n' 'a 1 web 1' 'b 2 web 2' 'c 3 web 0' 'd 4 shop 4' 'e 5 web 5' 'f 1000 web 7' 'g 3.5 web 8' | prints
	says "seg-clean: spend: 1 missing cells are filled with '3.5', the median of 6 values" \
		"seg-clean: ch: 1 missing cells are filled with 'web', the mode of 6 values" \
		'seg-clean: 7 rows in, 7 out, 0 rejected' \
		'seg-clean: 3 cells were filled, or are beyond their limits: spend fill 1, ch fill 1, n fill 1'
}

@test "what was missing can be told beside the fill, also by a recipe and after a second cleaning" {
	clean --fill=spend=median=flag,ch=const:web --only=id,spend,spend_was_missing --write-recipe=r.seg in.csv
	exits 0
	tsv 'id spend spend_was_missing' 'a 1 0' 'b 2 0' 'c 3 0' 'd 4 0' 'e 5 0' 'f 1000 0' 'g 3.5 1' | prints
	cp "$OUT" once
	clean --from=tsv --fill=spend=median=flag once
	same once "$OUT"
	clean --recipe=r.seg --only=id,spend,spend_was_missing in.csv
	same once "$OUT"
	sed 's/missing	\(.*\)6	1$/gone	\16	1/' r.seg >bad.seg
	clean --recipe=bad.seg in.csv
	exits 3
}

@test "the median of a column of whole numbers is whole, the mode of equals the first in byte order" {
	printf 'k,v\n1,b\n2,a\n3,b\n4,a\n,\n' >in.csv
	tsv 'column rule argument' 'k type integer' 'k fill median' 'v fill mode' >r.rules
	clean --rules=r.rules in.csv
	exits 0
	tsv 'k v' '1 b' '2 a' '3 b' '4 a' '2 a' | prints
}

@test "a filled cell is there for what is made of it and for what is required" {
	printf 'q,p\n2,10\n,7\n4,1\n' >in.csv
	tsv 'column rule argument' 'amount product q,p' 'q type number' 'p type money' 'q required _' 'kind sign amount' \
		'amount outlier mad1=flag' >r.rules
	clean --rules=r.rules --fill=q=median in.csv
	exits 0
	tsv 'q p amount kind amount_outlier' '2 10 20 sale 0' '3 7 21 sale 0' '4 1 4 sale 0' | prints
}

@test "a column without any value stays as it is, and that is said" {
	printf 'a,b\n,1\n,2\n' >in.csv
	call seg-clean --fill=a=median in.csv
	exits 0
	printf 'a\tb\n\t1\n\t2\n' | prints
	says 'seg-clean: a: has no value, so its missing cells stay missing' 'seg-clean: 2 rows in, 2 out, 0 rejected'
}

# --- outliers ---

@test "quartile fences: numbers beyond are capped, flagged or rejected" {
	# 1 2 3 4 5 1000: type 7 quartiles 2.25 and 4.75, so 3 ranges beyond are -5.25 and 12.25 (numpy.quantile says the same)
	call seg-clean --outlier=spend:iqr3=cap --only=id,spend in.csv
	exits 0
	tsv 'id spend' 'a 1' 'b 2' 'c 3' 'd 4' 'e 5' 'f 12.25' 'g _' | prints
	says_like '^seg-clean: spend: usual is -5.25 to 12.25, by iqr of 6 values$'
	clean --outlier=spend:iqr3=flag --only=id,spend_outlier in.csv
	tsv 'id spend_outlier' 'a 0' 'b 0' 'c 0' 'd 0' 'e 0' 'f 1' 'g _' | prints
	clean --outlier=spend:iqr3=reject --rejects=r.tsv --only=id in.csv
	tsv id a b c d e g | prints
	[ "$(tail -1 r.tsv | cut -f2-6)" = "$(printf '7\tspend\toutlier\t1000\tfar beyond what is usual in its column')" ]
}

@test "deviations from the median" {
	# median 3.5, distances 2.5 1.5 .5 .5 1.5 996.5, their median 1.5: 5 times 1.4826 times 1.5 is 11.1195
	call seg-clean --outlier=spend:mad5=cap --only=id,spend in.csv
	exits 0
	says_like '^seg-clean: spend: usual is -7.6195 to 14.6195, by mad of 6 values$'
	[ "$(sed -n 7p "$OUT")" = "$(printf 'f\t14.6195')" ]
}

@test "limits of whole numbers are whole; too few values or no spread give none, and that is said" {
	printf 'a,b,c\n1,5,1\n2,5,2\n3,5,\n4,5,\n6,5,\n100,6,\n' >in.csv
	tsv 'column rule argument' 'a type integer' >r.rules
	call seg-clean --rules=r.rules --outlier=a:iqr1.5=cap,b:iqr3=cap,c:mad5=cap in.csv
	exits 0
	tsv 'a b c' '1 5 1' '2 5 2' '3 5 _' '4 5 _' '6 5 _' '10 6 _' | prints
	says 'seg-clean: a: usual is -2 to 10, by iqr of 6 values' \
		'seg-clean: b: half of the values are the same, or nearly so: iqr tells nothing, and nothing is beyond it' \
		'seg-clean: c: fewer than 5 values, so nothing is beyond them' \
		'seg-clean: 6 rows in, 6 out, 0 rejected' \
		'seg-clean: 1 cells were filled, or are beyond their limits: a outlier 1'
}

@test "what is usual is found in rows in which no type is wrong" {
	printf 'd,x\n2026-01-01,1\nnever,900\n2026-01-02,3\n2026-01-03,\n' >in.csv
	tsv 'column rule argument' 'd type date' 'x type number' 'x fill median' >r.rules
	clean --rules=r.rules in.csv
	exits 0
	[ "$(tail -1 "$OUT")" = "$(printf '2026-01-03\t2')" ]
}

@test "amounts that are decided only late to have a decimal comma are looked at once more" {
	{ printf 'a;b\n'; printf '%s;x\n' 1,240 2,240 3,240 4,240 5,240 900,5 ''; } >in.csv
	call seg-clean --fill=a=median --outlier=a:iqr3=cap --only=a in.csv
	exits 0
	tsv a 1.24 2.24 3.24 4.24 5.24 12.49 3.74 | prints
}

@test "the same for any threads and order of rows, from a file or a pipe" {
	awk 'BEGIN { srand(3); print "id,x,y"
		for (i = 0; i < 60000; i++) printf "%d,%s,%s\n", i, rand() < .1 ? "" : int(rand() * 1000) / 7, i % 9 ? "k" i % 5 : "" }' >in.csv
	clean -j1 --fill=x=median,y=mode --outlier=x:mad2=cap --write-recipe=one.seg in.csv
	exits 0
	cp "$OUT" one
	clean -j4 --fill=x=median,y=mode --outlier=x:mad2=cap --write-recipe=four.seg - <in.csv
	same one "$OUT"
	same one.seg four.seg
	{ head -1 in.csv; tail -n +2 in.csv | sort -r; } >other.csv
	clean -j2 --fill=x=median,y=mode --outlier=x:mad2=cap --write-recipe=other.seg other.csv
	same one.seg other.seg
	diff <(sort one) <(sort "$OUT") >/dev/null
}

@test "a share of the rows at either end is beyond the limits: those are numpy's percentiles" {
	seq 0 3 3000 | sed '1s/^/x\n/' >in.csv
	clean --outlier=x:p1=cap --write-recipe=r.seg in.csv
	exits 0
	# numpy 2.4.6: np.percentile(np.arange(0, 3001, 3), [1, 99, 2.5, 97.5, .125, 99.875])
	[ "$(grep '^x	' r.seg | cut -f 9,10)" = "30	2970" ]
	clean --outlier=x:p2.5=cap --write-recipe=r.seg in.csv
	[ "$(grep '^x	' r.seg | cut -f 9,10)" = "75	2925" ]
	clean --outlier=x:p0.125=cap --write-recipe=r.seg in.csv
	[ "$(grep '^x	' r.seg | cut -f 9,10)" = "3.75	2996.25" ]
	for p in p50 p0 p0.0001 p1x p; do
		clean --outlier=x:$p=cap in.csv
		exits 2
	done
}

# --- recipes ---

@test "a recipe fills and limits other rows as the first were, and they stream" {
	clean --fill=spend=median,ch=mode --outlier=spend:iqr3=cap --write-recipe=r.seg in.csv
	exits 0
	cp "$OUT" first.tsv
	printf '%s\n' 'seg-model	1	recipe' 'writer	seg-clean 0.1.0' 'table	columns	2	13' \
		'name	unit	transform	centre	scale	cap	fill	flag	least	most	outside	seen	missing' \
		'spend		none	0	1		3.5		-5.25	12.25	cap	6	1' 'ch		none	0	1		web					6	1' >expected
	head -n -1 r.seg | diff expected -
	[ "$(tail -1 r.seg)" = "$(printf 'end\t%s' "$(sha256sum <expected | cut -d' ' -f1)")" ]
	call seg-clean -v --recipe=r.seg in.csv
	same first.tsv "$OUT"
	says 'seg-clean: 7 rows in, 7 out, 0 rejected' \
		'seg-clean: 3 cells were filled, or are beyond their limits: spend fill 1, spend outlier 1, ch fill 1'
	printf 'ch,spend\n,-100\nx,\n' >in2.csv
	clean --recipe=r.seg in2.csv
	tsv 'ch spend' 'web -5.25' 'x 3.5' | prints
	seg-clean -q --recipe=r.seg -C ch,spend --delimiter=, <<<',-100' | diff - <(tsv 'web -5.25')
}

@test "with a recipe the same rules file finds nothing anew; a second cleaning changes nothing" {
	tsv 'column rule argument' 'spend type number' 'spend fill median' 'spend outlier iqr3=cap' >r.rules
	clean --rules=r.rules --write-recipe=r.seg in.csv
	cp "$OUT" first.tsv
	clean --rules=r.rules --recipe=r.seg --write-recipe=again.seg first.tsv
	same first.tsv "$OUT"
	same r.seg again.seg
}

@test "recipes and options that cannot be meant are refused" {
	clean --fill=spend=median --write-recipe=r.seg in.csv
	clean --recipe=r.seg --fill=ch=mode in.csv
	exits 2
	says_like 'leave out --fill and --outlier$'
	clean --write-recipe=x.seg in.csv
	exits 2
	says_like 'nothing is filled or limited'
	clean --fill=spend=median -C spend </dev/null
	exits 2
	says_like 'with -C take fills and limits from --recipe'
	clean --recipe=r.seg --header=a,b,c,d in.csv
	exits 2
	says_like "no such column in the file, and no rule before makes it: 'spend'"
	sed s/3.5/4.5/ r.seg >wrong.seg
	clean --recipe=wrong.seg in.csv
	exits 3
	tsv 'column rule argument' 'ch fill mode' >r.rules
	clean --recipe=r.seg --rules=r.rules in.csv
	exits 2
	says_like 'the recipe does not name this column'
	clean --fill=zz=median in.csv
	exits 2
	clean --fill=median in.csv
	exits 2
	clean --outlier=spend=iqr3 in.csv
	exits 2
}

@test "one form of recipes: seg-cluster takes fills, and leaves limits to seg-clean; the reverse is refused" {
	printf 'customer_id,spend,orders\n' >in.csv
	for i in 1 2 3 4 5 6; do printf '%s,%s0,%s\n' $i $i $i; done >>in.csv
	clean --fill=spend=median,orders=median --write-recipe=fills.seg in.csv
	cp "$OUT" in.tsv
	call seg-cluster -q -k 2 --recipe=fills.seg in.tsv
	exits 0
	clean --outlier=spend:iqr3=cap --write-recipe=limits.seg in.csv
	call seg-cluster -q -k 2 --recipe=limits.seg in.tsv
	exits 3
	says_like 'limits.seg:5: spend: has limits; seg-clean --recipe applies them$'
	call seg-cluster -q -k 2 --features=spend --write-recipe=cluster.seg in.tsv
	clean --recipe=cluster.seg in.tsv
	exits 3
	says_like 'prepared for a model; seg-cluster --recipe applies that'
}

# --- of the whole table ---

table() {
	printf 'column\trule\targument\tseverity\n' >r.rules
	printf '%s\n' "$@" | tr '|' '\t' >>r.rules
	call seg-clean --rules=r.rules --as-of=2026-03-10 --stats=s.tsv in.csv
}

@test "rules of the whole table hold, or the answer is no and says what it saw" {
	printf 'd,x,c\n2026-03-01,1,web\n2026-03-08,3,web\n,,shop\n' >in.csv
	while IFS=';' read -r rule said; do
		table 'd|type|date' 'x|type|number' "$rule"
		if [ "$said" ]; then
			exits 1
			says_like "^seg-clean: $said$"
		else
			exits 0
			prints < <(tsv 'd x c' '2026-03-01 1 web' '2026-03-08 3 web' '_ _ shop')
		fi
	done <<-'END'
		*|row-count|3;
		*|row-count|..2;[*]: 3 rows are kept, but row-count asks for '..2'
		x|share-missing|34%;
		x|share-missing|0.3;x: 33.33% of the cells are missing, but share-missing asks for '0.3'
		d|freshness|2;
		d|freshness|1;d: the newest date is 2026-03-08, 2 days before --as-of, but freshness asks for '1'
		c|has|web,shop;
		c|has|web,app;c: no row has 'app', but has asks for 'web,app'
		c|share-unique|0.33;
		c|share-unique|50%;c: 33.33% of the values come once, but share-unique asks for '50%'
		x|total|4;
		x|total|5..;x: 4, but total asks for '5..'
		x|mean|2;
		x|mean|..1.5;x: 2, but mean asks for '..1.5'
		x|median|2..2;
		x|median|3..;x: 2, but median asks for '3..'
		x|sd|1.4142..1.4143;
		x|sd|..1;x: 1.4142135623730951, but sd asks for '..1'
	END
}

@test "one that only warns is said and counted; rows that are rejected do not count" {
	printf 'd,x,c\n2026-03-01,1,web\n2026-03-08,oops,web\n' >in.csv
	table 'x|type|number' '*|row-count|2..|warn' 'c|has|web' 'x|mean|1..1'
	exits 0
	says_like "^seg-clean: [*]: 1 rows are kept, but row-count asks for '2..'$"
	[ "$(grep -c 'warned_by_\*_row-count	1' s.tsv)" -eq 1 ]
}

@test "what does not hold leaves no output with a name" {
	printf 'column\trule\targument\n*\trow-count\t100..\n' >r.rules
	clean --rules=r.rules -o out.tsv in.csv
	exits 1
	[ ! -e out.tsv ]
}

# --- more checks ---

@test "conditions, order, doubles, ASCII, cut texts" {
	printf 'a,b,c\n1,2,x\n3,2,x\n3,4,é\n3,4,é\n4,,x\n5,6,%s\n6,7,2147483647\n' "$(printf '%0255d' 0)" >in.csv
	table 'a|type|integer' 'b|type|integer' '*|expr|a <= b or b = ""' 'c|ascii|' 'c|truncated|'
	exits 0
	tsv 'a b c' '1 2 x' '4 _ x' | prints
	printf 'a,b\n1,x\n3,y\n2,z\n3,y\n' >in.csv
	table 'a|type|integer' 'a|ascending|' '*|duplicate-row|'
	tsv 'a b' '1 x' '3 y' | prints
}

# --- hygiene ---

orders() {
	printf '%s\n' order_id,customer_id,order_date,quantity,unit_price,amount \
		536365,17850,2010-12-01,6,2.55,15.30 C536379,14527,2010-12-01,-1,27.50,-27.50 536365,17850,2010-12-01,6,2.55,15.30 \
		536414,x1,2010-12-01,56,0,0 536365,13047,2010-12-01,1,1,1 536500,test9,2010-12-02,1,2,2 536501,17850,2011-12-02,1,2,2 >in.csv
	printf 'who\ntest9\n' >testers.tsv
}

@test "hygiene: each matter is counted and its rows are kept, or set aside where asked" {
	orders
	call seg-clean --hygiene=all,test-account:testers.tsv:who --map=order_date=order_date --as-of=2011-06-01 --stats=s.tsv in.csv
	exits 0
	[ "$(wc -l <"$OUT")" -eq 8 ]
	grep warned_by s.tsv | sort >seen
	printf 'warned_by_%s\t1\n' '*_cancellation' '*_duplicate-row' amount_not customer_id_not-in customer_id_one-per \
		order_date_not-future unit_price_not | diff - seen
	call seg-clean -q --hygiene=cancelled=reject,duplicate=reject,two-customers=reject,test-account:testers.tsv:who=reject \
		--rejects=r.tsv --only=order_id in.csv
	exits 0
	tsv order_id 536365 536414 536501 | prints
	tail -n +2 r.tsv | cut -f2-4 >seen
	printf '%s\t%s\t%s\n' 3 '*' cancellation 4 '*' duplicate-row 6 customer_id one-per 7 customer_id not-in | diff - seen
}

@test "hygiene that cannot be meant is refused" {
	orders
	for what in cancel all=drop test-account duplicate:x:y; do
		clean --hygiene=$what in.csv
		exits 2
	done
	clean --hygiene=future in.csv
	exits 2
	says_like 'this rule needs --as-of=DATE'
	printf 'a,b\n1,2\n' >in.csv
	clean --hygiene=zero-amount in.csv
	exits 2
}

# Of the 406,829 rows with a customer pandas counts 8,905 whose invoice begins with C, 40 with a price of 0, and 5,225 that
# are in all columns as one before (Series.str.match, DataFrame.duplicated); no invoice has two customers.
@test "online-retail: what is the matter with its orders, as pandas counts it" {
	need_data online-retail/online-retail.csv.gz
	zcat "$SEG_DATA"/online-retail/*.gz >retail.csv
	call seg-clean -q --profile=online-retail --hygiene=all --stats=s.tsv retail.csv
	exits 0
	[ "$(awk -F'\t' '$1 ~ /^warned_by/ { print $1 "=" $2 }' s.tsv | sort | tr '\n' ' ')" = \
		'warned_by_*_cancellation=8905 warned_by_*_duplicate-row=5225 warned_by_amount_not=40 warned_by_unit_price_not=40 ' ]
}

@test "amounts in several currencies are told, for nothing is converted" {
	printf 'customer_id,order_date,amount\na,2026-01-01,$12.50\nb,2026-01-02,£10\nc,2026-01-03,JPY 1200\nd,2026-01-04,1200 USD\ne,2026-01-05,£1\n' >in.csv
	call seg-clean -j 2 --map=customer_id=customer_id,order_date=order_date,amount=amount in.csv
	exits 0
	says_like '^seg-clean: amount: amounts in several currencies \(\$ £\): nothing is converted, so split the file before amounts are added up$'
	says_like '^seg-clean: amount: amounts in several currencies \(JPY USD\): nothing is converted, so split the file before amounts are added up$'
	sed '/£/d; /JPY/d' in.csv >one.csv # $ and USD may be one
	call seg-clean --map=customer_id=customer_id,order_date=order_date,amount=amount one.csv
	exits 0
	says 'seg-clean: 2 rows in, 2 out, 0 rejected'
}
