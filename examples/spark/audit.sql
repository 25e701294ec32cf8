-- The audit: every task counts, and one adds up and says what it means.
--
--     spark-sql --files seg-audit-bias -d columns=$columns,segment,segment_fit,segment_known -d rows=4372 -d segments=/data/segments \
--         -d audit=/data/audit -f audit.sql

CREATE TEMPORARY VIEW counts AS
SELECT TRANSFORM (value)
	ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'
	USING './seg-audit-bias --partial --group=country --segment=segment -C ${columns} || { s=$?; cat >/dev/null; exit $s; }'
	AS (line) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\r'
FROM text.`${segments}`;

INSERT OVERWRITE DIRECTORY '${audit}' USING text
SELECT line
FROM (
	SELECT TRANSFORM (line)
		ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'
		USING './seg-audit-bias --merge --expect-rows=${rows} --group=country --segment=segment -C ${columns} || { s=$?; cat >/dev/null; exit $s; }'
		AS (line) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\r'
	FROM (SELECT * FROM counts DISTRIBUTE BY 1)
);
