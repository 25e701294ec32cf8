-- Features: the engine brings each customer's orders together, and seg-features goes over them once.
--
--     columns=$(seg-features --add='country=last(country)' --print-columns | tr '\t' ,)
--     spark-sql --files seg-features,cuts.tsv -d orders=/data/orders -d as_of=2011-12-09 -d cuts=cuts.tsv \
--         -d columns=$columns -d features=/data/features -f features-sorted.sql
--
-- The orders are lines of seg-tsv without a header. A table will do as well: cast to STRING what is none.

CREATE TEMPORARY VIEW orders AS
SELECT cell[0] AS customer_id, cell[1] AS order_id, cell[2] AS order_date, cell[3] AS amount,
       cell[4] AS kind, cell[5] AS country
FROM (SELECT split(value, '\t', -1) AS cell FROM text.`${orders}`);

-- AS without types makes every column a STRING: a type would turn what it cannot read into NULL, without a word.
INSERT OVERWRITE DIRECTORY '${features}' USING parquet
SELECT TRANSFORM (customer_id, order_id, order_date, amount, kind, country)
	ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'
	USING './seg-features --sorted --as-of=${as_of} --cuts=${cuts} --add="country=last(country)" -C customer_id,order_id,order_date,amount,kind,country || { s=$?; cat >/dev/null; exit $s; }'
	AS (${columns})
	ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'
FROM (SELECT * FROM orders DISTRIBUTE BY customer_id SORT BY customer_id);
