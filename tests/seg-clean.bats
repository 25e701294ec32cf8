#!/usr/bin/env bats
# seg-clean: what comes out of hand-made files, what is rejected, and what is said.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

clean() {
	call seg-clean -q "$@"
}

# --- reading ---

@test "comma separated cells become TSV; quotes go, what they protected stays" {
	printf 'a,b\n1,"x, y"\n2,"say ""hi"""\n3,"two\nlines"\n4,\n' >in.csv
	clean in.csv
	exits 0
	printf 'a\tb\n1\tx, y\n2\tsay "hi"\n3\ttwo\\nlines\n4\t\n' | prints
}

@test "a quote inside a cell that does not begin with one is data, beside a quoted cell too" {
	printf 'item,note\n5" pipe,"a, b"\n5" pipe,9" tart\n' >in.csv
	clean in.csv
	exits 0
	printf 'item\tnote\n5" pipe\ta, b\n5" pipe\t9" tart\n' | prints
}

@test "text after a closing quote rejects the record and nothing else" {
	printf 'a,b\n1,"x"y\n2,z\n' >in.csv
	clean --rejects=r.tsv in.csv
	exits 0
	printf 'a\tb\n2\tz\n' | prints
	printf 'file\tline\tcolumn\trule\tvalue\tmessage\trecord\nin.csv\t2\t\trecord\t\t%s\t1,"x"y\n' \
		'a quote that is not closed, or text after a closing quote' >expected
	same expected r.tsv
}

@test "a quote that is never closed costs the line it stands in" {
	printf 'a,b\n1,"open\n2,"fine"\n3,x\n4,"end\n' >in.csv
	clean --rejects=r.tsv in.csv
	exits 0
	printf 'a\tb\n2\tfine\n3\tx\n' | prints
	[ "$(cut -f2 r.tsv)" = "$(printf 'line\n2\n5')" ]
}

@test "semicolons, tabs and pipes are found in the first line, and said" {
	printf 'a;b\n1;x,y\n' >in.csv
	call seg-clean in.csv
	exits 0
	printf 'a\tb\n1\tx,y\n' | prints
	says 'seg-clean: in.csv: cells are separated by semicolons (--delimiter chooses)' \
		'seg-clean: 1 rows in, 1 out, 0 rejected'
}

@test "blank separated files need no quotes and no header" {
	printf ' 00004 0001 19970101  2   29.33\r\n 00021 0002 19970118  1   29.73\r\n' >in.txt
	clean --delimiter=blank --header=master,id,date,n,dollars in.txt
	exits 0
	printf 'master\tid\tdate\tn\tdollars\n00004\t0001\t19970101\t2\t29.33\n00021\t0002\t19970118\t1\t29.73\n' | prints
}

@test "what seg-clean writes it reads again unchanged" {
	printf 'a,b\n"tab\there","line\nend"\nback\\slash,"cr\rhere"\n\\N,\\t\n' >in.csv
	clean in.csv
	exits 0
	cp "$OUT" once.tsv
	clean --rejects=r.tsv once.tsv
	exits 0
	same once.tsv "$OUT"
	[ "$(wc -l <r.tsv)" -eq 1 ]
}

@test "a byte order mark and CRLF line ends are dropped, a missing last line end is made" {
	printf '\357\273\277a,b\r\n1,"x"\r\n2,y' >in.csv
	clean in.csv
	exits 0
	printf 'a\tb\n1\tx\n2\ty\n' | prints
}

@test "a quote that closes three rows further down costs the line in which it opens, and is named" {
	printf 'a,b,c\n1,"x,2\n2,y,3\n3,z,4\n4,w",5\n6,7,8\n' >in.csv
	clean --rejects=r.tsv in.csv
	exits 0
	printf 'a\tb\tc\n2\ty\t3\n3\tz\t4\n4\tw"\t5\n6\t7\t8\n' | prints
	tail -n +2 r.tsv | cut -f2,4,6 >seen
	printf '2\trecord\tthe quote in line 2 closes in line 5, but each line is a row: a stray quote? (--cell-lines=3 allows it)\n' |
		diff - seen
	clean --cell-lines=3 in.csv
	printf 'a\tb\tc\n1\tx,2\\n2,y,3\\n3,z,4\\n4,w\t5\n6\t7\t8\n' | prints
}

@test "a cell of more than 100 lines, or of more than --cell-lines, costs the line in which it opens" {
	{ printf 'a,b\n"k\nl","'; seq 101; printf '"\n3,4\n'; } >in.csv
	clean --rejects=r.tsv in.csv
	exits 0
	[ "$(sed -n 2p r.tsv | cut -f2,6,7)" = "$(printf '2\tthe quote in line 3 does not close within 100 lines (--cell-lines allows more)\t"k\\nl","1')" ]
	clean --cell-lines=101 in.csv
	exits 0
	[ "$(wc -l <"$OUT")" -eq 3 ]
	printf 'a,b\n1,"x\ny\nz"\n5,6\n' >in.csv
	clean --cell-lines=1 --rejects=r.tsv in.csv
	[ "$(sed -n 2p r.tsv | cut -f2,6)" = "$(printf '2\tthe quote in line 2 does not close within 1 lines (--cell-lines allows more)')" ]
	clean --cell-lines=2 in.csv
	printf 'a\tb\n1\tx\\ny\\nz\n5\t6\n' | prints
}

@test "a cell that goes over lines of which one is no row, or holds fewer than five delimiters, is a cell" {
	printf 'a,b,c\n1,"12 High St, Flat 2\nLondon, W1",5\n2,"p,q\nr,s,t\n\nu,v,w",3\n' >in.csv
	clean in.csv
	exits 0
	printf 'a\tb\tc\n1\t12 High St, Flat 2\\nLondon, W1\t5\n2\tp,q\\nr,s,t\\n\\nu,v,w\t3\n' | prints
}

@test "blanks separate where no other mark stands and all lines have as many words" {
	printf 'id n spend\n 1  2  3.50\n 2  1  4\n' >in.txt
	call seg-clean in.txt
	exits 0
	tsv 'id n spend' '1 2 3.50' '2 1 4' | prints
	says 'seg-clean: in.txt: cells are separated by blanks (--delimiter chooses)' 'seg-clean: 2 rows in, 2 out, 0 rejected'
	printf 'full name here\nJohn Q Smith\nMary Ann Lee\n' >in.txt
	clean in.txt
	same in.txt "$OUT"
}

@test "rows of another width are rejected with both numbers" {
	printf 'a,b,c\n1,2\n1,2,3\n1,2,3,4\n\n5\n' >in.csv
	clean --rejects=r.tsv in.csv
	exits 0
	printf 'a\tb\tc\n1\t2\t3\n' | prints
	cut -f2,6 r.tsv | tail -n +2 >seen
	printf '2\t2 cells, but there are 3 columns\n4\t4 cells, but there are 3 columns\n6\t1 cell, but there are 3 columns\n' |
		diff - seen
}

@test "files may have their columns in another order, but not other columns" {
	printf 'a,b\n1,2\n' >one.csv
	printf 'b,a\n4,3\n' >two.csv
	printf 'a,c\n1,2\n' >three.csv
	clean one.csv two.csv
	exits 0
	printf 'a\tb\n1\t2\n3\t4\n' | prints
	clean one.csv three.csv
	exits 3
	says "seg-clean: three.csv:1: no column 'b', which the first file has"
}

@test "text that is not UTF-8 ends the run with its place" {
	printf 'a,b\n1,caf\351\n' >in.csv
	clean in.csv
	exits 3
	says "seg-clean: in.csv:2: not UTF-8: '\\xE9'; try --encoding=windows-1252"
}

@test "a header with an empty or a repeated name is refused" {
	printf 'a,,c\n1,2,3\n' >in.csv
	clean in.csv
	exits 3
	says 'seg-clean: in.csv:1: column 2 of the header has no name'
	printf 'a,b,a\n1,2,3\n' >in.csv
	clean in.csv
	exits 3
	says "seg-clean: in.csv:1: the header names 'a' twice; if it is no header, --header=NAMES says what the columns are"
}

@test "a NUL byte rejects its row" {
	printf 'a,b\n1,x\0y\n2,z\n' >in.csv
	clean --rejects=r.tsv in.csv
	exits 0
	printf 'a\tb\n2\tz\n' | prints
	[ "$(tail -1 r.tsv | cut -f6,7)" = "$(printf 'a NUL byte\t1,x␀y')" ]
}

@test "csv-spectrum: twelve files of twelve come out as their authors say" {
	need_data messy/csv-spectrum/csvs
	local f n=0
	for f in "$SEG_DATA"/messy/csv-spectrum/csvs/*.csv; do
		# In location_coordinates the authors' JSON has another telephone number than their CSV.
		clean "$f"
		exits 0
		# The expected cells are the values of the JSON, row after row; ours are the cells without escapes.
		tail -n +2 "$OUT" | tr '\t' '\n' | sed 's/\\r//g' >ours
		tr -d '\n' <"${f%/csvs/*}/json/$(basename "$f" .csv).json" | grep -oE '": *"([^"\\]|\\.)*"' |
			sed -E 's/^": *"//; s/"$//; s/\\"/"/g; s/\\\\n/\\n/g; s/\\r//g; s/^1234567890$/2095257564/' >theirs
		diff theirs ours || fail "$f"
		n=$((n + 1))
	done
	[ "$n" -eq 12 ]
}

# --- rules ---

@test "--map renames columns in place; standard names bring types and what the tools need" {
	printf 'Customer,Note,Date,Total\n007, hi ,2026-03-01,"$1,240.50"\n8,,2026-03-02 17:30,(5.00)\n,,2026-03-02,1\n' >in.csv
	clean --map=customer_id=Customer,order_date=Date,amount=Total --rejects=r.tsv in.csv
	exits 0
	printf 'customer_id\tNote\torder_date\tamount\n007\t hi \t2026-03-01\t1240.5\n8\t\t2026-03-02T17:30:00\t-5\n' | prints
	[ "$(tail -1 r.tsv | cut -f2-6)" = "$(printf '4\tcustomer_id\trequired\t\tmissing')" ]
}

# Dates of one column, and what is said of them.
dates() {
	printf 'customer_id,order_date,amount\n' >in.csv
	printf '1,%s,1\n' "$@" >>in.csv
	call seg-clean --map=order_date=order_date --only=order_date in.csv
}

@test "the order of day and month is decided for a column from all its dates, and said" {
	dates 03/04/2026 2026-01-02 05/06/2026 21/11/2026
	exits 0
	printf '%s\n' order_date 2026-04-03 2026-01-02 2026-06-05 2026-11-21 | prints
	says "seg-clean: order_date: decided by '21/11/2026' on line 5, which is day first (--dates chooses)" \
		'seg-clean: 4 rows in, 4 out, 0 rejected'
	dates 03/04/2026 11/21/2026
	exits 0
	printf '%s\n' order_date 2026-03-04 2026-11-21 | prints
	dates 3/3/2026 '21 Nov 2026' 2026/11/21 2026-11-21
	exits 0
	says 'seg-clean: 4 rows in, 4 out, 0 rejected'
}

@test "dates whose order nothing settles, or that contradict, are refused" {
	dates 03/04/2026 2026-04-03
	exits 3
	says 'seg-clean: order_date: day or month first? No date settles it; say --dates=dmy or --dates=mdy'
	dates 21/11/2026 11/21/2026
	exits 3
	says "seg-clean: order_date: '21/11/2026' (line 2) is day first, '11/21/2026' (line 3) is month first: say --dates=dmy or --dates=mdy, and the others are rejected"
	clean --map=order_date=order_date --dates=dmy --rejects=r.tsv in.csv
	exits 0
	[ "$(tail -1 r.tsv | cut -f2,6)" = "$(printf '3\tnot a date (day, month, year)')" ]
}

@test "a decision comes out the same for any threads, chunks, and place in the file" {
	{
		printf 'order_date,amount\n'
		awk 'BEGIN { for (i = 0; i < 60000; i++) printf "2026-01-%02d,%d.50\n", 1 + i % 28, i
			print "03/04/2026,\"1,240\""
			for (i = 0; i < 60000; i++) printf "%02d/%02d/2026,%d\n", 1 + i % 12, 1 + i % 12, i
			print "11/28/2026,7" }'
	} >in.csv
	call seg-clean -v -j1 --map=order_date=order_date,amount=amount in.csv
	exits 0
	says_like 'rows from line .* wait in a temporary file'
	cp "$OUT" one.tsv
	[ "$(grep -c . one.tsv)" -eq 120003 ]
	[ "$(sed -n 60002p one.tsv)" = "$(printf '2026-03-04\t1240')" ]
	clean -j4 --map=order_date=order_date,amount=amount <in.csv
	same one.tsv "$OUT"
	clean --map=order_date=order_date,amount=amount < <(head -c 2000 in.csv | "$BUILD/tests/dribble" && tail -c +2001 in.csv)
	same one.tsv "$OUT"
	clean --dates=mdy --decimal=. --map=order_date=order_date,amount=amount in.csv
	same one.tsv "$OUT"
}

@test "a cell or a row larger than a table may have is rejected, as it stands" {
	awk 'BEGIN { printf "a,b\n\""; for (i = 0; i < 110000; i++) printf "xxxxxxxxxx"; print "\",2\n3,4" }' >cell.csv
	awk 'BEGIN { printf "a,b\n3,4\n1"; for (i = 1; i < 5000; i++) printf ",1"; print "" }' >row.csv
	for file in cell row; do
		clean --rejects=rejects.tsv $file.csv
		exits 0
		tsv 'a b' '3 4' | prints
		[ "$(tail -n +2 rejects.tsv | cut -f 1,3,4)" = "$(printf '%s.csv\t\trecord' $file)" ] || fail "$(cut -c 1-200 rejects.tsv)"
		[ "$(wc -c <rejects.tsv)" -gt 9000 ]
	done
}

@test "the decimal mark is decided for a column from all its numbers" {
	printf 'a;b\n1.240;1.240\n12,50;3\n' >in.csv
	tsv 'column rule argument' 'a type money' 'b type number' >r.rules
	call seg-clean --rules=r.rules in.csv
	exits 0
	printf 'a\tb\n1240\t1.24\n12.5\t3\n' | prints
	says 'seg-clean: in.csv: cells are separated by semicolons (--delimiter chooses)' \
		"seg-clean: a: decided by '12,50' on line 3, which has a decimal comma (--decimal chooses)" \
		'seg-clean: b: a decimal point is taken, no number settles it (--decimal chooses)' \
		'seg-clean: 2 rows in, 2 out, 0 rejected'
	printf 'a\n12.50\n"12,50"\n' >in.csv
	tsv 'column rule argument' 'a type money' >r.rules
	clean --rules=r.rules in.csv
	exits 3
	says "seg-clean: a: '12.50' (line 2) has a decimal point, '12,50' (line 3) has a decimal comma: say --decimal=. or --decimal=,, and the others are rejected"
}

@test "products are exact, signs make kinds, strips and defaults act before types" {
	tsv 'column rule argument' 'id from No' 'id strip .0$' 'id type id' 'q type number' 'p type money' \
		'p default 0.10' 'amount product q,p' 'kind sign amount' 'x drop _' >r.rules
	printf 'No,q,p,x\n17.0,3,,a\n18.0,-7,0.001,b\n' >in.csv
	clean --rules=r.rules in.csv
	exits 0
	tsv 'id q p amount kind' '17 3 0.1 0.3 sale' '18 -7 0.001 -0.007 refund' | prints
}

@test "a row with several findings has a line for each in the rejects" {
	tsv 'column rule argument' 'a required _' 'b type number' 'c type date' 'd product b,e' 'e type number' >r.rules
	printf 'a,b,c,e\n,x,2026-02-30,1\n1,2,2026-02-28,3\n' >in.csv
	clean --rules=r.rules --rejects=r.tsv --stats=s.tsv in.csv
	exits 0
	tsv 'a b c e d' '1 2 2026-02-28 3 6' | prints
	tail -n +2 r.tsv | cut -f3-6 >seen
	printf 'b\ttype\tx\tnot a number\nc\ttype\t2026-02-30\tnot a date\na\trequired\t\tmissing\n' | diff - seen
	head -4 s.tsv | diff - <(tsv 'name value' 'rows_in 2' 'rows_out 1' 'rows_rejected 1')
}

@test "a rule that cannot be meant is refused with its line" {
	printf 'a\n1\n' >in.csv
	tsv 'column rule argument' 'a tpye id' >r.rules
	clean --rules=r.rules in.csv
	exits 2
	says "seg-clean: r.rules:2: a: no such rule; see --list-rules: 'tpye'"
	tsv 'column rule argument' 'b product a,a' >r.rules
	clean --rules=r.rules in.csv
	exits 2
	says "seg-clean: r.rules:2: b: a column here is no number: give it the type number or money first: 'a,a'"
	tsv 'column rule argument' 'b from aa' >r.rules
	clean --rules=r.rules in.csv
	exits 2
	says "seg-clean: in.csv: no column 'aa'; did you mean 'a'? (r.rules:2)"
	clean --map=b=product in.csv
	exits 2
	says "seg-clean: in.csv: no column 'product'; the columns are: a"
}

@test "money is read in the forms shops print it, and refused in others" {
	local ok='12 -12 0.5 $8.00 -$0.95 $-0.95 1,240.00 1,234,567.89 (5.00) 12.50EUR EUR12.50 €3 3€ £1 USD1000.00 1e3'
	local bad='12,5 1,24 1,2345 12.5.0 -- - . 1. .5 $ 1O 0x10 nan inf +5 1_000 12%'
	local f
	printf 'amount\n' >in.csv
	for f in $ok $bad; do printf '"%s"\n' "$f" >>in.csv; done
	tsv 'column rule argument' 'amount type money' >r.rules
	clean --decimal=. --rules=r.rules --rejects=r.tsv in.csv
	exits 0
	printf '%s\n' amount 12 -12 0.5 8 -0.95 -0.95 1240 1234567.89 -5 12.5 12.5 3 3 1 1000 1000 | prints
	[ "$(tail -n +2 r.tsv | cut -f5)" = "$(echo "$bad" | tr ' ' '\n')" ]
}

@test "no usable row is exit 3, and the rejects are kept" {
	printf 'a,b\n1\n2\n' >in.csv
	clean --rejects=r.tsv in.csv
	exits 3
	says 'seg-clean: no usable rows; the first, in.csv:2: 1 cell, but there are 2 columns'
	[ "$(wc -l <r.tsv)" -eq 3 ]
}

@test "why rows are rejected is said, unless the rejects file says it" {
	printf 'a,b\n1,x\n,y\n3\n,z\n' >in.csv
	tsv 'column rule argument' 'a required _' >r.rules
	call seg-clean --rules=r.rules in.csv
	exits 0
	says 'seg-clean: 4 rows in, 1 out, 3 rejected (--rejects=FILE keeps them with the reasons)' \
		'seg-clean: 1 records are no rows: of another width, after the end, or with a stray quote or byte' \
		'seg-clean: 2 findings reject rows: a required 2'
	call seg-clean --rules=r.rules --rejects=r.tsv in.csv
	says 'seg-clean: 4 rows in, 1 out, 3 rejected'
}

@test "without rules, the profile that knows the header is offered; with some, it is not" {
	printf 'Record ID,First Name,Last Name,Email,Phone Number\n1,A,B,a@b.co,\n' >in.csv
	call seg-clean in.csv
	exits 0
	says 'seg-clean: in.csv: the header is of hubspot-contacts: --profile=auto cleans by its rules' \
		'seg-clean: 1 rows in, 1 out, 0 rejected'
	call seg-clean --map='customer_id=Record ID' in.csv
	says 'seg-clean: 1 rows in, 1 out, 0 rejected'
	call seg-clean -q in.csv
	says_nothing
}

@test "--map the wrong way round is told the right way" {
	printf 'Klant,b\n1,2\n' >in.csv
	call seg-clean --map=Klant=customer_id in.csv
	exits 2
	says "seg-clean: in.csv: no column 'customer_id'; --map takes NEW=OLD: customer_id=Klant"
}

@test "the rejects file is for its owner only" {
	printf 'a,b\n1\n1,2\n' >in.csv
	(umask 022 && seg-clean -q --rejects=r.tsv in.csv >/dev/null)
	[ "$(stat -c %a r.tsv)" = 600 ]
}

@test "--list-rules names every rule of the manual, and the reverse" {
	seg-clean --list-rules | awk -F'\t' '$1 == "rule" { print $2 }' | sort >listed
	sed -n '/^\.Sh RULES/,/^\.Sh EXIT/s/^\.It Cm \([a-z-]*\).*/\1/p' "$ROOT/man/seg-clean.1" | sort |
		diff - listed
}

# --- rows with the same key ---

@test "one row of each key is kept: the first, the last, the newest or the fullest, in their old order" {
	printf '%s\n' id,order_date,note a,2026-01-02,x b,2026-01-01, a,2026-01-03, ,2026-01-09,y b,2026-01-01,z ,2026-01-08,y >in.csv
	local keep expected
	while read -r keep expected; do
		clean --map=order_date=order_date --key=id --keep="$keep" --dupes=d.tsv --stats=s.tsv --only=note,order_date in.csv
		exits 0
		[ "$(tail -n +2 "$OUT" | tr '\t\n' '_ ')" = "$expected " ] || fail "$keep: $(cat "$OUT")"
		[ "$(wc -l <d.tsv)" -eq 3 ]
		awk -F'\t' '{ n[$1] = $2 } END { exit n["rows_in"] != n["rows_out"] + n["rows_merged"] }' s.tsv
	done <<-END
		first 2026-01-02_x 2026-01-01_ 2026-01-09_y 2026-01-08_y
		last 2026-01-03_ 2026-01-09_y 2026-01-01_z 2026-01-08_y
		newest:order_date 2026-01-01_ 2026-01-03_ 2026-01-09_y 2026-01-08_y
		fullest 2026-01-02_x 2026-01-09_y 2026-01-01_z 2026-01-08_y
	END
	tail -n +2 d.tsv | diff - <(printf '2026-01-01\t\t6\n2026-01-03\t\t2\n')
}

@test "rows with the same key are merged once, also when they had to wait for a date to be settled" {
	printf '%s\n' id,order_date a,03/04/2026 a,05/04/2026 b,21/04/2026 >in.csv
	clean --map=order_date=order_date --key=id --keep=last in.csv
	exits 0
	tsv 'id order_date' 'a 2026-04-05' 'b 2026-04-21' | prints
	clean --map=order_date=order_date --key=id in.csv
	tsv 'id order_date' 'a 2026-04-03' 'b 2026-04-21' | prints
	tsv 'column rule argument' '* key id' 'order_date type date' >r.rules
	clean --rules=r.rules --rejects=r.tsv in.csv
	tsv 'id order_date' 'a 2026-04-03' 'b 2026-04-21' | prints
	[ "$(tail -1 r.tsv | cut -f2-6)" = "$(printf '3\t*\tkey\t\tthe same as in line 2')" ]
}

@test "keys that cannot be meant are refused" {
	printf 'a,b\n1,2\n' >in.csv
	clean --key=c in.csv
	exits 2
	clean --keep=last in.csv
	exits 2
	clean --key=a --keep=oldest in.csv
	exits 2
	clean --key=a --keep=newest:b in.csv
	exits 2
	says_like 'b is no date: give it the type date or time'
}

# --- properties on generated files ---

# A deterministic mess: quotes, line breaks, ragged rows, CRLF, stray quotes. Its seed is its argument.
mess() {
	awk -v seed="$1" 'BEGIN {
		srand(seed); print "a,b,c"
		split("x|\"q, r\"|\"l\nm\"|\"e\"\"f\"|5\" p||\"open|\"z\"t| s |é|\\n|\"\"", cell, "|")
		for (i = 0; i < 400; i++) {
			n = rand() < .9 ? 3 : int(1 + rand() * 5); line = ""
			for (k = 0; k < n; k++) line = line (k ? "," : "") cell[1 + int(rand() * 12)]
			printf "%s%s", line, rand() < .5 ? "\r\n" : "\n"
		}
	}'
}

@test "any mess: the same bytes for any threads and chunks, a second cleaning changes and rejects nothing" {
	local seed
	for seed in 1 2 3 4 5 6 7 8; do
		mess $seed >in.csv
		clean -j1 --rejects=r1.tsv --stats=s.tsv in.csv
		exits 0
		cp "$OUT" one.tsv
		clean -j4 --rejects=r4.tsv - < <("$BUILD/tests/dribble" <in.csv)
		same one.tsv "$OUT"
		sed 's/^in.csv/-/' r1.tsv | diff - r4.tsv
		awk -F'\t' '{ n[$1] = $2 } END { exit n["rows_in"] != n["rows_out"] + n["rows_rejected"] }' s.tsv
		clean --rejects=r.tsv one.tsv
		same one.tsv "$OUT"
		[ "$(wc -l <r.tsv)" -eq 1 ] || fail "seed $seed"
	done
}

# --- what a review found (each failed before it was mended) ---

@test "files of different delimiters are each read by their own" {
	printf 'a,b\n1,2\n' >one.csv
	printf 'a;b\n1,5;2\n' >two.csv
	for j in 1 2 8; do
		clean -j$j one.csv two.csv one.csv
		exits 0
		printf 'a\tb\n1\t2\n1,5\t2\n1\t2\n' | prints
	done
}

@test "rejects go into a pipe, and never replace it" {
	printf 'a,b\n1\n1,2\n' >in.csv
	mkfifo pipe
	cat pipe >seen &
	clean --rejects=pipe in.csv
	wait
	exits 0
	[ -p pipe ]
	[ "$(wc -l <seen)" -eq 2 ]
}

@test "two outputs in one place are refused before anything is lost" {
	printf 'a,b\n1\n1,2\n' >in.csv
	clean -o x --rejects=x in.csv
	exits 2
	clean --rejects=- in.csv
	exits 2
	clean --stats=- in.csv
	exits 2
	clean -o '' in.csv
	exits 2
	[ ! -e x ]
}

@test "-o keeps the mode of the file it replaces" {
	printf 'a,b\n1,2\n' >in.csv
	: >x
	chmod 600 x
	clean -o x in.csv
	[ "$(stat -c %a x)" = 600 ]
}

@test "line ends of old Macs are understood, and said" {
	printf 'a,b\r1,2\r3,"x\ry"\r' >in.csv
	call seg-clean in.csv
	exits 0
	printf 'a\tb\n1\t2\n3\tx\\ny\n' | prints
	says 'seg-clean: in.csv: lines end in CR alone, as on old Macs' 'seg-clean: 2 rows in, 2 out, 0 rejected'
}

@test "a backslash in a tab separated file that is no escape rejects its row" {
	printf 'a\tb\nC:\\dir\tx\nC:\\\\dir\tx\n' >in.tsv
	clean --rejects=r.tsv in.tsv
	exits 0
	printf 'a\tb\nC:\\\\dir\tx\n' | prints
	[ "$(tail -1 r.tsv | cut -f6)" = 'a backslash that is no escape of seg-tsv: write \\\\ for one that is meant' ]
}

@test "under -C nothing is guessed from the rows" {
	printf 'Smith, J, Dr\t5\nDoe\t6\n\t7\n' >in
	clean -C name,n in
	exits 0
	printf 'Smith, J, Dr\t5\nDoe\t6\n\\N\t7\n' | prints
}

@test "counts are written even when no row can be used" {
	printf 'a,b\n1\n' >in.csv
	clean --stats=s.tsv in.csv
	exits 3
	head -4 s.tsv | diff - <(tsv 'name value' 'rows_in 1' 'rows_out 0' 'rows_rejected 1')
}

@test "a rule may only warn; a severity that is neither is refused, and so is a rule in the wrong place" {
	printf 'a,b\nx,1\n2,3\n' >in.csv
	tsv 'column rule argument severity' 'a type number warn' >r.rules
	call seg-clean --rules=r.rules in.csv
	exits 0
	printf 'a\tb\nx\t1\n2\t3\n' | prints
	says 'seg-clean: 2 rows in, 2 out, 0 rejected' 'seg-clean: 1 findings of rules that only warn: a type 1'
	tsv 'column rule argument severity' 'a type number sure' >r.rules
	clean --rules=r.rules in.csv
	exits 2
	says "seg-clean: r.rules:2: a: a severity is error or warn: 'sure'"
	tsv 'column rule argument' '* required _' >r.rules
	clean --rules=r.rules in.csv
	exits 2
	tsv 'column rule argument' 'a delimiter ;' >r.rules
	clean --rules=r.rules in.csv
	exits 2
}

@test "in a table of one column an empty line is a missing value, also the second time" {
	printf 'a\n""\n1\n\n2\n' >in.csv
	clean in.csv
	exits 0
	printf 'a\n\n1\n\n2\n' | prints
	cp "$OUT" once.tsv
	clean once.tsv
	same once.tsv "$OUT"
}

@test "the rejects are UTF-8 whatever was rejected" {
	printf 'a,b\n1,2\n\0\377,3\n' >in.csv
	clean --rejects=r.tsv in.csv
	exits 3
	says_like 'not UTF-8'
}

@test "numbers too fine or too large to be added up pass as they are" {
	printf 'a\n12345678901234567890.12345678901\n1e300\n0.50\n' >in.csv
	tsv 'column rule argument' 'a type number' >r.rules
	clean --rules=r.rules in.csv
	printf 'a\n12345678901234567890.12345678901\n1e300\n0.5\n' | prints
}

@test "a quoted empty field may be the first of a file" {
	printf 'a,b\n"",x\n' >in.csv
	clean in.csv
	exits 0
	printf 'a\tb\n\tx\n' | prints
}

@test "no usable row names the first, and what dates often are instead" {
	printf 'customer_id,order_date,amount\na,45323,1\nb,45324,2\n' >in.csv
	clean --map=customer_id=customer_id,order_date=order_date,amount=amount --dates=ymd in.csv
	exits 3
	says_like "no usable rows; the first, in.csv:2: order_date: not a date .*: '45323' \\(the day number of a spreadsheet: give the column a date format there and export again\\)$"
	printf 'customer_id,order_date,amount\na,2/20/24,1\nb,2/21/24,2\n' >in.csv
	clean --map=customer_id=customer_id,order_date=order_date,amount=amount --dates=mdy in.csv
	exits 3
	says_like "no usable rows; the first, in.csv:2: order_date: not a date .*: '2/20/24' \\(a year has four digits\\)$"
	printf 'customer_id,order_date,amount\na,n/a,1\n' >in.csv
	clean --map=customer_id=customer_id,order_date=order_date,amount=amount --dates=mdy in.csv
	exits 3
	says_like "no usable rows; the first, in.csv:2: order_date: not a date .*: 'n/a'$"
}

@test "compare: six signs between two columns, as amounts, as times or as text; a missing cell has no order" {
	printf '%s\n' row,n,m,t,u,x,y \
		a,2,10,2026-01-02,2026-01-10,b,a \
		b,10,2,2026-01-02T10:00:00,2026-01-02T09:59:59,a,b \
		c,1e1,10.0,2026-01-02T10:00:00,2026-01-02,a,a \
		d,,3,,2026-01-01,,z >in.csv
	local signs=('<' '<=' '>' '>=' '=' '!=') sign reason
	local reasons=('not less than the other column' 'more than the other column' 'not more than the other column'
		'less than the other column' 'not the same as the other column' 'the same as the other column')
	local kept=('a d' 'a c d' 'b d' 'b c d' 'c d' 'a b d') texts=('b d' 'b c d' 'a d' 'a c d' 'c d' 'a b d')
	for ((i = 0; i < 6; i++)); do
		sign=${signs[i]} reason=${reasons[i]}
		for pair in 'n m number' 't u time' 'x y text'; do
			read -r one other type <<<"$pair"
			tsv 'column rule argument' "$one type $type" "$other type $type" "$one compare $sign$other" >r.rules
			clean --rules=r.rules --rejects=r.tsv in.csv
			exits 0
			expected=${kept[i]}
			[ "$type" != text ] || expected=${texts[i]}
			[ "$(tail -n +2 "$OUT" | cut -f1 | xargs)" = "$expected" ] || fail "$one $sign $other keeps $(cut -f1 "$OUT" | xargs)"
			tail -n +2 r.tsv | cut -f4,6 | sort -u | diff <([ "$expected" = 'a b c d' ] || printf 'compare\t%s\n' "$reason") -
		done
	done
}

@test "lookup and not-in: the values of a column of a file, escapes undone" {
	printf 'code\tname\nA1\tone\\ntwo\nB2\tthree\n\tnobody\n' >known.tsv
	printf 'id,who\n1,"one\ntwo"\n2,three\n3,four\n4,\n' >in.csv
	tsv 'column rule argument' 'who lookup known.tsv:name' >r.rules
	clean --rules=r.rules in.csv
	exits 0
	printf 'id\twho\n1\tone\\ntwo\n2\tthree\n4\t\n' | prints
	tsv 'column rule argument' 'who not-in known.tsv:name' >r.rules
	clean --rules=r.rules in.csv
	exits 0
	printf 'id\twho\n3\tfour\n4\t\n' | prints
	tsv 'column rule argument' 'who lookup known.tsv:nome' >r.rules
	clean --rules=r.rules in.csv
	exits 2
	says_like 'no such column in the file'
	: >known.tsv
	tsv 'column rule argument' 'who lookup known.tsv:name' >r.rules
	clean --rules=r.rules in.csv
	exits 3
	says 'seg-clean: known.tsv:1: no header line'
}

@test "split takes a part of another column" {
	printf 'name,first,last\n"Ada, Countess of Lovelace",,\nPlato,,\n,,\n' >in.csv
	printf 'column\trule\targument\nfirst\tsplit\tname,2,,\nlast\tsplit\tname,1,,\n' >r.rules
	clean --rules=r.rules in.csv
	exits 0
	printf 'name\tfirst\tlast\nAda, Countess of Lovelace\tCountess of Lovelace\tAda\nPlato\t\tPlato\n\t\t\n' | prints
}

@test "a header of many bytes is read whole; one too wide, or with a quote that runs away, is refused" {
	awk 'BEGIN { for (i = 1; i <= 4000; i++) printf "%s\"%0100d\"", (i > 1 ? "," : ""), i; print "" }' >in.csv
	awk 'BEGIN { for (i = 1; i <= 4000; i++) printf "%s%d", (i > 1 ? "," : ""), i; print "" }' >>in.csv
	clean in.csv
	exits 0
	awk -F '\t' 'NF != 4000 || (NR == 1 ? length($4000) != 100 : $4000 != 4000) || NR > 2 { exit 1 }' "$OUT"
	awk 'BEGIN { for (i = 1; i <= 4097; i++) printf "%sc%d", (i > 1 ? "," : ""), i; print "\n1" }' >wide.csv
	clean wide.csv
	exits 3
	says 'seg-clean: wide.csv:1: more than 4096 columns'
	awk 'BEGIN { printf "a,\"b\n"; for (i = 0; i < 40000; i++) printf "0123456789"; print "\",c\n1,2,3" }' >long.csv
	clean long.csv
	exits 3
	says_like '^seg-clean: long.csv:1: column 2 of the header: longer than 255 bytes: '
	: >empty.csv
	clean --header=a,b empty.csv
	exits 3
	says 'seg-clean: empty.csv: empty input'
	awk 'BEGIN { print "a,\"b"; for (i = 0; i < 200; i++) print "1,2"; print "3\",4" }' >runs.csv
	clean runs.csv
	exits 3
	says 'seg-clean: runs.csv:1: the header has a quote that is not closed within 100 lines'
}
