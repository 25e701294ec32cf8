#!/bin/bash
# neighbours - the real programs beside us, both ways: what seg-clean writes they read, what they write we read, and the
# rows that come back are the same bytes. PostgreSQL runs in a folder of its own, on a socket, while this runs.
#	make neighbours
# Prints a line for each neighbour and fails when one returns other rows.
cd "$(dirname "$0")/../.." || exit
set -eo pipefail
export LC_ALL=C

here=$PWD
work=$(mktemp -d)
server=''
stop() {
	[ -z "$server" ] || as_postgres "$server/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1
	rm -rf "$work"
}
trap stop EXIT
cd "$work"

# PostgreSQL does not run as root.
as_postgres() {
	if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

# Cells that a dialect may stumble over: every escape, blanks at the ends, quotes, what looks like a missing value, a
# number or a comment in other dialects, wide characters, a long cell (Miller 6.6 drops what follows a line of 64 KiB,
# and exits 0), and missing values.
python3 - >export.csv <<'END'
import csv, sys
cells = ["plain", "a\tb", "line\nbreak", "back\\slash", "\\N", "\\.", "\\t", "NULL", "NA", "nan", " blanks ", '"quoted"', '"', "''",
         "#comment", "1e5", "007", "-0", "1,5", "é ü €", "日本語", "👋🏽", "", "a,b;c|d", "$(x)`y`", "--", "=1+1", "x" * 20000, "end\\"]
w = csv.writer(sys.stdout, lineterminator="\n")
w.writerow(["id", "text", "other"])
w.writerows([f"k{i:02}", c, cells[-i]] for i, c in enumerate(cells))
END
seg-clean -q export.csv >rows.tsv
head -n 1 rows.tsv >header

failed=0
# same NAME FILE: the file has the rows, in any order.
same() {
	seg-clean -q --from=tsv "$2" >again.tsv || { echo "neighbours: $1: what it wrote cannot be read"; failed=1; return; }
	if cmp -s <(sort rows.tsv) <(sort again.tsv); then
		echo "neighbours: $1: the same rows back"
	else
		echo "neighbours: $1: other rows:"
		diff <(sort rows.tsv | cut -c1-200) <(sort again.tsv | cut -c1-200) | head -20
		failed=1
	fi
}

postgresql() {
	local bin
	for bin in /usr/lib/postgresql/*/bin; do :; done # the newest
	[ "$(id -u)" != 0 ] || chown postgres "$work"
	as_postgres "$bin/initdb" -D pg -A trust -E UTF8 --locale=C.UTF-8 -U seg >initdb.log 2>&1
	as_postgres "$bin/pg_ctl" -D pg -w -l pg.log -o "-k $work -c listen_addresses= -c fsync=off" start >/dev/null
	server=$bin
	"$bin/psql" -q -h "$work" -U seg -d postgres -v ON_ERROR_STOP=1 -c 'CREATE TABLE t (id text, text text, other text)' \
		-c "\\copy t FROM 'rows.tsv' WITH (FORMAT text, NULL '', HEADER MATCH)" \
		-c "\\copy (SELECT * FROM t ORDER BY id DESC) TO 'pg.tsv' WITH (FORMAT text, NULL '', HEADER)"
	same "PostgreSQL COPY, NULL ''" pg.tsv
	"$bin/psql" -q -h "$work" -U seg -d postgres -v ON_ERROR_STOP=1 -c "\\copy t TO 'pg_n.tsv' WITH (FORMAT text, HEADER)"
	same 'PostgreSQL COPY, \N' pg_n.tsv
	"$bin/psql" -At -h "$work" -U seg -d postgres -c "SELECT text FROM t WHERE id = 'k02'" >text
	[ "$(cat text)" = $'line\nbreak' ] || { echo 'neighbours: PostgreSQL: a line break did not arrive'; failed=1; }
}

# SQLite and DuckDB keep escapes as they stand: a table of text, which comes back as it was.
sqlite() {
	sqlite3 t.db '.mode ascii' '.separator "\t" "\n"' '.import rows.tsv t' '.mode list' '.separator "\t" "\n"' '.headers on' \
		'SELECT * FROM t ORDER BY id DESC;' >sqlite.tsv
	same SQLite sqlite.tsv
}

duckdb() {
	"$("$here/tests/rivals.sh")" - <<-'END'
		import duckdb
		duckdb.sql("COPY (SELECT * FROM read_csv('rows.tsv', delim='\t', quote='', escape='', header=true, all_varchar=true,"
		           " max_line_size=1000000) ORDER BY id DESC)"
		           " TO 'duckdb.tsv' (FORMAT csv, DELIMITER '\t', QUOTE '', ESCAPE '', HEADER)")
	END
	same DuckDB duckdb.tsv
}

# Miller undoes the escapes and makes them again.
miller() {
	mlr --tsv sort -r id rows.tsv >miller.tsv
	same Miller miller.tsv
	mlr --itsv --ojson filter '$id == "k02"' rows.tsv | grep -Fq '"line\nbreak"' ||
		{ echo 'neighbours: Miller: a line break did not arrive'; failed=1; }
}

datamash_() {
	datamash transpose <rows.tsv | datamash transpose >datamash.tsv
	same datamash datamash.tsv
}

coreutils() {
	{ cat header; tail -n +2 rows.tsv | sort -t $'\t' -k1,1r; } >sorted.tsv
	same sort sorted.tsv
	cut -f1,2 rows.tsv >left.tsv
	cut -f1,3 rows.tsv >right.tsv
	join --header -t $'\t' left.tsv right.tsv >joined.tsv
	same 'cut and join' joined.tsv
	comm -12 <(sort rows.tsv) <(sort rows.tsv) >common
	{ cat header; grep -vxFf header common; } >comm.tsv
	same comm comm.tsv
}

awk_() {
	awk -F '\t' -v OFS='\t' '{ $1 = $1 } 1' rows.tsv >awk.tsv
	same awk awk.tsv
}

postgresql
sqlite
duckdb
miller
datamash_
coreutils
awk_
exit "$failed"
