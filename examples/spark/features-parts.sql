-- Features from states: every task turns the orders it has into states, and those of a customer are merged.
--
--     spark-sql --files seg-features,cuts.tsv -d orders=/data/orders -d rows=406829 -d as_of=2011-12-09 -d cuts=cuts.tsv \
--         -d merged=/data/features-lines -f features-parts.sql
--
-- AS (line) with cells that end in a carriage return, which no line of seg-tsv has, takes each line as it is. Beware of
-- AS (key, value) and of leaving AS out: Spark then keeps the first two cells and drops the others, without a word.

CREATE TEMPORARY VIEW states AS
SELECT TRANSFORM (value)
	ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'
	USING './seg-features --partial --as-of=${as_of} --add="country=last(country)" -C customer_id,order_id,order_date,amount,kind,country || { s=$?; cat >/dev/null; exit $s; }'
	AS (line) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\r'
FROM text.`${orders}`;

INSERT OVERWRITE DIRECTORY '${merged}' USING text
SELECT line
FROM (
	SELECT TRANSFORM (line)
		ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'
		USING './seg-features --merge --expect-rows=${rows} --as-of=${as_of} --cuts=${cuts} --add="country=last(country)" -C customer_id,order_id,order_date,amount,kind,country || { s=$?; cat >/dev/null; exit $s; }'
		AS (line) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\r'
	FROM (SELECT * FROM states DISTRIBUTE BY split_part(line, '\t', 1))
);
